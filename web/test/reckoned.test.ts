import { describe, expect, it } from 'vitest';
import type { Changes, Patterns } from '../src/api.types';
import { voiceOf } from '../src/i18n/voice';
import { choose } from '../src/planner/choice';
import {
  CHANGE_COLOURS,
  CLUSTER_COLOURS,
  modesOf,
  paintReckoned,
  type Reckoned,
  reckonedHeadline,
  reckonedQuestion,
} from '../src/planner/reckoned';
import { INITIAL } from '../src/state';
import { reckonedGrid } from '../src/table/reckoned';
import { breaks, catalog, figure, indicator, text } from './builders';

const prevalence = indicator();
const coverage = indicator({ id: 'layanan', direction: 'higher_is_better' });
const invented = indicator({ id: 'contoh-a', sample: true });
const survey = indicator({ id: 'survei', series: { id: 's', kind: 'survey', nama: text('') } });
const all = catalog({ indicators: [prevalence, coverage, invented, survey] });
const choice = choose(all, INITIAL);
const asked = (change: object) =>
  reckonedQuestion(choice, all.indicators, { mode: null, from: null, second: null, ...change });

const about = {
  id: 'stunting-register',
  nama: text('Prevalensi'),
  direction: 'lower_is_better' as const,
  denominator_kind: 'measured' as const,
  denominator_label: text('balita diukur'),
  series: { id: 'r', kind: 'routine' as const },
  sample: true,
};
const entered = {
  entered: 2,
  of: 3,
  suppressed: 1,
  not_filled: 0,
  not_applicable: 0,
  text: text('2 dari 3'),
};
const common = {
  level: 'kelurahan' as const,
  version: 'v',
  audience: 'public',
  sample: true,
  entered,
  methods: [],
  sources: [],
};

const test = { i: 1, z: 3, p: 0.001, adjusted_p: 0.01, quadrant: 'high_high' as const, significant: true };
const pattern = (change: Partial<Patterns['rows'][number]>): Patterns['rows'][number] => ({
  ...figure(),
  rate: 8,
  neighbours: 2,
  smoothed: 7,
  smoothed_locally: 7.5,
  local_moran: test,
  hot_spot: { z: 3, p: 0.001, adjusted_p: 0.01, spot: 'hot' },
  not_tested: null,
  distance: 0,
  outlier: false,
  ...change,
});
const hidden = figure({ id: 3, state: 'suppressed', value: null, numerator: null, denominator: null });
const patterns: Patterns = {
  ...common,
  indicator: about,
  period: '2025-08',
  least_smoothed: 10,
  least_tested: 20,
  mean: 7,
  not_smoothed: null,
  moran: { i: 0.4, expected: -0.04, variance: 0.01, z: 4, p: 0.0001 },
  not_tested: null,
  rows: [
    pattern({ id: 1 }),
    pattern({ id: 2, local_moran: { ...test, significant: false } }),
    pattern({
      ...hidden,
      rate: null,
      smoothed: null,
      local_moran: null,
      hot_spot: null,
      not_tested: 'not_shown',
    }),
  ],
};
const changes: Changes = {
  ...common,
  indicator: about,
  from: '2025-02',
  to: '2025-08',
  tested: 2,
  expected_by_chance: 0.1,
  classes: { up: 0, down: 1, no_detectable_change: 1, not_tested: 0 },
  rows: [
    {
      ...figure({ id: 1 }),
      from: figure(),
      to: figure(),
      difference: -9,
      lo: -12,
      hi: -6,
      change: 'down',
      meaning: 'better',
      flags: ['sudden_jump'],
    },
    {
      ...figure({ id: 2 }),
      from: figure(),
      to: figure(),
      difference: 1,
      lo: -2,
      hi: 4,
      change: 'no_detectable_change',
      meaning: null,
      flags: [],
    },
    {
      ...figure({ id: 3 }),
      from: figure(),
      to: hidden,
      difference: null,
      lo: null,
      hi: null,
      change: null,
      meaning: null,
      flags: [],
    },
  ],
};

describe('what is reckoned', () => {
  it('is offered for shares, and beside shares of the same kind only', () => {
    expect(modesOf(choice, all.indicators)).toEqual(['smoothed', 'clusters', 'change', 'two']);
    expect(asked({ mode: 'two', second: 'contoh-a' })?.second).toBe('layanan');
    expect(asked({ mode: 'two', second: 'survei' })?.second).toBe('layanan');
    expect(asked({ mode: 'change' })?.from).toBe('2025-02');
    expect(asked({})).toBeNull();
    const counts = catalog({ indicators: [indicator({ unit: 'children' })] });
    expect(
      modesOf(choose(counts, { ...INITIAL, indicator: 'stunting-register' }), counts.indicators),
    ).toEqual([]);
  });

  it('colours what stands out, and keeps the texture of what is hidden', () => {
    const clusters = paintReckoned({ mode: 'clusters', answer: patterns }, breaks());
    expect(clusters.get(1)?.colour).toBe(CLUSTER_COLOURS.high_high);
    expect(clusters.get(2)?.colour).not.toBe(CLUSTER_COLOURS.high_high);
    expect(clusters.get(3)?.texture).toBe('dots');
    const change = paintReckoned({ mode: 'change', answer: changes }, breaks());
    expect(change.get(1)).toEqual({ colour: CHANGE_COLOURS.better, texture: null, uncertain: true });
    expect(change.get(2)?.colour).toBe(CHANGE_COLOURS.none);
    expect(change.get(3)?.texture).toBe('dots');
  });

  it('says in a sentence what is seen', () => {
    const say = (reckoned: Reckoned) => reckonedHeadline(voiceOf('id'), reckoned);
    expect(say({ mode: 'clusters', answer: patterns })).toContain('1 wilayah tinggi di samping tinggi');
    expect(say({ mode: 'change', answer: changes })).toContain(
      '1 wilayah membaik, 0 memburuk, 1 tanpa perubahan',
    );
    expect(say({ mode: 'clusters', answer: { ...patterns, moran: null } })).toContain('tidak dapat diuji');
  });

  it('has the raw figure and the mark of a sample in its table', () => {
    const grid = reckonedGrid(voiceOf('id'), { mode: 'smoothed', answer: patterns }, () => '');
    expect(grid.sample).toBe(true);
    expect(grid.columns.map(({ key }) => key)).toEqual([
      'name',
      'raw',
      'counts',
      'smoothed',
      'locally',
      'remark',
    ]);
    expect(grid.rows[2]?.cells).toMatchObject({
      raw: { text: 'Disamarkan', sort: null },
      smoothed: { sort: null },
    });
  });
});
