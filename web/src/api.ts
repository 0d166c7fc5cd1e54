/**
 * The server, typed. A problem document becomes an `ApiError`.
 *
 * Addresses are relative to the page, so that it works below any path. Answers
 * to GET are kept for the life of the page: a period that was looked at once is
 * painted at once the second time.
 */
import type {
  Actor,
  AreaDetail,
  Areas,
  Bivariate,
  Breaks,
  Catalog,
  Changes,
  ConvergenceMatrix,
  ConvergenceRanking,
  KampungKb,
  KampungKbBoard,
  KampungKbProgress,
  KampungKbUnit,
  Level,
  Method,
  Nearest,
  Patterns,
  Position,
  Priority,
  Problem,
  Session,
  Values,
} from './api.types';

/** The server said why not. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** Nothing answered: no connection, or a server that is down. */
export class OfflineError extends Error {
  constructor() {
    super('offline');
    this.name = 'OfflineError';
  }
}

export const getCatalog = () => get<Catalog>('v1/catalog');
export const getAreas = () => get<Areas>('v1/areas');

export function getArea(question: { kode: string; on: string | null }): Promise<AreaDetail> {
  return get(`v1/areas/${question.kode}${query({ on: question.on })}`);
}

export type ValuesQuestion = { indicator: string; period: string; level: Level };

export function getValues({ indicator, period, level }: ValuesQuestion): Promise<Values> {
  return get(`v1/values/${indicator}/${period}/${level}`);
}

export type BreaksQuestion = { indicator: string; level: Level; method: Method | null };

export function getBreaks({ indicator, level, method }: BreaksQuestion): Promise<Breaks> {
  return get(`v1/breaks/${indicator}/${level}${query({ method })}`);
}

export function getPatterns({ indicator, period, level }: ValuesQuestion): Promise<Patterns> {
  return get(`v1/patterns/${indicator}/${period}/${level}`);
}

export type ChangesQuestion = ValuesQuestion & { from: string };

export function getChanges({ indicator, from, period, level }: ChangesQuestion): Promise<Changes> {
  return get(`v1/changes/${indicator}/${from}/${period}/${level}`);
}

export type BivariateQuestion = ValuesQuestion & { second: string };

export function getBivariate({ indicator, second, period, level }: BivariateQuestion): Promise<Bivariate> {
  return get(`v1/bivariate/${indicator}/${second}/${period}/${level}`);
}

export type PriorityQuestion = { period: string; level: Level; weights: string };

export function getPriority(question: PriorityQuestion): Promise<Priority> {
  return get(priorityPath(question, ''));
}

/** The address of an order, as JSON or, with `.csv`, as a table. */
export function priorityPath({ period, level, weights }: PriorityQuestion, ending: '' | '.csv'): string {
  return `v1/priority/${period}/${level}${ending}${query({ weights })}`;
}

export function getKampungKb(question: { on: string | null }): Promise<KampungKb> {
  return get(`v1/kampung-kb${query({ on: question.on })}`);
}

/** A day, what was known by another, and an area or nothing. */
export type AsOfQuestion = { date: string | null; known: string | null; area: string | null };

export function getProgress(question: AsOfQuestion): Promise<KampungKbProgress> {
  return get(`v1/kampung-kb/progress${query(question)}`);
}

export function getBoard(question: AsOfQuestion): Promise<KampungKbBoard> {
  return get(`v1/kampung-kb/board${query(question)}`);
}

export function getUnit({ date, known, area }: AsOfQuestion): Promise<KampungKbUnit> {
  return get(`v1/kampung-kb/${area}${query({ date, known })}`);
}

export function getConvergence(question: {
  period: string;
  area: string | null;
}): Promise<ConvergenceRanking> {
  return get(`v1/convergence/${question.period}${query({ area: question.area })}`);
}

export function getMatrix(question: { period: string; area: string }): Promise<ConvergenceMatrix> {
  return get(`v1/convergence/${question.period}/${question.area}`);
}

export type NearestQuestion = { point: Position; k: number; service?: string };

/** Asked by POST, so that nobody's position stands in a URL or in a log. */
export function findNearest(question: NearestQuestion): Promise<Nearest> {
  return request('v1/nearest', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
}

/** Who is signed in; never kept. */
export const getSession = () => request<Session>('v1/session');

export function logIn(body: { name: string; password: string }): Promise<Session> {
  return change('POST', 'v1/session', body);
}

export function setUp(body: { code: string; name: string; password: string }): Promise<Actor> {
  return change('POST', 'v1/setup', body);
}

export const logOut = () => change<void>('DELETE', 'v1/session');

/** What changes something carries a mark that no other site can send. */
export function change<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const headers = { 'x-jangkau': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  return request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

const KEPT = 200;
const answers = new Map<string, Promise<unknown>>();

function get<T>(path: string): Promise<T> {
  const kept = answers.get(path);
  // The path alone decides the type: each is written in exactly one function above.
  if (kept) return kept as Promise<T>;
  const answer = request<T>(path);
  answers.set(path, answer);
  answer.catch(() => answers.delete(path));
  const oldest = answers.keys().next();
  if (answers.size > KEPT && !oldest.done) answers.delete(oldest.value);
  return answer;
}

/** Asks, and turns a refusal into an `ApiError`. */
export async function request<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(absolute(path), init).catch(() => {
    throw new OfflineError();
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  // An answer without content is one to a question of type void.
  return response.status === 204 ? (undefined as T) : response.json();
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = { type: 'about:blank', title: response.statusText, status: response.status };
  return response.json().catch(() => fallback);
}

/** The full address of a path of the server. */
export function absolute(path: string): string {
  return new URL(path, document.baseURI).href;
}

function query(parameters: Record<string, string | null>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  return given.length > 0 ? `?${given.map(([key, value]) => `${key}=${value}`).join('&')}` : '';
}
