import { describe, expect, it } from 'vitest';
import { voiceOf } from '../src/i18n/voice';
import { existingBy, lastDayOf } from '../src/panel/claims';
import { sortRows, valueGrid } from '../src/table/columns';
import { neutralise, toCsv } from '../src/table/csv';
import { figure, indicator, register } from './builders';

const voice = voiceOf('id');

describe('toCsv', () => {
  it('quotes what needs quotes, and leaves numbers alone', () => {
    expect(toCsv(['a', 'b', 'c'], [['x,y', 'say "hi"', -1.5]])).toBe('a,b,c\r\n"x,y","say ""hi""",-1.5\r\n');
  });

  it.each(['=1+1', '+62', '-x', '@SUM(A1)', '\tx'])('takes the sting out of %j', (text) => {
    expect(neutralise(text)).toBe(`'${text}`);
  });

  it('writes nothing for nothing, and words for truth', () => {
    expect(toCsv(['a', 'contoh'], [[null, true]])).toBe('a,contoh\r\n,true\r\n');
  });
});

describe('valueGrid', () => {
  const values = [
    figure({ id: 1, kode: '1', nama: 'Satu', value: 8 }),
    figure({ id: 2, kode: '2', nama: 'Dua', value: 12, flags: ['thin_measuring'] }),
    figure({ id: 3, kode: '3', nama: 'Tiga', value: 8 }),
    figure({
      id: 4,
      kode: '4',
      nama: 'Empat',
      state: 'suppressed',
      value: null,
      lo: null,
      hi: null,
      numerator: null,
    }),
  ];
  const grid = valueGrid(voice, indicator(), values, true, () => 'Barat');

  it('marks shared ranks', () => {
    expect(grid.rows.map(({ cells }) => cells.rank?.text)).toEqual(['1', '2=', '2=', '–']);
  });

  it('says states in words, with what is to be read with care', () => {
    expect(grid.rows[0]?.cells.state?.text).toBe('Pengukurannya tipis');
    expect(grid.rows[3]?.cells.state?.text).toBe('Disamarkan');
  });

  it('leaves out D/S where nobody knows it', () => {
    expect(grid.columns.map(({ key }) => key)).not.toContain('measured');
  });

  it('sorts what has no value last, both ways', () => {
    const names = (descending: boolean) =>
      sortRows(grid.rows, { key: 'value', descending }).map(({ cells }) => cells.name?.text);
    expect(names(true)).toEqual(['Dua', 'Satu', 'Tiga', 'Empat']);
    expect(names(false)).toEqual(['Satu', 'Tiga', 'Dua', 'Empat']);
  });
});

describe('published counts beside the register', () => {
  const known = (kode: string, tanggal: string) => ({
    id: Number(kode),
    kode,
    nama: kode,
    tingkat: 'kelurahan' as const,
    status: 'ada' as const,
    nama_kampung_kb: null,
    since: { tanggal, presisi: 'hari' as const, bukti: 'dokumen' as const, sumber: '…' },
    class: null,
    stage: null,
  });
  const today = register({ areas: [known('1', '2023-06-07'), known('2', '2025-04-29')] });

  it('compares a year with its last day', () => {
    expect(lastDayOf('2023')).toBe('2023-12-31');
    expect(lastDayOf('2024-02')).toBe('2024-02-29');
    expect(existingBy(today, '2023')).toBe(1);
    expect(existingBy(today, 'undated')).toBeNull();
    expect(existingBy(today, '2025-04-29')).toBe(2);
  });
});
