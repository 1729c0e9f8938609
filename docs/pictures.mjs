// pictures.mjs: makes the README's pictures anew, from a running demo shop.
//
//	web/run &
//	MAKOLET_URL=http://127.0.0.1:8080 MAKOLET_LOGINS=var/logins node docs/pictures.mjs
//
// Everything goes through the doors: orders by the storefront, their stages at
// the office, sales at a till that is enrolled for it. They stay in the shop,
// so a new one (rm -r var) makes the same pictures. Needs tests/node_modules,
// which tests/run installs.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { launch } from '../tests/lib/browser.mjs';
import { Client } from '../tests/lib/client.mjs';
import { atOffice, demoPeople } from '../tests/lib/people.mjs';

const people = await demoPeople();
const browser = await launch();
const owner = await atOffice(people.owner);

/** @param {import('playwright-core').Page} page @param {string} name */
const keep = (page, name) => page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)) });

// ---- orders from the web ----

/** @typedef {[string, number | string][]} Goods	slugs, and how many */
/** @param {string} lang @param {string} name @param {Goods} goods @param {number} [branch] */
async function order(lang, name, goods, branch = 0) {
	const v = new Client();
	for (const [slug, quantity] of goods)
		await v.submit(await v.get(`/${lang}/goods/${slug}`), `/${lang}/cart/add`, { quantity }, { headers: { 'sec-fetch-site': 'same-origin' } });
	const page = await v.get(`/${lang}/checkout`);
	const branches = [...page.text.matchAll(/name="branch" value="(\d+)"/g)].map((m) => m[1]);
	const answer = await v.submit(page, `/${lang}/checkout`, { branch: branches[branch], name, phone: '050-555-0100', uuid: randomUUID(), terms: '1' });
	assert.equal(answer.status, 303, `${name} orders: ${answer.status}`);
	const shown = await v.get(answer.location);
	const code = shown.text.match(/ticket-code[^>]*>([\dA-Z]{4}-[\dA-Z]{4})</)?.[1] ?? '';
	return { path: answer.location, code };
}

/** @param {string} code @param {'ready' | 'cancel'} what */
async function stage(code, what) {
	const list = await owner.get('/office/orders?view=list&channel=web');
	const path = list.text.match(new RegExp(`href="(/office/orders/\\d+)"><bdi[^>]*>${code}<`))?.[1] ?? '';
	const answer = await owner.submit(await owner.get(path), `${path}/${what}`, { reason: 'As you asked.' });
	assert.equal(answer.status, 303, `${code} ${what}: ${answer.status}`);
}

// ---- the till ----

/** As a scanner types; until every line has its price. @param {import('playwright-core').Page} page @param {...string} codes */
async function scan(page, ...codes) {
	for (const code of codes) {
		await page.keyboard.type(code);
		await page.keyboard.press('Enter');
	}
	await page.waitForFunction((n) => document.querySelectorAll('.till-line').length === n && /\d/.test(document.getElementById('total')?.textContent ?? ''), codes.length);
}

/** @param {import('playwright-core').Page} page @param {string} handed over in cash, or "" for a card */
async function pay(page, handed) {
	await page.keyboard.press('F4');
	await page.locator('#pay[open]').waitFor();
	await page.keyboard.type(handed);
	await page.keyboard.press(handed ? 'Enter' : 'F9');
	await page.locator('#done:not([hidden])').waitFor();
	await page.keyboard.press('Enter');
}

async function openTill() {
	const page = await browser.page({ width: 1280, height: 800 });
	await page.goto('/till/enrol');
	await page.locator('input[name=branch]').first().check();
	await page.fill('#name', 'Front counter');
	await page.fill('#login', people.manager.login);
	await page.fill('#password', people.manager.password);
	await page.click('form button');
	await page.locator('input[value=cashier]').check();
	await page.fill('#pin', people.cashier.pin);
	await page.keyboard.press('Enter');
	await page.fill('#float', '300');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement?.id === 'scan');
	return page;
}

// ---- the pictures ----

const loaf = '7299990000012', challah = '7299990000029', milk = '7299990000036', cheese = '7299990000043', apples = '7299990000074', oil = '7299990000081';

const collected = await order('he', 'יעל', [['challah', 2], ['milk-3-1l', 2], ['strawberry-jam', 1]]);
const cancelled = await order('pl', 'Zofia', [['enamel-mug', 2]]);
const packed = [await order('en', 'Daniel', [['olive-oil', 1], ['ground-coffee', 2]]), await order('he', 'נועם', [['country-loaf', 1], ['cottage-cheese', 3]], 1),
	await order('fi', 'Aino', [['linen-towel', 2]])];
for (const { code } of [collected, ...packed]) await stage(code, 'ready');
await stage(cancelled.code, 'cancel');

const till = await openTill();
await scan(till, loaf, milk);
await pay(till, '50');
await scan(till, `0.850*${apples}`, cheese);
await pay(till, '');
await till.keyboard.press('F2');
await till.locator('#ask[open]').waitFor();
await till.keyboard.type(collected.code);
await till.keyboard.press('Enter');
await till.locator('#order:not([hidden])').waitFor();
await pay(till, '100');

await order('en', 'Maya', [['tomatoes', '1.2'], ['cucumbers', '0.8'], ['country-loaf', 1]]);
await order('he', 'אורי', [['challah', 1], ['olive-oil', 1]], 1);
await order('pl', 'Jan', [['cast-iron-pan', 1]]);
await scan(till, `3*${cheese}`, oil);
await pay(till, '100');
await order('fi', 'Eero', [['ground-coffee', 1], ['strawberry-jam', 2]]);
await order('he', 'תמר', [['challah', 2], ['milk-3-1l', 1], ['tomatoes', '1.5']]);

await scan(till, loaf, challah, `3*${milk}`, `1.240*${apples}`, oil);
await keep(till, 'till-en');

const shelf = await browser.page({ width: 1280, height: 800 });
await shelf.goto('/en/');
await keep(shelf, 'store-en');
await shelf.goto('/en/goods/olive-oil');
await keep(shelf, 'product-en');

const phone = await browser.page({ width: 390, height: 844, language: 'he' });
await phone.goto('/he/');
await keep(phone, 'store-he');

const office = await browser.page({ width: 1280, height: 800 });
await office.goto('/office/login');
await office.fill('#login', people.owner.login);
await office.fill('#password', people.owner.password);
await office.keyboard.press('Enter');
await office.waitForURL('**/office');
await keep(office, 'office-en');
await office.goto('/office/orders');
await keep(office, 'orders-en');

await browser.browser.close();
