/**
 * What the map shall show, as plain data.
 *
 * A scene is made from the state and the answers of the server, and drawn by
 * `render`. Legend and tooltip read the same paints: one truth.
 */
import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type {
  Area,
  Breaks,
  KampungKb,
  KampungKbStatus,
  Level,
  Nearest,
  Position,
  Since,
  Values,
} from '../api.types';
import { classOfFigure, isUncertain } from '../classes';
import { never } from '../never';
import { GROUND, KAMPUNG_KB } from './palette';

/** Textures that say a state without colour. */
export type Texture = 'hatch' | 'dots';

export type AreaPaint = {
  colour: string;
  texture: Texture | null;
  /** Few measured, or the interval spans classes. */
  uncertain: boolean;
};

/** Where labels would touch, the one with the lower `order` stays. */
export type Label = { nama: string; figure: string; order: number };
export type LabelFeature = Feature<Point, Label & { kode: string }>;
export type Labels = FeatureCollection<Point, Label & { kode: string }>;

export type FoundProperties = { role: 'origin' | 'post' | 'line'; rank: string };
export type Found = FeatureCollection<Point | LineString, FoundProperties>;

export type Scene = {
  level: Level;
  paints: ReadonlyMap<number, AreaPaint>;
  labels: Labels;
  hovered: number | null;
  selected: number | null;
  /** The selected area is all there is: its outline is the edge of the data. */
  whole: boolean;
  posyandu: boolean;
  /** The day on which Kampung KB are marked; null for no marks. */
  kampungKbOn: string | null;
  found: Found;
};

/** The paints of a choropleth. */
export function paintValues(values: Values, breaks: Breaks): Map<number, AreaPaint> {
  return new Map(
    values.values.map((value): [number, AreaPaint] => {
      const uncertain = isUncertain(value, breaks);
      switch (value.state) {
        case 'value':
        case 'zero':
          return [
            value.id,
            {
              colour: breaks.colours[classOfFigure(value, breaks) ?? 0] ?? GROUND.waiting,
              texture: null,
              uncertain,
            },
          ];
        case 'not_filled':
          return [value.id, { colour: GROUND.notFilled, texture: 'hatch', uncertain: false }];
        case 'suppressed':
          return [value.id, { colour: GROUND.suppressed, texture: 'dots', uncertain: false }];
        case 'not_applicable':
          return [value.id, { colour: GROUND.notApplicable, texture: null, uncertain: false }];
        default:
          return never(value.state);
      }
    }),
  );
}

/** Which entry of the Kampung KB legend an area belongs to. */
export type KampungKbKey = 'exact' | 'byLatest' | 'notYet' | 'planned' | 'inactive' | 'unknown';

export function kampungKbKey(status: KampungKbStatus, since: Since | null): KampungKbKey {
  switch (status) {
    case 'ada':
      return since?.presisi === 'paling lambat' ? 'byLatest' : 'exact';
    case 'belum':
      return 'notYet';
    case 'rencana':
      return 'planned';
    case 'tidak aktif':
      return 'inactive';
    case 'tidak diketahui':
      return 'unknown';
    default:
      return never(status);
  }
}

/** The paints of the Kampung KB register on a day. */
export function paintKampungKb(register: KampungKb): Map<number, AreaPaint> {
  return new Map(
    register.areas.map((area): [number, AreaPaint] => {
      const key = kampungKbKey(area.status, area.since);
      return [
        area.id,
        { colour: KAMPUNG_KB[key], texture: key === 'unknown' ? 'hatch' : null, uncertain: false },
      ];
    }),
  );
}

/** Names of the areas of a level, each with the figure below it; `first` ids keep their labels longest. */
export function labelsOf(
  areas: readonly Area[],
  level: Level,
  figure: (id: number) => string,
  first: readonly number[] = [],
): Labels {
  const order = new Map(first.map((id, index) => [id, index]));
  const features = areas
    .filter((area) => area.tingkat === level)
    .map(
      (area): LabelFeature => ({
        type: 'Feature',
        id: area.id,
        geometry: { type: 'Point', coordinates: area.label },
        properties: {
          kode: area.kode,
          nama: area.nama,
          figure: figure(area.id),
          order: order.get(area.id) ?? first.length,
        },
      }),
    );
  return { type: 'FeatureCollection', features };
}

/** The origin, the posts found, and a line to each. */
export function foundOf(nearest: Nearest | null): Found {
  if (nearest === null) return { type: 'FeatureCollection', features: [] };
  const posts = nearest.results.flatMap((result) =>
    result.point === null ? [] : [{ point: result.point, rank: String(result.rank) }],
  );
  const point = (
    coordinates: Position,
    role: 'origin' | 'post',
    rank: string,
  ): Found['features'][number] => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: { role, rank },
  });
  const line = (to: Position, rank: string): Found['features'][number] => ({
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: [nearest.point, to] },
    properties: { role: 'line', rank },
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...posts.map((post) => line(post.point, post.rank)),
      ...posts.map((post) => point(post.point, 'post', post.rank)),
      point(nearest.point, 'origin', ''),
    ],
  };
}
