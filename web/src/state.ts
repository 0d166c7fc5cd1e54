/**
 * Everything that a link can say about the page.
 *
 * The URL owns the state: a click makes a new URL, and the page is drawn from
 * what `parse` reads out of it. `parse` and `format` are inverse of each other.
 * Null means "the page's own choice", so that a short link stays short.
 */
import type { Level, Method } from './api.types';

export type Lang = 'id' | 'en';
export type Overlay = 'posyandu' | 'kampung-kb';
/** How the map shows an indicator; null in the state for its figures as they are. */
export type Mode = 'smoothed' | 'clusters' | 'change' | 'two';
export type View = { zoom: number; lat: number; lon: number };

export type State = {
  /** An indicator of the catalogue, or `kampung-kb` for the register by date. */
  indicator: string | null;
  period: string | null;
  level: Level | null;
  method: Method | null;
  mode: Mode | null;
  /** The earlier period of a change. */
  from: string | null;
  /** The second of two variables. */
  second: string | null;
  /** The weights of a priority list, `id:weight` with commas between. */
  weights: string | null;
  /** The day that the Kampung KB register is asked about. */
  on: string | null;
  /** Only what was known by this day; null for all that is known now. */
  known: string | null;
  overlays: readonly Overlay[];
  area: string | null;
  table: boolean;
  view: View | null;
  lang: Lang;
  /** The data version a link was copied from, so that it can be cited. */
  version: string | null;
};

export const INITIAL: State = {
  indicator: null,
  period: null,
  level: null,
  method: null,
  mode: null,
  from: null,
  second: null,
  weights: null,
  on: null,
  known: null,
  overlays: [],
  area: null,
  table: false,
  view: null,
  lang: 'id',
  version: null,
};

const LEVELS: readonly Level[] = ['provinsi', 'kota', 'kecamatan', 'kelurahan'];
const METHODS: readonly Method[] = [
  'fixed',
  'ckmeans',
  'quantile',
  'equal',
  'standard_deviation',
  'head_tail',
];
export const MODES: readonly Mode[] = ['smoothed', 'clusters', 'change', 'two'];
const OVERLAYS: readonly Overlay[] = ['posyandu', 'kampung-kb'];

const SLUG = /^[a-z][a-z0-9-]{0,63}$/;
const PERIOD = /^(\d{4}(-\d{2}){0,2}|undated)$/;
const WEIGHTS = /^[a-z][a-z0-9-]{0,63}:\d{1,3}(\.\d{1,3})?(,[a-z][a-z0-9-]{0,63}:\d{1,3}(\.\d{1,3})?){0,11}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CODE = /^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/;
const VERSION = /^[0-9a-z]{1,64}$/;

/** Reads a query string. What it does not understand, it leaves at the page's choice. */
export function parse(search: string): State {
  const query = new URLSearchParams(search);
  return {
    indicator: matching(query.get('indicator'), SLUG),
    period: matching(query.get('period'), PERIOD),
    level: oneOf(query.get('level'), LEVELS),
    method: oneOf(query.get('method'), METHODS),
    mode: oneOf(query.get('as'), MODES),
    from: matching(query.get('from'), PERIOD),
    second: matching(query.get('with'), SLUG),
    weights: matching(query.get('weights'), WEIGHTS),
    on: matching(query.get('on'), DAY),
    known: matching(query.get('known'), DAY),
    overlays: OVERLAYS.filter((overlay) => (query.get('layers') ?? '').split(',').includes(overlay)),
    area: matching(query.get('area'), CODE),
    table: query.get('table') === '1',
    view: parseView(query.get('map')),
    lang: query.get('lang') === 'en' ? 'en' : 'id',
    version: matching(query.get('version'), VERSION),
  };
}

/** Writes the query string, `?` included; empty where everything is the page's choice. */
export function format(state: State): string {
  const parts: [string, string | null][] = [
    ['indicator', state.indicator],
    ['period', state.period],
    ['level', state.level],
    ['method', state.method],
    ['as', state.mode],
    ['from', state.from],
    ['with', state.second],
    ['weights', state.weights],
    ['on', state.on],
    ['known', state.known],
    ['layers', OVERLAYS.filter((overlay) => state.overlays.includes(overlay)).join(',') || null],
    ['area', state.area],
    ['table', state.table ? '1' : null],
    ['map', state.view && formatView(state.view)],
    ['lang', state.lang === 'id' ? null : state.lang],
    ['version', state.version],
  ];
  // Every value is made of letters, digits and `.,:/-`, which a query carries as they are.
  const query = parts.filter(([, value]) => value !== null).map(([key, value]) => `${key}=${value}`);
  return query.length > 0 ? `?${query.join('&')}` : '';
}

/** Zoom to 2 decimals and degrees to 5 (about a metre): what `format` keeps. */
export function roundView(view: View): View {
  return { zoom: round(view.zoom, 2), lat: round(view.lat, 5), lon: round(view.lon, 5) };
}

function formatView(view: View): string {
  const { zoom, lat, lon } = roundView(view);
  return `${zoom}/${lat}/${lon}`;
}

function parseView(text: string | null): View | null {
  const numbers = (text ?? '').split('/').map(Number);
  const [zoom, lat, lon] = numbers;
  if (numbers.length !== 3 || zoom === undefined || lat === undefined || lon === undefined) return null;
  const inRange = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return inRange ? roundView({ zoom, lat, lon }) : null;
}

function matching(text: string | null, pattern: RegExp): string | null {
  return text !== null && pattern.test(text) ? text : null;
}

function oneOf<T extends string>(text: string | null, words: readonly T[]): T | null {
  return words.find((word) => word === text) ?? null;
}

function round(value: number, decimals: number): number {
  // `+ 0` turns −0 into 0, which the URL could not give back.
  return Number(value.toFixed(decimals)) + 0;
}
