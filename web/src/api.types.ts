/**
 * What the server answers: names for the types that are generated from its
 * OpenAPI document (`npm run types` writes `api.gen.ts`; a test fails when it
 * is stale). Narrowed by hand only where the document cannot say it: maps
 * whose keys are a closed list.
 */
import type { components, paths } from './api.gen';

type Wire = components['schemas'];
type Narrowed<T, K> = Omit<T, keyof K> & K;

export type Level = Wire['Level'];
export type Text = Wire['Text'];
export type Ref = Wire['AreaRef'];
export type Position = Wire['Position'];
export type Bounds = Wire['Bounds'];

export type Session = Wire['Session'];
export type Actor = Wire['SessionActor'];

export type ValueState = Wire['State'];
export type Flag = Wire['Flag'];
export type Method = Wire['Method'];
export type Group = Wire['Group'];
export type Unit = Wire['Unit'];
export type Direction = Wire['Direction'];
export type Rhythm = Wire['Rhythm'];

export type Threshold = Wire['Threshold'];
export type Indicator = Narrowed<Wire['Indicator'], { periods: Partial<Record<Level, string[]>> }>;
export type Dataset = Wire['Dataset'];
export type Catalog = Narrowed<
  Wire['Catalog'],
  { indicators: Indicator[]; counts: Narrowed<Wire['Counts'], { areas: Partial<Record<Level, number>> }> }
>;

export type Area = Wire['AreaItem'];
export type Areas = Wire['AreaList'];
export type Source = Wire['Source'];
export type Figure = Wire['Figure'];
export type Shown = Wire['SourcedFigure'];
export type AreaValue = Wire['ValueRow'];
export type Values = Narrowed<Wire['Values'], { states: Record<ValueState, number> }>;
export type Breaks = Wire['Breaks'];

export type Patterns = Wire['Patterns'];
export type PatternRow = Wire['PatternRow'];
export type Cluster = Wire['Cluster'];
export type Changes = Narrowed<Wire['Changes'], { classes: Record<Wire['Change'], number> }>;
export type ChangeRow = Wire['ChangeRow'];
export type Bivariate = Wire['Bivariate'];
export type Priority = Wire['Priority'];
export type RankedArea = Wire['RankedArea'];
export type StatisticalMethod = Wire['StatisticalMethod'];

export type KampungKbStatus = Wire['KampungKbStatus'];
export type Precision = Wire['DatePrecision'];
export type Dated = Wire['Dated'];
export type Since = Wire['Since'];
export type KampungKbEvent = Wire['KampungKbEvent'];
export type Programme = Wire['Programme'];
export type KampungKbOfArea = Wire['KampungKbOfKelurahan'];
export type KampungKbOfWider = Wire['KampungKbOfWider'];
export type KampungKbArea = Wire['KampungKbItem'];
export type KampungKb = Wire['KampungKb'];

export type KampungKbProgress = Wire['KampungKbProgress'];
export type ProgressPoint = Wire['ProgressPoint'];
export type PublishedCount = Wire['PublishedCount'];
export type KampungKbBoard = Wire['KampungKbBoard'];
export type KampungKbUnit = Wire['KampungKbUnit'];
export type ConvergenceMatrix = Wire['ConvergenceMatrix'];
export type ConvergenceService = Wire['ConvergenceService'];
export type ConvergenceRanking = Wire['ConvergenceRanking'];
export type People = Wire['PeopleCount'];

export type AreaIndicator = Wire['IndicatorSeries'];
export type AreaDetail = Wire['Profile'];

export type PointQuality = Wire['PointQuality'];
export type NextOpen = Wire['NextOpen'];
export type Posyandu = Wire['Posyandu'];
export type NearestPosyandu = Wire['NearestItem'];
export type Nearest = Wire['Nearest'];

type MapQuery = NonNullable<paths['/v1/maps/{indicator}/{picture}']['get']['parameters']['query']>;
export type MapSize = NonNullable<MapQuery['size']>;

/** RFC 9457. */
export type Problem = Wire['Problem'];
