/** Seven pages in one bundle; each loads only what it draws. */
import './page.css';
import { mount } from 'svelte';

const target = document.getElementById('app');
const page = location.pathname.replace(/\/+$/, '').split('/').pop();

async function pageOf(name: string | undefined) {
  switch (name) {
    case 'terdekat':
      return (await import('./nearest/NearestPage.svelte')).default;
    case 'prioritas':
      return (await import('./priority/PriorityPage.svelte')).default;
    case 'kampung-kb':
      return (await import('./kampung-kb/KampungKbPage.svelte')).default;
    case 'data':
      return (await import('./data/DataPage.svelte')).default;
    case 'impor':
      return (await import('./import/ImportPage.svelte')).default;
    case 'masuk':
      return (await import('./account/AccountPage.svelte')).default;
    default:
      // The map is the largest part: it is fetched beside the page, not after it.
      void import('./map/MapView.svelte');
      return (await import('./planner/PlannerPage.svelte')).default;
  }
}

if (target) mount(await pageOf(page), { target });
