/** Everything one choropleth needs, asked for together so that it never mixes two questions. */
import { getBreaks, getValues, type ValuesQuestion } from '../api';
import type { AreaValue, Breaks, Level, Method, Ref, Values } from '../api.types';
import { type Tally, tally } from '../classes';

export type PictureQuestion = ValuesQuestion & {
  method: Method | null;
  /** The whole, and whether it has a figure of its own for this period. */
  whole: { kode: string; level: Level } | null;
};

export type Picture = {
  values: Values;
  breaks: Breaks;
  tally: Tally;
  /** The figure of the whole, where there is one. */
  whole: AreaValue | null;
  rounded: boolean;
};

export async function getPicture(question: PictureQuestion): Promise<Picture> {
  const { indicator, period, whole } = question;
  const [values, breaks, wholeValues] = await Promise.all([
    getValues(question),
    getBreaks(question),
    whole ? getValues({ indicator, period, level: whole.level }) : null,
  ]);
  return {
    values,
    breaks,
    tally: tally(values.values, breaks),
    whole: wholeValues?.values.find((value) => value.kode === whole?.kode) ?? null,
    rounded: values.rounding !== null,
  };
}

/** The whole of a catalogue, if the indicator has a figure for it in that period. */
export function wholeOf(
  root: Ref | null,
  periods: Partial<Record<Level, string[]>>,
  period: string,
): PictureQuestion['whole'] {
  if (root === null || !periods[root.tingkat]?.includes(period)) return null;
  return { kode: root.kode, level: root.tingkat };
}
