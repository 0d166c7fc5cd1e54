/** Walking over the map with arrow keys: from an area to the next one in that direction. */
import type { Area, Position } from '../api.types';

export type Direction = 'north' | 'east' | 'south' | 'west';

const VECTORS: Record<Direction, Position> = { north: [0, 1], east: [1, 0], south: [0, -1], west: [-1, 0] };

/** Half a cone of 120 degrees: beyond it, an area is not "in that direction". */
const NARROWEST = 0.5;

/** The direction of a key; null where the key is no arrow. */
export function directionOf(key: string): Direction | null {
  switch (key) {
    case 'ArrowUp':
      return 'north';
    case 'ArrowRight':
      return 'east';
    case 'ArrowDown':
      return 'south';
    case 'ArrowLeft':
      return 'west';
    default:
      return null;
  }
}

/**
 * The next area from `from` in a direction: the closest by label point, where
 * one straight ahead counts as closer than one aside. Null at the edge.
 */
export function nextArea(from: Area, direction: Direction, areas: readonly Area[]): Area | null {
  const [dx, dy] = VECTORS[direction];
  let best: Area | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const area of areas) {
    if (area.id === from.id) continue;
    const [east, north] = offset(from.label, area.label);
    const distance = Math.hypot(east, north);
    const ahead = (east * dx + north * dy) / distance;
    const cost = distance / ahead ** 2;
    if (ahead >= NARROWEST && cost < bestCost) {
      best = area;
      bestCost = cost;
    }
  }
  return best;
}

/** From one point to another, in degrees of latitude. */
function offset(from: Position, to: Position): Position {
  const shrink = Math.cos((from[1] * Math.PI) / 180);
  return [(to[0] - from[0]) * shrink, to[1] - from[1]];
}
