/**
 * What the server answers, word for word.
 *
 * The only file that describes the wire; everything else imports from here, so
 * that it can be replaced by types generated from the OpenAPI document.
 */

export type Level = 'provinsi' | 'kota' | 'kecamatan' | 'kelurahan';
export type Text = { id: string; en: string };
export type Ref = { id: number; kode: string; nama: string; tingkat: Level };
export type Position = [lon: number, lat: number];
export type Bounds = [west: number, south: number, east: number, north: number];

export type ValueState = 'value' | 'zero' | 'not_filled' | 'not_applicable' | 'suppressed';
export type Flag = 'unstable' | 'over_100' | 'spans_classes' | 'thin_measuring' | 'partial';
export type Method = 'fixed' | 'equal' | 'quantile' | 'ckmeans';
export type Group = 'stunting' | 'layanan' | 'kampung-kb';
export type Unit = 'percent' | 'children' | 'areas';
export type Direction = 'lower_is_better' | 'higher_is_better' | 'neutral';
export type SeriesKind = 'survey' | 'routine' | 'register';
export type Rhythm = 'yearly' | 'monthly' | 'round' | 'irregular';

export type Series = { id: string; kind: SeriesKind; nama: Text };

export type Threshold = {
  id: string;
  nama: Text;
  edges: number[];
  labels: Text[];
  source: string;
  valid_from: string | null;
  valid_to: string | null;
  note: Text | null;
};

export type Target = {
  value: number;
  nama: Text;
  scope: string | null;
  source: string;
  valid_from: string | null;
  valid_to: string | null;
};

export type Indicator = {
  id: string;
  group: Group;
  nama: Text;
  definition: Text;
  unit: Unit;
  direction: Direction;
  denominator_kind: string;
  numerator_label: Text;
  denominator_label: Text;
  level: Level;
  series: Series;
  rhythm: Rhythm;
  disclosure: 'kasus' | 'layanan' | 'wilayah';
  target_group: string | null;
  measured_by: string | null;
  sample: boolean;
  source: string;
  thresholds: Threshold[];
  targets: Target[];
  periods: Partial<Record<Level, string[]>>;
};

export type Dataset = {
  id: string;
  kind: string;
  sample: boolean;
  source: string;
  licence: string | null;
  as_of: string | null;
  version: number;
  content_hash: string;
  file_name: string | null;
  imported_at: string;
  rows: number;
  findings: number;
};

export type TileLayer = { layer: 'areas' | 'borders' | 'posyandu' | 'kampung-kb'; tilejson: string };

export type Basemap = { tiles: string[]; attribution: string; maxzoom?: number };

export type Catalog = {
  name: string | null;
  root: Ref | null;
  /** Null in an empty store. */
  bounds: Bounds | null;
  levels: Level[];
  versions: { areas: string; data: string; posyandu: string; kampung_kb: string };
  sample: boolean;
  sample_note?: Text | null;
  counts: { areas: Partial<Record<Level, number>>; posyandu: number; kampung_kb: number };
  indicators: Indicator[];
  datasets: Dataset[];
  tiles: TileLayer[];
  basemap: Basemap | null;
};

export type Area = Ref & { kode_induk: string | null; label: Position; bbox: Bounds };
export type Areas = { version: string; areas: Area[] };

export type Source = {
  source: string;
  url: string | null;
  as_of: string | null;
  received: string | null;
  status: string | null;
  dataset: string | null;
  sample: boolean;
  note: string | null;
};

/** What may be shown of one figure. */
export type Figure = {
  state: ValueState;
  reason: string | null;
  value: number | null;
  lo: number | null;
  hi: number | null;
  numerator: number | null;
  denominator: number | null;
  published: boolean;
  class: number | null;
  flags: Flag[];
  measured: number | null;
  parts: { filled: number; of: number } | null;
};

export type Shown = Figure & { rounded: boolean; source: Source | null };
export type Claim = { value: number | null; numerator: number | null; published: boolean; source: Source };

export type AreaValue = Figure & { id: number; kode: string; nama: string; source: number | null };

export type Values = {
  indicator: string;
  period: string;
  level: Level;
  version: string;
  audience: string;
  sample: boolean;
  unit: Unit;
  series: { id: string; kind: SeriesKind };
  denominator_kind: string;
  rounding: { counts_to: number; percent_to: number } | null;
  sources: Source[];
  states: Record<ValueState, number>;
  values: AreaValue[];
};

export type Breaks = {
  indicator: string;
  level: Level;
  method: Method;
  scheme: string | null;
  edges: number[];
  colours: string[];
  labels: Text[] | null;
  min: number | null;
  max: number | null;
  note: Text | null;
  source: string | null;
  methods: Method[];
};

export type KampungKbStatus = 'ada' | 'belum' | 'rencana' | 'tidak aktif' | 'tidak diketahui';
export type Precision = 'hari' | 'bulan' | 'paling lambat';
export type Since = { tanggal: string; presisi: Precision; bukti: string; sumber?: string };
export type Assessed = { nilai: string; tanggal: string; sample: boolean };

export type KampungKbEvent = {
  peristiwa: string;
  nilai: string | null;
  tanggal: string;
  presisi: Precision;
  bukti: string;
  sumber: string;
  catatan: string | null;
  sample: boolean;
};

export type Programme = {
  opd: string;
  sektor: string;
  program: string;
  sasaran: string;
  tahun: string;
  sumber: string;
  sample: boolean;
};

export type KampungKbOfArea = {
  on: string;
  status: KampungKbStatus;
  nama: string | null;
  since: Since | null;
  class: Assessed | null;
  stage: Assessed | null;
  events: KampungKbEvent[];
  programmes: Programme[];
};

export type KampungKbOfWider = {
  on: string;
  existing: number;
  kelurahan: number;
  areas: (Ref & { status: KampungKbStatus; since: Since | null })[];
};

export type KampungKbArea = Ref & {
  status: KampungKbStatus;
  nama_kampung_kb: string | null;
  since: Since | null;
  class: Assessed | null;
  stage: Assessed | null;
};

export type KampungKb = {
  on: string;
  kelurahan: number;
  existing: number;
  areas: KampungKbArea[];
  by_kecamatan: (Ref & { existing: number; kelurahan: number })[];
  claims: { indicator: string; period: string; value: number; source: Source }[];
  first_day: string | null;
  last_day: string | null;
};

export type AreaIndicator = {
  indicator: string;
  sample: boolean;
  series: { id: string; kind: SeriesKind };
  periods: { period: string; shown: Shown; others: Claim[] }[];
};

export type PointQuality = 'surveyed' | 'geocoded' | 'rw_centroid' | 'kelurahan_centroid' | 'unknown';
export type NextOpen = {
  tanggal: string;
  opens: string;
  closes: string;
  in_days: number;
  moved_from: string | null;
};

export type Posyandu = {
  id: string;
  nama: string;
  kode: string;
  kelurahan: string;
  rw: string | null;
  point: Position | null;
  quality: PointQuality;
  stratum: string | null;
  services: string[];
  schedule: {
    rule: string;
    hours: string;
    exceptions: { tanggal: string; moved_to: string | null; reason: string | null }[];
  } | null;
  next_open: NextOpen | null;
  puskesmas: string | null;
  confirmed: string | null;
  source: string;
  sample: boolean;
};

export type AreaDetail = Ref & {
  kode_bps: string | null;
  kode_induk: string | null;
  label: Position;
  bbox: Bounds;
  area_km2: number;
  hierarchy: Ref[];
  children: Ref[];
  neighbours: Ref[];
  kampung_kb: KampungKbOfArea | KampungKbOfWider;
  indicators: AreaIndicator[];
  posyandu?: Posyandu[];
  posyandu_count: number;
};

export type NearestPosyandu = Posyandu & { rank: number; distance_m: number };
export type Nearest = { point: Position; on: string; kelurahan: Ref | null; results: NearestPosyandu[] };

/** RFC 9457. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: { parameter: string; detail: string }[];
};
