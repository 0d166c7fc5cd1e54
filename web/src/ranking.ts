/** Ranks with ties: equal values share a rank, and the next rank is skipped. */
import type { AreaValue, Direction } from './api.types';

export type Ranked = { value: AreaValue; rank: number | null };

/** What stands first: the worst where one end is worse, else the highest. */
export function worstIsHigh(direction: Direction): boolean {
  return direction !== 'higher_is_better';
}

/** Ranks the shown values from the worst on; areas without a value come last, without a rank. */
export function rank(values: readonly AreaValue[], direction: Direction): Ranked[] {
  const sign = worstIsHigh(direction) ? -1 : 1;
  const shown = values.filter((value) => value.value !== null);
  const rest = values.filter((value) => value.value === null);
  const sorted = [...shown].sort(
    (a, b) => sign * ((a.value ?? 0) - (b.value ?? 0)) || a.kode.localeCompare(b.kode),
  );
  let rankOfEqual = 1;
  const ranked = sorted.map((value, index) => {
    if (index > 0 && sorted[index - 1]?.value !== value.value) rankOfEqual = index + 1;
    return { value, rank: rankOfEqual };
  });
  return [...ranked, ...rest.map((value) => ({ value, rank: null }))];
}

/** The areas that share the first rank; never one whose figure is not shown. */
export function leaders(values: readonly AreaValue[], direction: Direction): AreaValue[] {
  return rank(values, direction)
    .filter((entry) => entry.rank === 1)
    .map((entry) => entry.value);
}
