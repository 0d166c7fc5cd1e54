import { expect, it } from 'vitest';
import { refusal } from '../src/account/refusal';
import { ApiError, OfflineError } from '../src/api';
import { en } from '../src/i18n/en';
import { id } from '../src/i18n/id';

const refused = (kind: string) =>
  new ApiError({ type: `/problems/${kind}`, title: 'x', status: 400, detail: 'x' });

it('says each refusal in words of its own, in both languages', () => {
  for (const words of [id.account.refused, en.account.refused]) {
    for (const [kind, sentence] of Object.entries(words)) {
      if (kind === 'offline') continue;
      expect(refusal(words, refused(kind))).toBe(sentence);
    }
    expect(refusal(words, new OfflineError())).toBe(words.offline);
    expect(refusal(words, refused('constructor'))).toBe(words.other);
    expect(refusal(words, new Error('x'))).toBe(words.other);
  }
});
