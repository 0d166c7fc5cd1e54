/**
 * The columns of the table, as data: the same rows go to the screen and to CSV.
 *
 * A column sorts by its key, where null always comes last.
 */
import type { Area, AreaValue, Indicator, KampungKb, KampungKbArea } from '../api.types';
import type { Voice } from '../i18n/voice';
import { word } from '../i18n/voice';
import { rank } from '../ranking';
import { shortFigure } from '../sentences';

export type SortKey = number | string | null;
export type Column = {
  key: string;
  title: string;
  /** Right-aligned, in tabular figures. */
  numeric: boolean;
};
export type Row = { id: number; kode: string; cells: Record<string, { text: string; sort: SortKey }> };
export type Grid = { columns: Column[]; rows: Row[]; sample: boolean };
export type Order = { key: string; descending: boolean };

type Parents = ReadonlyMap<number, Area>;

const NOTHING = '–';

/** The table of a choropleth. */
export function valueGrid(
  voice: Voice,
  indicator: Indicator,
  values: readonly AreaValue[],
  rounded: boolean,
  parentOf: (id: number) => string,
): Grid {
  const { t, f } = voice;
  const column = (key: string, title: string, numeric = false): Column => ({ key, title, numeric });
  const withMeasured = values.some((value) => value.measured !== null);
  const columns = [
    column('rank', t.table.rank, true),
    column('name', t.table.name),
    column('parent', t.table.parent),
    column('value', t.table.value, true),
    column('interval', t.table.interval, true),
    column('counts', t.table.counts, true),
    ...(withMeasured ? [column('measured', t.table.measured, true)] : []),
    column('state', t.table.state),
  ].filter(({ key }) => key !== 'parent' || values.some((value) => parentOf(value.id) !== ''));
  const ranked = rank(values, indicator.direction);
  const shared = (place: number) => ranked.filter((one) => one.rank === place).length > 1;
  const rows = ranked.map(({ value, rank: place }): Row => {
    const parent = parentOf(value.id);
    const interval =
      value.lo !== null && value.hi !== null ? f.range(value.lo, value.hi, indicator.unit) : NOTHING;
    const counts =
      value.numerator !== null && value.denominator !== null
        ? `${f.number(value.numerator)} / ${f.number(value.denominator)}`
        : NOTHING;
    const figure = value.value === null ? NOTHING : shortFigure(voice, { indicator, figure: value, rounded });
    return {
      id: value.id,
      kode: value.kode,
      cells: {
        rank: {
          text: place === null ? NOTHING : `${f.number(place)}${shared(place) ? '=' : ''}`,
          sort: place,
        },
        name: { text: value.nama, sort: value.nama },
        parent: { text: parent, sort: parent },
        value: { text: figure, sort: value.value },
        interval: { text: interval, sort: value.lo },
        counts: { text: counts, sort: value.denominator },
        measured: {
          text: value.measured === null ? NOTHING : f.percent(value.measured),
          sort: value.measured,
        },
        state: { text: stateWords(voice, value), sort: t.states[value.state] },
      },
    };
  });
  return { columns, rows, sample: indicator.sample };
}

/** A state in words; where there is a value, rather what is to be read with care. */
function stateWords(voice: Voice, value: AreaValue): string {
  const { t } = voice;
  const flags = value.flags.filter((flag) => flag in t.flags).map((flag) => t.flags[flag].replace(/\.$/, ''));
  const remarks = value.published ? [t.figure.published, ...flags] : flags;
  return value.state === 'value' && remarks.length > 0
    ? remarks.join('; ')
    : [t.states[value.state], ...remarks].join('; ');
}

/** The table of the Kampung KB register on a day. */
export function registerGrid(voice: Voice, register: KampungKb, parentOf: (id: number) => string): Grid {
  const { t, f } = voice;
  const columns: Column[] = [
    { key: 'name', title: t.table.name, numeric: false },
    { key: 'parent', title: t.table.parent, numeric: false },
    { key: 'status', title: t.table.status, numeric: false },
    { key: 'since', title: t.table.since, numeric: false },
    { key: 'precision', title: t.table.precision, numeric: false },
    { key: 'proof', title: t.table.proof, numeric: false },
    { key: 'class', title: t.table.klass, numeric: false },
    { key: 'stage', title: t.table.stage, numeric: false },
  ];
  const assessed = (fact: KampungKbArea['class'], words: Readonly<Record<string, string>>) =>
    fact === null ? NOTHING : `${word(words, fact.nilai)}${fact.sample ? ` (${t.sample.mark})` : ''}`;
  const text = (value: string) => ({ text: value, sort: value === NOTHING ? null : value });
  const rows = register.areas.map(
    (area): Row => ({
      id: area.id,
      kode: area.kode,
      cells: {
        name: text(area.nama),
        parent: text(parentOf(area.id)),
        status: text(t.kampungKb.status[area.status]),
        since: { text: area.since ? f.day(area.since.tanggal) : NOTHING, sort: area.since?.tanggal ?? null },
        precision: text(area.since ? t.kampungKb.precision[area.since.presisi] : NOTHING),
        proof: text(area.since ? word(t.kampungKb.proof, area.since.bukti) : NOTHING),
        class: text(assessed(area.class, t.kampungKb.classes)),
        stage: text(assessed(area.stage, t.kampungKb.stages)),
      },
    }),
  );
  // Invented classes and stages are marked in their own cells; the rest is real.
  return { columns, rows, sample: false };
}

/** Sorts rows by a column; what has no key comes last both ways. */
export function sortRows(rows: readonly Row[], order: Order | null): Row[] {
  if (order === null) return [...rows];
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = a.cells[order.key]?.sort ?? null;
    const right = b.cells[order.key]?.sort ?? null;
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right), voiceLocale);
  });
}

const voiceLocale = 'id';

/** The name of the area one level up, for areas of a finer level. */
export function parentNames(areas: Parents): (id: number) => string {
  const byCode = new Map([...areas.values()].map((area) => [area.kode, area.nama]));
  return (id) => byCode.get(areas.get(id)?.kode_induk ?? '') ?? '';
}
