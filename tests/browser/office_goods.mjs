// office_goods.mjs: goods in Chromium: a filter works when it is chosen, a new
// good with what goes wrong at its fields, and the screens as they are seen and
// read out, from left and from right.
// tests/run: seconds 300
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch, picture } from '../lib/browser.mjs';
import { demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
await forgetTries();
after(forgetTries);
const people = await demoPeople();
const hebrew = await newPerson('owner', undefined, ['--lang', 'he']);
const [[shirt]] = await sql("SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = 'cotton-shirt' ORDER BY v.position LIMIT 1");
const [[category]] = await sql("SELECT id FROM category WHERE slug = 'dairy'");

/** @typedef {Awaited<ReturnType<typeof browser.page>>} Page */

/** @param {Page} page @param {import('../lib/people.mjs').Person} who */
async function logIn(page, { login, password }) {
	await page.goto('/office');
	await page.fill('#login', login);
	await page.fill('#password', password);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/office');
}

/** What a person would call a fault; that the server refused something is none. @param {Page} page */
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d/.test(fault));

test('a filter works when it is chosen, and the address holds no others', async () => {
	const page = await browser.page();
	await logIn(page, people.owner);
	await page.goto('/office/goods');
	await page.selectOption('#category', 'dairy');
	await page.waitForURL('**/office/goods?category=dairy');
	await page.selectOption('#sort', 'dearest');
	await page.waitForURL('**/office/goods?category=dairy&sort=dearest');
	assert.ok(await page.locator('.list-goods tbody tr').count() > 3);
	await page.locator('.chip').first().click();
	await page.waitForURL('**/office/goods?sort=dearest');
	assert.deepEqual(faults(page), []);
});

test('a new good: what is wrong has the focus and is kept, then it is there, and changed', async () => {
	const page = await browser.page();
	await logIn(page, people.owner);
	await page.goto('/office/goods/new');
	const [[lang]] = await sql('SELECT lang FROM company');
	await page.fill('#name_en', 'Fig chutney');
	await page.fill('#name_pl', 'Chutney figowy');
	await page.fill('#code', '4012345678900');
	await page.fill('#price', '17.50');
	await page.click('.save-bar button');
	const focused = await page.evaluate(() => document.activeElement?.id);
	if (lang !== 'en') assert.equal(focused, `name_${lang}`);
	assert.equal(await page.inputValue('#code'), '4012345678900');
	await page.fill(`#name_${lang}`, 'Fig chutney');
	await page.fill('#code', '4012345678901');
	await page.click('.save-bar button');
	await page.waitForURL(/\/office\/goods\/\d+$/);
	assert.match(await page.innerText('.price-now'), /17\.50/);
	await page.fill('#maker', 'Galil Dairy');
	await page.click('.save-bar button');
	await page.locator('.notice-good').waitFor();
	assert.equal(await page.inputValue('#maker'), 'Galil Dairy');
	assert.deepEqual(faults(page), []);
});

/** @param {Page} page @param {string} name */
async function look(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
	await page.evaluate(axe);
	const { violations, passes } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
	assert.ok(passes.length > 10, 'axe has looked');
	assert.deepEqual(violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => `${n.html.slice(0, 120)} ${n.any[0]?.message ?? ''}`).join(' | ')}`), [], name);
	await picture(page, name);
}

for (const [lang, scheme] of /** @type {const} */ ([['en', 'light'], ['he', 'dark']]))
	test(`every screen of goods fits and can be read, ${lang}, ${scheme}`, async () => {
		const page = await browser.page({ language: lang });
		await page.emulateMedia({ colorScheme: scheme });
		await logIn(page, lang === 'he' ? hebrew : people.owner);
		for (const [name, path] of [['goods', '/goods?state=sale&category=dairy'], ['good', `/goods/${shirt}`], ['good-new', `/goods/new?copy=${shirt}`],
			['categories', '/categories'], ['category', `/categories/${category}`]])
			for (const width of [390, 820, 1440]) {
				await page.setViewportSize({ width, height: width < 800 ? 844 : 900 });
				await page.goto(`/office${path}`);
				await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
				await look(page, `goods-${name}-${lang}-${width}`);
			}
		assert.deepEqual(faults(page), []);
	}, { seconds: 120 });
