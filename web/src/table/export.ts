/** The rows of a CSV file: what the page shows, with codes, source and the mark of a sample. */
import type { KampungKb, Values } from '../api.types';
import type { Grid } from './columns';
import { type Cell, toCsv } from './csv';

/** The values of a picture, as the server released them. */
export function valuesCsv(values: Values): string {
  const header = [
    'kode',
    'nama',
    'indikator',
    'periode',
    'keadaan',
    'alasan',
    'nilai',
    'rentang_bawah',
    'rentang_atas',
    'pembilang',
    'penyebut',
    'ds',
    'catatan',
    'sumber',
    'contoh',
  ];
  const rows = values.values.map((value): Cell[] => [
    value.kode,
    value.nama,
    values.indicator,
    values.period,
    value.state,
    value.reason,
    value.value,
    value.lo,
    value.hi,
    value.numerator,
    value.denominator,
    value.measured,
    value.flags.join(' '),
    value.source === null ? null : (values.sources[value.source]?.source ?? null),
    values.sample,
  ]);
  return toCsv(header, rows);
}

/** The register on a day. */
export function registerCsv(register: KampungKb): string {
  const header = [
    'kode',
    'nama',
    'pada',
    'status',
    'nama_kampung_kb',
    'sejak',
    'presisi',
    'bukti',
    'klasifikasi',
    'klasifikasi_contoh',
    'tahap',
    'tahap_contoh',
  ];
  const rows = register.areas.map((area): Cell[] => [
    area.kode,
    area.nama,
    register.on,
    area.status,
    area.nama_kampung_kb,
    area.since?.tanggal ?? null,
    area.since?.presisi ?? null,
    area.since?.bukti ?? null,
    area.class?.nilai ?? null,
    area.class?.sample ?? null,
    area.stage?.nilai ?? null,
    area.stage?.sample ?? null,
  ]);
  return toCsv(header, rows);
}

/** A table as it is on the screen, with the numbers behind its words and the mark of a sample. */
export function gridCsv(grid: Grid): string {
  const header = ['kode', ...grid.columns.map(({ title }) => title), 'contoh'];
  const rows = grid.rows.map(({ kode, cells }): Cell[] => {
    const shown = grid.columns.map(({ key }): Cell => {
      const cell = cells[key];
      return typeof cell?.sort === 'number' ? cell.sort : (cell?.text ?? null);
    });
    return [kode, ...shown, grid.sample ? 'contoh' : ''];
  });
  return toCsv(header, rows);
}
