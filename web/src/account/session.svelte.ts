/**
 * Who is signed in, for every page.
 *
 * The server alone knows: its cookie cannot be read from here. So that readers
 * who never log in ask nothing, a mark in the browser's storage says whether it
 * is worth asking. The mark is no right: without a session it opens nothing.
 *
 * Absent on purpose: names, roles and secrets in the storage.
 */
import { getSession, logIn as sendLogIn, logOut as sendLogOut } from '../api';
import type { Actor, Session } from '../api.types';

const MARK = 'jangkau-signed-in';

export const session = $state<{ actor: Actor | null; setUpOpen: boolean }>({ actor: null, setUpOpen: false });

function marked(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    // Storage can be forbidden; then only the page itself asks.
    return false;
  }
}

function mark(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(MARK, '1');
    else localStorage.removeItem(MARK);
  } catch {
    // See above.
  }
}

function take(answer: Session): void {
  session.actor = answer.actor;
  session.setUpOpen = answer.set_up_open;
  mark(answer.actor !== null);
}

/** Asks who is signed in. */
export async function refresh(): Promise<void> {
  take(await getSession());
}

/** Asks, where it is worth asking; a server that does not answer changes nothing. */
export function greet(): void {
  if (session.actor === null && marked()) refresh().catch(() => {});
}

export async function logIn(name: string, password: string): Promise<void> {
  take(await sendLogIn({ name, password }));
}

export async function logOut(): Promise<void> {
  await sendLogOut();
  take({ actor: null, set_up_open: false });
}
