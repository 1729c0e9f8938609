// orders.mjs: the office's board, the picker's page and messages in Chromium, with
// a scanner, by keyboard, without script; and the shopper's page that answers.
// tests/run: seconds 300
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch, picture } from '../lib/browser.mjs';
import { Client } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
await forgetTries();
after(forgetTries);
const people = await demoPeople();
const hebrew = await newPerson('owner', undefined, ['--lang', 'he']);
const [[mug]] = await sql("SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = 'enamel-mug'");
const [[mugCode]] = await sql(`SELECT code FROM barcode WHERE variant_id = ${mug} AND pack_quantity = 1000 LIMIT 1`);
const [[jamCode]] = await sql("SELECT b.code FROM barcode b JOIN variant v ON v.id = b.variant_id JOIN item i ON i.id = v.item_id WHERE i.slug = 'strawberry-jam' AND b.pack_quantity = 1000 LIMIT 1");
const [[shelf]] = await sql('SELECT l.id FROM location l JOIN branch b ON b.id = l.branch_id WHERE b.pickup AND l.kind = \'shelf\' ORDER BY b.id LIMIT 1');
const owner = await atOffice(people.owner);
await owner.get(`/office/goods/${mug}`);
await owner.postForm(`/office/goods/${mug}/stock`, { location: shelf, counted: '200', note: 'for tests' });

/** @typedef {Awaited<ReturnType<typeof browser.page>>} Page */

/** Orders two mugs and some tomatoes. @param {string} [name] */
async function order(name = 'Board Tester') {
	const v = new Client();
	for (const [slug, quantity] of [['enamel-mug', 2], ['tomatoes', '1.25']])
		await v.submit(await v.get(`/en/goods/${slug}`), '/en/cart/add', { quantity }, { headers: { 'sec-fetch-site': 'same-origin' } });
	const page = await v.get('/en/checkout');
	const [, branch] = page.text.match(/name="branch" value="(\d+)"/) ?? [];
	const answer = await v.submit(page, '/en/checkout', { branch, name, email: 'board@example.com', terms: '1' });
	assert.equal(answer.status, 303);
	const [[id]] = await sql(`SELECT id FROM orders WHERE token = '${answer.location.split('/').pop()}'`);
	return { id, path: `/office/orders/${id}`, page: answer.location };
}

/** @param {Page} page @param {import('../lib/people.mjs').Person} who */
async function logIn(page, { login, password }) {
	await page.goto('/office');
	await page.fill('#login', login);
	await page.fill('#password', password);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/office');
}

/** That the server refused something is no fault. @param {Page} page */
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d/.test(fault));

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

test('the board shows what comes without being asked, and keeps the focus', async () => {
	const first = await order('First of two');
	const page = await browser.page({ width: 1440, height: 900 });
	await page.clock.install();
	await logIn(page, people.owner);
	await page.goto('/office/orders');
	const link = page.locator(`.order-card a[href="${first.path}"]`);
	await link.focus();
	const second = await order('Second of two');
	assert.equal(await page.locator(`.order-card a[href="${second.path}"]`).count(), 0);
	await page.clock.fastForward(21000);
	await page.locator(`.order-card a[href="${second.path}"]`).waitFor();
	assert.ok(await link.evaluate((a) => a === document.activeElement), 'the same card has the focus');
	assert.match(await page.innerText('#board-news'), /new order/);
	await page.keyboard.press('Enter');
	await page.waitForURL(`**${first.path}`);
	assert.deepEqual(faults(page), []);
});

test('a scanner fills the box: right goods go in, wrong ones are called out, the last press makes it ready', async () => {
	const { id, path } = await order();
	const page = await browser.page({ width: 390, height: 844 });
	await logIn(page, people.owner);
	await page.goto(`${path}/pick`);
	/** As a scanner types. @param {string} code */
	const scan = async (code) => {
		await page.waitForFunction(() => document.activeElement?.id === 'code');
		await page.keyboard.type(code);
		await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
	};
	await scan(mugCode);
	assert.match(await page.innerText('[role=status]'), /Enamel mug.*1 of 2 in the box/);
	await scan(jamCode);
	assert.match(await page.innerText('[role=alert]'), /is not in this order/);
	await look(page, 'pick-wrong-390');
	await scan(mugCode);
	assert.match(await page.innerText('[role=status]'), /2 of 2/);
	const tomatoes = page.locator('.pick-line', { hasText: 'Tomatoes' });
	await tomatoes.locator('summary').click();
	await tomatoes.locator('input[name=quantity]').fill('1.5');
	await page.keyboard.press('Enter');
	await page.locator('#quantity-error').waitFor();
	assert.equal(await tomatoes.locator('input[name=quantity]').inputValue(), '1.5');
	await tomatoes.locator('.pick-do button').click();
	await page.locator('.pick-end button', { hasText: 'All picked' }).click();
	await page.locator('.title .stage-ready').waitFor();
	assert.deepEqual(await sql(`SELECT picked FROM order_line WHERE order_id = ${id} ORDER BY line_no`), [['2000'], ['1250']]);
	assert.deepEqual(faults(page), []);
	await check();
});

test('without script an order is picked, marked as missing, and the customer is asked', async () => {
	const { path, page: secret } = await order();
	const page = await browser.page({ width: 820, script: false });
	await logIn(page, people.owner);
	await page.goto('/office/orders');
	await page.locator(`.order-card a[href="${path}/pick"]`).click();
	await page.locator('.pick-line', { hasText: 'Tomatoes' }).locator('.pick-do button').click();
	const mugs = page.locator('.pick-line', { hasText: 'Enamel mug' });
	await mugs.locator('summary').click();
	await mugs.locator('button[value=missing]').click();
	await page.locator('.pick-end a').click();
	assert.match(await page.inputValue('#body'), /we could not find: Enamel mug/);
	await page.locator('button[value=to_customer]').click();
	assert.match(await page.innerText('.thread'), /could not find/);
	const shopper = await browser.page({ width: 390, height: 844, script: false });
	await shopper.goto(secret);
	await shopper.fill('#body', 'Please wait for it. <b>Thanks</b>');
	await shopper.locator('.order-talk button').click();
	assert.match(await shopper.innerText('.thread'), /Please wait for it\. <b>Thanks<\/b>/);
	await page.goto('/office');
	assert.match(await page.innerText('.needs'), /Board Tester.*1 new message/s);
});

for (const [lang, scheme] of /** @type {const} */ ([['en', 'light'], ['en', 'dark'], ['he', 'light'], ['he', 'dark']]))
	test(`board, picking, messages and the shopper's page fit and can be read, ${lang}, ${scheme}`, async () => {
		const late = await order('דנה כהן'), busy = await order('Ewa Zielińska-Kowalczykiewicz'), ready = await order();
		await sql(`UPDATE orders SET promised_at = NOW(6) - INTERVAL 5 MINUTE WHERE id = ${late.id}`);
		await sql(`UPDATE orders SET promised_at = NOW(6) + INTERVAL 25 MINUTE WHERE id = ${busy.id}`);
		const lines = await sql(`SELECT id FROM order_line WHERE order_id = ${busy.id} ORDER BY line_no`);
		await owner.get(`${busy.path}/pick`);
		await owner.postForm(`${busy.path}/pick`, { line: lines[0][0], what: 'some', quantity: '1' });
		await owner.postForm(`${busy.path}/pick`, { line: lines[1][0], what: 'missing' });
		await owner.submit(await owner.get(busy.path), `${busy.path}/message`, { kind: 'to_customer', body: 'A long word: ' + 'x'.repeat(120) });
		await owner.submit(await owner.get(busy.path), `${busy.path}/message`, { kind: 'internal', body: 'רק לצוות' });
		await owner.submit(await owner.get(ready.path), `${ready.path}/ready`);
		const shopper = new Client();
		await shopper.submit(await shopper.get(busy.page), /message/, { body: 'When?' });
		const page = await browser.page({ language: lang });
		await page.emulateMedia({ colorScheme: scheme });
		await logIn(page, lang === 'he' ? hebrew : people.owner);
		for (const width of scheme === 'light' ? [320, 820] : [390, 1440]) {
			await page.setViewportSize({ width, height: width < 800 ? 844 : 900 });
			for (const [name, path] of [['board', '/office/orders'], ['order-late', late.path], ['order-busy', `${busy.path}?start=missing`], ['order-ready', ready.path],
				['pick', `${busy.path}/pick`], ['track', busy.page.replace('/en/', `/${lang}/`)]]) {
				await page.goto(path);
				await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
				await look(page, `${name}-${lang}-${width}`);
			}
		}
		assert.deepEqual(faults(page), []);
	}, { seconds: 120 });
