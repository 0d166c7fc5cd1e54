/** The table of what is reckoned: the raw figures first, then what comes out of them. */
import type { Figure } from '../api.types';
import type { Voice } from '../i18n/voice';
import { never } from '../never';
import { probability, type Reckoned, signed } from '../planner/reckoned';
import type { Column, Grid, Row, SortKey } from './columns';

type Cell = { text: string; sort: SortKey };
const NOTHING: Cell = { text: '–', sort: null };

export function reckonedGrid(voice: Voice, reckoned: Reckoned, parentOf: (id: number) => string): Grid {
  const { f, say, t } = voice;
  const s = t.statistics;
  const column = (key: string, title: string, numeric = false): Column => ({ key, title, numeric });
  const text = (words: string): Cell => ({ text: words, sort: words });
  const figure = (one: Figure): Cell =>
    one.value === null
      ? { text: t.states[one.state], sort: null }
      : { text: f.percent(one.value), sort: one.value };
  const percent = (value: number | null): Cell =>
    value === null ? NOTHING : { text: f.percent(value, 1), sort: value };
  const grid = (
    columns: Column[],
    rows: readonly { id: number; kode: string; nama: string; cells: Record<string, Cell> }[],
  ): Grid => ({
    columns: [column('name', t.table.name), column('parent', t.table.parent), ...columns].filter(
      ({ key }) => key !== 'parent' || rows.some(({ id }) => parentOf(id) !== ''),
    ),
    rows: rows.map(
      ({ id, kode, nama, cells }): Row => ({
        id,
        kode,
        cells: { name: text(nama), parent: text(parentOf(id)), ...cells },
      }),
    ),
    sample: reckoned.answer.sample,
  });
  switch (reckoned.mode) {
    case 'smoothed':
      return grid(
        [
          column('raw', s.raw, true),
          column('counts', t.table.counts, true),
          column('smoothed', s.smoothed, true),
          column('locally', s.smoothedLocally, true),
          column('remark', s.remark),
        ],
        reckoned.answer.rows.map((row) => ({
          ...row,
          cells: {
            raw: figure(row),
            counts: counts(voice, row),
            smoothed: percent(row.smoothed),
            locally: percent(row.smoothed_locally),
            remark: text(row.outlier ? s.outlier : ''),
          },
        })),
      );
    case 'clusters':
      return grid(
        [
          column('raw', s.raw, true),
          column('cluster', s.cluster),
          column('p', s.adjustedP, true),
          column('spot', s.spot),
          column('remark', s.remark),
        ],
        reckoned.answer.rows.map((row) => ({
          ...row,
          cells: {
            raw: figure(row),
            cluster: row.local_moran
              ? text(row.local_moran.significant ? s.clusters[row.local_moran.quadrant] : s.notSignificant)
              : NOTHING,
            p: row.local_moran
              ? {
                  text: probability(voice, row.local_moran.adjusted_p).replace('= ', ''),
                  sort: row.local_moran.adjusted_p,
                }
              : NOTHING,
            spot: row.hot_spot ? text(s.spots[row.hot_spot.spot]) : NOTHING,
            remark: text(
              [row.not_tested ? s.obstacles[row.not_tested] : '', row.outlier ? s.outlier : '']
                .filter(Boolean)
                .join('; '),
            ),
          },
        })),
      );
    case 'change': {
      const { answer } = reckoned;
      return grid(
        [
          column('from', f.shortPeriod(answer.from), true),
          column('to', f.shortPeriod(answer.to), true),
          column('difference', s.difference, true),
          column('interval', t.table.interval, true),
          column('class', s.class),
          column('remark', s.remark),
        ],
        answer.rows.map((row) => ({
          ...row,
          cells: {
            from: figure(row.from),
            to: figure(row.to),
            difference:
              row.difference === null
                ? NOTHING
                : { text: signed(voice, row.difference), sort: row.difference },
            interval:
              row.lo === null || row.hi === null
                ? NOTHING
                : { text: `${signed(voice, row.lo)} … ${signed(voice, row.hi)}`, sort: row.lo },
            class: row.change ? text(s.changes[row.change]) : NOTHING,
            remark: text(
              [row.meaning ? s[row.meaning] : '', ...row.flags.map((flag) => s.flags[flag])]
                .filter(Boolean)
                .join('; '),
            ),
          },
        })),
      );
    }
    case 'two': {
      const { answer } = reckoned;
      const words = [s.low, s.middle, s.high];
      const both = (a: number | null, b: number | null) =>
        a === null || b === null ? NOTHING : text(`${words[a]} · ${words[b]}`);
      return grid(
        [
          column('a', say(answer.a.indicator.nama), true),
          column('b', say(answer.b.indicator.nama), true),
          column('class', s.class),
        ],
        answer.rows.map((row) => ({
          ...row,
          cells: { a: figure(row.a), b: figure(row.b), class: both(row.class_a, row.class_b) },
        })),
      );
    }
    default:
      return never(reckoned);
  }
}

function counts(voice: Voice, { numerator, denominator }: Figure): Cell {
  if (numerator === null || denominator === null) return NOTHING;
  return { text: `${voice.f.number(numerator)} / ${voice.f.number(denominator)}`, sort: denominator };
}
