import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import type { Values } from '../src/api.types';
import { foundOf, kampungKbKey, paintKampungKb, paintValues } from '../src/map/scene';
import { layers } from '../src/map/style';
import { bandPath, layOut, linePath, niceTop } from '../src/panel/chart';
import { breaks, figure, register, shown } from './builders';

const valuesOf = (...values: ReturnType<typeof figure>[]) => ({ values }) as Values;

describe('layers', () => {
  const looks = [
    { level: 'kelurahan', selected: null, whole: false, posyandu: false, kampungKbOn: null, basemap: false },
    { level: 'kota', selected: 9771, whole: true, posyandu: true, kampungKbOn: '2026-11-24', basemap: true },
  ] as const;

  it.each(looks)('are a valid style for %j', (look) => {
    const tiles = ['https://example.invalid/{z}/{x}/{y}'];
    const vector = { type: 'vector' as const, tiles };
    const data = { type: 'FeatureCollection' as const, features: [] };
    const geojson = { type: 'geojson' as const, data };
    const raster = { type: 'raster' as const, tiles };
    const sources = {
      areas: vector,
      borders: vector,
      posyandu: vector,
      'kampung-kb': vector,
      labels: geojson,
      found: geojson,
      basemap: raster,
    };
    // Labels are drawn without a glyph server, which MapLibre 6 allows and this validator may not know.
    const errors = validateStyleMin({ version: 8, sources, layers: layers(look) }).filter(
      ({ message }) => !message.includes('glyphs'),
    );
    expect(errors).toEqual([]);
  });

  it('have names that differ', () => {
    const names = layers(looks[1]).map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('paintValues', () => {
  it('colours values by class, and gives each state its own texture', () => {
    const paints = paintValues(
      valuesOf(
        figure({ id: 1, value: 12, lo: 11, hi: 13 }),
        figure({ id: 2, state: 'zero', value: 0, lo: 0, hi: 1 }),
        figure({ id: 3, state: 'suppressed', value: null }),
        figure({ id: 4, state: 'not_filled', value: null }),
        figure({ id: 5, state: 'not_applicable', value: null }),
      ),
      breaks(),
    );
    expect(paints.get(1)).toEqual({ colour: '#fd8d3c', texture: null, uncertain: false });
    expect(paints.get(2)).toMatchObject({ colour: '#ffffb2', texture: null });
    expect(paints.get(3)).toMatchObject({ texture: 'dots' });
    expect(paints.get(4)).toMatchObject({ texture: 'hatch' });
    expect(paints.get(5)).toMatchObject({ colour: '#ffffff', texture: null });
  });
});

describe('Kampung KB on the map', () => {
  it('tells exact days from latest ones, and both from what nobody knows', () => {
    const since = (presisi: 'hari' | 'bulan' | 'paling lambat') => ({
      tanggal: '2023-06-07',
      presisi,
      bukti: 'dokumen' as const,
      sumber: '…',
    });
    expect(kampungKbKey('ada', since('hari'))).toBe('exact');
    expect(kampungKbKey('ada', since('paling lambat'))).toBe('byLatest');
    expect(kampungKbKey('tidak diketahui', null)).toBe('unknown');
  });

  it('hatches what is not known', () => {
    const area = {
      id: 1,
      kode: '1',
      nama: '1',
      tingkat: 'kelurahan' as const,
      status: 'tidak diketahui' as const,
      nama_kampung_kb: null,
      since: null,
      class: null,
      stage: null,
    };
    expect(paintKampungKb(register({ areas: [area] })).get(1)?.texture).toBe('hatch');
  });
});

describe('foundOf', () => {
  it('draws nothing before a question', () => {
    expect(foundOf(null).features).toEqual([]);
  });
});

describe('chart', () => {
  const frame = { width: 100, height: 100, left: 0, right: 0, top: 0, bottom: 0 };
  const point = (period: string, value: number | null) => ({
    period,
    shown: shown({ value, lo: value, hi: value, state: value === null ? 'suppressed' : 'value' }),
  });

  it('breaks the line at a gap', () => {
    const chart = layOut(
      [point('2024-02', 5), point('2024-08', null), point('2025-02', 7), point('2025-08', 10)],
      [],
      frame,
    );
    expect(chart.runs.map((run) => run.length)).toEqual([1, 2]);
    expect(chart.gaps.map(({ period }) => period)).toEqual(['2024-08']);
  });

  it('places periods by time and values by size', () => {
    const chart = layOut([point('2024-01', 0), point('2024-07', 5), point('2025-01', 10)], [], frame);
    expect(linePath(chart.runs[0] ?? [])).toBe('M0 100L50 50L100 0');
    expect(bandPath(chart.runs[0] ?? [])).toBe('M0 100L50 50L100 0L100 0L50 50L0 100Z');
  });

  it('holds targets as well', () => {
    expect(layOut([point('2024', 5)], [80], frame).top).toBe(80);
  });

  it.each([
    [1, 1],
    [7, 8],
    [12, 15],
    [18, 20],
    [28.2, 30],
    [101, 150],
  ])('ends the axis above %d at %d', (value, top) => {
    expect(niceTop(value)).toBe(top);
  });
});
