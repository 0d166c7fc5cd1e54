/**
 * Figures as sentences: a number never stands alone.
 *
 * Pure: the same figure and voice give the same words, on screen, in print and
 * for a screen reader. A figure that is not shown is never named.
 */
import type {
  AreaValue,
  Figure,
  Indicator,
  KampungKb,
  KampungKbArea,
  NextOpen,
  Since,
  Source,
} from './api.types';
import { decimalsOf } from './format';
import type { Voice } from './i18n/voice';
import { never } from './never';
import { leaders, worstIsHigh } from './ranking';

const NAMED_LEADERS = 2;

/** A figure with what is needed to word it. */
export type Stated = { indicator: Indicator; figure: Figure; rounded: boolean };

/** The name of an indicator, with the mark where its figures are invented. */
export function indicatorName(voice: Voice, indicator: Indicator): string {
  const name = voice.say(indicator.nama);
  const marked = name.toLowerCase().includes(voice.t.sample.mark);
  return indicator.sample && !marked ? `${name} (${voice.t.sample.mark})` : name;
}

/** The figure in a word: `8 %`, `0 %`, `Disamarkan`. */
export function shortFigure(voice: Voice, { indicator, figure, rounded }: Stated): string {
  switch (figure.state) {
    case 'value':
    case 'zero': {
      const value = figure.value ?? 0;
      return voice.f.inUnit(value, indicator.unit, decimalsOf(figure, rounded, indicator.unit));
    }
    case 'not_filled':
    case 'not_applicable':
    case 'suppressed':
      return voice.t.states[figure.state];
    default:
      return never(figure.state);
  }
}

/** The figure as a sentence with counts and interval, or why there is none. */
export function figureSentence(voice: Voice, stated: Stated): string {
  const { indicator, figure } = stated;
  const { t, f } = voice;
  if (figure.state !== 'value' && figure.state !== 'zero') return reasonSentence(voice, figure);
  if (figure.numerator === null || figure.denominator === null)
    return `${shortFigure(voice, stated)}; ${t.figure.published}.`;
  const numerator = voice.say(indicator.numerator_label);
  const denominator = voice.say(indicator.denominator_label);
  const counts =
    figure.numerator === 0
      ? t.figure.zeroOf(f.number(figure.denominator), denominator, numerator)
      : t.figure.outOf(f.number(figure.numerator), numerator, f.number(figure.denominator), denominator);
  const interval =
    figure.lo !== null && figure.hi !== null
      ? `; ${t.figure.interval(f.range(figure.lo, figure.hi, indicator.unit))}`
      : '';
  return `${counts} (${shortFigure(voice, stated)}${interval}).`;
}

/** Why a figure is not shown. */
export function reasonSentence(voice: Voice, figure: Figure): string {
  const reasons: Readonly<Record<string, string>> = voice.t.reasons;
  return reasons[figure.reason ?? ''] ?? `${voice.t.states[figure.state]}.`;
}

/** Where a figure comes from: series, period, days, status, rounding. */
export function provenance(
  voice: Voice,
  stated: Stated,
  period: string | null,
  source: Source | null,
): string {
  const { t, f } = voice;
  const series = voice.say(stated.indicator.series.nama);
  const parts = [period === null ? series : t.figure.asOf(series, f.period(period))];
  if (source?.received) parts.push(t.figure.received(f.day(source.received)));
  const statuses: Readonly<Record<string, string>> = t.figure.status;
  if (source?.status) parts.push(statuses[source.status] ?? source.status);
  if (stated.rounded && stated.figure.denominator !== null) parts.push(t.figure.roundedTo);
  return `${parts.join('; ')}.`;
}

/** What a reader should know before using the figure. */
export function cautions(voice: Voice, { figure }: Stated): string[] {
  // A flag that this page does not know yet says nothing here.
  const known = figure.flags.filter((flag) => flag in voice.t.flags);
  return known.map((flag) => {
    if (flag === 'partial' && figure.parts) {
      return `${voice.t.figure.parts(voice.f.number(figure.parts.filled), voice.f.number(figure.parts.of))}.`;
    }
    return voice.t.flags[flag];
  });
}

export type HeadlineFacts = {
  indicator: Indicator;
  period: string;
  rounded: boolean;
  /** The areas on the map. */
  values: readonly AreaValue[];
  /** The whole that they are part of, where it has a figure of its own. */
  whole: { name: string; figure: Figure } | null;
};

/** What is seen on the map, in one sentence. */
export function headline(voice: Voice, facts: HeadlineFacts): string {
  const { t } = voice;
  const name = indicatorName(voice, facts.indicator);
  const period = voice.f.period(facts.period);
  const { whole } = facts;
  const opening =
    whole?.figure.value != null
      ? t.headline.whole(name, period, shortFigure(voice, { ...facts, figure: whole.figure }), whole.name)
      : t.headline.bare(name, period);
  const extreme = extremeOf(voice, facts);
  if (extreme === null && whole?.figure.value == null)
    return `${opening}: ${filledWords(voice, facts.values)}.`;
  return `${[opening, extreme].filter(Boolean).join('; ')}.`;
}

function extremeOf(voice: Voice, facts: HeadlineFacts): string | null {
  const { t } = voice;
  const first = leaders(facts.values, facts.indicator.direction);
  const [leader] = first;
  // With one figure, or all alike, no one stands out.
  if (!leader || first.length === shownCount(facts.values)) return null;
  const value = shortFigure(voice, { ...facts, figure: leader });
  const names = joined(
    voice,
    first.map((area) => area.nama),
  );
  return worstIsHigh(facts.indicator.direction)
    ? t.headline.highest(names, value)
    : t.headline.lowest(names, value);
}

function shownCount(values: readonly AreaValue[]): number {
  return values.filter((value) => value.value !== null).length;
}

function filledWords(voice: Voice, values: readonly AreaValue[]): string {
  const { t, f } = voice;
  const count = shownCount(values);
  return count === 0 ? t.headline.noValue : t.headline.filled(f.number(count), f.number(values.length));
}

function joined(voice: Voice, names: string[]): string {
  const { and, others } = voice.t.headline;
  const [first = '', second] = names;
  if (names.length > NAMED_LEADERS) return and(first, others(voice.f.number(names.length - 1)));
  return second === undefined ? first : and(first, second);
}

/** How many are withheld or blank, as a second line; empty where none is. */
export function incompleteness(voice: Voice, values: readonly AreaValue[]): string {
  const { t, f } = voice;
  const suppressed = values.filter((value) => value.state === 'suppressed').length;
  const notFilled = values.filter((value) => value.state === 'not_filled').length;
  return [
    suppressed > 0 ? t.headline.suppressed(f.number(suppressed)) : '',
    notFilled > 0 ? t.headline.notFilled(f.number(notFilled)) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What the register says on a day, in one sentence. */
export function kampungKbHeadline(voice: Voice, register: KampungKb, place: string): string {
  const { f, t } = voice;
  return `${t.headline.kampungKb(f.number(register.existing), f.number(register.kelurahan), place, f.day(register.on))}.`;
}

/** What is known of one kelurahan: `Ada, paling lambat 17 Juli 2023`. */
export function kampungKbFigure(voice: Voice, area: KampungKbArea): string {
  const status = voice.t.kampungKb.status[area.status];
  return area.status === 'ada' && area.since ? `${status}, ${sinceWords(voice, area.since)}` : status;
}

/** How the register knows: what a reader should have in mind. */
export function kampungKbNote(voice: Voice, register: KampungKb): string {
  const { t, f } = voice;
  if (register.existing < register.kelurahan || register.last_day === null)
    return t.headline.kampungKbUnknown;
  return t.headline.kampungKbComplete(f.day(register.last_day));
}

/** `sejak 7 Juni 2023`, `paling lambat 17 Juli 2023`. */
export function sinceWords(voice: Voice, since: Since): string {
  const { t, f } = voice;
  const when = since.presisi === 'bulan' ? f.period(since.tanggal.slice(0, 7)) : f.day(since.tanggal);
  return t.kampungKb.since[since.presisi](when);
}

/** `Selasa, 8 Desember, 08.00–11.00 · 14 hari lagi`. */
export function nextOpenWords(voice: Voice, next: NextOpen): string {
  const { t, f } = voice;
  const day = t.posyandu.open(f.weekday(next.tanggal), next.opens, next.closes);
  const moved = next.moved_from ? ` · ${t.posyandu.movedFrom(f.weekday(next.moved_from))}` : '';
  return `${day} · ${t.posyandu.inDays(next.in_days)}${moved}`;
}
