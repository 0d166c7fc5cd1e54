/**
 * The geometry of a small line chart: pure, so that it can be tested.
 *
 * A line breaks where a period is missing, blank or suppressed; it never bridges
 * what nobody knows.
 */
import type { Shown } from '../api.types';
import { monthOf } from '../planner/lattice';

export type Point = { period: string; shown: Shown };
export type Plotted = { period: string; x: number; y: number; lo: number; hi: number; value: number };

export type Chart = {
  /** Runs of neighbouring periods with a value, each to be drawn as one line. */
  runs: Plotted[][];
  /** Where a period has no value to draw. */
  gaps: { period: string; x: number; state: Shown['state'] }[];
  /** Height of a value. */
  y(value: number): number;
  x(period: string): number;
  top: number;
};

export type Frame = {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
};

/** Lays out a series; `others` are values that the scale must hold as well, such as targets. */
export function layOut(points: readonly Point[], others: readonly number[], frame: Frame): Chart {
  const months = points.map(({ period }) => monthOf(period));
  const first = Math.min(...months);
  const span = Math.max(...months) - first;
  const highest = Math.max(...points.map(({ shown }) => shown.hi ?? shown.value ?? 0), ...others, 1);
  const top = niceTop(highest);
  const width = frame.width - frame.left - frame.right;
  const height = frame.height - frame.top - frame.bottom;
  const x = (period: string) =>
    frame.left + (span === 0 ? width / 2 : ((monthOf(period) - first) / span) * width);
  const y = (value: number) => frame.top + height * (1 - Math.min(value, top) / top);

  const runs: Plotted[][] = [];
  const gaps: Chart['gaps'] = [];
  let run: Plotted[] = [];
  for (const { period, shown } of points) {
    if (shown.value === null) {
      gaps.push({ period, x: x(period), state: shown.state });
      run = [];
      continue;
    }
    if (run.length === 0) runs.push(run);
    const value = shown.value;
    run.push({
      period,
      value,
      x: x(period),
      y: y(value),
      lo: y(shown.lo ?? value),
      hi: y(shown.hi ?? value),
    });
  }
  return { runs, gaps, x, y, top };
}

/** The next of 1, 2, 2.5, 5 times a power of ten: a top that reads well. */
export function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return step * power;
}

export function linePath(run: readonly Plotted[]): string {
  return run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

/** The band between the ends of the intervals. */
export function bandPath(run: readonly Plotted[]): string {
  const there = run.map(({ x, hi }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(hi)}`);
  const back = [...run].reverse().map(({ x, lo }) => `L${round(x)} ${round(lo)}`);
  return `${there.join('')}${back.join('')}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
