// refund.mjs: goods come back in Chromium: the sum is told while it is typed, the
// whole goes without script too; the screens fit and can be read, customers' too.
// tests/run: seconds 400
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch, picture } from '../lib/browser.mjs';
import { Client } from '../lib/client.mjs';
import { demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';
import { plenty, Till } from '../lib/till.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
await forgetTries();
after(forgetTries);
const owners = { en: (await demoPeople()).owner, he: await newPerson('owner', undefined, ['--lang', 'he']) };
await plenty('7299990000036');
const till = await Till.enrolled('HAIFA', { name: 'Drawer', float: '300.00' });
const [[drawer]] = await sql('SELECT MAX(id) FROM till');
const milk = await till.goods('7299990000036');

/** @typedef {Awaited<ReturnType<typeof browser.page>>} Page */

/** So many sold in cash; the order's page. @param {number} n */
async function sold(n) {
	assert.equal((await till.json('/till/sale', till.basket([[milk, n]], [['cash', 100000]]))).status, 200);
	return `/office/orders/${(await sql('SELECT MAX(id) FROM orders'))[0][0]}`;
}

/** @param {Page} page @param {import('../lib/people.mjs').Person} who */
async function logIn(page, { login, password }) {
	await page.goto('/office/login');
	await page.fill('#login', login);
	await page.fill('#password', password);
	await page.click('main button');
	await page.waitForURL('**/office');
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

/** Agorot in a text. @param {string | null} text */
const amount = (text) => Number((text ?? '').replace(/\D/g, ''));

test('the sum is told while it is typed, and is what the next page and the drawer say', async () => {
	const page = await browser.page();
	await logIn(page, owners.en);
	await page.goto(await sold(5));
	await page.click('text=Take back and refund');
	await page.waitForSelector('#sum:not([hidden])');
	await page.fill('#q0', '2');
	assert.equal(amount(await page.textContent('#sum output')), 2 * milk.price / 10000);
	await page.fill('#q0', '9');
	assert.ok(await page.isVisible('#beyond'));
	await page.click('#all');
	assert.equal(await page.inputValue('#q0'), '5');
	assert.ok(!(await page.isVisible('#beyond')));
	await page.fill('#q0', '2');
	await page.fill('#reason', 'Sour');
	await page.selectOption('#drawer', drawer);
	const told = amount(await page.textContent('#sum output'));
	await page.click('button[value="review"]');
	assert.equal(amount(await page.textContent('.back-total strong')), told);
	const [[before]] = await sql(`SELECT cash_expected FROM shift WHERE open_till_id = ${drawer}`);
	await page.click('button[value="give"]');
	await page.waitForURL('**/office/receipt/*');
	assert.ok(await page.isVisible('#print'));
	assert.deepEqual(await sql(`SELECT cash_expected FROM shift WHERE open_till_id = ${drawer}`), [[String(Number(before) - told)]]);
	await page.click('.receipt header a');
	assert.match(await page.textContent('.receipt-credits') ?? '', /Credit tax invoice/);
	assert.deepEqual(page.faults, []);
	await check();
});

test('the whole goes without script', async () => {
	const page = await browser.page({ script: false });
	await logIn(page, owners.en);
	await page.goto(await sold(2));
	await page.click('text=Take back and refund');
	assert.ok(!(await page.isVisible('#sum')));
	await page.click('#all');
	assert.equal(await page.inputValue('#q0'), '2');
	await page.fill('#reason', 'Not wanted');
	await page.selectOption('#drawer', drawer);
	await page.click('button[value="review"]');
	await page.click('button[value="change"]');
	assert.equal(await page.inputValue('#reason'), 'Not wanted');
	await page.click('button[value="review"]');
	await page.click('button[value="give"]');
	await page.waitForURL('**/office/receipt/*');
	await check();
});

/** Two who may be one; the first one's card. */
async function alike() {
	const phone = `054-${String(Date.now()).slice(-7)}`;
	for (const name of ['Dana Cohen', 'דנה כהן']) {
		const v = new Client();
		await v.submit(await v.get('/en/goods/enamel-mug'), '/en/cart/add', { quantity: '1' }, { headers: { 'sec-fetch-site': 'same-origin' } });
		const form = await v.get('/en/checkout');
		const [, branch] = form.text.match(/name="branch" value="(\d+)"/) ?? [];
		assert.equal((await v.submit(form, '/en/checkout', { branch, name, phone, terms: '1' })).status, 303);
	}
	return `/office/customers/${(await sql('SELECT MAX(customer_id) - 1 FROM orders'))[0][0]}`;
}

for (const [lang, scheme] of /** @type {const} */ ([['en', 'light'], ['en', 'dark'], ['he', 'light'], ['he', 'dark']]))
	test(`each screen fits and can be read, ${lang}, ${scheme}`, async () => {
		const page = await browser.page({ language: lang }), name = `${lang}-${scheme}`;
		const order = await sold(3), card = await alike();
		await page.emulateMedia({ colorScheme: scheme });
		await logIn(page, owners[lang]);
		for (const width of scheme === 'light' ? [390, 1440] : [320, 820]) {
			await page.setViewportSize({ width, height: 900 });
			await page.goto('/office/customers');
			await look(page, `customers-${name}-${width}`);
			await page.goto(card);
			for (const summary of await page.locator('details > summary').all()) await summary.click();
			await look(page, `customer-${name}-${width}`);
			await page.goto(`${order}/refund`);
			await page.fill('#q0', '99');
			await page.fill('#reason', 'Sour');
			await page.selectOption('#drawer', drawer);
			await page.click('button[value="review"]');
			await look(page, `refund-wrong-${name}-${width}`);
			await page.fill('#q0', '1');
			await page.click('button[value="review"]');
			await look(page, `refund-review-${name}-${width}`);
			await page.click('button[value="give"]');
			await page.waitForURL('**/office/receipt/*');
			await look(page, `refund-note-${name}-${width}`);
			await page.click('.receipt-tools a');
			await look(page, `refund-return-${name}-${width}`);
			await page.goto(order);
			await look(page, `refund-order-${name}-${width}`);
		}
	}, { seconds: 120 });
