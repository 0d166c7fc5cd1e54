/** The layers of the preview, and where things lie in it; pure. */
import type { Feature, FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Bounds } from '../api.types';
import { GROUND, INK, TEAL } from '../map/palette';
import type { Place } from './findings';

export const SOURCE = 'preview';
export const AMBER = '#b45309';

/** What is switched on and off together. */
export const SWITCHES = {
  staged: ['staged', 'staged-points'],
  current: ['current', 'current-points'],
  defects: ['defects', 'defects-line'],
} as const;
export type Switch = keyof typeof SWITCHES;

const side = (name: string): ExpressionSpecification => ['==', ['get', 'side'], name];
const points = (name: string): ExpressionSpecification => [
  'all',
  side(name),
  ['==', ['geometry-type'], 'Point'],
];
const defect: ExpressionSpecification = ['has', 'finding'];

export function layers(): LayerSpecification[] {
  const source = SOURCE;
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': GROUND.around } },
    {
      id: 'areas',
      type: 'fill',
      source,
      filter: ['all', ['has', 'kode']],
      paint: { 'fill-color': GROUND.notApplicable },
    },
    {
      id: 'picked',
      type: 'fill',
      source,
      filter: ['in', ['get', 'kode'], ['literal', []]],
      paint: { 'fill-color': TEAL, 'fill-opacity': 0.1 },
    },
    {
      id: 'defects',
      type: 'fill',
      source,
      filter: defect,
      paint: { 'fill-color': AMBER, 'fill-opacity': 0.55 },
    },
    {
      id: 'defects-line',
      type: 'line',
      source,
      filter: defect,
      paint: { 'line-color': AMBER, 'line-width': 1.5 },
    },
    {
      id: 'staged',
      type: 'line',
      source,
      filter: ['all', side('staged'), ['has', 'kode']],
      paint: { 'line-color': TEAL, 'line-width': 2.5 },
    },
    {
      id: 'current',
      type: 'line',
      source,
      filter: ['all', side('current'), ['has', 'kode']],
      paint: { 'line-color': INK.text, 'line-width': 1, 'line-dasharray': [5, 4] },
    },
    {
      id: 'current-points',
      type: 'circle',
      source,
      filter: points('current'),
      paint: {
        'circle-radius': 6,
        'circle-color': '#ffffff',
        'circle-stroke-color': INK.text,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'staged-points',
      type: 'circle',
      source,
      filter: points('staged'),
      paint: { 'circle-radius': 3.5, 'circle-color': TEAL },
    },
  ];
}

/** The box around everything, or around some areas. */
export function boundsOf(collection: FeatureCollection, areas: readonly string[] | null): Bounds | null {
  let [west, south, east, north] = [180, 90, -180, -90];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [x, y] = part;
    if (typeof x !== 'number' || typeof y !== 'number') {
      part.forEach(walk);
      return;
    }
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  };
  for (const { geometry, properties } of collection.features) {
    if (areas !== null && !areas.includes(properties?.kode)) continue;
    if (geometry && 'coordinates' in geometry) walk(geometry.coordinates);
  }
  return west > east ? null : [west, south, east, north];
}

/** Where to look for a place: around a point closely, else around its areas. */
export function boundsOfPlace(collection: FeatureCollection, { areas, point }: Place): Bounds | null {
  if (!point) return boundsOf(collection, areas);
  // About 250 metres to each side.
  const [x, y] = point;
  const half = 0.0023;
  return [x - half, y - half, x + half, y + half];
}

/** Names by code, as the features carry them. */
export function namesIn(collection: FeatureCollection): Map<string, string> {
  const named = ({ properties }: Feature): [string, string][] =>
    typeof properties?.kode === 'string' && typeof properties.nama === 'string'
      ? [[properties.kode, properties.nama]]
      : [];
  return new Map(collection.features.flatMap(named));
}
