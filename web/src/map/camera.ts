/** Where the map looks: the whole, or an area that must not be hidden. */
import type { Map as MapLibre } from 'maplibre-gl';
import type { Bounds, Nearest } from '../api.types';
import type { View } from '../state';
import { reducedMotion } from '../viewport.svelte';

/** Pixels at each side that panels cover. */
export type Insets = { top: number; right: number; bottom: number; left: number };

const EASE_MS = 350;
const MARGIN = 24;
/** A few houses fill the window: closer says nothing. */
const CLOSEST = 14.5;

/** Fits bounds into what the panels leave free. */
export function frame(map: MapLibre, bounds: Bounds, insets: Insets, animate: boolean): void {
  const camera = map.cameraForBounds(bounds, { padding: withMargin(map, insets), maxZoom: CLOSEST });
  if (camera) move(map, camera, animate);
}

/** Moves only when part of the bounds is hidden; never zooms in. */
export function reveal(map: MapLibre, bounds: Bounds, insets: Insets): void {
  if (isFree(map, bounds, insets)) return;
  const camera = map.cameraForBounds(bounds, { padding: withMargin(map, insets), maxZoom: map.getZoom() });
  if (camera) move(map, camera, true);
}

export function lookAt(map: MapLibre, view: View): void {
  map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom });
}

export function viewOf(map: MapLibre): View {
  const { lng, lat } = map.getCenter();
  return { zoom: map.getZoom(), lat, lon: lng };
}

/** Calls back after a move that began with a pointer, a wheel or a button; not after one of our own. */
export function whenMovedByHand(map: MapLibre, moved: () => void): void {
  let byHand = false;
  // Neither end of a wheel's move says what began it.
  map.on('wheel', () => {
    byHand = true;
  });
  map.on('moveend', ({ originalEvent }) => {
    if (byHand || originalEvent !== undefined) moved();
    byHand = false;
  });
}

/** The box around a question and its answers. */
export function boundsAround({ point, results }: Nearest): Bounds {
  const points = [point, ...results.flatMap((result) => (result.point ? [result.point] : []))];
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

function isFree(map: MapLibre, [west, south, east, north]: Bounds, insets: Insets): boolean {
  const { clientWidth, clientHeight } = map.getContainer();
  const topLeft = map.project([west, north]);
  const bottomRight = map.project([east, south]);
  return (
    topLeft.x >= insets.left &&
    topLeft.y >= insets.top &&
    bottomRight.x <= clientWidth - insets.right &&
    bottomRight.y <= clientHeight - insets.bottom
  );
}

function move(map: MapLibre, camera: ReturnType<MapLibre['cameraForBounds']>, animate: boolean): void {
  if (!camera) return;
  if (animate && !reducedMotion()) map.easeTo({ ...camera, duration: EASE_MS });
  else map.jumpTo(camera);
}

/** Insets with a margin, shrunk where a small window leaves no room for them. */
function withMargin(map: MapLibre, insets: Insets): Insets {
  const { clientWidth, clientHeight } = map.getContainer();
  const horizontal = Math.min(1, (clientWidth - 120) / (insets.left + insets.right + 2 * MARGIN));
  const vertical = Math.min(1, (clientHeight - 120) / (insets.top + insets.bottom + 2 * MARGIN));
  return {
    top: (insets.top + MARGIN) * vertical,
    right: (insets.right + MARGIN) * horizontal,
    bottom: (insets.bottom + MARGIN) * vertical,
    left: (insets.left + MARGIN) * horizontal,
  };
}
