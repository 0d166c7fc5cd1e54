/**
 * Asking the server from a component.
 *
 * An answer carries its question, so that an answer to an older question is
 * never shown as the answer to the current one. The last answer stays until the
 * next one is there: nothing blinks.
 */
export type Asked<Q, T> = {
  /** The last answer, with the question it belongs to. */
  readonly answer: { question: Q; value: T } | null;
  /** The value of the last answer. */
  readonly value: T | null;
  /** Whether the answer on hand is not yet the one to the current question. */
  readonly pending: boolean;
  readonly error: Error | null;
  retry(): void;
};

/** Asks again whenever `question` changes; a null question asks nothing and forgets the answer. */
export function ask<Q, T>(question: () => Q | null, fetcher: (question: Q) => Promise<T>): Asked<Q, T> {
  let answer = $state.raw<{ question: Q; value: T } | null>(null);
  let error = $state.raw<Error | null>(null);
  let pending = $state(true);
  let attempt = $state(0);
  // Compared as text, so that an equal question in a new object is not asked again.
  const key = $derived(JSON.stringify(question()));

  $effect(() => {
    void attempt;
    const current: Q | null = JSON.parse(key);
    let superseded = false;
    pending = current !== null;
    error = null;
    if (current === null) answer = null;
    else {
      fetcher(current).then(
        (value) => {
          if (superseded) return;
          answer = { question: current, value };
          pending = false;
        },
        (reason: unknown) => {
          if (superseded) return;
          error = reason instanceof Error ? reason : new Error(String(reason));
          pending = false;
        },
      );
    }
    return () => {
      superseded = true;
    };
  });

  return {
    get answer() {
      return answer;
    },
    get value() {
      return answer?.value ?? null;
    },
    get pending() {
      return pending;
    },
    get error() {
      return error;
    },
    retry: () => {
      attempt += 1;
    },
  };
}
