/** The map and its sources, made once. */
import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import {
  Map as MapLibre,
  ScaleControl,
  type SourceSpecification,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Bounds, Catalog } from '../api.types';
import { reducedMotion } from '../viewport.svelte';
import { layers } from './style';
import { addTextures } from './textures';

// MapLibre cannot find its worker in a bundle by itself; without this the map never loads.
setWorkerUrl(workerUrl);

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** What raster base maps commonly offer; beyond, the map enlarges. */
const RASTER_MAX_ZOOM = 19;

export type MapOptions = {
  container: HTMLElement;
  catalog: Catalog;
  bounds: Bounds;
  /** The accessible name of the canvas. */
  title: string;
};

/** Makes the map; throws where the browser has no WebGL. */
export function createMap({ container, catalog, bounds, title }: MapOptions): MapLibre {
  const map = new MapLibre({
    container,
    style: styleOf(catalog),
    bounds,
    maxBounds: padded(bounds, 6),
    maxZoom: 17,
    attributionControl: catalog.basemap ? { compact: true } : false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // Arrow keys walk from area to area instead.
    keyboard: false,
    fadeDuration: reducedMotion() ? 0 : 150,
    locale: { 'Map.Title': title },
    // Lines and fills smooth their own edges; multisampling on top costs a cheap phone dearly.
    canvasContextAttributes: { antialias: false },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new ScaleControl({ unit: 'metric', maxWidth: 96 }), 'bottom-left');
  map.on('styledata', () => addTextures(map));
  return map;
}

function styleOf(catalog: Catalog): StyleSpecification {
  const look = {
    level: 'kelurahan',
    selected: null,
    whole: false,
    posyandu: false,
    kampungKbOn: null,
  } as const;
  return {
    version: 8,
    // No `glyphs`: labels are drawn here, from the page's own font.
    sources: sourcesOf(catalog),
    layers: layers({ ...look, basemap: catalog.basemap !== null }),
  };
}

function sourcesOf(catalog: Catalog): Record<string, SourceSpecification> {
  const sources: Record<string, SourceSpecification> = {
    labels: { type: 'geojson', data: NOTHING },
    found: { type: 'geojson', data: NOTHING },
  };
  for (const { layer, tilejson } of catalog.tiles) {
    // Names carry their figures here, so they are drawn from a source of the page's own.
    if (layer !== 'labels') sources[layer] = vector(tilejson);
  }
  if (catalog.basemap) {
    const { tiles, attribution } = catalog.basemap;
    sources.basemap = {
      type: 'raster',
      tiles,
      attribution,
      maxzoom: RASTER_MAX_ZOOM,
      tileSize: 256,
    };
  }
  return sources;
}

function vector(tilejson: string): SourceSpecification {
  return { type: 'vector', url: tilejson };
}

/** Room around the data to move in, without getting lost. */
function padded([west, south, east, north]: Bounds, share: number): Bounds {
  const width = (east - west) * share;
  const height = (north - south) * share;
  return [west - width, south - height, east + width, north + height];
}
