/** The addresses of the map on the screen as a file: drawn by the server, at the version that is shown. */
import type { Area, Level, MapSize, Method, Values } from '../api.types';
import type { Lang } from '../state';

export type MapQuestion = {
  indicator: string;
  period: string;
  level: Level;
  /** The version of areas and figures together. */
  version: string;
  /** The area that is shown; null for everything. */
  area: string | null;
  /** Null for the server's own choice. */
  method: Method | null;
  lang: Lang;
};

type Shown = Pick<Values, 'indicator' | 'period' | 'level' | 'version'>;

/** The map of the figures that are shown: of the selected area where it holds others, else of everything. */
export function questionOf(
  shown: Shown,
  selected: Area | null,
  method: Method | null,
  lang: Lang,
): MapQuestion {
  const { indicator, period, level, version } = shown;
  return { indicator, period, level, version, area: areaOf(selected, level), method, lang };
}

export type MapFormat = 'png' | 'pdf' | 'svg';

/** What can be taken along, the most wanted first. */
export const FORMATS: readonly MapFormat[] = ['png', 'pdf', 'svg'];
export const SIZES: readonly MapSize[] = ['a4', 'a4-portrait', 'a3', 'a3-portrait', 'screen'];

export function mapAddress(question: MapQuestion, format: MapFormat, size: MapSize): string {
  const { indicator, version, period, level, area, method, lang } = question;
  const parameters = new URLSearchParams({ level, size, lang });
  if (area !== null) parameters.set('area', area);
  if (method !== null) parameters.set('method', method);
  return `v1/maps/${indicator}@${version}/${period}.${format}?${parameters}`;
}

const WIDE_TO_SMALL: readonly Level[] = ['provinsi', 'kota', 'kecamatan', 'kelurahan'];

/** The area that the file is of: the selected one where it holds areas of the level, else everything. */
export function areaOf(selected: Area | null, level: Level): string | null {
  if (selected === null) return null;
  return WIDE_TO_SMALL.indexOf(selected.tingkat) < WIDE_TO_SMALL.indexOf(level) ? selected.kode : null;
}

/** `stunting-register_2025-08_kelurahan.png`, with the area where it is not everything. */
export function mapFileName({ indicator, period, level, area }: MapQuestion, format: MapFormat): string {
  return `${[indicator, period, level, area].filter((part) => part !== null).join('_')}.${format}`;
}
