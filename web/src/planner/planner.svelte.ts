/**
 * The planner's page between URL and screen: asks the server what the state
 * needs, and makes from the answers what components show.
 */
import { getArea, getAreas, getCatalog, getKampungKb, getValues } from '../api';
import type { Area, AreaDetail, Areas, Catalog, KampungKb, Nearest } from '../api.types';
import { type Asked, ask } from '../ask.svelte';
import { here } from '../history.svelte';
import type { Voice } from '../i18n/voice';
import { voice } from '../i18n/voice.svelte';
import {
  type AreaPaint,
  foundOf,
  kampungKbKey,
  labelsOf,
  paintKampungKb,
  paintValues,
  type Scene,
} from '../map/scene';
import { rank } from '../ranking';
import { headline, kampungKbFigure, kampungKbHeadline, shortFigure } from '../sentences';
import { type Choice, choose } from './choice';
import { getPicture, type Picture, type PictureQuestion, wholeOf } from './picture';
import {
  getReckoned,
  paintReckoned,
  type Reckoned,
  type ReckonedQuestion,
  reckonedFigures,
  reckonedHeadline,
  reckonedQuestion,
} from './reckoned';

export type Planner = {
  catalog: Asked<true, Catalog>;
  areas: Asked<true, Areas>;
  choice: Choice | null;
  /** Values, classes and the whole, of one indicator and period. */
  picture: Asked<PictureQuestion, Picture>;
  /** What the map shows instead of the figures, where that is asked for. */
  reckoned: Asked<ReckonedQuestion, Reckoned>;
  /** The register on the day that the state asks about. */
  register: Asked<{ on: string | null }, KampungKb>;
  /** The register as of today: what the date line is drawn from. */
  today: Asked<{ on: null }, KampungKb>;
  detail: Asked<{ kode: string; on: string | null }, AreaDetail>;
  selected: Area | null;
  byId: ReadonlyMap<number, Area>;
  place: string;
  headline: string;
  /** The figure of an area as a word, for labels, tooltip and live region. */
  figureOf(id: number): string;
  nearest: Nearest | null;
  hovered: number | null;
  scene: Scene;
};

/** Must be called while a component is being set up: it asks in effects. */
export function createPlanner(): Planner {
  const catalog = ask(() => true as const, getCatalog);
  const areas = ask(() => true as const, getAreas);
  const choice = $derived(catalog.value && choose(catalog.value, here.state));
  const picture = ask(() => pictureQuestion(catalog.value, choice), getPicture);
  const reckoned = ask(
    () => reckonedQuestion(choice, catalog.value?.indicators ?? [], here.state),
    getReckoned,
  );
  const register = ask(() => registerQuestion(catalog.value, choice), getKampungKb);
  const today = ask(() => (choice?.view === 'kampung-kb' ? { on: null } : null), getKampungKb);
  const detail = ask(() => detailQuestion(), getArea);

  let nearest = $state.raw<Nearest | null>(null);
  let hovered = $state<number | null>(null);

  const byId = $derived(new Map((areas.value?.areas ?? []).map((area) => [area.id, area])));
  const selected = $derived(areas.value?.areas.find((area) => area.kode === here.state.area) ?? null);
  const place = $derived(catalog.value?.root?.nama ?? catalog.value?.name ?? '');
  const reckonedNow = $derived(
    choice?.view === 'indicator' && reckoned.answer?.question.indicator === choice.indicator.id
      ? reckoned.value
      : null,
  );
  const figureById = $derived(
    reckonedNow
      ? reckonedFigures(voice(), reckonedNow)
      : figuresOf(voice(), choice, catalog.value, picture.error ? null : picture.value, register.value),
  );
  const level = $derived(choice?.view === 'indicator' ? choice.level : 'kelurahan');
  const paints = $derived.by((): Map<number, AreaPaint> => {
    // What could not be loaded must not be shown in the colours of what was there before.
    if (choice?.view === 'indicator' && picture.value && !picture.error && reckonedNow && !reckoned.error)
      return paintReckoned(reckonedNow, picture.value.breaks);
    if (choice?.view === 'indicator' && picture.value && !picture.error && !reckoned.error)
      return paintValues(picture.value.values, picture.value.breaks);
    if (choice?.view === 'kampung-kb' && register.value) return paintKampungKb(register.value);
    return new Map();
  });
  const labels = $derived(
    labelsOf(
      areas.value?.areas ?? [],
      level,
      (id) => (reckonedNow ? '' : mapFigure(choice, figureById, id)),
      worstFirst(choice, picture.value),
    ),
  );
  const found = $derived(foundOf(nearest));
  const overlays = $derived(here.state.overlays);
  const kampungKbOn = $derived(overlays.includes('kampung-kb') ? (register.value?.on ?? null) : null);

  prefetchNeighbours(() => choice);

  return {
    catalog,
    areas,
    picture,
    reckoned,
    register,
    today,
    detail,
    get choice() {
      return choice;
    },
    get selected() {
      return selected;
    },
    get byId() {
      return byId;
    },
    get place() {
      return place;
    },
    get headline() {
      if (reckonedNow) return reckonedHeadline(voice(), reckonedNow);
      return sentenceOf(voice(), choice, picture.answer, register.value, place);
    },
    figureOf: (id) => figureById.get(id) ?? '',
    get nearest() {
      return nearest;
    },
    set nearest(value) {
      nearest = value;
    },
    get hovered() {
      return hovered;
    },
    set hovered(value) {
      hovered = value;
    },
    get scene() {
      const posyandu = overlays.includes('posyandu');
      const whole = selected !== null && selected.kode === catalog.value?.root?.kode;
      return {
        level,
        paints,
        labels,
        hovered,
        selected: selected?.id ?? null,
        whole,
        posyandu,
        kampungKbOn,
        found,
      };
    },
  };
}

function pictureQuestion(catalog: Catalog | null, choice: Choice | null): PictureQuestion | null {
  if (catalog === null || choice?.view !== 'indicator') return null;
  const { indicator, period, level } = choice;
  const whole = wholeOf(catalog.root, indicator.periods, period);
  return { indicator: indicator.id, period, level, method: here.state.method, whole };
}

/** The register is asked where the map shows it, as areas or as marks. */
function registerQuestion(catalog: Catalog | null, choice: Choice | null): { on: string | null } | null {
  if (catalog === null || catalog.counts.kampung_kb === 0) return null;
  const shown = choice?.view === 'kampung-kb' || here.state.overlays.includes('kampung-kb');
  return shown ? { on: here.state.on } : null;
}

function detailQuestion(): { kode: string; on: string | null } | null {
  const { area, on } = here.state;
  return area === null ? null : { kode: area, on };
}

function figuresOf(
  voice: Voice,
  choice: Choice | null,
  catalog: Catalog | null,
  picture: Picture | null,
  register: KampungKb | null,
): Map<number, string> {
  if (choice?.view === 'kampung-kb') {
    return new Map((register?.areas ?? []).map((area) => [area.id, kampungKbFigure(voice, area)]));
  }
  const indicator = catalog?.indicators.find(({ id }) => id === picture?.values.indicator);
  if (!picture || !indicator) return new Map();
  const { rounded } = picture;
  return new Map(
    picture.values.values.map((figure) => [figure.id, shortFigure(voice, { indicator, figure, rounded })]),
  );
}

/** On the map only numbers stand below a name; states have their texture. */
function mapFigure(choice: Choice | null, figures: ReadonlyMap<number, string>, id: number): string {
  const figure = figures.get(id) ?? '';
  return choice?.view === 'indicator' && /^\d/.test(figure) ? figure : '';
}

/** The areas a planner looks for keep their names where there is no room for all. */
function worstFirst(choice: Choice | null, picture: Picture | null): number[] {
  if (choice?.view !== 'indicator' || picture === null) return [];
  return rank(picture.values.values, choice.indicator.direction).map(({ value }) => value.id);
}

function sentenceOf(
  voice: Voice,
  choice: Choice | null,
  picture: Asked<PictureQuestion, Picture>['answer'],
  register: KampungKb | null,
  place: string,
): string {
  if (choice?.view === 'kampung-kb') return register ? kampungKbHeadline(voice, register, place) : '';
  // While the next answer is on its way, the sentence is still about the last one.
  if (choice?.view !== 'indicator' || picture?.question.indicator !== choice.indicator.id) return '';
  const { values, whole, rounded } = picture.value;
  return headline(voice, {
    indicator: choice.indicator,
    period: values.period,
    rounded,
    values: values.values,
    whole: whole && { name: place, figure: whole },
  });
}

/** Fetches the periods to both sides, so that a step on the slider paints at once. */
function prefetchNeighbours(current: () => Choice | null): void {
  $effect(() => {
    const choice = current();
    if (choice?.view !== 'indicator') return;
    const { indicator, level, period, periods } = choice;
    const index = periods.indexOf(period);
    const timer = setTimeout(() => {
      for (const neighbour of [periods[index - 1], periods[index + 1]]) {
        // A failure shows when the period is asked for in earnest.
        if (neighbour) getValues({ indicator: indicator.id, period: neighbour, level }).catch(() => {});
      }
    }, 400);
    return () => clearTimeout(timer);
  });
}

/** How many areas each entry of the Kampung KB legend has. */
export function kampungKbTally(register: KampungKb): Map<ReturnType<typeof kampungKbKey>, number> {
  const counts = new Map<ReturnType<typeof kampungKbKey>, number>();
  for (const area of register.areas) {
    const key = kampungKbKey(area.status, area.since);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
