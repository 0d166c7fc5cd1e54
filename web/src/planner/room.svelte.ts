/**
 * Who covers what: drawer, panel and sheet, and what they leave of the map.
 *
 * Absent on purpose: anything a link should carry.
 */
import { here } from '../history.svelte';
import type { Insets } from '../map/camera';
import { never } from '../never';
import { viewport } from '../viewport.svelte';

export type SheetHeight = 'peek' | 'half' | 'full';

const HANDLE = 28;
/** Search stands over the map of a phone. */
const SEARCH = 64;

export class Room {
  /** Measured by the page; these are what it is before. */
  stageHeight = $state(0);
  legendWidth = $state(0);
  peekHeight = $state(72);
  panelWidth = $state(400);
  drawerWidth = $state(340);
  drawer = $state(false);
  sheet = $state<SheetHeight>(here.state.table ? 'full' : here.state.area === null ? 'peek' : 'half');

  readonly #beside: () => boolean;

  /** `beside`: whether a panel about an area or a search stands beside the map. */
  constructor(beside: () => boolean) {
    this.#beside = beside;
  }

  /** Panel and table take the room of the full legend; a line of it stays. */
  get compact(): boolean {
    return viewport.size === 'middle' || this.#beside() || here.state.table;
  }

  get sheetHeights(): Record<SheetHeight, number> {
    const peek = this.peekHeight + HANDLE;
    const half = Math.max(peek, Math.round(this.stageHeight * 0.5));
    return { peek, half, full: Math.max(200, this.stageHeight - 8) };
  }

  get insets(): Insets {
    const beside = this.#beside();
    switch (viewport.size) {
      case 'wide': {
        const right = beside ? this.panelWidth : this.compact ? 0 : this.legendWidth;
        return { top: 0, left: 0, bottom: 0, right };
      }
      case 'middle':
        return {
          top: 0,
          left: this.drawer || beside ? this.drawerWidth : 0,
          bottom: 0,
          right: 0,
        };
      case 'narrow': {
        const heights = this.sheetHeights;
        const bottom = this.sheet === 'full' ? heights.half : heights[this.sheet];
        return { top: SEARCH, left: 0, right: 0, bottom };
      }
      default:
        return never(viewport.size);
    }
  }
}
