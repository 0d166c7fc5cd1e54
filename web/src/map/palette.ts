/** Colours of the map that do not come from the server. Class colours do. */

export const GROUND = {
  /** All around: a pale blue-grey. There is no basemap to draw a coast from. */
  around: '#e8edf0',
  /** An area whose value is still on its way. */
  waiting: '#f4f5f2',
  notFilled: '#f6f6f2',
  suppressed: '#e6e8ea',
  notApplicable: '#ffffff',
} as const;

export const LINE = {
  kelurahan: '#3d464d',
  kecamatan: '#22292f',
  outer: '#22313a',
  glow: '#ffffff',
} as const;

export const INK = { text: '#1f2328', halo: '#ffffff', texture: '#7b838a' } as const;

export const TEAL = '#0b5d5b';

/** Existence is one hue, darker where the day is known exactly. */
export const KAMPUNG_KB = {
  exact: '#2f8a84',
  byLatest: '#9ccfc6',
  notYet: '#ffffff',
  planned: '#e6e0cf',
  inactive: '#b9bfc4',
  unknown: '#f6f6f2',
} as const;

/** Dark with a light ring: it stands off yellow, red and blue alike. */
export const POSYANDU = { fill: '#1f2328', rough: '#ffffff' } as const;
