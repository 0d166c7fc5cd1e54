/** Findings as the page groups them; what is pure stands here and is tested. */

export type Finding = {
  code: string;
  severity: 'reject' | 'warn' | 'repair';
  place: string;
  area?: string;
  field?: string;
  value?: string;
  detail?: string;
  message: { id: string; en: string };
  mend: { id: string; en: string };
};

export type Group = {
  code: string;
  severity: Finding['severity'];
  message: Finding['message'];
  mend: Finding['mend'];
  all: number;
  listed: Finding[];
};

const ORDER = ['reject', 'repair', 'warn'];

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
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.all - a.all || a.code.localeCompare(b.code),
  );
}

export type Candidate = { kode: string; nama: string };

/** The areas that a name may mean, as the finding lists them. */
export function candidates(finding: Finding): Candidate[] {
  const list = finding.detail?.split('candidates: ')[1];
  if (!list) return [];
  return list.split(', ').flatMap((one) => {
    const match = /^(\d\d(?:\.\d\d){1,2}(?:\.\d{4})?) (.+)$/.exec(one);
    return match?.[1] && match[2] ? [{ kode: match[1], nama: match[2] }] : [];
  });
}

/** Lines of `a = b`, as pairs. */
export function pairs(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => line.split('='));
  return Object.fromEntries(
    lines
      .filter((parts) => parts.length >= 2)
      .map(([ours, ...theirs]) => [(ours ?? '').trim(), theirs.join('=').trim()]),
  );
}

/** Lines of `indicator = numerator/denominator`. */
export function measures(text: string): { indicator: string; value: string; denominator: string | null }[] {
  return Object.entries(pairs(text)).map(([indicator, columns]) => {
    const [value = '', denominator] = columns.split('/').map((part) => part.trim());
    return { indicator, value, denominator: denominator ?? null };
  });
}
