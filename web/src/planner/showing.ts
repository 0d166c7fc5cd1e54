/** What is on the map, as words, rows and files: for the note, the table, the legend in a line, print and CSV. */
import type { Area, Indicator, KampungKb } from '../api.types';
import type { Voice } from '../i18n/voice';
import { incompleteness, kampungKbNote, provenance } from '../sentences';
import { type Grid, parentNames, registerGrid, valueGrid } from '../table/columns';
import { registerCsv, valuesCsv } from '../table/export';
import { reckonedGrid } from '../table/reckoned';
import { classRows, kampungKbRows, type Row, stateRows, uncertainRows } from './legend';
import type { Picture } from './picture';
import { kampungKbTally } from './planner.svelte';
import { leftOut, nineRows, type Reckoned, reckonedNote, reckonedRows } from './reckoned';

/** Either an indicator with its picture, or the register on a day. */
export type Showing =
  | { view: 'picture'; indicator: Indicator; picture: Picture; reckoned: Reckoned | null }
  | { view: 'register'; register: KampungKb };

/** Where the figures come from, and how many are withheld or blank. */
export function noteOf(voice: Voice, showing: Showing): string {
  if (showing.view === 'register') return kampungKbNote(voice, showing.register);
  const { indicator, picture, reckoned } = showing;
  if (reckoned) return [voice.t.statistics.labels[reckoned.mode], reckonedNote(voice, reckoned)].join(' ');
  const { values, whole, rounded } = picture;
  const [source = null] = values.sources;
  const figure = whole ?? values.values[0];
  const origin = figure ? provenance(voice, { indicator, figure, rounded }, null, source) : '';
  return [origin.replace(/\.$/, ''), incompleteness(voice, values.values)].filter(Boolean).join(' · ');
}

export function gridOf(voice: Voice, showing: Showing, areas: ReadonlyMap<number, Area>): Grid {
  const parentOf = parentNames(areas);
  if (showing.view === 'register') return registerGrid(voice, showing.register, parentOf);
  const { indicator, picture, reckoned } = showing;
  if (reckoned) return reckonedGrid(voice, reckoned, parentOf);
  return valueGrid(voice, indicator, picture.values.values, picture.rounded, parentOf);
}

export function legendRowsOf(voice: Voice, showing: Showing): Row[] {
  if (showing.view === 'register') return kampungKbRows(voice, kampungKbTally(showing.register));
  const { indicator, picture, reckoned } = showing;
  const { breaks, tally } = picture;
  if (reckoned) {
    const classes = classRows(voice, indicator, breaks, tally);
    const nine = reckoned.mode === 'two' ? nineRows(voice, reckoned.answer) : [];
    return [
      ...nine,
      ...reckonedRows(voice, reckoned, indicator, breaks, classes),
      ...leftOut(voice, reckoned),
    ];
  }
  return [
    ...classRows(voice, indicator, breaks, tally),
    ...stateRows(voice, breaks, tally, false),
    ...uncertainRows(voice, breaks, tally),
  ];
}

export function csvOf(showing: Showing): { name: string; text: string } {
  if (showing.view === 'register') {
    return { name: `kampung-kb_${showing.register.on}.csv`, text: registerCsv(showing.register) };
  }
  const { values } = showing.picture;
  return { name: `${values.indicator}_${values.period}_${values.level}.csv`, text: valuesCsv(values) };
}
