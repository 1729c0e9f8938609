// receiving.mjs: a delivery on a phone: scanned fast, without a network in
// between, by the camera, and booked; every screen as it is seen and read out.
// tests/run: seconds 180
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch, picture } from '../lib/browser.mjs';
import { demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
await forgetTries();
after(forgetTries);
const people = await demoPeople();
const hebrew = await newPerson('owner', undefined, ['--lang', 'he']);

/** Five goods with a number of their own. @type {{ variant: string, code: string, name: string }[]} */
const goods = (await sql(`SELECT v.id, MIN(b.code), t.name FROM variant v JOIN item i ON i.id = v.item_id AND i.type = 'good' AND i.unit = 'piece'
	JOIN barcode b ON b.variant_id = v.id AND b.pack_quantity = 1000 AND LENGTH(b.code) = 14 JOIN item_text t ON t.item_id = i.id AND t.lang = 'en'
	WHERE i.slug IN ('strawberry-jam', 'enamel-mug', 'cola-can', 'milk-3-1l', 'country-loaf') GROUP BY v.id, t.name ORDER BY v.id LIMIT 5`))
	.map(([variant, code, name]) => ({ variant, code: code.replace(/^0/, ''), name }));
const [first, second] = goods;
const BOX = '14006381333938', UNKNOWN = '4006381333931';
await sql(`REPLACE INTO barcode (code, branch_id, variant_id, pack_quantity) VALUES ('${BOX}', 0, ${first.variant}, 12000)`);
after(() => sql(`DELETE FROM barcode WHERE code IN ('${BOX}', '0${UNKNOWN}')`));

/** @typedef {Awaited<ReturnType<typeof browser.page>>} Page */

/** @param {{ width?: number, who?: import('../lib/people.mjs').Person }} [options] */
async function phone({ width = 390, who = people.owner } = {}) {
	const page = await browser.page({ width, height: 844 });
	await page.goto('/office/login');
	await page.fill('#login', who.login);
	await page.fill('#password', who.password);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/office');
	return page;
}

/** @param {Page} page @param {string} supplier */
async function open(page, supplier) {
	await page.goto('/office/receiving/new');
	await page.fill('#supplier', supplier);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/office\/receiving\/\d+$/);
	return new URL(page.url()).pathname;
}

/** As a scanner types. @param {Page} page @param {string} code */
async function scan(page, code) {
	await page.keyboard.type(code);
	await page.keyboard.press('Enter');
}

/** Everything that was scanned is with the shop. @param {Page} page */
const sent = (page) => page.locator('#waiting').waitFor({ state: 'hidden' });

/** Lines by name, as a reader sees them. @param {Page} page @returns {Promise<Record<string, string>>} */
const lines = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('#lines [data-uuid]')]
	.map((li) => [li.querySelector('a')?.textContent + (li.querySelector('.scanned-count')?.textContent?.includes('×') ? ' box' : ''), li.querySelector('.scanned-count')?.textContent ?? ''])));

/** @param {Page} page */
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(fault));

/** @param {Page} page @param {string} what */
async function sound(page, what) {
	await page.evaluate(axe);
	const found = await page.evaluate(async () => (await (/** @type {any} */ (window)).axe.run()).violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html).join(' ')}`));
	assert.deepEqual(found, [], what);
	assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} is not too wide`);
}

test('five goods, one of them twice, a box and an unknown code, fast one after the other; without reloading', async () => {
	const page = await phone();
	const path = await open(page, 'Browser Dairy');
	await page.evaluate(() => { (/** @type {any} */ (window)).kept = true; });
	assert.equal(await page.evaluate(() => document.activeElement?.id), 'scan');
	for (const { code } of goods) await scan(page, code);
	await scan(page, second.code);
	await scan(page, BOX);
	await sent(page);
	const all = await lines(page);
	for (const { name } of goods) assert.ok(Object.keys(all).some((n) => n.startsWith(name)), `${name}: ${JSON.stringify(all)}`);
	assert.equal(Object.keys(all).length, 6);
	assert.equal(all[second.name] ?? all[Object.keys(all).find((n) => n.startsWith(second.name)) ?? ''], '2');
	assert.equal(Object.values(all).filter((count) => count === '1 × 12 = 12').length, 1);
	await scan(page, UNKNOWN);
	await page.locator('#answers').getByText(`Unknown code ${UNKNOWN}`).waitFor();
	await sound(page, 'an unknown code');
	await picture(page, 'receiving-unknown');
	await page.fill('#look', first.name);
	await page.keyboard.press('Enter');
	await page.locator('.found button').first().click();
	await sent(page);
	await page.locator('#answers:empty').waitFor({ state: 'attached' });
	assert.ok(await page.evaluate(() => (/** @type {any} */ (window)).kept), 'no page was loaded anew');
	assert.equal(new URL(page.url()).pathname, path);
	assert.deepEqual(faults(page), []);
});

test('what was counted is changed in place: boxes, cost, date; what is wrong is said at its field', async () => {
	const page = await phone();
	const path = await open(page, 'Browser Dairy');
	await scan(page, second.code);
	await page.locator('.last').waitFor();
	await page.getByRole('button', { name: 'One more' }).click();
	await page.getByRole('button', { name: 'One more' }).click();
	await sent(page);
	assert.equal(await page.inputValue('#packs'), '3');
	await page.check('#in-boxes');
	assert.equal(await page.evaluate(() => document.activeElement?.id), 'pack');
	await page.keyboard.type('6');
	await page.fill('#cost', '1o');
	await page.keyboard.press('Tab');
	await page.locator('#cost-error').waitFor();
	assert.equal(await page.inputValue('#cost'), '1o');
	await sound(page, 'a wrong cost');
	await page.fill('#cost', '58.80');
	await page.selectOption('select[name=per]', 'box');
	await page.fill('#expires', '3112');
	await page.keyboard.press('Tab');
	await page.locator('#cost-facts').getByText('₪58.80 a box').waitFor();
	await page.locator('#expires-facts').getByText('Good until 31 Dec').waitFor();
	await sent(page);
	assert.match(await page.locator('.last-count').innerText(), /3 × 6 = 18/);
	assert.match(await page.locator('#cost-facts').innerText(), /₪9\.80 each.*₪176\.40 in all/s);
	await picture(page, 'receiving-line');
	await sound(page, 'a line');
	await page.getByRole('button', { name: 'Remove this line' }).click();
	await page.locator('#lines [data-uuid]').waitFor({ state: 'detached' });
	assert.equal((await sql(`SELECT COUNT(*) FROM goods_receipt_line WHERE goods_receipt_id = ${path.split('/').pop()} AND removed_at IS NULL`))[0][0], '0');
	assert.deepEqual(faults(page), []);
});

test('without a network scans wait in the page, stay through a reload, and are sent once each', async () => {
	const page = await phone();
	const path = await open(page, 'Browser Dairy'), id = path.split('/').pop();
	await scan(page, first.code);
	await page.locator('.last').waitFor();
	await page.context().setOffline(true);
	await scan(page, first.code);
	await scan(page, second.code);
	await scan(page, second.code);
	await page.getByText('2 lines wait to be sent.').waitFor();
	await picture(page, 'receiving-offline');
	await page.locator('#book-form button').click();
	await page.getByText('Some lines are not sent yet').waitFor();
	assert.equal((await sql(`SELECT SUM(quantity) FROM goods_receipt_line WHERE goods_receipt_id = ${id}`))[0][0], '1000');
	// The shop answers again, but the first answer is lost on the way: it is sent twice.
	let lost = 0;
	await page.route('**/scan', async (route) => {
		if (lost++) return route.continue();
		await route.fetch({ maxRedirects: 0 });
		return route.abort();
	});
	await page.context().setOffline(false);
	await page.reload();
	// What waits is sent once the page's script has read it.
	for (let i = 0; i < 100 && lost < 2; i++) await page.waitForTimeout(100);
	await sent(page);
	assert.ok(lost > 1);
	assert.deepEqual((await sql(`SELECT quantity FROM goods_receipt_line WHERE goods_receipt_id = ${id} ORDER BY line_no`)).flat(), ['2000', '2000']);
	assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('makolet')).length), 0);
	const [[before]] = await sql(`SELECT SUM(on_hand) FROM stock_level WHERE variant_id IN (${first.variant}, ${second.variant})`);
	await page.locator('#book-form button').click();
	await page.locator('.booked').waitFor();
	const [[now]] = await sql(`SELECT SUM(on_hand) FROM stock_level WHERE variant_id IN (${first.variant}, ${second.variant})`);
	assert.equal(Number(now) - Number(before), 4000);
	await check();
});

test('who was logged out in between logs in again elsewhere, and nothing is lost', async () => {
	const page = await phone();
	await open(page, 'Browser Dairy');
	const cookies = await page.context().cookies();
	await page.context().clearCookies();
	await scan(page, first.code);
	await page.getByText('You were logged out').waitFor();
	await page.getByText('1 line waits to be sent.').waitFor();
	const other = await page.context().newPage();
	await other.goto('/office/login');
	await other.fill('#login', people.owner.login);
	await other.fill('#password', people.owner.password);
	await other.keyboard.press('Enter');
	await other.waitForURL('**/office');
	assert.notDeepEqual(await page.context().cookies(), cookies);
	await sent(page);
	assert.deepEqual(Object.values(await lines(page)), ['1']);
});

test('the camera reads codes, one that stays in sight once, and is off when it is closed', async () => {
	const page = await phone();
	await page.addInitScript((code) => {
		const w = /** @type {any} */ (window);
		w.BarcodeDetector = class {
			static getSupportedFormats() { return Promise.resolve(['ean_13']); }
			detect() { return Promise.resolve(w.inSight ? [{ rawValue: code }] : []); }
		};
		const canvas = document.createElement('canvas');
		setInterval(() => canvas.getContext('2d')?.fillRect(0, 0, 20 * Math.random(), 20), 50);
		Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: async () => (w.stream = canvas.captureStream(20)) } });
	}, first.code);
	await open(page, 'Browser Dairy');
	await page.evaluate(() => { (/** @type {any} */ (window)).inSight = true; });
	await page.getByRole('button', { name: 'Scan with the camera' }).click();
	await page.locator('.last').waitFor();
	await page.waitForTimeout(600);
	await sent(page);
	assert.equal(await page.inputValue('#packs'), '1');
	await page.getByRole('button', { name: 'Close the camera' }).click();
	assert.ok(await page.evaluate(() => (/** @type {any} */ (window)).stream.getTracks().every((/** @type {MediaStreamTrack} */ t) => t.readyState === 'ended')));
	assert.deepEqual(faults(page), []);
});

test('where a browser reads no barcodes there is no button for it', async () => {
	const page = await phone();
	await page.addInitScript(() => { delete (/** @type {any} */ (window)).BarcodeDetector; });
	await open(page, 'Browser Dairy');
	assert.equal(await page.locator('#sound').isVisible(), true);
	assert.equal(await page.locator('#camera').isVisible(), false);
});

test('every screen is sound in English and Hebrew, on a phone and a desk', async () => {
	for (const [who, lang] of /** @type {const} */ ([[people.owner, 'en'], [hebrew, 'he']])) {
		const page = await phone({ who });
		await page.goto('/office/receiving?state=booked');
		const booked = await page.locator('.row-link').first().getAttribute('href');
		await page.goto('/office/receiving?state=open');
		const waiting = await page.locator('.row-link').last().getAttribute('href');
		for (const width of [390, 1280]) {
			await page.setViewportSize({ width, height: 844 });
			for (const [name, path] of Object.entries({ list: '/office/receiving', new: '/office/receiving/new', expiring: '/office/receiving/expiring?days=30', open: waiting, booked })) {
				await page.goto(path ?? '');
				await sound(page, `${name}, ${lang}, ${width}`);
				await picture(page, `receiving-${name}-${lang}-${width}`);
			}
		}
	}
});
