/**
 * From values and breaks to classes and counts: what map, legend and table share.
 *
 * Classes are half-open: a value on an edge belongs to the class above it. The
 * class is found from the value that is shown, so that the map never
 * contradicts the number beside it.
 */
import type { AreaValue, Breaks, Figure, ValueState } from './api.types';
import { never } from './never';

/** The index of the class of a value. */
export function classOf(value: number, edges: readonly number[]): number {
  return edges.filter((edge) => edge <= value).length;
}

/** The class of a figure; null where it has no value to classify. */
export function classOfFigure(figure: Figure, breaks: Breaks): number | null {
  switch (figure.state) {
    case 'zero':
      return classOf(0, breaks.edges);
    case 'value':
      return figure.value === null ? null : classOf(figure.value, breaks.edges);
    case 'not_filled':
    case 'not_applicable':
    case 'suppressed':
      return null;
    default:
      return never(figure.state);
  }
}

/** Whether a figure is to be read with care: few were measured, or its interval spans classes. */
export function isUncertain(figure: Figure, breaks: Breaks): boolean {
  if (classOfFigure(figure, breaks) === null) return false;
  return figure.flags.includes('thin_measuring') || spansClasses(figure, breaks);
}

/** Whether the interval of a figure crosses an edge of a published scheme. */
export function spansClasses(figure: Figure, breaks: Breaks): boolean {
  // Only fixed classes mean something by themselves; those cut from the data mean no more than their data.
  if (breaks.scheme === null || figure.lo === null || figure.hi === null) return false;
  return classOf(figure.lo, breaks.edges) !== classOf(figure.hi, breaks.edges);
}

export type Tally = {
  /** How many areas are in each class, by index. */
  classes: number[];
  states: Record<ValueState, number>;
  thin: number;
  spanning: number;
  uncertain: number;
};

/** Counts what is on the map, for the legend. */
export function tally(values: readonly AreaValue[], breaks: Breaks): Tally {
  const counted: Tally = {
    classes: breaks.colours.map(() => 0),
    states: { value: 0, zero: 0, not_filled: 0, not_applicable: 0, suppressed: 0 },
    thin: 0,
    spanning: 0,
    uncertain: 0,
  };
  for (const value of values) {
    counted.states[value.state] += 1;
    const index = classOfFigure(value, breaks);
    if (index === null) continue;
    counted.classes[index] = (counted.classes[index] ?? 0) + 1;
    if (value.flags.includes('thin_measuring')) counted.thin += 1;
    if (spansClasses(value, breaks)) counted.spanning += 1;
    if (isUncertain(value, breaks)) counted.uncertain += 1;
  }
  return counted;
}
