/** What the register of today says about an earlier day. */
import type { KampungKb } from '../api.types';

/** How many kelurahan are shown to have had a Kampung KB by a day. */
export function existingBy(today: KampungKb, day: string): number {
  return today.areas.filter((area) => area.since !== null && area.since.tanggal <= day).length;
}

/** The last day of a year, month or day: a count "in 2023" is compared with the end of 2023. */
export function lastDayOf(period: string): string {
  if (period.length === 4) return `${period}-12-31`;
  const [year = 0, month = 1] = period.split('-').map(Number);
  return period.length === 7 ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : period;
}
