/** Closes an exhaustive switch. */
export function never(value: never): never {
  throw new Error(`unexpected ${String(value)}`);
}
