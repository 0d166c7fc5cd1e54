import { describe, expect, it } from 'vitest';
import { classOf, classOfFigure, isUncertain, tally } from '../src/classes';
import { breaks, figure } from './builders';

describe('classOf', () => {
  it.each([
    [0, 0],
    [2.49, 0],
    [2.5, 1],
    [9.99, 1],
    [10, 2],
    [20, 3],
    [30, 4],
    [100, 4],
  ])('puts %d in class %d: an edge belongs to the class above it', (value, expected) => {
    expect(classOf(value, [2.5, 10, 20, 30])).toBe(expected);
  });

  it('has one class where there are no edges', () => {
    expect(classOf(12, [])).toBe(0);
  });
});

describe('classOfFigure', () => {
  it('classifies zero, and nothing that is not shown', () => {
    expect(classOfFigure(figure({ state: 'zero', value: 0 }), breaks())).toBe(0);
    for (const state of ['not_filled', 'not_applicable', 'suppressed'] as const) {
      expect(classOfFigure(figure({ state, value: null }), breaks())).toBeNull();
    }
  });
});

describe('isUncertain', () => {
  it('holds where the interval reaches into another class', () => {
    expect(isUncertain(figure({ value: 8, lo: 6.1, hi: 10.2 }), breaks())).toBe(true);
    expect(isUncertain(figure({ value: 8, lo: 6.1, hi: 9.9 }), breaks())).toBe(false);
  });

  it('does not hold for classes that were cut from the data', () => {
    const cut = breaks({ method: 'ckmeans', scheme: null });
    expect(isUncertain(figure({ value: 8, lo: 6.1, hi: 10.2 }), cut)).toBe(false);
  });

  it('holds where few were measured', () => {
    expect(isUncertain(figure({ lo: 7, hi: 9, flags: ['thin_measuring'] }), breaks())).toBe(true);
  });

  it('is never said of what is not shown', () => {
    expect(
      isUncertain(figure({ state: 'suppressed', value: null, flags: ['thin_measuring'] }), breaks()),
    ).toBe(false);
  });
});

describe('tally', () => {
  it('counts classes, states and what is to be read with care', () => {
    const counted = tally(
      [
        figure({ value: 8, lo: 7, hi: 9 }),
        figure({ value: 12, lo: 9, hi: 15, flags: ['thin_measuring'] }),
        figure({ state: 'zero', value: 0, lo: 0, hi: 1 }),
        figure({ state: 'suppressed', value: null, lo: null, hi: null }),
        figure({ state: 'not_filled', value: null, lo: null, hi: null }),
      ],
      breaks(),
    );
    expect(counted.classes).toEqual([1, 1, 1, 0, 0]);
    expect(counted.states).toEqual({ value: 2, zero: 1, not_filled: 1, not_applicable: 0, suppressed: 1 });
    expect(counted).toMatchObject({ thin: 1, spanning: 1, uncertain: 1 });
  });
});
