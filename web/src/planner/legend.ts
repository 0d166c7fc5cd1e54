/** The rows of the legend as data: what is on the map, each with its count. */
import type { Breaks, Indicator, ValueState } from '../api.types';
import type { Tally } from '../classes';
import type { Voice } from '../i18n/voice';
import { KAMPUNG_KB } from '../map/palette';
import type { KampungKbKey } from '../map/scene';

export type Swatch = { colour: string | null; texture: '' | 'hatch' | 'dots' | 'cross' | 'empty' };
export type Row = { key: string; swatch: Swatch; label: string; gloss: string; count: number };

/** The classes, from low to high. */
export function classRows(voice: Voice, indicator: Indicator, breaks: Breaks, tally: Tally): Row[] {
  return breaks.colours.map((colour, index) => ({
    key: `class-${index}`,
    swatch: { colour, texture: '' },
    label: classLabel(voice, indicator, breaks, index),
    gloss: breaks.labels?.[index] ? voice.say(breaks.labels[index]) : '',
    count: tally.classes[index] ?? 0,
  }));
}

/** Classes are half-open: the lower edge belongs to the class, the upper one to the next. */
function classLabel(voice: Voice, indicator: Indicator, breaks: Breaks, index: number): string {
  const { f, t } = voice;
  const decimals = breaks.edges.some((edge) => !Number.isInteger(edge)) ? 1 : 0;
  const bare = (edge: number) => f.number(edge, Number.isInteger(edge) ? 0 : decimals);
  const full = (edge: number) => f.inUnit(edge, indicator.unit, Number.isInteger(edge) ? 0 : decimals);
  const low = breaks.edges[index - 1];
  const high = breaks.edges[index];
  if (low === undefined && high === undefined) return breaks.min === null ? '' : full(breaks.min);
  if (low === undefined) return t.legend.below(full(high ?? 0));
  if (high === undefined) return t.legend.from(full(low));
  return t.legend.between(bare(low), full(high));
}

const STATES: readonly { state: ValueState; swatch: Swatch }[] = [
  { state: 'zero', swatch: { colour: null, texture: '' } },
  { state: 'suppressed', swatch: { colour: null, texture: 'dots' } },
  { state: 'not_filled', swatch: { colour: null, texture: 'hatch' } },
  { state: 'not_applicable', swatch: { colour: null, texture: 'empty' } },
];

/** The states without a class colour of their own; those not on the map only when all are asked for. */
export function stateRows(voice: Voice, breaks: Breaks, tally: Tally, all: boolean): Row[] {
  return STATES.filter(({ state }) => all || tally.states[state] > 0).map(({ state, swatch }) => ({
    key: state,
    swatch: state === 'zero' ? { colour: breaks.colours[0] ?? null, texture: '' } : swatch,
    label: voice.t.states[state],
    gloss: all ? voice.t.stateMeaning[state] : '',
    count: tally.states[state],
  }));
}

/** The entry of what is to be read with care; none where nothing is. */
export function uncertainRows(voice: Voice, breaks: Breaks, tally: Tally): Row[] {
  if (tally.uncertain === 0) return [];
  const { f, t } = voice;
  const why = [
    tally.thin > 0 ? t.legend.thin(f.number(tally.thin)) : '',
    tally.spanning > 0 ? t.legend.spanning(f.number(tally.spanning)) : '',
  ];
  const colour = breaks.colours[1] ?? breaks.colours[0] ?? null;
  const swatch: Swatch = { colour, texture: 'cross' };
  return [
    {
      key: 'uncertain',
      swatch,
      label: t.legend.uncertain,
      gloss: why.filter(Boolean).join('; '),
      count: tally.uncertain,
    },
  ];
}

const KAMPUNG_KB_KEYS: readonly KampungKbKey[] = [
  'exact',
  'byLatest',
  'notYet',
  'planned',
  'inactive',
  'unknown',
];

/** The entries of the Kampung KB register that are on the map. */
export function kampungKbRows(voice: Voice, counts: ReadonlyMap<KampungKbKey, number>): Row[] {
  return KAMPUNG_KB_KEYS.filter((key) => (counts.get(key) ?? 0) > 0).map((key) => ({
    key,
    swatch: { colour: KAMPUNG_KB[key], texture: key === 'unknown' ? 'hatch' : '' },
    label: voice.t.legend[key],
    gloss: '',
    count: counts.get(key) ?? 0,
  }));
}
