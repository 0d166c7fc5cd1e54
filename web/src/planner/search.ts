/** Finding an area by its name or code: in the browser, as all names are there. */
import type { Area, Level } from '../api.types';

const LIMIT = 8;
const ORDER: readonly Level[] = ['kota', 'kecamatan', 'kelurahan', 'provinsi'];

/** Areas whose name or code holds the text; those that begin with it come first. */
export function findAreas(text: string, areas: readonly Area[]): Area[] {
  const wanted = folded(text);
  if (wanted === '') return [];
  const digits = wanted.replaceAll('.', '');
  const byCode = /^\d+$/.test(digits);
  const matches = areas.filter((area) =>
    byCode ? area.kode.replaceAll('.', '').startsWith(digits) : folded(area.nama).includes(wanted),
  );
  const weight = (area: Area) => (byCode || folded(area.nama).startsWith(wanted) ? 0 : 1);
  return matches
    .sort(
      (a, b) =>
        weight(a) - weight(b) ||
        ORDER.indexOf(a.tingkat) - ORDER.indexOf(b.tingkat) ||
        a.nama.localeCompare(b.nama, 'id'),
    )
    .slice(0, LIMIT);
}

/** Lower case, without accents and without double spaces. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
