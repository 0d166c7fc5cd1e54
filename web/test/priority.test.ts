import { describe, expect, it } from 'vitest';
import {
  candidates,
  formatWeights,
  isSample,
  latestPeriod,
  parseWeights,
  usualWeights,
} from '../src/priority/priority';
import { format, INITIAL, parse } from '../src/state';
import { catalog, indicator } from './builders';

const prevalence = indicator({ id: 'stunting-uji' });
const service = indicator({
  id: 'layanan-uji',
  group: 'layanan',
  direction: 'higher_is_better',
  periods: { kelurahan: ['2025'] },
});
const survey = indicator({ id: 'survei-uji', series: { id: 's', kind: 'survey', nama: { id: '', en: '' } } });
const count = indicator({ id: 'jumlah-uji', unit: 'children' });
const invented = indicator({ id: 'contoh-uji', sample: true });
const all = catalog({ indicators: [prevalence, service, survey, count, invented] });

describe('priority', () => {
  it('weighs shares of one kind, real or invented', () => {
    expect(candidates(all, false).map(({ id }) => id)).toEqual(['stunting-uji', 'layanan-uji']);
    expect(candidates(all, true).map(({ id }) => id)).toEqual(['contoh-uji']);
    expect(isSample(all, new Map())).toBe(false);
    expect(isSample(all, new Map([['contoh-uji', 1]]))).toBe(true);
  });

  it('keeps weights in the link, in one order and without zeros', () => {
    const real = candidates(all, false);
    const text = formatWeights(
      new Map([
        ['layanan-uji', 0.5],
        ['stunting-uji', 3],
      ]),
      real,
    );
    expect(text).toBe('stunting-uji:3,layanan-uji:0.5');
    expect([...parseWeights(text)]).toEqual([
      ['stunting-uji', 3],
      ['layanan-uji', 0.5],
    ]);
    expect(formatWeights(new Map([['stunting-uji', 0]]), real)).toBeNull();
    expect(parse(format({ ...INITIAL, weights: text })).weights).toBe(text);
    expect(parse('?weights=stunting-uji').weights).toBeNull();
  });

  it('asks for a period at which everything is known', () => {
    const real = candidates(all, false);
    expect([...usualWeights(real)]).toEqual([
      ['stunting-uji', 3],
      ['layanan-uji', 1],
    ]);
    expect(latestPeriod(real, usualWeights(real))).toBe('2025');
    expect(latestPeriod(real, new Map([['stunting-uji', 1]]))).toBe('2025-08');
  });
});
