// office.mjs: the office in Chromium: by keyboard from the log-in to a packed
// order, prices and stock with what goes wrong at their fields, the help; and
// every screen as it is seen, read out and printed.
// tests/run: seconds 300
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch, picture } from '../lib/browser.mjs';
import { Client } from '../lib/client.mjs';
import { demoPeople, enrolledTill, forgetTries, logInAtTill, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
await forgetTries();
after(forgetTries);
const people = await demoPeople();
/** Who reads which language. @type {Record<string, import('../lib/people.mjs').Person>} */
const owners = { en: people.owner };
for (const lang of ['he', 'pl', 'fi']) owners[lang] = await newPerson('owner', undefined, ['--lang', lang]);
const [[mug]] = await sql("SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = 'enamel-mug'");

/** @typedef {Awaited<ReturnType<typeof browser.page>>} Page */

/** Orders on the web, as a shopper does. @param {string} name @returns {Promise<string>} its code */
async function order(name) {
	const v = new Client();
	for (const [slug, quantity] of [['enamel-mug', 2], ['tomatoes', '1.25']])
		await v.submit(await v.get(`/en/goods/${slug}`), '/en/cart/add', { quantity }, { headers: { 'sec-fetch-site': 'same-origin' } });
	const page = await v.get('/en/checkout');
	const [, branch] = page.text.match(/name="branch" value="(\d+)"/) ?? [];
	const answer = await v.submit(page, '/en/checkout', { branch, name, email: 'browser@example.com', phone: '050-555-0133', note: 'Please ring twice', terms: '1' });
	assert.equal(answer.status, 303);
	return (await v.get(answer.location)).text.match(/[\dA-Z]{4}-[\dA-Z]{4}(?=<)/)?.[0] ?? '';
}

/** @param {Page} page @param {string} selector */
async function tabTo(page, selector) {
	for (let i = 0; i < 60; i++) {
		if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
		await page.keyboard.press('Tab');
	}
	assert.fail(`${selector} is not reached by Tab`);
}

/** By keyboard alone. @param {Page} page @param {import('../lib/people.mjs').Person} who */
async function logIn(page, { login, password }) {
	await page.goto('/office');
	await tabTo(page, '#login');
	await page.keyboard.type(login);
	await tabTo(page, '#password');
	await page.keyboard.type(password);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/office');
}

/** What a person would call a fault; that the server refused something is none. @param {Page} page */
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d/.test(fault));

test('by keyboard: log in, find the order in the list, pack it', async () => {
	const code = await order('Browser Tester');
	const page = await browser.page();
	await logIn(page, people.owner);
	await tabTo(page, '.bar-nav a[href="/office/orders"]');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/office/orders');
	await tabTo(page, '.title-end a[href*="view=list"]');
	await page.keyboard.press('Enter');
	await page.waitForURL('**view=list');
	const first = page.locator('.list-orders tbody tr').first();
	assert.match(await first.innerText(), new RegExp(`${code}.*Browser Tester.*Web.*To pack`, 's'));
	await tabTo(page, '.list-orders .row-link');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/office/orders/*');
	const seen = await page.innerText('main');
	for (const said of [code, 'To pack', 'Browser Tester', '050-555-0133', 'browser@example.com', 'Please ring twice', 'Enamel mug', '1.25 kg']) assert.ok(seen.includes(said), said);
	await tabTo(page, 'form[action$="/ready"] button');
	await page.keyboard.press('Enter');
	await page.locator('.title .stage-ready').waitFor();
	assert.match(await page.innerText('.events'), /Ready to collect.*owner/s);
	await page.goto('/office/orders?stage=ready');
	assert.ok((await page.innerText('.list-orders')).includes(code));
	assert.deepEqual(faults(page), []);
	await check();
});

test('a wrong price is said at its field and stays typed; the right one is the shop\'s', async () => {
	const page = await browser.page();
	await logIn(page, people.owner);
	await page.goto('/office/goods');
	await page.fill('#find', 'enamel');
	await page.keyboard.press('Enter');
	await page.click('.list-goods .row-link');
	await page.waitForURL(`**/office/goods/${mug}`);
	const field = page.locator('input[name=price]').first();
	await field.fill('29,9O');
	await page.keyboard.press('Enter');
	await page.locator('#price-error').waitFor();
	assert.equal(await field.inputValue(), '29,9O');
	assert.equal(await field.getAttribute('aria-invalid'), 'true');
	assert.equal(await field.getAttribute('aria-describedby'), 'price-error');
	await picture(page, 'office-price-error');
	await field.fill('31.50');
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/office/goods/${mug}`);
	assert.match(await page.locator('.price-now').first().innerText(), /31\.50/);
	await field.fill('29.90');
	await page.keyboard.press('Enter');
	await page.locator('.price-form').first().locator('.price-now', { hasText: '29.90' }).waitFor();
	assert.deepEqual(faults(page), []);
});

test('a stock count: a wrong one is kept as typed, a right one is on hand', async () => {
	const page = await browser.page();
	await logIn(page, people.owner);
	await page.goto(`/office/goods/${mug}`);
	const place = page.locator('.place').first();
	await place.locator('summary').focus();
	await page.keyboard.press('Enter');
	await place.locator('input[name=counted]').fill('twelve');
	await place.locator('input[name=note]').fill('Counted on Sunday');
	await page.keyboard.press('Enter');
	await page.locator('#counted-error').waitFor();
	assert.equal(await place.locator('input[name=counted]').inputValue(), 'twelve');
	assert.equal(await place.locator('input[name=note]').inputValue(), 'Counted on Sunday');
	assert.equal(await place.locator('details').getAttribute('open'), '');
	await place.locator('input[name=counted]').fill('41');
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/office/goods/${mug}`);
	assert.equal(await place.locator('.levels dd').first().innerText(), '41');
	assert.deepEqual(faults(page), []);
	await check();
});

// ---- the help ----

test('the help names buttons as the screens do, and its contents lead to its headings', async () => {
	for (const lang of ['en', 'he', 'pl', 'fi']) {
		const page = await browser.page();
		await logIn(page, owners[lang]);
		await tabTo(page, '.bar-nav a[href="/office/help"]');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/office/help');
		const broken = await page.evaluate(() => [...document.querySelectorAll('main a[href^="#"]')]
			.filter((a) => document.querySelectorAll(a.getAttribute('href') ?? '').length !== 1).map((a) => a.outerHTML));
		assert.deepEqual(broken, []);
		const help = await page.innerText('.help');
		const [ready, policies] = await names(page);
		for (const name of [...ready, ...policies]) assert.ok(help.includes(name), `${lang}: ${name}`);
		await page.goto('/office/help#closing');
		assert.ok(await page.locator('#closing').evaluate((h) => { const { top } = h.getBoundingClientRect(); return top >= 0 && top < innerHeight; }));
	}
});

/** What the office's screens call things in the language of who is logged in. @param {Page} page */
async function names(page) {
	await page.goto('/office/orders?view=list');
	const tabs = await page.locator('.filters .tabs').first().locator('a').allInnerTexts();
	await page.goto(`/office/goods/${mug}`);
	return [[tabs[1], await page.locator('.price-form button').first().innerText()],
		await page.locator('select[name=policy]').first().locator('option').allInnerTexts()];
}

test('on paper the help has no menu, and the cashier\'s chapter begins a page', async () => {
	const page = await browser.page({ width: 1024 });
	await logIn(page, people.owner);
	await page.goto('/office/help');
	await page.emulateMedia({ media: 'print' });
	for (const gone of ['.bar', '.help-toc']) assert.ok(await page.locator(gone).first().isHidden(), gone);
	assert.equal(await page.locator('.help section').nth(1).evaluate((s) => getComputedStyle(s).breakBefore), 'page');
	await picture(page, 'office-help-print');
});

test('a cashier without a login reads the cashier\'s chapter at the till', async () => {
	const v = await logInAtTill(await enrolledTill(people.manager), people.cashier);
	const page = await browser.page({ width: 390, height: 844 });
	await page.context().addCookies([...v.cookies].map(([name, value]) => ({ name, value, url: process.env.MAKOLET_URL })));
	await page.goto('/till/shift/open');
	await page.fill('#float', '100');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement?.id === 'scan');
	await page.waitForLoadState('load');	// what listens to keys is there
	await page.keyboard.press('F1');
	await page.click('#keys a[href="/till/help"]');
	await page.waitForURL('**/till/help');
	assert.match(await page.innerText('main'), /Count every kind of note and coin/);
	assert.doesNotMatch(await page.innerText('main'), /makolet/);
	await look(page, 'till-help-390');
	await page.click('.help .button');
	await page.waitForURL('**/till');
	assert.deepEqual(faults(page), []);
});

// ---- how it looks ----

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

for (const [lang, scheme] of /** @type {const} */ ([['en', 'light'], ['en', 'dark'], ['he', 'light'], ['he', 'dark']]))
	test(`every screen fits and can be read, ${lang}, ${scheme}`, async () => {
		await order('דנה כהן');
		const page = await browser.page({ language: lang });
		await page.emulateMedia({ colorScheme: scheme });
		const widths = scheme === 'light' ? [320, 820] : [390, 1440];
		await page.goto('/office/login');
		await look(page, `office-login-${lang}-${scheme}`);
		await logIn(page, owners[lang]);
		assert.equal(await page.getAttribute('html', 'dir'), lang === 'he' ? 'rtl' : 'ltr');
		const [[id]] = await sql('SELECT MAX(id) FROM orders');
		for (const [name, path] of [['home', ''], ['orders', '/orders'], ['orders-list', '/orders?view=list'], ['order', `/orders/${id}`], ['pick', `/orders/${id}/pick`], ['goods', '/goods'], ['good', `/goods/${mug}`],
			['nothing', '/goods?find=nosuchthing'], ['shortfalls', '/shortfalls'], ['tills', '/tills'], ['help', '/help'], ['error', '/orders/999999999']])
			for (const width of widths) {
				await page.setViewportSize({ width, height: width < 800 ? 844 : 900 });
				await page.goto(`/office${path}`);
				await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
				await look(page, `office-${name}-${lang}-${width}`);
			}
		assert.deepEqual(faults(page), []);
	}, { seconds: 120 });
