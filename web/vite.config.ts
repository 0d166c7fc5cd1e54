import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { precompress } from './build/precompress.ts';

/** Where the API answers while `npm run dev` serves the page. */
const api = process.env.JANGKAU_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  // Relative, so that the page also works below a path of a proxy.
  base: './',
  plugins: [svelte(), precompress()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/v1': api } },
  test: { include: ['test/**/*.test.ts'] },
});
