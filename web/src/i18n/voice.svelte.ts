import { here } from '../history.svelte';
import { type Voice, voiceOf } from './voice';

/** The voice that the URL asks for; read in a template, it follows the language. */
export function voice(): Voice {
  return voiceOf(here.state.lang);
}
