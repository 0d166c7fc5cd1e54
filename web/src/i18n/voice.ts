/** The voice of the page: its words and formats in one language. */
import type { Text } from '../api.types';
import { type Formats, formats } from '../format';
import type { Lang } from '../state';
import { en } from './en';
import { id, type Messages } from './id';

export type Voice = {
  lang: Lang;
  /** The words of the page. */
  t: Messages;
  f: Formats;
  /** A text that the server has in both languages. */
  say(text: Text): string;
};

const voices: Record<Lang, Voice> = { id: makeVoice('id', id), en: makeVoice('en', en) };

function makeVoice(lang: Lang, t: Messages): Voice {
  return { lang, t, f: formats(lang), say: (text) => text[lang] };
}

export function voiceOf(lang: Lang): Voice {
  return voices[lang];
}

/** A word of the server that the page may not know yet: shown as it came. */
export function word(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}
