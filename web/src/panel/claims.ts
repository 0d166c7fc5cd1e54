/** What the register of today says about an earlier day, beside what sources have published. */
import type { KampungKb } from '../api.types';
import { UNDATED } from '../format';

/** The catalogue's indicator for "so many exist"; others count plans and launches. */
const EXISTING = 'kampung-kb-ada';

type PublishedClaim = KampungKb['claims'][number];

/** Published counts of existing ones, oldest first, those without a date last. */
export function existingClaims(today: KampungKb): PublishedClaim[] {
  return inOrder(today.claims.filter((claim) => claim.indicator === EXISTING));
}

/** Published counts of something else, such as plans. */
export function otherClaims(today: KampungKb): PublishedClaim[] {
  return inOrder(today.claims.filter((claim) => claim.indicator !== EXISTING));
}

/** How many kelurahan are shown to have had a Kampung KB by then; null where nobody said when. */
export function existingBy(today: KampungKb, period: string): number | null {
  if (period === UNDATED) return null;
  const day = lastDayOf(period);
  return today.areas.filter((area) => area.since !== null && area.since.tanggal <= day).length;
}

/** The last day of a year, month or day: a count "in 2023" is compared with the end of 2023. */
export function lastDayOf(period: string): string {
  if (period.length === 4) return `${period}-12-31`;
  const [year = 0, month = 1] = period.split('-').map(Number);
  return period.length === 7 ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : period;
}

function inOrder(claims: PublishedClaim[]): PublishedClaim[] {
  const key = ({ period }: PublishedClaim) => (period === UNDATED ? '9999' : lastDayOf(period));
  return [...claims].sort((a, b) => key(a).localeCompare(key(b)));
}
