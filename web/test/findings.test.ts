import { describe, expect, it } from 'vitest';
import {
  candidates,
  type Finding,
  grouped,
  measured,
  measures,
  optionsAsked,
  placeOf,
  plain,
} from '../src/import/findings';
import { boundsOf, boundsOfPlace, namesIn } from '../src/import/preview';

const finding = (code: string, severity: Finding['severity'], detail?: string): Finding => ({
  code,
  severity,
  place: 'line 2',
  ...(detail === undefined ? {} : { detail }),
  message: { id: 'm', en: 'm' },
  mend: { id: 'n', en: 'n' },
});

describe('findings', () => {
  it('stand by code, what is left out first, the most first', () => {
    const groups = grouped(
      [
        finding('overlap', 'warn'),
        finding('name_unknown', 'reject'),
        finding('gap', 'warn'),
        finding('overlap', 'warn'),
      ],
      { overlap: 67, gap: 69, name_unknown: 1 },
    );
    expect(groups.map((group) => [group.code, group.all, group.listed.length])).toEqual([
      ['name_unknown', 1, 1],
      ['gap', 69, 1],
      ['overlap', 67, 2],
    ]);
  });

  it('list the areas that a name may mean', () => {
    const found = candidates(
      finding('name_unknown', 'reject', 'candidates: 97.71.01.1002 Bendung Kerta, 97.71.02.1001 Melur'),
    );
    expect(found).toEqual([
      { kode: '97.71.01.1002', nama: 'Bendung Kerta' },
      { kode: '97.71.02.1001', nama: 'Melur' },
    ]);
    expect(candidates(finding('name_unknown', 'reject'))).toEqual([]);
  });

  it('read what is said about columns', () => {
    expect(measures('stunting = Stunting / Diukur\nlain=Persen')).toEqual([
      { indicator: 'stunting', value: 'Stunting', denominator: 'Diukur' },
      { indicator: 'lain', value: 'Persen', denominator: null },
    ]);
  });

  it('list what is named twice by its codes', () => {
    const found = candidates(finding('name_ambiguous', 'reject', 'it may be 97.71.01.1002, 97.71.02.1001'));
    expect(found.map(({ kode }) => kode)).toEqual(['97.71.01.1002', '97.71.02.1001']);
  });

  it('have a place on the map where they name one', () => {
    const gap = {
      ...finding('gap', 'warn', '2131.3 m², 3.10 m wide on average, near 109.688374, -6.910923'),
      area: '97.71.02.1012 97.71.04.1010',
    };
    expect(placeOf(gap)).toEqual({
      areas: ['97.71.02.1012', '97.71.04.1010'],
      point: [109.688374, -6.910923],
    });
    expect(placeOf({ ...finding('unknown_code', 'warn'), area: '9771021012' }).areas).toEqual([]);
  });

  it('say what a defect measures and what a repair changes', () => {
    const of = (detail: string) => measured(finding('x', 'warn', detail));
    expect(of('2131.3 m², 3.10 m wide on average, near 109.6, -6.9')).toEqual({
      what: 'defect',
      squareMetres: 2131.3,
      width: 3.1,
      to: null,
    });
    expect(of('2131.3 m² to 97.71.04.1010, near 109.6, -6.9')).toMatchObject({ to: '97.71.04.1010' });
    expect(of('1000000 m² before, 20 m² gained, 2000 m² lost: 0.20 %')).toEqual({
      what: 'area',
      before: 1000000,
      gained: 20,
      lost: 2000,
      percent: 0.2,
    });
    expect(of('something else')).toBeNull();
  });

  it('are mended on the page, not on the command line', () => {
    expect(plain('Add the column, map another to it (option map), or give it one value (option set).')).toBe(
      'Add the column, map another to it, or give it one value.',
    );
    expect(plain('Sebutkan cara tulisnya (numbers id atau en), atau hapus pemisahnya.')).toBe(
      'Sebutkan cara tulisnya, atau hapus pemisahnya.',
    );
    expect(plain('Kirim satu zip (.shp).')).toBe('Kirim satu zip (.shp).');
  });

  it('ask for the options that settle them', () => {
    const asked = optionsAsked([
      finding('crs_unknown', 'reject'),
      finding('out_of_range', 'reject'),
      finding('gap', 'warn'),
    ]);
    expect([...asked]).toEqual(['crs']);
  });
});

describe('the preview', () => {
  const square = (kode: string, west: number): GeoJSON.Feature => ({
    type: 'Feature',
    properties: { side: 'staged', kode, nama: `Nama ${kode}` },
    geometry: {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [west, -7],
            [west + 1, -7],
            [west + 1, -6],
            [west, -7],
          ],
        ],
      ],
    },
  });
  const collection: GeoJSON.FeatureCollection = {
    type: 'FeatureCollection',
    features: [square('97.71.01.1001', 109), square('97.71.01.1002', 112)],
  };

  it('goes to all, to an area, to a point', () => {
    expect(boundsOf(collection, null)).toEqual([109, -7, 113, -6]);
    expect(boundsOf(collection, ['97.71.01.1002'])).toEqual([112, -7, 113, -6]);
    expect(boundsOf(collection, ['97.71.09.1001'])).toBeNull();
    const near = boundsOfPlace(collection, { areas: [], point: [109.5, -6.5] });
    expect(near?.[0]).toBeCloseTo(109.4977);
  });

  it('knows the names of its areas', () => {
    expect(namesIn(collection).get('97.71.01.1001')).toBe('Nama 97.71.01.1001');
  });
});
