// till.mjs: the till in Chromium: by keyboard, by scanner, by finger, and while
// the connection is away.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch, picture } from '../lib/browser.mjs';
import { Client } from '../lib/client.mjs';
import { check, sql } from '../lib/shop.mjs';
import { branchId, plenty, secrets } from '../lib/till.mjs';
import { test } from '../lib/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();

/** @typedef {Awaited<ReturnType<typeof browser.page>>} Page */

const LOAF = '7299990000012', MILK = '7299990000036', APPLES = '7299990000074', JAM = '7299990000098', MUG = '7299990000111', PAN = '7299990000135', TOWEL = '7299990000128';

await plenty(LOAF, MILK, APPLES, JAM, TOWEL);

/** What a person would call a fault; that the server refused something is none. @param {Page} page */
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d|ERR_FAILED|ERR_INTERNET_DISCONNECTED/.test(fault));

/** Enrols, logs in and opens a shift by keyboard alone. @param {Page} page @param {string} [lang] */
async function open(page, lang = 'en') {
	await sql(`UPDATE staff SET lang = '${lang}' WHERE login = 'cashier'`);
	await page.goto('/till');
	await page.locator('input[name=branch]').first().focus();
	await page.keyboard.press('Space');
	await tabTo(page, '#name');
	await page.keyboard.type('Front counter');
	await page.keyboard.press('Tab');
	await page.keyboard.type('manager');
	await page.keyboard.press('Tab');
	await page.keyboard.type(secrets('manager').password);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/till/login');
	await logIn(page);
	await page.waitForURL('**/till/shift/open');
	await page.waitForFunction(() => document.activeElement?.id === 'float');
	await page.keyboard.type('200');
	await page.keyboard.press('Enter');
	await ready(page);
}

/** @param {Page} page @param {string} selector */
async function tabTo(page, selector) {
	for (let i = 0; i < 30; i++) {
		if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
		await page.keyboard.press('Tab');
	}
	assert.fail(`${selector} is not reached by Tab`);
}

/** @param {Page} page */
async function logIn(page) {
	await page.locator('input[value=cashier]').focus();
	await page.keyboard.press('Space');
	await page.keyboard.type(secrets('cashier').pin);
	await page.keyboard.press('Enter');
}

/** @param {Page} page */
async function ready(page) {
	await page.waitForURL('**/till');
	await page.waitForFunction(() => document.activeElement?.id === 'scan');
}

/** As a scanner types, ending with Enter. @param {Page} page @param {...string} codes */
async function scan(page, ...codes) {
	for (const code of codes) {
		await page.keyboard.type(code);
		await page.keyboard.press('Enter');
	}
}

/** @param {Page} page @param {string} id @param {RegExp} text */
async function says(page, id, text) {
	await page.waitForFunction(([i, source]) => new RegExp(source).test(document.getElementById(i)?.textContent ?? ''), [id, text.source])
		.catch(async () => assert.match(await page.locator(`#${id}`).innerText(), text));
}

/** @param {Page} page */
const lines = (page) => page.locator('.till-line').evaluateAll((all) => all.map((line) =>
	[line.querySelector('.till-line-name')?.textContent, line.querySelector('.till-line-count')?.textContent, line.querySelector('.till-line-amount')?.textContent].join(' | ')));

/** @param {Page} page */
const uuid = (page) => page.evaluate(() => JSON.parse(sessionStorage.getItem('till-basket') ?? '{}').state.uuid);
const keysOf = async (/** @type {string} */ id) => Number((await sql(`SELECT COUNT(*) FROM request_key WHERE uuid = '${id}'`))[0][0]);

test('from enrolment to the count by keyboard alone', async () => {
	const page = await browser.page({ width: 1024, height: 768 });
	await open(page);
	await scan(page, LOAF, `3*${MILK}`, `0.456*${APPLES}`);
	await says(page, 'total', /45\.63/);
	assert.deepEqual(await lines(page), ['Red apples | 0.456 kg × ₪11.90 | ₪5.43', 'Milk 3 %, 1 litre | 3 × ₪7.10 | ₪21.30', 'Country loaf | 1 × ₪18.90 | ₪18.90']);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('+');
	await says(page, 'total', /52\.73/);
	await page.keyboard.press('-');
	await page.keyboard.press('Delete');
	await says(page, 'total', /24\.33/);
	await page.keyboard.press('F8');
	await says(page, 'total', /45\.63/);
	await says(page, 'rounded', /45\.60/);
	// Exact cash: two presses after the last scan.
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await page.keyboard.press('Enter');
	await says(page, 'done-label', /Paid/);
	await says(page, 'done-facts', /Total ₪45\.63 · Rounding -₪0\.03 · No change/);
	// The next scan starts the next sale; a note and its change.
	await scan(page, JAM);
	await says(page, 'total', /19\.90/);
	assert.ok(await page.locator('#done').isHidden());
	await page.keyboard.press('F4');
	await page.locator('#pay[open]').waitFor();
	await page.keyboard.type('50');
	await page.keyboard.press('Enter');
	await says(page, 'done-sum', /30\.10/);
	await page.keyboard.press('Enter');
	assert.ok(await page.locator('#done').isHidden());
	await page.locator('a[href="/till/shift/close"]').focus();
	await page.keyboard.press('Enter');
	await page.waitForURL('**/till/shift/close');
	await page.keyboard.type('1');
	await tabTo(page, '#other');
	await page.keyboard.type('65.50');
	await tabTo(page, '#count button');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/till/shift/closed');
	assert.match(await page.locator('.till-result').innerText(), /right to the coin/);
	assert.deepEqual(faults(page), []);
	await check();
}, { seconds: 120 });

test('a card takes two presses, and a sale may be split', async () => {
	const page = await browser.page();
	await open(page);
	await scan(page, JAM);
	await says(page, 'total', /19\.90/);
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await page.keyboard.press('F9');
	await says(page, 'done-label', /Paid/);
	await scan(page, `0.456*${APPLES}`, JAM);
	await says(page, 'total', /25\.33/);
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await page.keyboard.type('10.03');
	await page.keyboard.press('F9');
	await says(page, 'pay-legs', /Card ₪10\.03/);
	await says(page, 'pay-due', /15\.30/);
	await page.keyboard.type('5');
	await page.keyboard.press('Enter');
	await says(page, 'pay-legs', /Cash ₪5\.00/);
	await page.keyboard.type('20');
	await page.keyboard.press('Enter');
	await says(page, 'done-sum', /9\.70/);
	const [[tenders]] = await sql("SELECT GROUP_CONCAT(CONCAT(tender, ' ', amount, ' ', rounding, ' ', tendered) ORDER BY id) FROM payment GROUP BY order_id ORDER BY order_id DESC LIMIT 1");
	assert.equal(tenders, 'card 1003 0 1003,cash 1530 0 2500');
	assert.deepEqual(faults(page), []);
	await check();
});

test('twenty scans in a burst are twenty pieces, whatever has the focus', async () => {
	const page = await browser.page();
	await open(page);
	const codes = Array.from({ length: 20 }, (_, i) => [MILK, LOAF, JAM, TOWEL][i % 4]);
	await page.locator('#undo').focus();
	await scan(page, ...codes);
	await says(page, 'count', /20 items/);
	await says(page, 'total', /404\.00/);	// five each of 7.10, 18.90, 19.90, 34.90
	for (const line of await lines(page)) assert.match(line, /\| 5 ×/);
	// While paying, a scan is refused aloud and adds nothing.
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await scan(page, MILK);
	await says(page, 'pay-say', /That was a scan/);
	await page.keyboard.press('Escape');
	await says(page, 'count', /20 items/);
	assert.deepEqual(faults(page), []);
});

test('who pays at once after the last scan pays for all of it, and for nothing that comes later', async () => {
	const page = await browser.page();
	await open(page);
	for (const path of ['**/till/goods?*', '**/till/hold'])
		await page.route(path, async (route) => {
			await new Promise((resolve) => { setTimeout(resolve, 200); });
			await route.continue();
		});
	await scan(page, JAM, LOAF, MILK, '', TOWEL);
	await page.locator('#pay[open]').waitFor();
	await says(page, 'pay-due', /45\.90/);
	await says(page, 'pay-say', /That was a scan/);
	await page.keyboard.press('Enter');
	await says(page, 'done-facts', /45\.90/);
	assert.deepEqual(faults(page), []);
});

test('what is unknown is said aloud and on the screen, unless muted', async () => {
	const page = await browser.page();
	await page.addInitScript(() => {
		const make = AudioContext.prototype.createOscillator;
		/** @type {any} */ (globalThis).tones = 0;
		AudioContext.prototype.createOscillator = function () {
			/** @type {any} */ (globalThis).tones++;
			return make.call(this);
		};
	});
	const tones = () => page.evaluate(() => /** @type {any} */ (globalThis).tones);
	await open(page);
	await scan(page, '4006381333931');
	await says(page, 'say', /4006381333931/);
	const before = await tones();
	assert.ok(before >= 2);
	await page.click('#sound');
	await scan(page, 'no such thing');
	await says(page, 'say', /no such thing/);
	assert.equal(await tones(), before);
	await scan(page, MILK);
	await says(page, 'total', /7\.10/);
	assert.equal(await page.locator('#say').innerText(), '');
});

test('by finger alone: a name, a weight, a note, the next customer', async () => {
	const page = await browser.page({ width: 1024, height: 768 });
	await open(page);
	await page.click('#scan');
	await page.locator('#scan').pressSequentially('app', { delay: 30 });
	await page.click('.till-found li');
	await page.locator('#ask[open]').waitFor();
	for (const key of ['1', '.', '5']) await page.locator('#ask .till-pad').getByText(key, { exact: true }).click();
	await page.click('#ask-ok');
	await says(page, 'total', /17\.85/);
	await page.click('#pay-open');
	await page.locator('#pay[open]').waitFor();
	await page.click('.till-note[data-amount="2000"]');
	await says(page, 'done-sum', /2\.10/);	// 17.85 is 17.90 in cash
	await page.click('#done-next');
	assert.ok(await page.locator('#done').isHidden());
	assert.deepEqual(faults(page), []);
	await check();
});

test('a label from the scale tells what was weighed, each its own line', async () => {
	const page = await browser.page();
	await open(page);
	await scan(page, '2104015012848', '2104015007509');
	await says(page, 'total', /24\.21/);	// 1.284 and 0.750 kg at 11.90: 15.28 and 8.93
	assert.equal((await lines(page)).length, 2);
	assert.deepEqual(faults(page), []);
});

test('an answer that never came: the sale is kept, sent again, and is one', async () => {
	const page = await browser.page();
	await open(page);
	await scan(page, JAM, JAM);
	await says(page, 'total', /39\.80/);
	const id = await uuid(page);
	// The server takes the sale; its answer is lost on the way.
	await page.route('**/till/sale', async (route) => {
		await route.fetch();
		await route.abort();
	});
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await page.keyboard.type('50');
	await page.keyboard.press('Enter');
	await says(page, 'wait-text', /never sold twice/);
	assert.equal(await keysOf(id), 1);
	await page.reload();
	await says(page, 'wait-text', /never sold twice/);
	assert.equal((await lines(page)).length, 1);
	await page.keyboard.press('Escape');
	assert.ok(await page.locator('#wait').isVisible(), 'an open question is not closed');
	await page.unroute('**/till/sale');
	await page.keyboard.press('Enter');
	await says(page, 'done-sum', /10\.20/);
	assert.equal(await keysOf(id), 1);
	assert.notEqual(await uuid(page), id);
	assert.deepEqual(faults(page), []);
	await check();
});

test('a connection that is away loses nothing, and what is added later is not lost', async () => {
	const page = await browser.page();
	await open(page);
	await scan(page, JAM);
	await says(page, 'total', /19\.90/);
	const id = await uuid(page);
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await page.context().setOffline(true);
	await page.keyboard.press('F9');
	await says(page, 'wait-text', /never sold twice/);
	await page.keyboard.press('Enter');
	await says(page, 'wait-text', /never sold twice/);
	assert.equal(await keysOf(id), 0);
	await page.context().setOffline(false);
	await page.click('#wait-again');
	await says(page, 'done-label', /Paid/);
	assert.equal(await keysOf(id), 1);
	await page.context().setOffline(true);
	await scan(page, MILK);
	await says(page, 'say', /did not answer/);
	await page.context().setOffline(false);
	await scan(page, MILK);
	await says(page, 'total', /7\.10/);
	await check();
});

test('a basket outlives a reload, a lock and another log-in', async () => {
	const page = await browser.page();
	await open(page);
	await scan(page, JAM, `2*${MILK}`);
	await says(page, 'total', /34\.10/);
	const id = await uuid(page);
	await page.reload();
	await says(page, 'total', /34\.10/);
	assert.equal(await uuid(page), id);
	await page.keyboard.press('F6');
	await page.waitForURL('**/till/login');
	await logIn(page);
	await ready(page);
	await says(page, 'total', /34\.10/);
	// Logged out behind its back: the page says so and keeps the basket.
	await sql("UPDATE session SET staff_id = NULL WHERE kind = 'till'");
	await scan(page, JAM);
	await says(page, 'say', /no longer logged in/);
	assert.equal((await lines(page)).length, 2);
	assert.deepEqual(faults(page), []);
});

test('what is short is named, line by line, before anybody pays', async () => {
	const page = await browser.page();
	await open(page);
	await scan(page, `900*${PAN}`, MILK, `900*${MUG}`);
	await page.keyboard.press('Enter');
	await says(page, 'say', /Cast iron pan.*Enamel mug/s);
	assert.equal(await page.locator('.till-line-bad').count(), 2);
	assert.ok(await page.locator('#pay').isHidden());
});

test('a web order is collected by the QR code of its page', async () => {
	const shopper = new Client();
	await shopper.submit(await shopper.get('/en/goods/linen-towel'), '/en/cart/add', { quantity: '1' });
	const placed = await shopper.submit(await shopper.get('/en/checkout'), '/en/checkout',
		{ branch: await branchId('HAIFA'), name: 'Test Shopper', phone: '050-555-0133', terms: 'on' });
	assert.match(placed.location, /\/order\//, placed.text);
	const page = await browser.page();
	await open(page);
	await scan(page, `${process.env.MAKOLET_URL}${placed.location}`);
	await says(page, 'total', /34\.90/);
	await says(page, 'order', /Test Shopper/);
	await picture(page, 'till-order');
	await scan(page, MILK);
	await says(page, 'say', /An order is open/);
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await page.keyboard.press('F9');
	await says(page, 'done-label', /Paid/);
	await page.keyboard.press('F2');
	await page.locator('#ask[open]').waitFor();
	await page.keyboard.type(placed.location);
	await page.keyboard.press('Enter');
	await says(page, 'ask-say', /paid and handed over already/);
	assert.deepEqual(faults(page), []);
	await check();
});

test('the receipt opens for the printer, with what was paid', async () => {
	const page = await browser.page();
	await open(page);
	await scan(page, JAM);
	await says(page, 'total', /19\.90/);
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await page.keyboard.press('F9');
	await says(page, 'done-label', /Paid/);
	const [receipt] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('F7')]);
	await receipt.waitForLoadState();
	assert.match(await receipt.locator('.receipt').innerText(), /19\.90/);
	await receipt.emulateMedia({ media: 'print' });
	assert.ok(await receipt.locator('#print').isHidden());
	await picture(/** @type {Page} */ (receipt), 'till-receipt');
});

/** @param {Page} page @param {string} name */
async function look(page, name) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
	await page.evaluate(axe);
	const { violations, passes } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
	assert.ok(passes.length > 10, 'axe has looked');
	assert.deepEqual(violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => `${n.html.slice(0, 120)} ${n.any[0]?.message ?? ''}`).join(' | ')}`), [], name);
	await picture(page, `till-${name}`);
}

for (const [lang, scheme, width, height] of /** @type {const} */ ([['he', 'light', 1024, 768], ['en', 'dark', 1440, 900], ['he', 'dark', 390, 844], ['en', 'light', 512, 384]]))
	test(`every screen fits and can be read, ${lang}, ${scheme}, ${width} px`, async () => {
		const page = await browser.page({ width, height, language: lang });
		await page.emulateMedia({ colorScheme: scheme });
		const tag = `${lang}-${scheme}-${width}`;
		await page.goto('/till/enrol');
		await look(page, `enrol-${tag}`);
		await open(page, lang);
		assert.equal(await page.getAttribute('html', 'dir'), lang === 'he' ? 'rtl' : 'ltr');
		await look(page, `ready-${tag}`);
		await scan(page, LOAF, `2*${JAM}`, `0.456*${APPLES}`, TOWEL);
		await says(page, 'total', /99\.03/);
		await look(page, `basket-${tag}`);
		await scan(page, '4006381333931');
		await says(page, 'say', /4006381333931/);
		await look(page, `unknown-${tag}`);
		await page.keyboard.press('Enter');
		await page.locator('#pay[open]').waitFor();
		await look(page, `pay-${tag}`);
		await page.keyboard.type('200');
		await page.keyboard.press('Enter');
		await says(page, 'done-sum', /101\.00/);
		await look(page, `change-${tag}`);
		await page.keyboard.press('F1');
		await look(page, `keys-${tag}`);
		await page.goto('/till/shift/close');
		await look(page, `count-${tag}`);
		await page.fill('#n0', '2');
		await page.click('#count button');
		await page.waitForURL('**/till/shift/closed');
		await look(page, `closed-${tag}`);
		await page.goto('/till/login');
		await look(page, `login-${tag}`);
		assert.deepEqual(faults(page), []);
	}, { seconds: 120 });
