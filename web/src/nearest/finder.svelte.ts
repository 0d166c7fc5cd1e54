/**
 * Asking for the nearest posyandu, from "where?" to an answer.
 *
 * The position lives in memory alone: never in the URL, never stored.
 */
import { findNearest } from '../api';
import type { Nearest, Position } from '../api.types';

const K = 5;
const LOCATE_MS = 10_000;

/** How the origin was chosen, for the words of the answer. */
export type Origin = { kind: 'device' } | { kind: 'point' } | { kind: 'area'; name: string };

export type Stage =
  | { stage: 'idle' }
  /** Waiting for a click on the map; `refused` when the device would not say where it is. */
  | { stage: 'picking'; refused: boolean }
  | { stage: 'locating' }
  | { stage: 'searching' }
  | { stage: 'found'; nearest: Nearest; origin: Origin }
  | { stage: 'failed'; error: Error; point: Position; origin: Origin };

export type Finder = {
  readonly now: Stage;
  pick(): void;
  locate(): void;
  search(point: Position, origin: Origin): void;
  stop(): void;
};

export function createFinder(): Finder {
  let now = $state.raw<Stage>({ stage: 'idle' });
  /** Only the answer to the last question counts. */
  let asked = 0;

  async function search(point: Position, origin: Origin): Promise<void> {
    asked += 1;
    const question = asked;
    now = { stage: 'searching' };
    const next = await findNearest({ point, k: K }).then(
      (nearest): Stage => ({ stage: 'found', nearest, origin }),
      (error: Error): Stage => ({ stage: 'failed', error, point, origin }),
    );
    if (question === asked) now = next;
  }

  function locate(): void {
    now = { stage: 'locating' };
    const refused = () => {
      now = { stage: 'picking', refused: true };
    };
    if (!('geolocation' in navigator)) refused();
    else {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => search([coords.longitude, coords.latitude], { kind: 'device' }),
        refused,
        { enableHighAccuracy: true, timeout: LOCATE_MS, maximumAge: 60_000 },
      );
    }
  }

  return {
    get now() {
      return now;
    },
    pick: () => {
      now = { stage: 'picking', refused: false };
    },
    locate,
    search,
    stop: () => {
      asked += 1;
      now = { stage: 'idle' };
    },
  };
}
