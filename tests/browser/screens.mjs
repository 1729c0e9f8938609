// screens.mjs: every screen there is (tests/lib/screens.mjs), in English in the
// light and in Hebrew in the dark: axe finds nothing, nothing is wider than the
// page, no script complains; and no route is without a screen.
// tests/run: seconds 600
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch } from '../lib/browser.mjs';
import { scenes, screens, unseen, walk } from '../lib/screens.mjs';
import { test } from '../lib/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
const [en, he] = await scenes(['en', 'he']);

/** @typedef {import('playwright-core').Page} Page */

/** What axe finds, a line each. @param {Page} page @returns {Promise<string[]>} */
async function violations(page) {
	await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
	await page.evaluate(axe);
	const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }));
	return found.violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.slice(0, 3).map((/** @type {any} */ n) => n.html.slice(0, 120)).join(' | ')}`);
}

/** @param {Page} page @param {number} width */
async function tooWide(page, width) {
	await page.setViewportSize({ width, height: 844 });
	const by = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	return by > 0 ? [`${by} px too wide at ${width}`] : [];
}

test('every route that renders a page has a screen', async () => {
	assert.deepEqual(await unseen(), []);
	assert.equal(new Set(screens.map((s) => s.name)).size, screens.length);
});

for (const [scene, scheme, width] of /** @type {const} */ ([[en, 'light', 1280], [he, 'dark', 390]]))
	test(`each screen passes axe and fits, ${scene.lang}, ${scheme}`, async () => {
		/** @type {string[]} */
		const wrong = [];
		let seen = 0;
		await walk(browser, scene, async ({ name }, page) => {
			await page.emulateMedia({ colorScheme: scheme });
			const said = [...await tooWide(page, width), ...await violations(page), ...await tooWide(page, 320)];
			wrong.push(...said.map((line) => `${name}: ${line}`));
			seen++;
		}, { width });
		assert.equal(seen, screens.length);
		assert.deepEqual(wrong, []);
	}, { seconds: 280 });

test('the style page: every text has the contrast that it needs, light and dark', async () => {
	const page = await browser.page();
	await page.goto('/office/login');
	await page.fill('#login', en.owner.login);
	await page.fill('#password', en.owner.password);
	await Promise.all([page.waitForURL('**/office'), page.keyboard.press('Enter')]);
	for (const scheme of ['light', 'dark']) {
		await page.goto(`/office/style?scheme=${scheme}`);
		const ratios = await page.locator('.style-ratio').allInnerTexts();
		assert.ok(ratios.length > 20);
		for (const [i, ratio] of ratios.entries()) assert.ok(Number(ratio) >= 4.5, `${scheme}: ${await page.locator('.style-what').nth(i).innerText()} ${ratio}`);
	}
	assert.deepEqual(page.faults, []);
});
