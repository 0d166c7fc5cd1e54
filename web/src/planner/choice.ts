/** Which indicator, level and period the page shows: the state, completed by the catalogue. */
import type { Catalog, Indicator, Level } from '../api.types';
import { UNDATED } from '../format';
import type { State } from '../state';

/** The word in the URL for the register of Kampung KB by date. */
export const KAMPUNG_KB = 'kampung-kb';

export type Choice =
  | { view: 'kampung-kb' }
  | { view: 'indicator'; indicator: Indicator; level: Level; period: string; periods: readonly string[] }
  /** The indicator exists and has no figure anywhere. */
  | { view: 'empty'; indicator: Indicator };

/** From fine to coarse: the first one with figures is shown. */
const FINE_TO_COARSE: readonly Level[] = ['kelurahan', 'kecamatan', 'kota', 'provinsi'];

/** Completes the state. What the catalogue does not have falls back to what it has. */
export function choose(catalog: Catalog, state: State): Choice {
  const indicator = indicatorOf(catalog, state.indicator);
  if (indicator === null) return { view: 'kampung-kb' };
  const level = levelOf(indicator, state.level);
  const periods = level === null ? [] : datedPeriods(indicator.periods[level] ?? []);
  const latest = periods.at(-1);
  if (level === null || latest === undefined) return { view: 'empty', indicator };
  const asked = periods.find((period) => period === state.period);
  return { view: 'indicator', indicator, level, period: asked ?? latest, periods };
}

/** A figure without a date has no place on a time line, unless it is all there is. */
function datedPeriods(periods: readonly string[]): readonly string[] {
  const dated = periods.filter((period) => period !== UNDATED);
  return dated.length > 0 ? dated : periods;
}

/** Levels at which an indicator has figures, from fine to coarse. */
export function levelsOf(indicator: Indicator): Level[] {
  return FINE_TO_COARSE.filter((level) => (indicator.periods[level]?.length ?? 0) > 0);
}

function levelOf(indicator: Indicator, asked: Level | null): Level | null {
  const levels = levelsOf(indicator);
  return levels.find((level) => level === asked) ?? levels[0] ?? null;
}

/**
 * The asked indicator; else the first prevalence that has figures by kelurahan;
 * else none, and the page opens on Kampung KB.
 */
function indicatorOf(catalog: Catalog, asked: string | null): Indicator | null {
  if (asked === KAMPUNG_KB) return null;
  const prevalence = (indicator: Indicator) =>
    indicator.group === 'stunting' &&
    indicator.unit === 'percent' &&
    levelsOf(indicator).includes('kelurahan');
  return catalog.indicators.find(({ id }) => id === asked) ?? catalog.indicators.find(prevalence) ?? null;
}
