import { describe, expect, it } from 'vitest';
import { leaders, rank } from '../src/ranking';
import { figure } from './builders';

const values = [
  figure({ kode: '1', nama: 'Satu', value: 8 }),
  figure({ kode: '2', nama: 'Dua', value: 12 }),
  figure({ kode: '3', nama: 'Tiga', value: 8 }),
  figure({ kode: '4', nama: 'Empat', value: 3 }),
  figure({ kode: '5', nama: 'Lima', state: 'suppressed', value: null }),
];
const places = (direction: 'lower_is_better' | 'higher_is_better') =>
  rank(values, direction).map(({ value, rank: place }) => [value.nama, place]);

describe('rank', () => {
  it('gives equal values one rank and skips the next', () => {
    expect(places('lower_is_better')).toEqual([
      ['Dua', 1],
      ['Satu', 2],
      ['Tiga', 2],
      ['Empat', 4],
      ['Lima', null],
    ]);
  });

  it('begins with the lowest where higher is better', () => {
    expect(places('higher_is_better')[0]).toEqual(['Empat', 1]);
  });
});

describe('leaders', () => {
  it('never names an area whose figure is not shown', () => {
    expect(leaders([figure({ state: 'suppressed', value: null })], 'lower_is_better')).toEqual([]);
  });

  it('names all that share the first rank', () => {
    const tied = [
      figure({ kode: '1', value: 8 }),
      figure({ kode: '2', value: 8 }),
      figure({ kode: '3', value: 1 }),
    ];
    expect(leaders(tied, 'lower_is_better')).toHaveLength(2);
  });
});
