/** Small test data: only what a test is about has to be said. */
import type { AreaValue, Breaks, Catalog, Indicator, KampungKb, Shown } from '../src/api.types';

export const text = (words: string) => ({ id: words, en: `${words} (en)` });

export function indicator(change: Partial<Indicator> = {}): Indicator {
  return {
    id: 'stunting-register',
    group: 'stunting',
    nama: text('Prevalensi stunting'),
    definition: text('…'),
    unit: 'percent',
    direction: 'lower_is_better',
    denominator_kind: 'measured',
    numerator_label: text('balita stunting'),
    denominator_label: text('balita diukur'),
    level: 'kelurahan',
    series: { id: 'register', kind: 'routine', nama: text('Register rutin') },
    rhythm: 'round',
    disclosure: 'kasus',
    target_group: 'balita',
    measured_by: null,
    sample: false,
    source: '…',
    thresholds: [],
    targets: [],
    periods: { kelurahan: ['2025-02', '2025-08'], kota: ['2025-08'] },
    ...change,
  };
}

export function figure(change: Partial<AreaValue> = {}): AreaValue {
  return {
    id: 9771011001,
    kode: '97.71.01.1001',
    nama: 'Satu',
    tingkat: 'kelurahan',
    state: 'value',
    reason: null,
    value: 8,
    lo: 6.1,
    hi: 10.2,
    numerator: 45,
    denominator: 560,
    published: false,
    class: null,
    flags: [],
    measured: null,
    parts: null,
    source: 0,
    rounded: true,
    others: 0,
    ...change,
  };
}

export function shown(change: Partial<Shown> = {}): Shown {
  const { id, kode, nama, source, ...rest } = figure();
  return { ...rest, rounded: true, source: null, ...change };
}

export function breaks(change: Partial<Breaks> = {}): Breaks {
  return {
    indicator: 'stunting-register',
    version: '0123456789ab-0123456789ab',
    level: 'kelurahan',
    method: 'fixed',
    scheme: 'de-onis-2019',
    edges: [2.5, 10, 20, 30],
    colours: ['#ffffb2', '#fecc5c', '#fd8d3c', '#f03b20', '#bd0026'],
    labels: null,
    min: 0,
    max: 18,
    note: null,
    source: null,
    methods: ['fixed', 'ckmeans', 'quantile', 'equal'],
    ...change,
  };
}

export function catalog(change: Partial<Catalog> = {}): Catalog {
  return {
    name: 'Kota Rekaan',
    root: { id: 9771, kode: '97.71', nama: 'Kota Rekaan', tingkat: 'kota' },
    today: '2026-06-01',
    bounds: [100, -1, 101, 0],
    levels: ['kelurahan', 'kecamatan', 'kota'],
    versions: { areas: 'a', data: 'b', posyandu: 'c', kampung_kb: 'd' },
    sample: false,
    sample_note: null,
    counts: { areas: { kelurahan: 4 }, posyandu: 0, kampung_kb: 4 },
    indicators: [indicator()],
    datasets: [],
    tiles: [],
    basemap: null,
    ...change,
  };
}

export function register(change: Partial<KampungKb> = {}): KampungKb {
  return {
    on: '2026-11-24',
    known: null,
    kelurahan: 4,
    existing: 0,
    areas: [],
    by_kecamatan: [],
    claims: [],
    first_day: null,
    last_day: null,
    ...change,
  };
}
