/**
 * The page as a reader uses it, in a real browser against a running server.
 *
 *   JANGKAU_URL=http://127.0.0.1:8080 npm run e2e
 *
 * CHROMIUM names the browser (default /usr/bin/chromium); SHOTS, if set, is a
 * folder for pictures. Areas are opened by search and table, not by clicking on
 * the canvas, so that the test does not depend on how fast a map is drawn.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';

const BASE = (process.env.JANGKAU_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
  '--use-gl=angle',
  '--use-angle=swiftshader',
];
const SIZES = [
  { name: 'wide', viewport: { width: 1440, height: 900 } },
  { name: 'narrow', viewport: { width: 360, height: 740 }, hasTouch: true },
];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const catalog = await (await fetch(`${BASE}/v1/catalog`)).json();
const [west, south, east, north] = catalog.bounds;
const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2 };

/** The sentence about the map; the print sheet has a hidden one of its own. */
const SENTENCE = '.headline h1';

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ARGS,
  });
});
after(() => browser?.close());

/** A page that keeps account of its requests and complaints. */
async function open(size, path) {
  const { name, ...options } = size;
  const context = await browser.newContext({
    ...options,
    permissions: ['geolocation'],
    geolocation: middle,
  });
  await context.addInitScript(axe);
  const page = await context.newPage();
  const seen = { requests: [], complaints: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.complaints.push(message.text()));
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  await page.goto(`${BASE}/${path}`);
  return { page, seen, name, close: () => context.close() };
}

async function isAccessible(page, what) {
  const violations = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  assert.deepEqual(violations, [], `axe on ${what}`);
}

/** No complaint in the console, and nothing asked of another origin. */
function isQuiet({ requests, complaints }) {
  assert.deepEqual(complaints, []);
  const foreign = requests.filter((url) => !url.startsWith(BASE) && !/^(data|blob):/.test(url));
  assert.deepEqual(foreign, []);
}

async function shoot(page, name) {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
}

/** On a phone the controls are in the sheet: one tap on its handle brings them up. */
async function raise(page, name) {
  if (name === 'narrow') await page.locator('.handle').press('ArrowUp');
}

/** Opens the chapter of an indicator where it is closed, then chooses it. */
async function choose(page, id) {
  const chapter = page.locator('details', { has: page.locator(`input[value="${id}"]`) });
  if ((await chapter.getAttribute('open')) === null) await chapter.locator('summary').click();
  await page.locator(`input[name=indicator][value="${id}"]`).check();
}

const query = (lang, rest = '') =>
  `?${[rest, lang === 'id' ? '' : `lang=${lang}`].filter(Boolean).join('&')}`;
const withPeriods = catalog.indicators.filter((one) => (one.periods.kelurahan ?? []).length > 1);
const first = catalog.indicators.find(
  (one) => one.group === 'stunting' && one.unit === 'percent' && one.periods.kelurahan?.length > 0,
);
const other = withPeriods.find((one) => one.id !== first?.id);

for (const size of SIZES) {
  for (const lang of ['id', 'en']) {
    describe(`${size.name}, ${lang}`, () => {
      it('opens with a sentence about what is on the map', async () => {
        const { page, seen, name, close } = await open(size, query(lang));
        await page.locator(SENTENCE).waitFor();
        assert.equal(await page.locator('html').getAttribute('lang'), lang);
        const place = catalog.root?.nama ?? '';
        assert.ok((await page.locator(SENTENCE).textContent()).includes(place));
        await isAccessible(page, 'the map');
        await shoot(page, `map-${name}-${lang}`);
        isQuiet(seen);
        await close();
      });

      it('gives the map as a file, by keyboard alone', { skip: !first }, async () => {
        const { page, seen, name, close } = await open(size, query(lang));
        await page.locator(SENTENCE).waitFor();
        await raise(page, name);
        const button = page.getByRole('button', { name: lang === 'id' ? 'Unduh peta' : 'Download map' });
        await button.focus();
        await page.keyboard.press('Enter');
        const links = page.getByRole('group').getByRole('link');
        assert.equal(await links.count(), 3);
        await isAccessible(page, 'the choices of a map file');
        await shoot(page, `map-file-${name}-${lang}`);
        const [file] = await Promise.all([page.waitForEvent('download'), links.nth(1).press('Enter')]);
        assert.match(file.suggestedFilename(), /_kelurahan\.pdf$/);
        assert.equal((await readFile(await file.path())).subarray(0, 5).toString(), '%PDF-');
        await links.first().press('Escape');
        assert.equal(await links.count(), 0);
        assert.ok(await button.evaluate((one) => one === document.activeElement), 'the focus is back');
        isQuiet(seen);
        await close();
      });

      it('changes indicator and period without asking for geometry again', { skip: !other }, async () => {
        const { page, seen, name, close } = await open(size, query(lang));
        await page.locator(SENTENCE).waitFor();
        await raise(page, name);
        await choose(page, other.id);
        await page.waitForURL(/indicator=/);
        await page.getByText(other.nama[lang]).first().waitFor();
        await page.waitForLoadState('networkidle');
        assert.ok(
          seen.requests.some((url) => url.includes('/v1/tiles/areas@')),
          'the map has its geometry',
        );
        const before = seen.requests.length;
        const sentence = await page.locator(SENTENCE).textContent();
        await page.getByRole('slider').press('ArrowLeft');
        await page.waitForURL(/period=/);
        await page.waitForFunction(
          (old) => document.querySelector('.headline h1')?.textContent !== old,
          sentence,
        );
        const asked = seen.requests.slice(before);
        assert.deepEqual(
          asked.filter((url) => url.includes('/v1/tiles/')),
          [],
        );
        await page.goBack();
        await page.waitForFunction(
          (old) => document.querySelector('.headline h1')?.textContent === old,
          sentence,
        );
        isQuiet(seen);
        await close();
      });

      it('opens an area by search, and closes it with Escape', async () => {
        const { page, seen, name, close } = await open(size, query(lang));
        const { areas } = await (await fetch(`${BASE}/v1/areas`)).json();
        const area = areas.find((one) => one.tingkat === 'kelurahan');
        await page.getByRole('combobox').first().fill(area.nama);
        await page.getByRole('option', { name: area.nama }).first().click();
        await page.waitForURL(new RegExp(`area=${area.kode}`));
        await page.locator('aside .name', { hasText: area.nama }).waitFor();
        await isAccessible(page, 'an area');
        await shoot(page, `area-${name}-${lang}`);
        await page.keyboard.press('Escape');
        await page.locator('aside .name').waitFor({ state: 'detached' });
        isQuiet(seen);
        await close();
      });

      it('has a table that shares the selection', async () => {
        const { page, seen, name, close } = await open(size, query(lang, 'table=1'));
        const row = page.locator('section.table tbody tr').nth(1);
        await row.waitFor();
        await isAccessible(page, 'the table');
        await shoot(page, `table-${name}-${lang}`);
        const rows = await page.locator('section.table tbody tr').count();
        assert.equal(rows, catalog.counts.areas.kelurahan);
        await row.locator('th button').click();
        await page.waitForURL(/area=/);
        isQuiet(seen);
        await close();
      });

      it('finds the nearest posyandu from where the reader is', {
        skip: !catalog.counts.posyandu,
      }, async () => {
        const { page, seen, name, close } = await open(size, `terdekat${query(lang)}`);
        await page.locator('button.huge').click();
        await page.locator('ol article').nth(4).waitFor();
        await isAccessible(page, 'the nearest posyandu');
        await shoot(page, `nearest-${name}-${lang}`);
        assert.equal(await page.locator('ol article').count(), 5);
        const position = seen.requests.filter((url) => url.includes(String(middle.longitude).slice(0, 8)));
        assert.deepEqual(position, [], 'a position never stands in a URL');
        isQuiet(seen);
        await close();
      });

      it('asks for the nearest posyandu on the map as well', { skip: !catalog.counts.posyandu }, async () => {
        const { page, seen, name, close } = await open(size, query(lang));
        await page.locator(SENTENCE).waitFor();
        await raise(page, name);
        await page.locator('.links button').last().click();
        await page.locator('aside button.main').click();
        await page.locator('aside ol article').nth(4).waitFor();
        isQuiet(seen);
        await close();
      });

      it('shows Kampung KB by date', { skip: !catalog.counts.kampung_kb }, async () => {
        const { page, seen, name, close } = await open(size, query(lang, 'indicator=kampung-kb'));
        await page.locator(SENTENCE).waitFor();
        await raise(page, name);
        const today = await page.locator(SENTENCE).textContent();
        await page.getByRole('slider').press('Home');
        await page.waitForURL(/on=/);
        await page.waitForFunction(
          (old) => document.querySelector('.headline h1')?.textContent !== old,
          today,
        );
        await isAccessible(page, 'Kampung KB');
        await shoot(page, `kampung-kb-${name}-${lang}`);
        isQuiet(seen);
        await close();
      });

      it('shows what is reckoned under its own name, legend and table', { skip: !first }, async () => {
        const { page, seen, name, close } = await open(size, query(lang, `indicator=${first?.id}`));
        await page.locator(SENTENCE).waitFor();
        await raise(page, name);
        const figures = await page.locator(SENTENCE).textContent();
        const choice = page.locator('.show select').first();
        const modes = await choice
          .locator('option')
          .evaluateAll((options) => options.map(({ value }) => value));
        assert.deepEqual(modes, ['raw', 'smoothed', 'clusters', 'change', 'two']);
        for (const mode of modes.slice(1)) {
          await choice.selectOption(mode);
          await page.waitForURL(new RegExp(`as=${mode}`));
          await page.locator('.legend p.label').waitFor();
          await page.waitForFunction(
            (old) => document.querySelector('.headline h1')?.textContent !== old,
            figures,
          );
          await isAccessible(page, mode);
          await shoot(page, `${mode}-${name}-${lang}`);
        }
        await page.goBack();
        await page.waitForURL(/as=change/);
        await choice.selectOption('raw');
        await page.waitForFunction(
          (old) => document.querySelector('.headline h1')?.textContent === old,
          figures,
        );
        assert.ok(!page.url().includes('as='));
        isQuiet(seen);
        await close();
      });

      it('ranks areas by weights that stand in the link', { skip: !first }, async () => {
        const { page, seen, name, close } = await open(size, `prioritas${query(lang)}`);
        await page.locator('main ol > li').first().waitFor();
        const slider = page.getByRole('slider').first();
        await slider.press('End');
        await page.waitForURL(new RegExp(`weights=${first?.id}:5`));
        await page.locator('section[aria-busy=false] ol > li').first().waitFor();
        const ranks = await page.locator('main ol > li .rank').allTextContents();
        const numbers = ranks.map((rank) => Number.parseInt(rank, 10));
        assert.deepEqual(
          numbers,
          [...numbers].sort((a, b) => a - b),
        );
        await isAccessible(page, 'priority');
        await shoot(page, `priority-${name}-${lang}`);
        await page.reload();
        await page.locator('main ol > li').first().waitFor();
        assert.equal(await page.getByRole('slider').first().inputValue(), '5');
        isQuiet(seen);
        await close();
      });

      it('follows Kampung KB from formation to convergence, by keyboard', {
        skip: !catalog.counts.kampung_kb,
      }, async () => {
        const { page, seen, name, close } = await open(size, `kampung-kb${query(lang)}`);
        await page.locator('.board li button').first().waitFor();
        await page.locator('section svg path.certain').waitFor();
        await isAccessible(page, 'the page of Kampung KB');
        await shoot(page, `kampung-kb-page-${name}-${lang}`);
        const sentence = await page.locator('section .sentence').first().textContent();
        await page.locator('input[type=date]').first().fill('2016-01-01');
        await page.waitForURL(/on=2016-01-01/);
        await page.waitForFunction(
          (old) => document.querySelector('section .sentence')?.textContent !== old,
          sentence,
        );
        await page.goBack();
        const card = page.locator('.board li button').first();
        await card.waitFor();
        const village = await card.textContent();
        await card.focus();
        await page.keyboard.press('Enter');
        await page.waitForURL(/area=/);
        await page.locator('h1', { hasText: village }).waitFor();
        await page.locator('.facilities li').first().waitFor();
        await isAccessible(page, 'one Kampung KB');
        await shoot(page, `kampung-kb-one-${name}-${lang}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.equal(wide, false, 'the page is no wider than its window');
        isQuiet(seen);
        await close();
      });

      it('prints one sheet, without what is only for the screen', async () => {
        const { page, seen, close } = await open(size, query(lang));
        await page.locator(SENTENCE).waitFor();
        const sentence = await page.locator(SENTENCE).textContent();
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.locator(SENTENCE).isVisible(), false);
        assert.equal(await page.locator('.sheet-on-paper h1').textContent(), sentence);
        const pdf = await page.pdf({ preferCSSPageSize: true });
        const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
        assert.equal(pages.length, 1);
        isQuiet(seen);
        await close();
      });

      it('lets staff log in, or make the first admin', async () => {
        const { page, seen, name, close } = await open(size, `masuk${query(lang)}`);
        await page.locator('form').waitFor();
        await isAccessible(page, 'the page where staff log in');
        await shoot(page, `masuk-${name}-${lang}`);
        await page.locator('form input').first().focus();
        for (const kind of ['text', 'password', 'checkbox', 'submit']) {
          await page.waitForFunction((kind) => document.activeElement?.type === kind, kind);
          const first = await page.evaluate(() => document.activeElement?.id === 'code');
          await page.keyboard.press('Tab');
          if (first) await page.keyboard.press('Tab');
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.equal(wide, false, 'the page is no wider than its window');
        isQuiet(seen);
        await close();
      });

      it('lists the data with their sources', async () => {
        const { page, seen, name, close } = await open(size, `data${query(lang)}`);
        await page.locator('main table').first().waitFor();
        await isAccessible(page, 'the data');
        await shoot(page, `data-${name}-${lang}`);
        isQuiet(seen);
        await close();
      });
    });
  }
}

/** The account that tests/browser adds; another server has none of this name. */
const EDITOR = { name: 'uji', password: 'kata sandi untuk uji' };
const BOUNDARIES = new URL('../../geodata/kelurahan.geojson', import.meta.url).pathname;

describe('an editor', () => {
  it('comes back from the log-in page, on a phone', async () => {
    const { page, seen, close } = await open(SIZES[1], 'impor?lang=en');
    await page.locator('main a.button').click();
    await page.locator('form input').first().fill(EDITOR.name);
    await page.locator('form input[type=password]').fill(EDITOR.password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/impor/);
    await page.locator('.drop').waitFor();
    await isAccessible(page, 'the page where layers are imported');
    await shoot(page, 'impor-narrow-en');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, 'the page is no wider than its window');
    isQuiet(seen);
    await close();
  });

  it('imports a file with faults, repairs it, publishes it and takes it back', async () => {
    const { page, seen, close } = await open(SIZES[0], 'masuk');
    await page.locator('form input').first().fill(EDITOR.name);
    await page.locator('form input[type=password]').fill(EDITOR.password);
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Akun' }).waitFor();
    await page.goto(`${BASE}/impor`);
    await page.setInputFiles('input[type=file]', BOUNDARIES);
    await page.locator('form input[list]').fill('batas-kelurahan');
    await page.locator('form button.main').first().click();
    await page.locator('.outcome.staged').waitFor();
    assert.ok((await page.locator('.groups > li').count()) >= 2, 'gaps and overlaps are told');
    await isAccessible(page, 'an import with findings');
    await page.locator('form.repair button.main').click();
    await page.locator('.outcome.refused').waitFor();
    await page.locator('form.repair fieldset input').first().check();
    await page.locator('form.repair button.main').click();
    await page.locator('.outcome.staged').waitFor();
    await page.locator('.map canvas').waitFor();
    await isAccessible(page, 'an import that was repaired');
    await shoot(page, 'impor-wide-id');
    const publishing = page.locator('form', { has: page.locator('.buttons') });
    for (const [at, text] of [
      [0, 'Uji'],
      [1, 'CC0-1.0'],
      [2, '2025-06-30'],
    ]) {
      await publishing.locator('input').nth(at).fill(text);
    }
    await publishing.locator('button.main').click();
    await page.getByText('kini tampil pada peta.').waitFor();
    await isAccessible(page, 'an import that is published');
    await page.getByRole('button', { name: 'Kembalikan yang sebelumnya' }).first().click();
    await page.getByRole('button', { name: 'Ya, kembalikan' }).click();
    await page.getByText('kembali tampil pada peta.').waitFor();
    isQuiet(seen);
    await close();
  });
});
