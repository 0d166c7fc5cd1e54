/**
 * A time line as steps: a count holds from its day until the next.
 *
 * Absent on purpose: anything drawn; a path is a text.
 */
export type Step = { day: string; low: number; high: number };
export type Scale = { x(day: string): number; y(count: number): number };

/** Days since the year 0 of the calendar that JavaScript counts by. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

/** A scale over a box; a single day stands in its middle. */
export function scaleOf(first: string, last: string, most: number, width: number, height: number): Scale {
  const [from, to] = [dayNumber(first), dayNumber(last)];
  return {
    x: (day) => (to === from ? width / 2 : ((dayNumber(day) - from) / (to - from)) * width),
    y: (count) => height - (count / Math.max(1, most)) * height,
  };
}

/** The area between two counts, from the first step to the last, as an SVG path. */
export function band(
  steps: readonly Step[],
  scale: Scale,
  low: (step: Step) => number,
  high: (step: Step) => number,
): string {
  const there = steps.flatMap((step, index) => corners(steps, scale, index, high(step)));
  const back = steps.flatMap((step, index) => corners(steps, scale, index, low(step))).reverse();
  return there.length > 0 ? `M${[...there, ...back].join('L')}Z` : '';
}

function corners(steps: readonly Step[], scale: Scale, index: number, count: number): string[] {
  const step = steps[index];
  const next = steps[index + 1] ?? step;
  if (!step || !next) return [];
  const y = scale.y(count).toFixed(1);
  return [`${scale.x(step.day).toFixed(1)} ${y}`, `${scale.x(next.day).toFixed(1)} ${y}`];
}

/** The first days of the years between two days. */
export function years(first: string, last: string): string[] {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const every = Math.max(1, Math.ceil((to - from) / 8));
  const all: string[] = [];
  for (let year = from + 1; year <= to; year += every) all.push(`${year}-01-01`);
  return all;
}
