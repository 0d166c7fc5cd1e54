import { describe, expect, it } from 'vitest';
import { decimalsOf, formats } from '../src/format';

const id = formats('id');
const en = formats('en');

describe('formats', () => {
  it('writes numbers as Indonesian does', () => {
    expect(id.number(1234)).toBe('1.234');
    expect(id.number(1234.5, 1)).toBe('1.234,5');
    expect(id.percent(7.4, 1)).toBe('7,4\u00a0%');
    expect(id.percent(100, 1)).toBe('100\u00a0%');
  });

  it('writes numbers as English does', () => {
    expect(en.number(1234.5, 1)).toBe('1,234.5');
    expect(en.percent(7.4, 1)).toBe('7.4%');
  });

  it('writes an interval with one unit', () => {
    expect(id.range(6.08, 10.21, 'percent')).toBe('6,1–10,2\u00a0%');
    expect(id.range(6, 10, 'children')).toBe('6,0–10,0');
  });

  it('names years, months and days', () => {
    expect(id.period('2024')).toBe('2024');
    expect(id.period('2025-08')).toBe('Agustus 2025');
    expect(id.period('2022-05-23')).toBe('23 Mei 2022');
    expect(id.period('undated')).toBe('tanpa tanggal');
    expect(id.shortPeriod('2025-08')).toBe('Agu 2025');
    expect(id.weekday('2026-12-08')).toBe('Selasa, 8 Desember');
    expect(en.day('2025-09-11')).toBe('11 September 2025');
  });

  it('rounds distances to ten metres, and to a tenth of a kilometre from one on', () => {
    expect(id.distance(312.4)).toBe('310\u00a0m');
    expect(id.distance(2)).toBe('10\u00a0m');
    expect(id.distance(994)).toBe('990\u00a0m');
    expect(id.distance(996)).toBe('1,0\u00a0km');
    expect(id.distance(1249)).toBe('1,2\u00a0km');
  });
});

describe('decimalsOf', () => {
  it('shows no decimals of a rounded figure, one of an exact one', () => {
    expect(decimalsOf({ value: 8, published: false }, true, 'percent')).toBe(0);
    expect(decimalsOf({ value: 8.03, published: false }, false, 'percent')).toBe(1);
  });

  it('shows a published figure as it was printed', () => {
    expect(decimalsOf({ value: 17.68, published: true }, false, 'percent')).toBe(2);
    expect(decimalsOf({ value: 17.8, published: true }, true, 'percent')).toBe(1);
    expect(decimalsOf({ value: 20, published: true }, true, 'percent')).toBe(0);
  });

  it('shows counts whole', () => {
    expect(decimalsOf({ value: 12, published: false }, false, 'children')).toBe(0);
  });
});
