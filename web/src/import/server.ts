/** The import routes of the server, as this page asks them. */
import { ApiError, change, OfflineError, request } from '../api';
import type { components } from '../api.gen';

type Schemas = components['schemas'];
export type Version = Schemas['ImportVersion'];
export type Difference = Schemas['ImportDifference'];
export type List = Schemas['ImportList'];
export type Job = Schemas['ImportJob'];
export type Report = NonNullable<Job['report']>;

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

export type Wish = {
  kind: Kind;
  dataset: string;
  source: string;
  licence: string;
  asOf: string;
  reading: Reading;
};

export const getList = () => request<List>('v1/imports');
export const getVersion = (version: number) => request<Version>(`v1/imports/${version}`);
export const getFindings = (version: number) => request<unknown[]>(`v1/imports/${version}/findings`);
export const getDifference = (version: number) => request<Difference>(`v1/imports/${version}/difference`);
export const getPreview = (version: number) =>
  request<GeoJSON.FeatureCollection>(`v1/imports/${version}/preview`);
export const findingsTable = (version: number) => `v1/imports/${version}/findings?format=csv`;

/** Sends a file; gives its job. */
export function send(file: File, wish: Wish): Promise<Job> {
  const query = new URLSearchParams({ kind: wish.kind, dataset: wish.dataset, file_name: file.name });
  if (wish.source) query.set('source', wish.source);
  if (wish.licence) query.set('licence', wish.licence);
  if (wish.asOf) query.set('as_of', wish.asOf);
  query.set('reading', JSON.stringify(wish.reading));
  return request<Job>(`v1/imports?${query}`, { method: 'POST', headers: { 'x-jangkau': '1' }, body: file });
}

/** Follows a job to its end; each step is told on the way. */
export function follow(job: number, told: (job: Job) => void): Promise<Job> {
  return new Promise((resolve, reject) => {
    const events = new EventSource(`v1/imports/jobs/${job}/events`);
    events.addEventListener('progress', (event) => {
      const now = JSON.parse((event as MessageEvent<string>).data) as Job;
      told(now);
      if (now.state !== 'waiting' && now.state !== 'working') {
        events.close();
        resolve(now);
      }
    });
    events.addEventListener('error', () => {
      // A browser tries again by itself; one that has given up says so.
      if (events.readyState === EventSource.CLOSED) reject(new OfflineError());
    });
  });
}

export const cancel = (job: number) => change<void>('DELETE', `v1/imports/jobs/${job}`);
export const discard = (version: number) => change<Version>('DELETE', `v1/imports/${version}`);
export const rollback = (version: number) => change<Version>('POST', `v1/imports/${version}/rollback`, {});

export function publish(
  version: number,
  about: { source: string; licence: string; as_of: string },
): Promise<Version> {
  const said = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== ''));
  return change<Version>('POST', `v1/imports/${version}/publish`, said);
}

export function decideName(name: string, kode: string): Promise<void> {
  // The name is looked up in the city of the candidate.
  return change<void>('POST', 'v1/names', { within: kode.slice(0, 5), name, kode });
}

/** What the server said, for people. */
export function reason(error: unknown): string {
  return error instanceof ApiError ? error.message : error instanceof Error ? error.message : String(error);
}
