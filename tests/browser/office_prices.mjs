// office_prices.mjs: prices prepared by scanner and keyboard, labels on screen and
// on paper, as they are seen and read out.
// tests/run: seconds 480
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch, picture } from '../lib/browser.mjs';
import { demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
await forgetTries();
after(forgetTries);
/** @type {Record<string, import('../lib/people.mjs').Person>} */
const owners = { en: (await demoPeople()).owner, he: await newPerson('owner', undefined, ['--lang', 'he']) };
const [[code, jam]] = await sql("SELECT b.code, v.id FROM barcode b JOIN variant v ON v.id = b.variant_id JOIN item i ON i.id = v.item_id WHERE i.slug = 'apricot-jam' AND b.branch_id = 0 LIMIT 1");

/** @typedef {Awaited<ReturnType<typeof browser.page>>} Page */

/** @param {string} lang @param {number} [width] */
async function office(lang, width = 1440) {
	const page = await browser.page({ width, height: 900, language: lang });
	await page.goto('/office/login');
	await page.fill('#login', owners[lang].login);
	await page.fill('#password', owners[lang].password);
	await page.click('form button');
	await page.waitForURL('**/office');
	return page;
}

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

test('a scanner takes goods in, the price is typed, the next is scanned, the hour is set', async () => {
	const page = await office('en');
	await page.goto('/office/prices');
	await page.fill('#name', 'By scanner');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/office/prices/*');
	const path = new URL(page.url()).pathname;
	await page.waitForFunction(() => document.activeElement?.id === 'find');
	await page.keyboard.type(code);
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement?.id === 'good-price');
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type('21.90');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement?.id === 'find');
	assert.match(await page.innerText(`#line-${jam}`), /2\.00/);
	await page.click('#hour button');
	await page.waitForFunction(() => document.querySelector('.stage-ready'));
	await look(page, 'office-prices-coming-en-1440');
	await page.click('.set-more summary:has-text("Take these prices back")');
	await page.click('.set-more .button-bad');
	await page.waitForFunction(() => document.querySelector('.stage-cancelled'));
	assert.equal(new URL(page.url()).pathname, path);
	assert.deepEqual(page.faults, []);
});

test('labels come out of the printer as they are measured', async () => {
	const page = await office('en');
	const [[bath]] = await sql("SELECT id FROM branch WHERE code = 'HAIFA'");
	for (const [size, pages] of /** @type {const} */ ([['sheet', 2], ['strip', 3], ['roll', 32]])) {
		await page.goto(`/office/labels/print?branch=${bath}&show=all&category=pantry&size=${size}`);
		assert.ok(await page.isVisible('#print'), 'the script offers to print');
		const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
		const count = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
		const labels = await page.locator('.label:not(:empty)').count();
		assert.equal(count, Math.ceil(labels / { sheet: 24, strip: 14, roll: 1 }[size]), `${size}: ${labels} labels on ${count} pages (about ${pages})`);
		const box = pdf.toString('latin1').match(/\/MediaBox\s*\[([^\]]*)\]/)?.[1].trim().split(/\s+/).map(Number) ?? [];
		const [wide, high] = size === 'roll' ? [58, 40] : [210, 297];
		assert.ok(Math.abs(box[2] - wide * 72 / 25.4) < 1.5 && Math.abs(box[3] - high * 72 / 25.4) < 1.5, `${size}: ${box}`);
		const over = await page.evaluate(() => [...document.querySelectorAll('.label-price, .label-foot')].filter((e) => e.scrollWidth > e.clientWidth + 1).length);
		assert.equal(over, 0, `${size}: nothing is cut off`);
		if (process.env.MAKOLET_PICTURES) {
			await mkdir(process.env.MAKOLET_PICTURES, { recursive: true });
			await writeFile(join(process.env.MAKOLET_PICTURES, `labels-${size}.pdf`), pdf);
		}
	}
});

for (const lang of ['en', 'he'])
	test(`every screen of prices and labels fits and can be read, ${lang}`, async () => {
		const page = await office(lang);
		const [[draft]] = await sql("SELECT MAX(id) FROM price_change WHERE name LIKE 'Dairy%'");
		for (const [name, path] of [['prices', '/prices'], ['prices-set', `/prices/${draft}`], ['prices-found', `/prices/${draft}?find=milk`], ['labels', '/labels?show=all'],
			['labels-right', '/labels'], ['labels-print', '/labels/print?show=all&category=bath'], ['searches', '/searches']])
			for (const width of [390, 820, 1440]) {
				await page.setViewportSize({ width, height: 900 });
				await page.goto(`/office${path}`);
				if (name === 'prices-found') await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
				await look(page, `office-${name}-${lang}-${width}`);
			}
		assert.deepEqual(page.faults, []);
	}, { seconds: 240 });
