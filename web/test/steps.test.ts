import { describe, expect, it } from 'vitest';
import { band, type Step, scaleOf, years } from '../src/kampung-kb/steps';

const steps: Step[] = [
  { day: '2023-01-01', low: 0, high: 2 },
  { day: '2023-01-11', low: 1, high: 2 },
  { day: '2023-01-21', low: 2, high: 2 },
];

describe('a time line as steps', () => {
  it('holds each count until the next day', () => {
    const scale = scaleOf('2023-01-01', '2023-01-21', 2, 200, 100);
    const path = band(
      steps,
      scale,
      () => 0,
      (step) => step.low,
    );
    expect(path).toBe(
      'M0.0 100.0L100.0 100.0L100.0 50.0L200.0 50.0L200.0 0.0L200.0 0.0L200.0 100.0L200.0 100.0L200.0 100.0L100.0 100.0L100.0 100.0L0.0 100.0Z',
    );
  });

  it('stands in the middle where there is one day, and draws nothing of nothing', () => {
    expect(scaleOf('2023-01-01', '2023-01-01', 2, 200, 100).x('2023-01-01')).toBe(100);
    expect(
      band(
        [],
        scaleOf('2023-01-01', '2023-01-02', 2, 200, 100),
        () => 0,
        () => 1,
      ),
    ).toBe('');
  });

  it('marks the years, not too many of them', () => {
    expect(years('2022-05-23', '2025-06-30')).toEqual(['2023-01-01', '2024-01-01', '2025-01-01']);
    expect(years('1990-01-01', '2026-01-01').length).toBeLessThanOrEqual(9);
  });
});
