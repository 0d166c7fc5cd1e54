/**
 * Numbers, days and distances as a reader of that language writes them.
 *
 * Days are calendar days without a clock: they are read and written in UTC, so
 * that no time zone shifts them.
 */
import type { Unit } from './api.types';
import type { Lang } from './state';

const NBSP = '\u00a0';
/** The period of a figure whose source gave no date. */
export const UNDATED = 'undated';
const UNDATED_WORDS: Record<Lang, string> = { id: 'tanpa tanggal', en: 'undated' };
const LOCALES: Record<Lang, string> = { id: 'id-ID', en: 'en-GB' };

export type Formats = {
  /** `1.234` or `7,4`. */
  number(value: number, decimals?: number): string;
  /** `7,4 %`. */
  percent(value: number, decimals?: number): string;
  /** A value in the unit of its indicator. */
  inUnit(value: number, unit: Unit, decimals?: number): string;
  /** `6,1–10,2 %`. */
  range(lo: number, hi: number, unit: Unit): string;
  /** `Agustus 2025`, `2024`, `23 Mei 2022`. */
  period(period: string): string;
  /** `Agu 2025`. */
  shortPeriod(period: string): string;
  /** `11 September 2025`. */
  day(day: string): string;
  /** `Selasa, 8 Desember`. */
  weekday(day: string): string;
  /** `310 m`, `1,2 km`. */
  distance(metres: number): string;
};

export function formats(lang: Lang): Formats {
  const locale = LOCALES[lang];
  const number = (value: number, decimals = 0) => value.toLocaleString(locale, digits(decimals));
  const percentSign = lang === 'id' ? `${NBSP}%` : '%';
  // Nothing and all are exact: `100 %`, not `100,0 %`.
  const percent = (value: number, decimals = 0) =>
    `${number(value, value === 0 || value === 100 ? 0 : decimals)}${percentSign}`;
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { ...options, timeZone: 'UTC' });
  const dated = (text: string, style: 'long' | 'short') =>
    date(text, { day: 'numeric', month: style, year: 'numeric' });
  const day = (text: string) => dated(text, 'long');
  const month = (period: string, style: 'long' | 'short') =>
    date(`${period}-01`, { month: style, year: 'numeric' });
  const byLength = (period: string, style: 'long' | 'short') => {
    if (period === UNDATED) return UNDATED_WORDS[lang];
    if (period.length === 4) return period;
    return period.length === 7 ? month(period, style) : dated(period, style);
  };
  return {
    number,
    percent,
    inUnit: (value, unit, decimals) =>
      unit === 'percent' ? percent(value, decimals) : number(value, decimals),
    range: (lo, hi, unit) => `${number(lo, 1)}–${number(hi, 1)}${unit === 'percent' ? percentSign : ''}`,
    period: (period) => byLength(period, 'long'),
    shortPeriod: (period) => byLength(period, 'short'),
    day,
    weekday: (text) => date(text, { weekday: 'long', day: 'numeric', month: 'long' }),
    distance: (metres) =>
      metres < 995
        ? `${number(Math.max(10, Math.round(metres / 10) * 10))}${NBSP}m`
        : `${number(metres / 1000, 1)}${NBSP}km`,
  };
}

function digits(decimals: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}

/** How many decimals a figure may show: none where it is rounded, as printed where it is published. */
export function decimalsOf(
  figure: { value: number | null; published: boolean },
  rounded: boolean,
  unit: Unit,
): number {
  if (unit !== 'percent') return 0;
  if (!figure.published) return rounded ? 0 : 1;
  const printed = String(figure.value ?? 0).split('.')[1] ?? '';
  return Math.min(printed.length, 2);
}
