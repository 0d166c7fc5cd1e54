import { describe, expect, it } from 'vitest';
import type { Shown } from '../src/api.types';
import { id } from '../src/i18n/id';
import { voiceOf } from '../src/i18n/voice';
import {
  cautions,
  figureSentence,
  headline,
  incompleteness,
  kampungKbHeadline,
  nextOpenWords,
  provenance,
  shortFigure,
  sinceWords,
} from '../src/sentences';
import { figure, indicator, register } from './builders';

const voice = voiceOf('id');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const stated = (change: Parameters<typeof figure>[0] = {}) => ({
  indicator: indicator(),
  figure: figure(change),
  rounded: true,
});

type Reason = NonNullable<Shown['reason']>;

describe('figureSentence', () => {
  it('says numerator, denominator, value and interval', () => {
    expect(plain(figureSentence(voice, stated()))).toBe(
      '45 balita stunting dari 560 balita diukur (8 %; rentang 6,1–10,2 %).',
    );
  });

  it('says zero in words, with the interval that zero does not exclude', () => {
    const zero = stated({ state: 'zero', value: 0, numerator: 0, denominator: 60, lo: 0, hi: 6 });
    expect(plain(figureSentence(voice, zero))).toBe(
      'Tidak ada balita stunting di antara 60 balita diukur (0 %; rentang 0,0–6,0 %).',
    );
  });

  it('says that a published value came without its counts', () => {
    const published = stated({
      value: 17.68,
      published: true,
      numerator: null,
      denominator: null,
      lo: null,
      hi: null,
    });
    expect(plain(figureSentence(voice, published))).toBe(
      '17,68 %; nilai terbitan tanpa pembilang dan penyebut.',
    );
  });

  it.each([
    ['suppressed', 'below_threshold', id.reasons.below_threshold],
    ['not_filled', 'not_measured', id.reasons.not_measured],
    ['not_applicable', null, 'Tidak berlaku.'],
    ['suppressed', 'a_reason_of_tomorrow', 'Disamarkan.'],
  ] as const)('says why a figure is %s', (state, reason, words) => {
    expect(figureSentence(voice, stated({ state, reason: reason as Reason | null, value: null }))).toBe(
      words,
    );
  });
});

describe('shortFigure', () => {
  it('is a number or a state, never blank', () => {
    expect(plain(shortFigure(voice, stated()))).toBe('8 %');
    expect(shortFigure(voice, stated({ state: 'not_filled', value: null }))).toBe('Belum diisi');
  });
});

describe('provenance', () => {
  it('names series, period, day received, status and rounding', () => {
    const source = {
      source: 'Dinkes',
      url: null,
      as_of: '2025-08-31',
      received: '2025-09-11',
      status: 'sementara' as const,
      dataset: 'register',
      sample: false,
      note: null,
    };
    expect(provenance(voice, stated(), '2025-08', source)).toBe(
      'Register rutin, Agustus 2025; diterima 11 September 2025; sementara; hitungan dibulatkan ke 5.',
    );
  });
});

describe('cautions', () => {
  it('says how many parts contribute to a rolled-up figure', () => {
    expect(cautions(voice, stated({ flags: ['partial'], parts: { filled: 23, of: 27 } }))).toEqual([
      '23 dari 27 kelurahan mengisi.',
    ]);
  });
});

describe('headline', () => {
  const facts = (
    values: ReturnType<typeof figure>[],
    change: Partial<ReturnType<typeof indicator>> = {},
  ) => ({
    indicator: indicator(change),
    period: '2025-08',
    rounded: true,
    values,
    whole: { name: 'Kota Rekaan', figure: figure({ value: 7 }) },
  });
  const satu = figure({ kode: '1', nama: 'Satu', value: 14 });
  const dua = figure({ kode: '2', nama: 'Dua', value: 3 });

  it('says the whole and the worst', () => {
    expect(plain(headline(voice, facts([satu, dua])))).toBe(
      'Prevalensi stunting, Agustus 2025: 7 % di Kota Rekaan; tertinggi Satu (14 %).',
    );
  });

  it('marks a sample', () => {
    expect(headline(voice, facts([satu, dua], { sample: true }))).toContain('Prevalensi stunting (contoh), ');
  });

  it('says the lowest where higher is better', () => {
    expect(plain(headline(voice, facts([satu, dua], { direction: 'higher_is_better' })))).toContain(
      '; terendah Dua (3 %).',
    );
  });

  it('never names a suppressed area', () => {
    const hidden = figure({ kode: '3', nama: 'Rahasia', state: 'suppressed', value: null });
    expect(headline(voice, facts([hidden, satu, dua]))).not.toContain('Rahasia');
  });

  it('names two that share the first rank, and counts more', () => {
    const tied = ['Satu', 'Dua', 'Tiga'].map((nama, index) => figure({ kode: `${index}`, nama, value: 14 }));
    expect(plain(headline(voice, facts([...tied.slice(0, 2), dua])))).toContain(
      'tertinggi Satu dan Dua (14 %)',
    );
    expect(plain(headline(voice, facts([...tied, figure({ kode: '9', value: 1 })])))).toContain(
      'tertinggi Satu dan 2 lainnya',
    );
  });

  it('singles nobody out where all are alike', () => {
    expect(plain(headline(voice, facts([satu])))).toBe(
      'Prevalensi stunting, Agustus 2025: 7 % di Kota Rekaan.',
    );
  });

  it('says how many have a figure where one alone has', () => {
    const one = { ...facts([satu, figure({ kode: '2', state: 'not_filled', value: null })]), whole: null };
    expect(headline(voice, one)).toBe('Prevalensi stunting, Agustus 2025: 1 dari 2 wilayah mempunyai angka.');
  });

  it('says so where nothing can be shown', () => {
    const none = { ...facts([figure({ state: 'not_filled', value: null })]), whole: null };
    expect(headline(voice, none)).toBe(
      'Prevalensi stunting, Agustus 2025: belum ada nilai yang dapat ditampilkan.',
    );
  });
});

describe('other sentences', () => {
  it('count what is withheld or blank', () => {
    const values = [
      figure({ state: 'suppressed' }),
      figure({ state: 'not_filled' }),
      figure({ state: 'not_filled' }),
    ];
    expect(plain(incompleteness(voice, values))).toBe('1 disamarkan · 2 belum diisi');
    expect(incompleteness(voice, [figure()])).toBe('');
  });

  it('say how many kelurahan have a Kampung KB on a day', () => {
    const asked = register({ on: '2023-07-17', existing: 3, kelurahan: 4 });
    expect(kampungKbHeadline(voice, asked, 'Kota Rekaan')).toBe(
      '3 dari 4 kelurahan di Kota Rekaan terbukti memiliki Kampung KB pada 17 Juli 2023.',
    );
  });

  it('are no more exact than the date they are about', () => {
    const since = (presisi: 'hari' | 'bulan' | 'paling lambat') =>
      sinceWords(voice, { tanggal: '2023-06-07', presisi, bukti: 'dokumen', sumber: '…' });
    expect(since('hari')).toBe('sejak 7 Juni 2023');
    expect(since('bulan')).toBe('sejak Juni 2023');
    expect(since('paling lambat')).toBe('paling lambat 7 Juni 2023');
  });

  it('say the next open day, and from when it was moved', () => {
    const next = {
      tanggal: '2026-12-10',
      opens: '08.00',
      closes: '11.00',
      in_days: 16,
      moved_from: '2026-12-08',
    };
    expect(plain(nextOpenWords(voice, next))).toBe(
      'Kamis, 10 Desember, 08.00–11.00 · 16 hari lagi · pindah dari Selasa, 8 Desember',
    );
    expect(nextOpenWords(voice, { ...next, in_days: 0, moved_from: null })).toContain('· hari ini');
  });
});
