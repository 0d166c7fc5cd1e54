/** The import routes of the server, as this page asks them. */
import type { FeatureCollection } from 'geojson';
import { ApiError, absolute, change, OfflineError, request } from '../api';
import type { components } from '../api.gen';
import type { Messages } from '../i18n/id';
import type { Finding } from './findings';

type Schemas = components['schemas'];
type Narrowed<T, K> = Omit<T, keyof K> & K;

export const KINDS = [
  'boundaries',
  'claims',
  'kampung-kb',
  'posyandu',
  'areas',
  'programmes',
  'problems',
  'agencies',
  'catalogue',
] as const;
export type Kind = (typeof KINDS)[number];

/** What a person says about a file; what is left out is found from it. */
export type Reading = {
  layer?: string;
  crs?: string;
  scheme?: string;
  vintage?: number;
  numbers?: string;
  dates?: string;
  encoding?: string;
  within?: string;
  repair?: number;
  accept?: string[];
  columns?: Record<string, string>;
  constants?: Record<string, string>;
  measures?: { indicator: string; value: string; denominator: string | null }[];
};

/** What a file was taken for. */
export type Taken = {
  format: string;
  layer: string | null;
  other_layers: string[];
  encoding: string | null;
  separator: string | null;
  header: string | null;
  crs: { name: string; epsg: number | null; found: string; uncertainty_m: number | null } | null;
  areas_by: string | null;
  numbers: string | null;
  dates: string | null;
  columns: [string, string][];
  unread: string[];
  records: number;
  export: string | null;
};

export type Version = Narrowed<Schemas['ImportVersion'], { taken: Taken | null; reading: Reading }>;
export type Difference = Narrowed<
  Schemas['ImportDifference'],
  { new_misfits: Finding[]; mended_misfits: Finding[]; version: Version }
>;
export type Report = Narrowed<Schemas['ImportReport'], { taken: Taken | null; findings: Finding[] }>;
export type Job = Narrowed<Schemas['ImportJob'], { report: Report | null }>;
export type Mapping = Narrowed<Schemas['ImportMapping'], { reading: Reading }>;
export type List = Narrowed<Schemas['ImportList'], { versions: Version[]; mappings: Mapping[] }>;

export type Wish = {
  kind: Kind;
  dataset: string;
  sample: boolean;
  source: string;
  licence: string;
  asOf: string;
};

export const getList = () => request<List>('v1/imports');
export const getVersion = (version: number) => request<Version>(`v1/imports/${version}`);
/** As many findings as a page can show; the table has all. */
const MOST_FINDINGS = 5_000;
export const getFindings = (version: number) =>
  request<Finding[]>(`v1/imports/${version}/findings?limit=${MOST_FINDINGS}`);
export const getDifference = (version: number) => request<Difference>(`v1/imports/${version}/difference`);
export const getPreview = (version: number) => request<FeatureCollection>(`v1/imports/${version}/preview`);
export const findingsTable = (version: number) => absolute(`v1/imports/${version}/findings?format=csv`);

/** Sends a file; gives its job. */
export function send(file: File, wish: Wish, reading: Reading): Promise<Job> {
  const query = new URLSearchParams({ kind: wish.kind, dataset: wish.dataset, file_name: file.name });
  if (wish.source) query.set('source', wish.source);
  if (wish.licence) query.set('licence', wish.licence);
  if (wish.asOf) query.set('as_of', wish.asOf);
  if (wish.sample) query.set('sample', 'true');
  query.set('reading', JSON.stringify(reading));
  return request<Job>(`v1/imports?${query}`, { method: 'POST', headers: { 'x-jangkau': '1' }, body: file });
}

/** Follows a job to its end; each step is told on the way. */
export function follow(job: number, told: (job: Job) => void): Promise<Job> {
  return new Promise((resolve, reject) => {
    const events = new EventSource(absolute(`v1/imports/jobs/${job}/events`));
    events.addEventListener('progress', (event: MessageEvent<string>) => {
      const now: Job = JSON.parse(event.data);
      told(now);
      if (now.state === 'waiting' || now.state === 'working') return;
      events.close();
      resolve(now);
    });
    events.addEventListener('error', () => {
      // A browser tries again by itself; one that has given up says so.
      if (events.readyState === EventSource.CLOSED) reject(new OfflineError());
    });
  });
}

export const cancel = (job: number) => change<void>('DELETE', `v1/imports/jobs/${job}`);
export const discard = (version: number) => change<Version>('DELETE', `v1/imports/${version}`);
export const rollback = (version: number) => change<Version>('POST', `v1/imports/${version}/rollback`);

export type About = { source: string; licence: string; as_of: string };

export function publish(version: number, about: About): Promise<Version> {
  return change<Version>('POST', `v1/imports/${version}/publish`, about);
}

export function keepMapping(name: string, reading: Reading): Promise<void> {
  // What a repair may change is decided for each file anew.
  const { accept, repair, ...kept } = reading;
  return change<void>('POST', 'v1/mappings', { name, reading: kept });
}

/** Remembers what a name means in its city, and in its kecamatan where it lies in one. */
export async function decideName(name: string, kode: string): Promise<void> {
  const inside = [kode.slice(0, 5), kode.slice(0, 8)].filter((one) => one.length < kode.length);
  for (const within of new Set(inside)) await change<void>('POST', 'v1/names', { within, name, kode });
}

/** What the server said, for people: its title, and what is particular. */
export function reason(words: Messages['import']['errors'], error: unknown): string {
  if (error instanceof OfflineError) return words.offline;
  if (!(error instanceof ApiError)) return words.other;
  const kind = error.problem.type.split('/').pop() ?? '';
  const title = Object.hasOwn(words, kind) ? words[kind as keyof typeof words] : error.problem.title;
  return error.problem.detail ? `${title} (${error.problem.detail})` : title;
}
