import { describe, expect, it } from 'vitest';
import { candidates, type Finding, grouped, measures, pairs } from '../src/import/findings';

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
    expect(pairs('kode = KODE_DESA\n\nperiode=2025-08\nx')).toEqual({
      kode: 'KODE_DESA',
      periode: '2025-08',
    });
    expect(measures('stunting = Stunting / Diukur\nlain=Persen')).toEqual([
      { indicator: 'stunting', value: 'Stunting', denominator: 'Diukur' },
      { indicator: 'lain', value: 'Persen', denominator: null },
    ]);
  });
});
