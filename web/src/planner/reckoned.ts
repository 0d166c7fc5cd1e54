/**
 * What is reckoned from the figures of an indicator, for the map, the legend and
 * the table: smoothed, clusters, change, two variables. The server reckons; here
 * its answers are only shown.
 */
import { getBivariate, getChanges, getPatterns, type ValuesQuestion } from '../api';
import type {
  Bivariate,
  Breaks,
  Changes,
  Figure,
  Indicator,
  Patterns,
  StatisticalMethod,
} from '../api.types';
import type { Voice } from '../i18n/voice';
import { GROUND } from '../map/palette';
import type { AreaPaint } from '../map/scene';
import { never } from '../never';
import type { Mode } from '../state';
import type { Choice } from './choice';
import type { Row } from './legend';

export type ReckonedQuestion = ValuesQuestion & { mode: Mode; from: string | null; second: string | null };

export type Reckoned =
  | { mode: 'smoothed' | 'clusters'; answer: Patterns }
  | { mode: 'change'; answer: Changes }
  | { mode: 'two'; answer: Bivariate };

/** Colours that the server does not send. Orange and blue, for eyes of every kind. */
export const CLUSTER_COLOURS = {
  high_high: '#b3450b',
  low_low: '#2468a2',
  high_low: '#f3a761',
  low_high: '#9ec9e2',
} as const;
export const CHANGE_COLOURS = { worse: '#c9560f', better: '#2f7fb5', none: '#eeece4' } as const;
const PLAIN = '#eeece4';

/** The modes that an indicator can be shown in. */
export function modesOf(choice: Choice | null, indicators: readonly Indicator[]): Mode[] {
  if (choice?.view !== 'indicator' || choice.indicator.unit !== 'percent') return [];
  const modes: Mode[] = ['smoothed', 'clusters'];
  if (earlierPeriods(choice).length > 0) modes.push('change');
  if (partnersOf(choice, indicators).length > 0) modes.push('two');
  return modes;
}

/** The periods that a change may begin at, the latest first. */
export function earlierPeriods(choice: Choice & { view: 'indicator' }): string[] {
  const at = choice.periods.indexOf(choice.period);
  return choice.periods.slice(0, at).reverse();
}

/** Indicators that may stand beside another: shares of the same kind, all invented or none. */
export function partnersOf(
  choice: Choice & { view: 'indicator' },
  indicators: readonly Indicator[],
): Indicator[] {
  const { indicator, level } = choice;
  const survey = (one: Indicator) => one.series.kind === 'survey';
  return indicators.filter(
    (one) =>
      one.id !== indicator.id &&
      one.unit === 'percent' &&
      one.sample === indicator.sample &&
      survey(one) === survey(indicator) &&
      (one.periods[level] ?? []).some((period) => period.slice(0, 4) <= choice.period.slice(0, 4)),
  );
}

/** The question of a mode; null where figures are shown as they are. */
export function reckonedQuestion(
  choice: Choice | null,
  indicators: readonly Indicator[],
  asked: { mode: Mode | null; from: string | null; second: string | null },
): ReckonedQuestion | null {
  const { mode } = asked;
  if (choice?.view !== 'indicator' || mode === null || !modesOf(choice, indicators).includes(mode))
    return null;
  const earlier = earlierPeriods(choice);
  const partners = partnersOf(choice, indicators);
  const { indicator, period, level } = choice;
  return {
    mode,
    indicator: indicator.id,
    period,
    level,
    from: mode === 'change' ? (earlier.find((one) => one === asked.from) ?? earlier[0] ?? null) : null,
    second:
      mode === 'two' ? ((partners.find(({ id }) => id === asked.second) ?? partners[0])?.id ?? null) : null,
  };
}

export async function getReckoned(question: ReckonedQuestion): Promise<Reckoned> {
  const { mode, from, second } = question;
  if (mode === 'change')
    return { mode, answer: await getChanges({ ...question, from: from ?? question.period }) };
  if (mode === 'two')
    return { mode, answer: await getBivariate({ ...question, second: second ?? question.indicator }) };
  return { mode, answer: await getPatterns(question) };
}

/** The paint of a figure that is not shown, or that nothing can be said of. */
function unshown(...figures: readonly Figure[]): AreaPaint {
  const paint = (colour: string, texture: AreaPaint['texture']): AreaPaint => ({
    colour,
    texture,
    uncertain: false,
  });
  const states = figures.map(({ state }) => state);
  if (states.includes('suppressed')) return paint(GROUND.suppressed, 'dots');
  if (states.includes('not_filled')) return paint(GROUND.notFilled, 'hatch');
  return paint(GROUND.notApplicable, null);
}

export function paintReckoned({ mode, answer }: Reckoned, breaks: Breaks): Map<number, AreaPaint> {
  const fill = (colour: string, uncertain = false): AreaPaint => ({ colour, texture: null, uncertain });
  switch (mode) {
    case 'smoothed': {
      const classOf = (value: number) => breaks.edges.filter((edge) => edge <= value).length;
      const paint = (smoothed: number) => fill(breaks.colours[classOf(smoothed)] ?? GROUND.waiting);
      return new Map(
        answer.rows.map((row) => [row.id, row.smoothed === null ? unshown(row) : paint(row.smoothed)]),
      );
    }
    case 'clusters': {
      const paint = (row: Patterns['rows'][number]) => {
        if (row.rate === null) return unshown(row);
        const found = row.local_moran;
        return fill(found?.significant ? CLUSTER_COLOURS[found.quadrant] : PLAIN);
      };
      return new Map(answer.rows.map((row) => [row.id, paint(row)]));
    }
    case 'change': {
      const paint = (row: Changes['rows'][number]) =>
        row.change === null
          ? unshown(row.from, row.to)
          : fill(changeColour(row.change, row.meaning), row.flags.length > 0);
      return new Map(answer.rows.map((row) => [row.id, paint(row)]));
    }
    case 'two':
      return new Map(
        answer.rows.map((row) => {
          const colour = answer.colours[row.class_a ?? -1]?.[row.class_b ?? -1];
          return [row.id, colour === undefined ? unshown(row.a, row.b) : fill(colour)];
        }),
      );
    default:
      return never(mode);
  }
}

/** Worse is orange and better blue; where neither is, up is orange and down blue. */
function changeColour(
  change: NonNullable<Changes['rows'][number]['change']>,
  meaning: 'better' | 'worse' | null,
): string {
  switch (change) {
    case 'up':
      return CHANGE_COLOURS[meaning ?? 'worse'];
    case 'down':
      return CHANGE_COLOURS[meaning ?? 'better'];
    case 'no_detectable_change':
      return CHANGE_COLOURS.none;
    case 'not_tested':
      return '#ffffff';
    default:
      return never(change);
  }
}

/** The entries of the legend with their counts; those of the nine classes are a grid of their own. */
export function reckonedRows(
  voice: Voice,
  { mode, answer }: Reckoned,
  indicator: Indicator,
  breaks: Breaks,
  classes: Row[],
): Row[] {
  const s = voice.t.statistics;
  const row = (key: string, colour: string, label: string, count: number): Row => ({
    key,
    swatch: { colour, texture: '' },
    label,
    gloss: '',
    count,
  });
  switch (mode) {
    case 'smoothed': {
      const paints = [...paintReckoned({ mode, answer }, breaks).values()];
      return classes.map((one) => ({
        ...one,
        count: paints.filter(({ colour }) => colour === one.swatch.colour).length,
      }));
    }
    case 'clusters': {
      const quadrants = answer.rows.map((one) =>
        one.local_moran?.significant ? one.local_moran.quadrant : null,
      );
      const keys = Object.keys(CLUSTER_COLOURS) as (keyof typeof CLUSTER_COLOURS)[];
      const plain = answer.rows.filter((one) => one.rate !== null && !one.local_moran?.significant).length;
      return [
        ...keys.map((key) =>
          row(key, CLUSTER_COLOURS[key], s.clusters[key], quadrants.filter((one) => one === key).length),
        ),
        row('plain', PLAIN, s.notSignificant, plain),
      ];
    }
    case 'change': {
      const { classes: counts } = answer;
      const upIsWorse = indicator.direction !== 'higher_is_better';
      const neutral = indicator.direction === 'neutral';
      const said = (word: string, worse: boolean) =>
        neutral ? word : `${word} (${worse ? s.worse : s.better})`;
      const { worse, better, none } = CHANGE_COLOURS;
      const flagged = answer.rows.filter((one) => one.change !== null && one.flags.length > 0).length;
      const rows = [
        row('up', upIsWorse ? worse : better, said(s.changes.up, upIsWorse), counts.up),
        row('none', none, s.changes.no_detectable_change, counts.no_detectable_change),
        row('down', upIsWorse ? better : worse, said(s.changes.down, !upIsWorse), counts.down),
      ];
      if (counts.not_tested > 0)
        rows.push(row('untested', '#ffffff', s.changes.not_tested, counts.not_tested));
      if (flagged > 0)
        rows.push({
          key: 'care',
          swatch: { colour: none, texture: 'cross' },
          label: s.care,
          gloss: s.careGloss,
          count: flagged,
        });
      return rows;
    }
    case 'two':
      return [];
    default:
      return never(mode);
  }
}

/** The nine classes as rows, for paper and for where a grid has no room; those without an area are left out. */
export function nineRows(voice: Voice, bivariate: Bivariate): Row[] {
  const s = voice.t.statistics;
  const words = [s.low, s.middle, s.high];
  const rows = [2, 1, 0].flatMap((a) =>
    [0, 1, 2].map((b): Row => {
      const count = bivariate.rows.filter((row) => row.class_a === a && row.class_b === b).length;
      const swatch = { colour: bivariate.colours[a]?.[b] ?? null, texture: '' as const };
      return { key: `${a}${b}`, swatch, label: `${words[a]} · ${words[b]}`, gloss: '', count };
    }),
  );
  return rows.filter(({ count }) => count > 0);
}

/** Areas that did not enter, by the state that keeps them out. */
export function leftOut(voice: Voice, { answer }: Reckoned): Row[] {
  const { entered } = answer;
  const row = (
    key: 'suppressed' | 'not_filled' | 'not_applicable',
    texture: Row['swatch']['texture'],
  ): Row => ({
    key,
    swatch: { colour: null, texture },
    label: voice.t.states[key],
    gloss: '',
    count: entered[key],
  });
  return [row('suppressed', 'dots'), row('not_filled', 'hatch'), row('not_applicable', 'empty')].filter(
    ({ count }) => count > 0,
  );
}

/** What is seen, in a sentence. */
export function reckonedHeadline(voice: Voice, { mode, answer }: Reckoned): string {
  const { f, say, t } = voice;
  const s = t.statistics;
  const count = (number: number) => f.number(number);
  switch (mode) {
    case 'smoothed':
      return s.smoothedHeadline(say(answer.indicator.nama), f.period(answer.period));
    case 'clusters': {
      const [name, period] = [say(answer.indicator.nama), f.period(answer.period)];
      if (answer.moran === null) return s.untested(name, period);
      const of = (quadrant: string) =>
        answer.rows.filter(({ local_moran: found }) => found?.significant && found.quadrant === quadrant)
          .length;
      const [high, low] = [of('high_high'), of('low_low')];
      return high + low === 0
        ? s.noClusters(name, period)
        : s.clusterHeadline(name, period, count(high), count(low));
    }
    case 'change': {
      const [name, from, to] = [say(answer.indicator.nama), f.period(answer.from), f.period(answer.to)];
      const none = count(answer.classes.no_detectable_change);
      if (answer.indicator.direction === 'neutral')
        return s.changeHeadlineNeutral(
          name,
          from,
          to,
          count(answer.classes.up),
          count(answer.classes.down),
          none,
        );
      const of = (meaning: string) => count(answer.rows.filter((row) => row.meaning === meaning).length);
      return s.changeHeadline(name, from, to, of('better'), of('worse'), none);
    }
    case 'two': {
      const need = (which: 'a' | 'b', at: number | null) =>
        answer[which].indicator.direction === 'higher_is_better' ? at === 0 : at === 2;
      const worst = answer.rows.filter((row) => need('a', row.class_a) && need('b', row.class_b)).length;
      return s.twoHeadline(say(answer.a.indicator.nama), say(answer.b.indicator.nama), count(worst));
    }
    default:
      return never(mode);
  }
}

/** How many entered, and what else must stand beside the map. */
export function reckonedNote(voice: Voice, { mode, answer }: Reckoned): string {
  const { f, say, t } = voice;
  const s = t.statistics;
  const notes = [say(answer.entered.text)];
  if (mode === 'clusters' && answer.moran)
    notes.push(s.moran(f.number(answer.moran.i, 2), probability(voice, answer.moran.p)));
  if (mode === 'clusters' && answer.not_tested === 'too_few_areas')
    notes.push(s.tooFew(f.number(answer.least_tested)));
  if (mode === 'smoothed' && answer.not_smoothed === 'too_few_areas')
    notes.push(s.tooFew(f.number(answer.least_smoothed)));
  if (mode === 'change') notes.push(s.chance(f.number(answer.expected_by_chance, 1)));
  return notes.join(' ');
}

export function methodsOf({ answer }: Reckoned): StatisticalMethod[] {
  return answer.methods;
}

/** `< 0,001`, `= 0,04`. */
export function probability(voice: Voice, p: number): string {
  return p < 0.001 ? `< ${voice.f.number(0.001, 3)}` : `= ${voice.f.number(p, 3)}`;
}

/** With its sign, a true minus and one decimal. */
export function signed(voice: Voice, points: number): string {
  const sign = points > 0 ? '+' : points < 0 ? '−' : '';
  return `${sign}${voice.f.number(Math.abs(points), 1)}`;
}

/** The figure of each area in a word or two, for tooltip and live region. */
export function reckonedFigures(voice: Voice, { mode, answer }: Reckoned): Map<number, string> {
  const { f, t } = voice;
  const s = t.statistics;
  const plain = (figure: Figure) =>
    figure.value === null ? t.states[figure.state] : f.percent(figure.value);
  switch (mode) {
    case 'smoothed':
      return new Map(
        answer.rows.map((row) => [
          row.id,
          row.smoothed === null ? plain(row) : s.smoothedOf(f.percent(row.smoothed, 1), plain(row)),
        ]),
      );
    case 'clusters':
      return new Map(
        answer.rows.map((row) => {
          if (row.rate === null) return [row.id, plain(row)];
          const found = row.local_moran?.significant
            ? s.clusters[row.local_moran.quadrant]
            : s.notSignificant;
          return [row.id, `${plain(row)}; ${row.not_tested ? s.obstacles[row.not_tested] : found}`];
        }),
      );
    case 'change':
      return new Map(
        answer.rows.map((row) => {
          if (row.change === null || row.difference === null)
            return [row.id, `${plain(row.from)} → ${plain(row.to)}`];
          return [row.id, `${signed(voice, row.difference)} ${s.points}; ${s.changes[row.change]}`];
        }),
      );
    case 'two':
      return new Map(answer.rows.map((row) => [row.id, `${plain(row.a)} · ${plain(row.b)}`]));
    default:
      return never(mode);
  }
}
