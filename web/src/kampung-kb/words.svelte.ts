import { here } from '../history.svelte';
import { kampungKbEn, kampungKbId } from '../i18n/kampungKb';

/** The words of this page in the language of the URL. */
export function words(): typeof kampungKbId {
  return here.state.lang === 'en' ? kampungKbEn : kampungKbId;
}
