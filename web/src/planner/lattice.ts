/**
 * The ticks of the period slider: those that exist, and the rounds that are missing.
 *
 * A rhythm is read from the periods themselves: the smallest step between two of
 * them, in months or years. Where they keep no rhythm, nothing is missing.
 */
import type { Rhythm } from '../api.types';

export type Tick = { period: string; exists: boolean /** Place on the line, 0 to 1. */; at: number };

/** More ticks than this say nothing; then only the existing ones are drawn. */
const MOST_TICKS = 60;

export function lattice(periods: readonly string[], rhythm: Rhythm): Tick[] {
  const first = periods[0];
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return [];
  const expected = rhythm === 'irregular' ? [...periods] : rounds(periods);
  const all = [...new Set([...expected, ...periods])].sort((a, b) => monthOf(a) - monthOf(b));
  const shown = all.length > MOST_TICKS ? [...periods] : all;
  const span = monthOf(last) - monthOf(first);
  return shown.map((period) => ({
    period,
    exists: periods.includes(period),
    at: span === 0 ? 0.5 : (monthOf(period) - monthOf(first)) / span,
  }));
}

/** Every round from the first to the last period, in the step the periods keep. */
function rounds(periods: readonly string[]): string[] {
  const months = periods.map(monthOf);
  const gaps = months.slice(1).map((month, index) => month - (months[index] ?? month));
  const step = Math.min(...gaps.filter((gap) => gap >= 1));
  const [first = 0] = months;
  const last = months.at(-1) ?? first;
  if (!Number.isFinite(step)) return [...periods];
  const count = Math.floor((last - first) / step) + 1;
  const yearly = periods.every((period) => period.length === 4);
  return Array.from({ length: Math.min(count, MOST_TICKS + 1) }, (_, index) =>
    nameOf(first + index * step, yearly),
  );
}

/** Months since year 0; a day counts as its share of the month. */
export function monthOf(period: string): number {
  const [year = 0, month = 1, day = 1] = period.split('-').map(Number);
  return year * 12 + (month - 1) + (day - 1) / 31;
}

function nameOf(month: number, yearly: boolean): string {
  const year = Math.floor(month / 12);
  return yearly ? String(year) : `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}
