import { describe, expect, it } from 'vitest';
import type { Area } from '../src/api.types';
import { nextArea } from '../src/map/walk';
import { choose } from '../src/planner/choice';
import { addDays, daysBetween } from '../src/planner/days';
import { lattice } from '../src/planner/lattice';
import { findAreas } from '../src/planner/search';
import { INITIAL } from '../src/state';
import { catalog, indicator } from './builders';

describe('choose', () => {
  it('opens on the first prevalence with figures by kelurahan, in its latest period', () => {
    expect(choose(catalog(), INITIAL)).toMatchObject({
      view: 'indicator',
      level: 'kelurahan',
      period: '2025-08',
    });
  });

  it('opens on Kampung KB where there is none', () => {
    const survey = indicator({ id: 'stunting-ssgi', periods: { kota: ['2024'] } });
    expect(choose(catalog({ indicators: [survey] }), INITIAL)).toEqual({ view: 'kampung-kb' });
  });

  it('shows an indicator at the finest level that has figures', () => {
    const survey = indicator({ id: 'stunting-ssgi', periods: { kota: ['2023', '2024'] } });
    const chosen = choose(catalog({ indicators: [survey] }), { ...INITIAL, indicator: 'stunting-ssgi' });
    expect(chosen).toMatchObject({ level: 'kota', period: '2024' });
  });

  it('falls back where the link asks for what is not there', () => {
    const asked = { ...INITIAL, indicator: 'tidak-ada', period: '1999', level: 'kecamatan' } as const;
    expect(choose(catalog(), asked)).toMatchObject({ level: 'kelurahan', period: '2025-08' });
  });

  it('says so where an indicator has no figures at all', () => {
    const empty = indicator({ id: 'kosong', periods: {} });
    expect(choose(catalog({ indicators: [empty] }), { ...INITIAL, indicator: 'kosong' }).view).toBe('empty');
  });
});

describe('lattice', () => {
  it('shows a missing round as missing', () => {
    const ticks = lattice(['2024-02', '2024-08', '2025-08'], 'round');
    expect(ticks.map(({ period, exists }) => [period, exists])).toEqual([
      ['2024-02', true],
      ['2024-08', true],
      ['2025-02', false],
      ['2025-08', true],
    ]);
    expect(ticks.map(({ at }) => at)).toEqual([0, 1 / 3, 2 / 3, 1]);
  });

  it('expects nothing of an irregular series', () => {
    expect(lattice(['2021', '2022', '2024'], 'irregular').every(({ exists }) => exists)).toBe(true);
  });

  it('stays small for a long monthly series', () => {
    expect(lattice(['1990-01', '1990-02', '2025-01'], 'monthly')).toHaveLength(3);
  });

  it('puts a single period in the middle', () => {
    expect(lattice(['2024'], 'yearly')).toEqual([{ period: '2024', exists: true, at: 0.5 }]);
  });
});

describe('days', () => {
  it('are counted across months and years', () => {
    expect(daysBetween('2023-12-31', '2024-03-01')).toBe(61);
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  });
});

const area = (kode: string, nama: string, lon: number, lat: number): Area => ({
  id: Number(kode.replaceAll('.', '')),
  kode,
  nama,
  tingkat: kode.length > 8 ? 'kelurahan' : 'kecamatan',
  kode_induk: kode.slice(0, 8),
  label: [lon, lat],
  bbox: [lon, lat, lon, lat],
});
const areas = [
  area('97.71.01', 'Rekaan Barat', 0, 0),
  area('97.71.01.1001', 'Rekasari', 0, 0),
  area('97.71.01.1002', 'Barat Daya', 1, 0),
  area('97.71.01.1003', 'Jebrés', 1.2, 0.9),
];

describe('findAreas', () => {
  it('puts names that begin with the text first, wider areas before', () => {
    expect(findAreas('reka', areas).map(({ nama }) => nama)).toEqual(['Rekaan Barat', 'Rekasari']);
    expect(findAreas('barat', areas).map(({ nama }) => nama)).toEqual(['Barat Daya', 'Rekaan Barat']);
  });

  it('does not mind accents, case and spaces', () => {
    expect(findAreas('  JEBRES ', areas).map(({ nama }) => nama)).toEqual(['Jebrés']);
  });

  it('takes codes with and without dots', () => {
    expect(findAreas('97.71.01.1002', areas)).toHaveLength(1);
    expect(findAreas('9771011002', areas)).toHaveLength(1);
  });

  it('finds nothing for nothing', () => {
    expect(findAreas(' ', areas)).toEqual([]);
  });
});

describe('nextArea', () => {
  const [, from, east, northEast] = areas as [Area, Area, Area, Area];
  const kelurahan = [from, east, northEast];

  it('goes to the next area in that direction', () => {
    expect(nextArea(from, 'east', kelurahan)?.nama).toBe('Barat Daya');
    expect(nextArea(northEast, 'south', kelurahan)?.nama).toBe('Barat Daya');
  });

  it('stays at the edge', () => {
    expect(nextArea(from, 'west', kelurahan)).toBeNull();
  });
});
