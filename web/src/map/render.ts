/**
 * Draws a scene on the map. Idempotent: the same scene twice changes nothing.
 *
 * The only file that calls `map.set…`. Geometry is never touched: a new period
 * is new feature-state and new label texts.
 */
import type { FilterSpecification, GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { AreaPaint, Scene } from './scene';
import { type Look, layers } from './style';

const AREA_SOURCE = { source: 'areas', sourceLayer: 'areas' } as const;

/** What was drawn last, to find what differs. */
type Drawn = { scene: Scene | null; layers: Map<string, string> };
const drawn = new WeakMap<MapLibre, Drawn>();

/** Draws the scene; the style must be loaded. */
export function render(map: MapLibre, scene: Scene): void {
  const last = drawn.get(map) ?? { scene: null, layers: new Map<string, string>() };
  const look = lookOf(map, scene);
  for (const layer of layers(look)) applyLayer(map, layer, last.layers);
  if (scene.paints !== last.scene?.paints) paintAreas(map, scene.paints);
  if (scene.hovered !== last.scene?.hovered || scene.paints !== last.scene?.paints) {
    markHovered(map, last.scene?.hovered ?? null, scene.hovered);
  }
  if (scene.labels !== last.scene?.labels) setData(map, 'labels', scene.labels);
  if (scene.found !== last.scene?.found) setData(map, 'found', scene.found);
  drawn.set(map, { scene, layers: last.layers });
}

function lookOf(map: MapLibre, scene: Scene): Look {
  const { level, selected, whole, posyandu, kampungKbOn } = scene;
  return { level, selected, whole, posyandu, kampungKbOn, basemap: map.getSource('basemap') !== undefined };
}

/** Clears and sets the paint of every area of the source. */
function paintAreas(map: MapLibre, paints: ReadonlyMap<number, AreaPaint>): void {
  map.removeFeatureState(AREA_SOURCE);
  for (const [id, paint] of paints) {
    map.setFeatureState(
      { ...AREA_SOURCE, id },
      {
        colour: paint.colour,
        hatch: paint.texture === 'hatch',
        dots: paint.texture === 'dots',
        cross: paint.uncertain,
      },
    );
  }
}

function markHovered(map: MapLibre, before: number | null, now: number | null): void {
  if (before !== null) map.setFeatureState({ ...AREA_SOURCE, id: before }, { hovered: false });
  if (now !== null) map.setFeatureState({ ...AREA_SOURCE, id: now }, { hovered: true });
}

/** Filter and visibility are all that a look changes in a layer. */
function applyLayer(map: MapLibre, layer: LayerSpecification, applied: Map<string, string>): void {
  const filter: FilterSpecification | null = 'filter' in layer ? (layer.filter ?? null) : null;
  const visibility = layer.layout?.visibility ?? 'visible';
  const signature = JSON.stringify([filter, visibility]);
  if (applied.get(layer.id) === signature || !map.getLayer(layer.id)) return;
  if (filter !== null) map.setFilter(layer.id, filter);
  map.setLayoutProperty(layer.id, 'visibility', visibility);
  applied.set(layer.id, signature);
}

function setData(map: MapLibre, source: 'labels' | 'found', data: Scene['labels'] | Scene['found']): void {
  // Both are declared as GeoJSON sources in `create.ts`.
  (map.getSource(source) as GeoJSONSource | undefined)?.setData(data);
}
