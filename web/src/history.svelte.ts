/**
 * The state of the page, as the address bar has it.
 *
 * Absent on purpose: any other place that holds state a link should carry.
 */
import { format, parse, type State } from './state';

export const here = $state({ state: parse(location.search) });

/** How a change enters the history: as a step to go back to, or in place of the current one. */
export type Step = 'push' | 'replace';

/** Changes part of the state by changing the URL. */
export function go(change: Partial<State>, step: Step = 'push'): void {
  const next = { ...here.state, ...change };
  const query = format(next);
  here.state = next;
  if (query === location.search) return;
  const url = `${location.pathname}${query}`;
  if (step === 'push') history.pushState(null, '', url);
  else history.replaceState(null, '', url);
}

/** The address of another page, keeping the language. */
export function pageLink(page: string): string {
  return here.state.lang === 'id' ? page : `${page}?lang=${here.state.lang}`;
}

window.addEventListener('popstate', () => {
  here.state = parse(location.search);
});
