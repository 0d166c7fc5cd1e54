import { describe, expect, it } from 'vitest';
import { format, INITIAL, parse, roundView, type State } from '../src/state';

const FULL: State = {
  indicator: 'contoh-stunting',
  period: '2025-08',
  level: 'kecamatan',
  method: 'ckmeans',
  mode: 'change',
  from: '2025-02',
  second: 'contoh-pengukuran',
  weights: 'contoh-stunting:3,contoh-pengukuran:0.5',
  on: '2023-06-10',
  known: '2023-07-01',
  overlays: ['posyandu', 'kampung-kb'],
  area: '97.71.01.1001',
  table: true,
  view: { zoom: 12.25, lat: -6.88, lon: 109.67512 },
  lang: 'en',
  version: '0f9e8d7c6b5a',
};

const STATES: State[] = [
  INITIAL,
  FULL,
  { ...INITIAL, period: '2024' },
  { ...INITIAL, period: '2024-08-31', area: '97' },
  { ...INITIAL, overlays: ['kampung-kb'], indicator: 'kampung-kb' },
  { ...INITIAL, view: { zoom: 0, lat: 0, lon: -180 } },
];

describe('state', () => {
  it('is read back as it was written', () => {
    for (const state of STATES) expect(parse(format(state))).toEqual(state);
  });

  it('is written back as it was read', () => {
    for (const query of STATES.map(format)) expect(format(parse(query))).toBe(query);
  });

  it('needs no query where everything is the page’s choice', () => {
    expect(format(INITIAL)).toBe('');
  });

  it('keeps a query readable', () => {
    expect(format({ ...INITIAL, area: '97.71.01.1001', view: { zoom: 12, lat: -6.88, lon: 109.6 } })).toBe(
      '?area=97.71.01.1001&map=12/-6.88/109.6',
    );
  });

  it.each([
    ['?indicator=<script>', 'indicator'],
    ['?indicator=A', 'indicator'],
    ['?period=agustus', 'period'],
    ['?level=desa', 'level'],
    ['?method=jenks', 'method'],
    ['?on=2023-6-1', 'on'],
    ['?area=9771011002', 'area'],
    ['?map=12/95/109', 'view'],
    ['?map=12/x/109', 'view'],
    ['?map=12/1', 'view'],
    ['?version=../x', 'version'],
  ] as const)('leaves %s at the page’s choice', (query, key) => {
    expect(parse(query)[key]).toBeNull();
  });

  it('ignores overlays it does not know, and their order', () => {
    expect(parse('?layers=kampung-kb,sungai,posyandu').overlays).toEqual(['posyandu', 'kampung-kb']);
  });

  it('never writes minus zero', () => {
    expect(format({ ...INITIAL, view: roundView({ zoom: 3, lat: -0.000001, lon: -0 }) })).toBe('?map=3/0/0');
  });
});
