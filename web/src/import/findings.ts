/** Findings as the page groups them; what is pure stands here and is tested. */

export type Words = { id: string; en: string };

export type Finding = {
  code: string;
  severity: 'reject' | 'warn' | 'repair';
  place: string;
  line?: number;
  row?: number;
  record?: number;
  feature?: number;
  byte?: number;
  area?: string;
  field?: string;
  value?: string;
  detail?: string;
  message: Words;
  mend: Words;
};

export type Group = {
  code: string;
  severity: Finding['severity'];
  message: Words;
  mend: Words;
  all: number;
  listed: Finding[];
};

const ORDER = ['reject', 'repair', 'warn'];
/** What follows from the others is read after them. */
const LAST = 'no_rows';

/** Findings by their code: what is left out first, then by how many there are. */
export function grouped(findings: readonly Finding[], totals: Readonly<Record<string, number>>): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const { code, severity, message, mend } = finding;
    const group = groups.get(code) ?? { code, severity, message, mend, all: totals[code] ?? 0, listed: [] };
    group.listed.push(finding);
    group.all = Math.max(group.all, group.listed.length);
    groups.set(code, group);
  }
  return [...groups.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
      Number(a.code === LAST) - Number(b.code === LAST) ||
      b.all - a.all ||
      a.code.localeCompare(b.code),
  );
}

const OPTION_WORDS =
  /\s\((?:option )?(?:accept|crs|dates|encoding|layer|map|match|numbers|repair|scheme|set|vintage|within)\b[^)]*\)/g;

/** A mend without the names that options have on the command line: here they are fields and buttons. */
export function plain(mend: string): string {
  return mend.replace(OPTION_WORDS, '');
}

/** How many there are of each code. */
export function totalsOf(findings: readonly Finding[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { code } of findings) totals[code] = (totals[code] ?? 0) + 1;
  return totals;
}

const KODE = /\b\d\d\.\d\d(?:\.\d\d(?:\.\d{4})?)?(?![\d.]*\d)/g;
const codesIn = (text: string): string[] => text.match(KODE) ?? [];

export type Candidate = { kode: string; nama: string };

/** The areas that a name may mean, as the finding lists them. */
export function candidates({ detail }: Finding): Candidate[] {
  if (detail?.startsWith('it may be ')) return codesIn(detail).map((kode) => ({ kode, nama: '' }));
  const list = detail?.split('candidates: ')[1];
  if (!list) return [];
  return list.split(', ').flatMap((one) => {
    const match = /^(\d\d(?:\.\d\d){1,2}(?:\.\d{4})?) (.+)$/.exec(one);
    return match?.[1] && match[2] ? [{ kode: match[1], nama: match[2] }] : [];
  });
}

/** Where on the map a finding is: the areas that it names, and the point near it. */
export type Place = { areas: string[]; point: [number, number] | null };

export function placeOf({ area, detail }: Finding): Place {
  const near = /near (-?\d+\.\d+), (-?\d+\.\d+)/.exec(detail ?? '');
  return { areas: codesIn(area ?? ''), point: near ? [Number(near[1]), Number(near[2])] : null };
}

/** A detail whose form is known: what a defect measures, or what a repair does to an area. */
export type Measured =
  | { what: 'defect'; squareMetres: number; width: number | null; to: string | null }
  | { what: 'area'; before: number; gained: number; lost: number; percent: number };

export function measured({ detail = '' }: Finding): Measured | null {
  const defect = /^([\d.]+) m²(?: to ([\d.]+))?(?:, ([\d.]+) m wide on average)?, near /.exec(detail);
  if (defect) {
    const width = defect[3] === undefined ? null : Number(defect[3]);
    return { what: 'defect', squareMetres: Number(defect[1]), width, to: defect[2] ?? null };
  }
  const area = /^([\d.]+) m² before, ([\d.]+) m² gained, ([\d.]+) m² lost: ([\d.]+) %$/.exec(detail);
  if (!area) return null;
  const [before = 0, gained = 0, lost = 0, percent = 0] = area.slice(1).map(Number);
  return { what: 'area', before, gained, lost, percent };
}

export type Option = 'layer' | 'crs' | 'scheme' | 'numbers' | 'dates' | 'encoding' | 'within' | 'columns';

const OPTION_OF: Readonly<Record<string, Option>> = {
  ambiguous_layer: 'layer',
  ambiguous_sheet: 'layer',
  code_scheme: 'scheme',
  crs_unknown: 'crs',
  crs_unsupported: 'crs',
  date_ambiguous: 'dates',
  duplicate_column: 'columns',
  encoding: 'encoding',
  header_not_found: 'columns',
  missing_column: 'columns',
  name_ambiguous: 'within',
  no_layer: 'layer',
  number_ambiguous: 'numbers',
  out_of_range: 'crs',
};

/** The options that would settle what was found. */
export function optionsAsked(findings: readonly Finding[]): ReadonlySet<Option> {
  return new Set(findings.flatMap(({ code }) => OPTION_OF[code] ?? []));
}

/** Lines of `indicator = numerator/denominator`. */
export function measures(text: string): { indicator: string; value: string; denominator: string | null }[] {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    if (at < 1) return [];
    const [value = '', denominator] = line
      .slice(at + 1)
      .split('/')
      .map((part) => part.trim());
    return [{ indicator: line.slice(0, at).trim(), value, denominator: denominator ?? null }];
  });
}
