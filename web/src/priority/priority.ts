/** What may be weighed, and weights between URL, sliders and server. */
import type { Catalog, Indicator, Level } from '../api.types';

export const LEVEL: Level = 'kelurahan';
/** Sliders go from 0 (not used) to this. */
export const HEAVIEST = 5;
/** The most parts that the server takes. */
export const MOST = 12;

export type Weights = ReadonlyMap<string, number>;

/** Shares of the same kind by kelurahan, of which more or less is better. */
export function candidates(catalog: Catalog, sample: boolean): Indicator[] {
  return catalog.indicators.filter(
    (indicator) =>
      indicator.sample === sample &&
      indicator.unit === 'percent' &&
      indicator.direction !== 'neutral' &&
      indicator.series.kind !== 'survey' &&
      datedPeriods(indicator).length > 0,
  );
}

/** Whether invented figures are weighed: as the link says, else only where there are no two real ones. */
export function isSample(catalog: Catalog, weights: Weights): boolean {
  const [named] = weights.keys();
  const known = catalog.indicators.find(({ id }) => id === named);
  return known ? known.sample : candidates(catalog, false).length < 2;
}

/** Prevalence counts three times, the first four services once. */
export function usualWeights(all: readonly Indicator[]): Weights {
  const [prevalence] = all.filter(({ group }) => group === 'stunting');
  const services = all.filter(({ group }) => group === 'layanan').slice(0, 4);
  return new Map([
    ...(prevalence ? [[prevalence.id, 3] as const] : []),
    ...services.map(({ id }) => [id, 1] as const),
  ]);
}

export function parseWeights(text: string | null): Weights {
  const pairs = (text ?? '').split(',').map((part) => part.split(':'));
  return new Map(
    pairs.flatMap(([id, weight]) => {
      const number = Number(weight);
      return id && number > 0 ? [[id, number] as const] : [];
    }),
  );
}

/** In the order of the catalogue, so that the same choice is the same link. */
export function formatWeights(weights: Weights, all: readonly Indicator[]): string | null {
  const parts = all.flatMap(({ id }) => {
    const weight = weights.get(id) ?? 0;
    return weight > 0 ? [`${id}:${weight}`] : [];
  });
  return parts.slice(0, MOST).join(',') || null;
}

/** The period at which all that is weighed is known: the latest of any. */
export function latestPeriod(all: readonly Indicator[], weights: Weights): string | null {
  const periods = all.filter(({ id }) => weights.has(id)).flatMap(datedPeriods);
  return periods.sort((a, b) => lastDay(a).localeCompare(lastDay(b))).at(-1) ?? null;
}

function datedPeriods(indicator: Indicator): string[] {
  return (indicator.periods[LEVEL] ?? []).filter((period) => period !== 'undated');
}

/** A text that sorts as the last day of a period. */
function lastDay(period: string): string {
  return period.length === 4 ? `${period}-12-31` : period.length === 7 ? `${period}-31` : period;
}
