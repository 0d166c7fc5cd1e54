/** Why the server refused, in the reader's language. */
import { ApiError, OfflineError } from '../api';
import type { Messages } from '../i18n/id';

export function refusal(words: Messages['account']['refused'], error: unknown): string {
  if (error instanceof OfflineError) return words.offline;
  const kind = error instanceof ApiError ? (error.problem.type.split('/').pop() ?? '') : '';
  return Object.hasOwn(words, kind) ? words[kind as keyof typeof words] : words.other;
}
