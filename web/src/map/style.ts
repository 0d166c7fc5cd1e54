/**
 * The layers of the map as data: from a look to a list of layers, pure.
 *
 * Colours of areas are not here: they are feature-state, which `render` sets.
 * A pattern cannot be feature-state, so each texture is a layer of its own whose
 * opacity is.
 */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Level } from '../api.types';
import { GROUND, INK, LINE, POSYANDU, TEAL } from './palette';

/** What decides how layers are filtered and which are seen. */
export type Look = {
  level: Level;
  selected: number | null;
  whole: boolean;
  posyandu: boolean;
  kampungKbOn: string | null;
  basemap: boolean;
};

/** The layer in which the pointer finds areas. */
export const AREAS = 'areas-fill';
/** The layer in which the pointer finds posyandu. */
export const POSTS = 'posyandu';

/** Font families as `page.css` declares them; the map draws its labels from them. */
const REGULAR = ['Noto Sans'];
const BOLD = ['Noto Sans Bold'];

/** Below zoom 12 a point can stand for several posyandu. */
const SEVERAL: ExpressionSpecification = ['>', ['coalesce', ['get', 'count'], 1], 1];

/** All layers, from the ground up. */
export function layers(look: Look): LayerSpecification[] {
  return [
    ...ground(look),
    ...areas(look),
    ...borders(),
    ...emphasis(look),
    ...overlays(look),
    ...labels(),
    ...found(),
  ];
}

function ground(look: Look): LayerSpecification[] {
  const around: LayerSpecification = {
    id: 'ground',
    type: 'background',
    paint: { 'background-color': GROUND.around },
  };
  const basemap: LayerSpecification[] = look.basemap
    ? [
        {
          id: 'basemap',
          type: 'raster',
          source: 'basemap',
          paint: { 'raster-saturation': -0.85, 'raster-opacity': 0.7 },
        },
      ]
    : [];
  // A soft light around the city, so that it stands off the plain ground.
  const glow: LayerSpecification = {
    id: 'glow',
    type: 'line',
    source: 'borders',
    'source-layer': 'borders',
    filter: ['==', ['get', 'outer'], true],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': LINE.glow,
      'line-opacity': 0.85,
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, 6, 12, 22, 15, 40],
      'line-blur': ['interpolate', ['linear'], ['zoom'], 8, 5, 12, 18, 15, 34],
    },
  };
  return [around, ...basemap, glow];
}

function areas(look: Look): LayerSpecification[] {
  const filter: FilterSpecification = ['==', ['get', 'tingkat'], look.level];
  const opacity = look.basemap ? 0.82 : 1;
  const texture = (name: 'hatch' | 'dots' | 'cross'): LayerSpecification => ({
    id: `areas-${name}`,
    type: 'fill',
    source: 'areas',
    'source-layer': 'areas',
    filter,
    paint: {
      'fill-pattern': name,
      'fill-opacity': ['case', ['boolean', ['feature-state', name], false], 1, 0],
    },
  });
  return [
    {
      id: AREAS,
      type: 'fill',
      source: 'areas',
      'source-layer': 'areas',
      filter,
      paint: {
        'fill-color': ['to-color', ['feature-state', 'colour'], GROUND.waiting],
        'fill-opacity': opacity,
        'fill-antialias': false,
      },
    },
    texture('hatch'),
    texture('dots'),
    texture('cross'),
  ];
}

function borders(): LayerSpecification[] {
  const border = (
    id: string,
    filter: FilterSpecification,
    colour: string,
    opacity: number,
    widths: number[],
  ) => {
    const [far = 1, near = 1] = widths;
    const layer: LayerSpecification = {
      id,
      type: 'line',
      source: 'borders',
      'source-layer': 'borders',
      filter,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': colour,
        'line-opacity': opacity,
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, far, 14, near],
      },
    };
    return layer;
  };
  const inner = (tingkat: Level): FilterSpecification => [
    'all',
    ['==', ['get', 'tingkat'], tingkat],
    ['!=', ['get', 'outer'], true],
  ];
  return [
    border('border-kelurahan', inner('kelurahan'), LINE.kelurahan, 0.6, [0.4, 1.2]),
    border('border-kecamatan', inner('kecamatan'), LINE.kecamatan, 0.85, [0.9, 2.2]),
    border('border-kota', inner('kota'), LINE.kecamatan, 0.9, [1.2, 2.8]),
    border('border-outer', ['==', ['get', 'outer'], true], LINE.outer, 0.9, [1, 2.2]),
  ];
}

function emphasis(look: Look): LayerSpecification[] {
  const outline = (
    id: string,
    filter: FilterSpecification,
    colour: string,
    width: number,
  ): LayerSpecification => ({
    id,
    type: 'line',
    source: 'areas',
    'source-layer': 'areas',
    filter,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  });
  const selected: FilterSpecification = ['==', ['id'], look.whole ? -1 : (look.selected ?? -1)];
  const hover = outline('hover', ['==', ['get', 'tingkat'], look.level], INK.text, 2);
  return [
    {
      ...hover,
      paint: {
        ...hover.paint,
        'line-opacity': ['case', ['boolean', ['feature-state', 'hovered'], false], 1, 0],
      },
    } as LayerSpecification,
    // An outline of many kelurahan needs no casing: its small gaps would show as white.
    outline('selected-casing', ['all', selected, ['==', ['get', 'tingkat'], 'kelurahan']], '#ffffff', 6.5),
    outline('selected', selected, TEAL, 3.25),
    {
      id: 'selected-whole',
      type: 'line',
      source: 'borders',
      'source-layer': 'borders',
      filter: ['==', ['get', 'outer'], true],
      layout: { visibility: look.whole ? 'visible' : 'none', 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': TEAL, 'line-width': 3.25 },
    },
  ];
}

function overlays(look: Look): LayerSpecification[] {
  return [
    {
      id: POSTS,
      type: 'circle',
      source: 'posyandu',
      'source-layer': 'posyandu',
      filter: ['!', SEVERAL],
      layout: { visibility: look.posyandu ? 'visible' : 'none' },
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 1.8, 12, 3, 15, 6.5],
        'circle-color': [
          'match',
          ['get', 'quality'],
          ['surveyed', 'geocoded'],
          POSYANDU.fill,
          POSYANDU.rough,
        ],
        'circle-stroke-color': [
          'match',
          ['get', 'quality'],
          ['surveyed', 'geocoded'],
          '#ffffff',
          POSYANDU.fill,
        ],
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 10, 0.8, 14, 1.6],
      },
    },
    ...clusters(look),
    {
      id: 'kampung-kb',
      type: 'symbol',
      source: 'kampung-kb',
      'source-layer': 'kampung-kb',
      filter: ['all', ['has', 'since'], ['<=', ['to-string', ['get', 'since']], look.kampungKbOn ?? '']],
      layout: {
        visibility: look.kampungKbOn === null ? 'none' : 'visible',
        'icon-image': 'kampung-kb',
        'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.5, 13, 0.9],
        'icon-offset': [0, -34],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
}

/** Posyandu that a low zoom draws as one: a circle that grows with how many, and the number in it. */
function clusters(look: Look): LayerSpecification[] {
  const visibility = look.posyandu ? 'visible' : 'none';
  return [
    {
      id: 'posyandu-several',
      type: 'circle',
      source: 'posyandu',
      'source-layer': 'posyandu',
      filter: SEVERAL,
      layout: { visibility },
      paint: {
        'circle-radius': ['step', ['get', 'count'], 8, 10, 10, 100, 13, 1000, 16],
        'circle-color': POSYANDU.fill,
        'circle-opacity': 0.88,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'posyandu-count',
      type: 'symbol',
      source: 'posyandu',
      'source-layer': 'posyandu',
      filter: SEVERAL,
      layout: {
        visibility,
        'text-field': ['to-string', ['get', 'count']],
        'text-font': BOLD,
        'text-size': 11,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': '#ffffff' },
    },
  ];
}

function labels(): LayerSpecification[] {
  return [
    {
      id: 'labels',
      type: 'symbol',
      source: 'labels',
      layout: {
        'text-field': [
          'case',
          ['==', ['get', 'figure'], ''],
          ['get', 'nama'],
          ['format', ['get', 'nama'], {}, '\n', {}, ['get', 'figure'], { 'text-font': ['literal', BOLD] }],
        ],
        'text-font': REGULAR,
        'text-size': ['interpolate', ['linear'], ['zoom'], 10, 10.5, 13, 12.5, 15, 15],
        'text-line-height': 1.15,
        // A name that does not fit in the middle may move a little; beyond that it is left out.
        'text-variable-anchor': ['center', 'top', 'bottom'],
        'symbol-sort-key': ['get', 'order'],
        'text-radial-offset': 0.2,
        'text-justify': 'center',
        'text-max-width': 5.5,
        'text-padding': 1,
      },
      paint: {
        'text-color': INK.text,
        'text-halo-color': INK.halo,
        'text-halo-width': 1.5,
        'text-halo-blur': 0.3,
      },
    },
  ];
}

function found(): LayerSpecification[] {
  const role = (name: string): FilterSpecification => ['==', ['get', 'role'], name];
  return [
    {
      id: 'found-line',
      type: 'line',
      source: 'found',
      filter: role('line'),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': TEAL, 'line-width': 1.75, 'line-dasharray': [0.5, 2] },
    },
    {
      id: 'found-origin',
      type: 'circle',
      source: 'found',
      filter: role('origin'),
      paint: {
        'circle-radius': 7,
        'circle-color': '#b3261e',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'found-post',
      type: 'circle',
      source: 'found',
      filter: role('post'),
      paint: {
        'circle-radius': 11,
        'circle-color': TEAL,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'found-rank',
      type: 'symbol',
      source: 'found',
      filter: role('post'),
      layout: {
        'text-field': ['get', 'rank'],
        'text-font': BOLD,
        'text-size': 12,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': '#ffffff' },
    },
  ];
}
