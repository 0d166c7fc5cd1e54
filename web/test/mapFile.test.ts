import { describe, expect, it } from 'vitest';
import type { Area } from '../src/api.types';
import { areaOf, type MapQuestion, mapAddress, mapFileName } from '../src/planner/mapFile';

const question: MapQuestion = {
  indicator: 'stunting-uji',
  period: '2025-08',
  level: 'kelurahan',
  version: '0123456789ab-ba9876543210',
  area: null,
  method: null,
  lang: 'id',
};

describe('mapAddress', () => {
  it('names what is on the screen, and the version of it', () => {
    expect(mapAddress(question, 'png', 'a4')).toBe(
      'v1/maps/stunting-uji@0123456789ab-ba9876543210/2025-08.png?level=kelurahan&size=a4&lang=id',
    );
  });

  it('says what differs from the choice of the server', () => {
    const other: MapQuestion = { ...question, area: '97.71.01', method: 'quantile', lang: 'en' };
    expect(mapAddress(other, 'pdf', 'screen')).toMatch(
      /\/2025-08\.pdf\?level=kelurahan&size=screen&lang=en&area=97\.71\.01&method=quantile$/,
    );
  });
});

describe('mapFileName', () => {
  it('tells one file from another', () => {
    expect(mapFileName(question, 'svg')).toBe('stunting-uji_2025-08_kelurahan.svg');
    expect(mapFileName({ ...question, area: '97.71.01' }, 'pdf')).toBe(
      'stunting-uji_2025-08_kelurahan_97.71.01.pdf',
    );
  });
});

describe('areaOf', () => {
  const area = (tingkat: Area['tingkat']): Area => ({ kode: '97.71.01', tingkat }) as Area;

  it('is the selected area where it holds others, else everything', () => {
    expect(areaOf(area('kecamatan'), 'kelurahan')).toBe('97.71.01');
    expect(areaOf(area('kecamatan'), 'kecamatan')).toBeNull();
    expect(areaOf(area('kelurahan'), 'kota')).toBeNull();
    expect(areaOf(null, 'kelurahan')).toBeNull();
  });
});
