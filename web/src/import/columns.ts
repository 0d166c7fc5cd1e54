/** Our columns of each kind, in the order in which a person would fill them. */
import type { Kind } from './server';

const AREA = ['kode', 'kode_bps', 'kelurahan', 'kecamatan', 'kota'];

const OWN: Readonly<Record<Kind, string>> = {
  boundaries: 'nama',
  claims:
    'indikator periode pembilang penyebut nilai keadaan satuan sumber_data url per_tanggal diterima status bukti catatan tahun bulan',
  'kampung-kb':
    'nama_kampung_kb peristiwa nilai keadaan tanggal presisi tidak_sebelum diketahui bukti tingkat selesai tenggat dokumen penanggung_jawab sumber catatan',
  posyandu:
    'id nama rw lon lat mutu_titik strata layanan jadwal jam pengecualian puskesmas dikonfirmasi sumber',
  areas: 'kode nama tingkat kode_induk kode_bps zona_waktu tahun_bps',
  programmes: 'opd sektor program sasaran tahun pelaksana masalah rencana realisasi status diketahui sumber',
  problems: 'id kategori sasaran masalah jumlah ditemukan diketahui selesai sumber',
  agencies: 'nama singkatan berlaku_dari berlaku_sampai penerus sumber',
  catalogue: '',
};

export function columnsOf(kind: Kind): string[] {
  const own = OWN[kind].split(' ').filter(Boolean);
  return kind === 'areas' || kind === 'catalogue' ? own : [...AREA, ...own];
}

/** The kind that a file of this name most often holds; a person sees it and can change it. */
export function likelyKind(name: string): Kind | null {
  const ending = name.toLowerCase().split('.').pop() ?? '';
  if (['geojson', 'zip', 'gpkg', 'kml', 'kmz', 'fgb'].includes(ending)) return 'boundaries';
  if (['csv', 'xlsx', 'xls', 'ods'].includes(ending)) return 'claims';
  return ending === 'json' ? 'catalogue' : null;
}
