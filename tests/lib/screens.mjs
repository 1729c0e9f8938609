// screens.mjs: every screen of the shop and how one gets there: what looks at all
// of them (docs/sheets, tests/browser/screens.mjs) walks this one list.
//
// How to add a screen: a row in `screens`. `route` is the path of its row in
// routes.def, so that a route without a screen is found; a screen that takes
// more than its address says what to do with the page in `act`. Rows stand in
// the order in which they are visited: what a row leaves (a sale, a closed
// shift) is there for the next.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from './client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from './people.mjs';
import { makolet, sql } from './shop.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {Awaited<ReturnType<typeof import('./browser.mjs').launch>>} Browser */

/** @typedef {{ slug: string, code: string, weighed: boolean }} Goods */
/** Where and as whom a screen is opened: a shop with one of everything, seen by somebody of a language.
 * @typedef {object} Scene
 * @property {string} lang
 * @property {Person} owner	who reads that language
 * @property {Person} cashier	the same at the till
 * @property {readonly Goods[]} goods	of which there are enough
 * @property {Record<string, string>} ids	what addresses need
 */
/** @typedef {object} Screen
 * @property {string} name
 * @property {string} route	of routes.def; "" for what no route has
 * @property {'stranger'} [as]	somebody who has never been here; else who has a cart, is logged in and sells
 * @property {(s: Scene) => string} at	its address
 * @property {(page: Page, s: Scene) => Promise<unknown>} [act]	what makes the state
 */

/** The till's page is there, and its script too. @param {Page} page */
const ready = (page) => page.waitForFunction(() => document.activeElement?.id === 'scan');

/** @param {Page} page @param {string} code */
async function scan(page, code) {
	const lines = await page.locator('.till-line').count();
	await page.fill('#scan', code);
	await page.press('#scan', 'Enter');
	await page.waitForFunction((n) => document.querySelectorAll('.till-line').length > n && /\d/.test(document.getElementById('total')?.textContent ?? ''), lines);
}

/** @param {Page} page @param {Scene} s */
async function basket(page, { goods }) {
	await ready(page);
	await page.keyboard.press('F10');
	await page.locator('#order').waitFor({ state: 'hidden' });
	for (const [i, { code, weighed }] of goods.entries()) await scan(page, weighed ? `1.240*${code}` : i === 1 ? `2*${code}` : code);
}

/** @param {Page} page */
async function paying(page) {
	await page.keyboard.press('F4');
	await page.locator('#pay[open]').waitFor();
}

/** A form as it is, sent without what it needs. @param {Page} page @param {string} button */
async function sendEmpty(page, button) {
	await page.evaluate(() => { for (const form of document.forms) form.noValidate = true; });
	await Promise.all([page.waitForNavigation(), page.click(button)]);
}

/** @type {readonly Screen[]} */
export const screens = [
	{ name: 'front', route: '/:lang/', at: (s) => `/${s.lang}/` },
	{ name: 'goods', route: '/:lang/goods', at: (s) => `/${s.lang}/goods` },
	{ name: 'category', route: '/:lang/goods', at: (s) => `/${s.lang}/goods?category=produce` },
	{ name: 'found', route: '/:lang/goods', at: (s) => `/${s.lang}/goods?find=${encodeURIComponent(s.lang === 'he' ? 'חלב' : 'milk')}` },
	{ name: 'found-nothing', route: '/:lang/goods', at: (s) => `/${s.lang}/goods?find=qwxz` },
	{ name: 'product', route: '/:lang/goods/:slug', at: (s) => `/${s.lang}/goods/challah` },
	{ name: 'product-sizes', route: '/:lang/goods/:slug', at: (s) => `/${s.lang}/goods/cotton-shirt` },
	{ name: 'product-weighed', route: '/:lang/goods/:slug', at: (s) => `/${s.lang}/goods/tomatoes` },
	{ name: 'terms', route: '/:lang/terms', at: (s) => `/${s.lang}/terms` },
	{ name: 'try', route: '/:lang/try', at: (s) => `/${s.lang}/try` },
	{ name: 'cart-empty', route: '/:lang/cart', as: 'stranger', at: (s) => `/${s.lang}/cart` },
	{ name: 'cart', route: '/:lang/cart', at: (s) => `/${s.lang}/cart` },
	{ name: 'checkout', route: '/:lang/checkout', at: (s) => `/${s.lang}/checkout` },
	{ name: 'checkout-errors', route: '/:lang/checkout', at: (s) => `/${s.lang}/checkout`, act: (page) => sendEmpty(page, '.button-order') },
	{ name: 'order', route: '/:lang/order/:token', at: (s) => `/${s.lang}/order/${s.ids.placed}` },
	{ name: 'order-done', route: '/:lang/order/:token', at: (s) => `/${s.lang}/order/${s.ids.cancelled}` },
	{ name: 'nowhere', route: '', at: (s) => `/${s.lang}/nowhere` },

	{ name: 'office-login', route: '/office/login', as: 'stranger', at: () => '/office/login' },
	{ name: 'office-login-refused', route: '/office/login', as: 'stranger', at: () => '/office/login', act: async (page) => {
		await page.fill('#login', 'nobody');
		await page.fill('#password', 'a password');
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	} },
	{ name: 'office', route: '/office', at: () => '/office' },
	{ name: 'office-orders', route: '/office/orders', at: () => '/office/orders' },
	{ name: 'office-orders-list', route: '/office/orders', at: () => '/office/orders?view=list' },
	{ name: 'office-orders-none', route: '/office/orders', at: () => '/office/orders?stage=lapsed&channel=till' },
	{ name: 'office-pick', route: '/office/orders/:id/pick', at: (s) => `/office/orders/${s.ids.order}/pick` },
	{ name: 'office-order', route: '/office/orders/:id', at: (s) => `/office/orders/${s.ids.order}` },
	{ name: 'office-goods', route: '/office/goods', at: () => '/office/goods' },
	{ name: 'office-goods-none', route: '/office/goods', at: () => '/office/goods?find=qwxz' },
	{ name: 'office-good', route: '/office/goods/:id', at: (s) => `/office/goods/${s.ids.variant}` },
	{ name: 'office-good-price-wrong', route: '/office/goods/:id', at: (s) => `/office/goods/${s.ids.variant}`, act: async (page) => {
		await page.locator('input[name=price]').first().fill('12,5O');
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	} },
	{ name: 'office-receiving', route: '/office/receiving', at: () => '/office/receiving' },
	{ name: 'office-receiving-none', route: '/office/receiving', at: () => '/office/receiving?find=qwxz' },
	{ name: 'office-receiving-new', route: '/office/receiving/new', at: () => '/office/receiving/new' },
	{ name: 'office-expiring', route: '/office/receiving/expiring', at: () => '/office/receiving/expiring' },
	{ name: 'office-delivery', route: '/office/receiving/:id', at: (s) => `/office/receiving/${s.ids.delivery}` },
	{ name: 'office-delivery-line', route: '/office/receiving/:id', at: (s) => `/office/receiving/${s.ids.delivery}?at=${s.ids.line}&scanned=1` },
	{ name: 'office-delivery-unknown', route: '/office/receiving/:id', at: (s) => `/office/receiving/${s.ids.delivery}?code=4006381333931&find=milk` },
	{ name: 'office-delivery-booked', route: '/office/receiving/:id', at: (s) => `/office/receiving/${s.ids.booked}` },
	{ name: 'office-good-new', route: '/office/goods/new', at: () => '/office/goods/new' },
	{ name: 'office-categories', route: '/office/categories', at: () => '/office/categories' },
	{ name: 'office-category', route: '/office/categories/:id', at: () => '/office/categories/1' },
	{ name: 'office-searches', route: '/office/searches', at: () => '/office/searches' },
	{ name: 'office-prices', route: '/office/prices', at: () => '/office/prices' },
	{ name: 'office-prices-set', route: '/office/prices/:id', at: (s) => s.ids.prices },
	{ name: 'office-labels', route: '/office/labels', at: () => '/office/labels' },
	{ name: 'office-labels-print', route: '/office/labels/print', at: (s) => `/office/labels/print?show=all&variant=${s.ids.variant}` },
	{ name: 'office-customers', route: '/office/customers', at: () => '/office/customers' },
	{ name: 'office-customer', route: '/office/customers/:id', at: (s) => `/office/customers/${s.ids.customer}` },
	{ name: 'office-shortfalls', route: '/office/shortfalls', at: () => '/office/shortfalls' },
	{ name: 'office-import', route: '/office/import', at: () => '/office/import' },
	{ name: 'office-import-run', route: '/office/import/:id', at: (s) => `/office/import/${s.ids.run}` },
	{ name: 'office-import-review', route: '/office/import/review', at: () => '/office/import/review' },
	{ name: 'office-staff', route: '/office/staff', at: () => '/office/staff' },
	{ name: 'office-staff-new', route: '/office/staff/new', at: () => '/office/staff/new' },
	{ name: 'office-staff-new-errors', route: '/office/staff/new', at: () => '/office/staff/new', act: (page) => sendEmpty(page, 'main form button') },
	{ name: 'office-staff-member', route: '/office/staff/:id', at: (s) => `/office/staff/${s.ids.staff}` },
	{ name: 'office-audit', route: '/office/audit', at: () => '/office/audit' },
	{ name: 'office-settings', route: '/office/settings', at: () => '/office/settings' },
	{ name: 'office-settings-shop', route: '/office/settings/shop', at: () => '/office/settings/shop' },
	{ name: 'office-branches', route: '/office/settings/branches', at: () => '/office/settings/branches' },
	{ name: 'office-branch-new', route: '/office/settings/branches/new', at: () => '/office/settings/branches/new' },
	{ name: 'office-branch', route: '/office/settings/branches/:id', at: () => '/office/settings/branches/1' },
	{ name: 'office-branch-hours', route: '/office/settings/branches/:id/hours', at: () => '/office/settings/branches/1/hours' },
	{ name: 'office-settings-mail', route: '/office/settings/mail', at: () => '/office/settings/mail' },
	{ name: 'office-checklist', route: '/office/checklist', at: () => '/office/checklist' },
	{ name: 'office-settings-rules', route: '/office/settings/rules', at: () => '/office/settings/rules' },
	{ name: 'office-style', route: '/office/style', at: (s) => `/office/style?lang=${s.lang}` },
	{ name: 'office-help', route: '/office/help', at: () => '/office/help' },
	{ name: 'office-nowhere', route: '', at: () => '/office/nowhere' },

	{ name: 'till-enrol', route: '/till/enrol', as: 'stranger', at: () => '/till/enrol' },
	{ name: 'till-enrol-errors', route: '/till/enrol', as: 'stranger', at: () => '/till/enrol', act: (page) => sendEmpty(page, 'form button') },
	{ name: 'till-login', route: '/till/login', at: () => '/till/enrol', act: async (page, s) => {
		await page.locator('input[name=branch]').first().check();
		await page.fill('#name', s.lang === 'he' ? 'קופה ראשית' : 'Front counter');
		await Promise.all([page.waitForURL('**/till/login'), page.click('form button')]);
	} },
	{ name: 'till-login-refused', route: '/till/login', at: () => '/till/login', act: async (page, s) => {
		await page.locator(`input[value="${s.cashier.login}"]`).check();
		await page.fill('#pin', '000000');
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	} },
	{ name: 'till-shift-open', route: '/till/shift/open', at: () => '/till/login', act: async (page, s) => {
		await page.locator(`input[value="${s.cashier.login}"]`).check();
		await page.fill('#pin', s.cashier.pin);
		await Promise.all([page.waitForURL('**/till/shift/open'), page.keyboard.press('Enter')]);
	} },
	{ name: 'till', route: '/till', at: () => '/till/shift/open', act: async (page) => {
		await page.fill('#float', '300');
		await Promise.all([page.waitForURL('**/till'), page.keyboard.press('Enter')]);
		await ready(page);
	} },
	{ name: 'till-found', route: '/till', at: () => '/till', act: async (page, s) => {
		await page.fill('#scan', s.lang === 'he' ? 'חלב' : 'milk');
		await page.press('#scan', 'Enter');
		await page.locator('#found li').first().waitFor();
	} },
	{ name: 'till-unknown', route: '/till', at: () => '/till', act: async (page) => {
		await page.fill('#scan', '4006381333931');
		await page.press('#scan', 'Enter');
		await page.locator('#say > *').waitFor();
	} },
	{ name: 'till-collect', route: '/till', at: () => '/till', act: async (page) => {
		await ready(page);
		await page.keyboard.press('F2');
		await page.locator('#ask[open]').waitFor();
	} },
	{ name: 'till-order', route: '/till', at: () => '/till', act: async (page, s) => {
		await ready(page);
		await page.keyboard.press('F2');
		await page.locator('#ask[open]').waitFor();
		await page.keyboard.type(s.ids.code);
		await page.keyboard.press('Enter');
		await page.locator('#order:not([hidden])').waitFor();
	} },
	{ name: 'till-basket', route: '/till', at: () => '/till', act: basket },
	{ name: 'till-offline', route: '/till', at: () => '/till', act: async (page) => {
		await page.context().setOffline(true);
		await page.fill('#scan', '7299990000098');
		await page.press('#scan', 'Enter');
		await page.locator('#say > *').waitFor();
		await page.context().setOffline(false);
	} },
	{ name: 'till-keys', route: '/till', at: () => '/till', act: async (page) => {
		await ready(page);
		await page.keyboard.press('F1');
		await page.locator('#keys[open]').waitFor();
	} },
	{ name: 'till-pay', route: '/till', at: () => '/till', act: async (page) => {
		await page.locator('.till-line').first().waitFor();
		await paying(page);
	} },
	{ name: 'till-done', route: '/till', at: () => '/till', act: async (page) => {
		await page.locator('.till-line').first().waitFor();
		await paying(page);
		await page.keyboard.type('200');
		await page.keyboard.press('Enter');
		await page.locator('#done:not([hidden])').waitFor();
	} },
	{ name: 'till-receipt', route: '/till/receipt/:token', at: (s) => `/till/receipt/${s.ids.receipt}` },
	{ name: 'receipt', route: '/:lang/receipt/:token', at: (s) => `/${s.lang}/receipt/${s.ids.receipt}` },
	{ name: 'office-refund', route: '/office/orders/:id/refund', at: (s) => `/office/orders/${s.ids.sale}/refund` },
	{ name: 'office-receipt', route: '/office/receipt/:token', at: (s) => `/office/receipt/${s.ids.receipt}` },
	{ name: 'till-help', route: '/till/help', at: () => '/till/help' },
	{ name: 'till-nowhere', route: '', at: () => '/till/nowhere' },
	{ name: 'till-shift-close', route: '/till/shift/close', at: () => '/till/shift/close' },
	{ name: 'office-tills', route: '/office/tills', at: () => '/office/tills' },
	{ name: 'till-shift-closed', route: '/till/shift/closed', at: () => '/till/shift/close', act: async (page) => {
		await page.fill('#other', '300');
		await Promise.all([page.waitForURL('**/till/shift/closed'), page.click('form .button-large')]);
	} },
	{ name: 'office-till-closed', route: '/office/tills/:id/closed', at: (s) => `/office/tills/${s.ids.till}/closed` },
];

/** Routes that render a template for a GET and have no screen. @returns {Promise<string[]>} */
export async function unseen() {
	/** @type {{ method: string, path: string, template: string }[]} */
	const routes = JSON.parse((await makolet('routes', '--json')).stdout);
	const seen = new Set(screens.map((s) => s.route));
	return routes.filter((r) => r.method === 'GET' && r.template !== '-' && !seen.has(r.path)).map((r) => r.path);
}

// ---- the shop with one of everything ----

/** @param {string} query */
const one = async (query) => (await sql(query))[0]?.[0] ?? '';

/** Four of which the first branch has most, one of them weighed: screens are taken again and again. @returns {Promise<Goods[]>} */
async function inStock() {
	const query = (/** @type {string} */ unit, /** @type {number} */ n) => sql(`SELECT i.slug, MIN(b.code) FROM item i JOIN variant v ON v.item_id = i.id
		JOIN barcode b ON b.variant_id = v.id JOIN stock_level s ON s.variant_id = v.id JOIN location l ON l.id = s.location_id
		WHERE l.branch_id = 1 AND i.unit = '${unit}' AND i.slug NOT LIKE 'cotton%' GROUP BY i.id, v.id HAVING COUNT(DISTINCT v.id) = 1
		ORDER BY MAX(s.on_hand - s.reserved) DESC LIMIT ${n}`);
	const rows = [...(await query('piece', 3)).map((row) => [...row, '']), ...(await query('kg', 1)).map((row) => [...row, 'weighed'])];
	return rows.map(([slug, code, weighed]) => ({ slug, code, weighed: weighed !== '' }));
}

/** @param {Client} v @param {string} lang @param {readonly Goods[]} goods */
async function fillCart(v, lang, goods) {
	for (const { slug, weighed } of goods)
		await v.submit(await v.get(`/${lang}/goods/${slug}`), `/${lang}/cart/add`, { quantity: weighed ? '1.2' : '1' }, { headers: { 'sec-fetch-site': 'same-origin' } });
}

/** Orders from the web. @param {string} lang @param {string} name @param {readonly Goods[]} goods @returns {Promise<string>} its token */
async function order(lang, name, goods) {
	const v = new Client();
	await fillCart(v, lang, goods);
	const page = await v.get(`/${lang}/checkout`);
	const branch = page.text.match(/name="branch" value="(\d+)"/)?.[1] ?? '';
	const answer = await v.submit(page, `/${lang}/checkout`, { branch, name, phone: '050-555-0100', note: lang === 'he' ? 'נא לצלצל פעמיים' : 'Please ring twice', uuid: randomUUID(), terms: '1' });
	assert.equal(answer.status, 303, `${name} orders: ${answer.status}`);
	return answer.location.split('/').pop() ?? '';
}

/** A file with a row that is refused, and goods that must be looked at. @returns {Promise<void>} */
async function importOnce() {
	const dir = await mkdtemp(join(tmpdir(), 'screens-'));
	const file = join(dir, 'goods.csv');
	await writeFile(file, 'Type,SKU,Name,Description,Regular price\nsimple,screen-1,Tea,,5.50\nsimple,screen-2,Broken,,none\n');
	const { status, stderr } = await makolet('import', '--profile', 'woocommerce', '--branch', 'HAIFA', file);
	await rm(dir, { recursive: true });
	assert.ok(status <= 1, stderr);
}

/** A set of prices, five in a hundred up. @param {Client} office @returns {Promise<string>} its address */
async function preparePrices(office) {
	const { location } = await office.submit(await office.get('/office/prices'), '/office/prices', { name: 'Winter' });
	const path = location.replace(/\?.*/, '');
	const answer = await office.submit(await office.get(path), `${path}/rule`, { goods: 'all', how: 'percent_up', by: '5' });
	assert.equal(answer.status, 303, `prices go up: ${answer.status}`);
	return path;
}

/** @param {string} lang @param {Person} owner @param {Person} cashier @returns {Promise<Scene>} */
async function setScene(lang, owner, cashier) {
	const goods = await inStock();
	const names = lang === 'he' ? ['תמר לוי', 'אורי כהן'] : ['Tamar Levi', 'Daniel Cohen'];
	const placed = await order(lang, names[0], goods), cancelled = await order(lang, names[1], goods);
	const office = await atOffice(owner);
	const orderOf = (/** @type {string} */ token) => one(`SELECT id FROM orders WHERE token = '${token}'`);
	const path = `/office/orders/${await orderOf(cancelled)}`;
	await office.submit(await office.get(path), `${path}/cancel`);
	const prices = await preparePrices(office);
	const ledger = `${await one('SELECT DATABASE()')}_ledger`;
	return { lang, owner, cashier, goods, ids: {
		placed, cancelled, order: await orderOf(placed), code: await one(`SELECT code FROM orders WHERE token = '${placed}'`),
		customer: await one(`SELECT customer_id FROM orders WHERE token = '${placed}'`),
		variant: await one("SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = 'challah'"),
		run: await one('SELECT MAX(id) FROM import_run'),
		staff: await one("SELECT id FROM staff WHERE login = 'cashier2'"),
		delivery: await one("SELECT MIN(id) FROM goods_receipt WHERE state = 'open' AND supplier = 'Emek Dairy' AND reference = '88120'"),
		line: await one("SELECT uuid FROM goods_receipt_line WHERE goods_receipt_id = (SELECT MIN(id) FROM goods_receipt WHERE reference = '88120') ORDER BY line_no LIMIT 1 OFFSET 1"),
		booked: await one("SELECT MAX(r.id) FROM goods_receipt r JOIN goods_receipt_line l ON l.goods_receipt_id = r.id WHERE r.state = 'booked' AND l.expires_on IS NOT NULL"),
		ledger, prices,
	} };
}

/**
 * Sets the scene for each language. What an address names that is made on the
 * way (a receipt, a till) is looked up when its screen is opened.
 * @param {readonly string[]} langs
 */
export async function scenes(langs) {
	await forgetTries();
	const people = await demoPeople();
	await importOnce();
	/** @type {Scene[]} */
	const made = [];
	for (const lang of langs) {
		const owner = await newPerson('owner', `${lang === 'he' ? 'noa' : 'ruth'}-${Date.now().toString(36)}`, ['--lang', lang, '--name', lang === 'he' ? 'נועה' : 'Ruth']);
		made.push(await setScene(lang, owner, people.cashier));
	}
	return made;
}

/** Fills in what was made on the way. @param {Scene} s */
async function refresh(s) {
	s.ids.receipt = await one(`SELECT token FROM ${s.ids.ledger}.document WHERE till_id IS NOT NULL ORDER BY id DESC LIMIT 1`);
	s.ids.sale = await one(`SELECT order_id FROM ${s.ids.ledger}.document WHERE token = '${s.ids.receipt}'`);
	s.ids.till = await one('SELECT MAX(id) FROM till');
}

/**
 * Opens every screen in turn and hands its page over.
 * @param {Browser} browser
 * @param {Scene} scene
 * @param {(screen: Screen, page: Page) => Promise<void>} look
 * @param {{ width?: number, only?: RegExp }} [options]	only: of the names; those that lead there are opened too
 */
export async function walk(browser, scene, look, { width = 1440, only = /./ } = {}) {
	await sql(`UPDATE staff SET lang = '${scene.lang}' WHERE login = '${scene.cashier.login}'`);
	const page = await browser.page({ width, height: 900, language: scene.lang });
	page.setDefaultTimeout(10000);
	await regular(page, scene);
	for (const screen of screens) {
		if (!only.test(screen.name) && !screen.act) continue;
		await refresh(scene);
		const where = screen.as === 'stranger' ? await browser.page({ width, height: 900, language: scene.lang }) : page;
		try {
			await where.goto(screen.at(scene));
			await screen.act?.(where, scene);
			if (only.test(screen.name)) await look(screen, where);
		} catch (error) {
			throw new Error(`${screen.name}, ${scene.lang}: ${error instanceof Error ? error.message : error}`, { cause: error });
		}
		if (where !== page) await where.context().close();
		else await page.setViewportSize({ width, height: 900 });
	}
	await page.context().close();
	await forgetTries();
}

/** Who has a cart and is logged in at the office. @param {Page} page @param {Scene} scene */
async function regular(page, { lang, owner, goods }) {
	for (const { slug } of goods) {
		await page.goto(`/${lang}/goods/${slug}`);
		await Promise.all([page.waitForURL('**/cart'), page.click('.buy-row button')]);
	}
	await page.goto('/office/login');
	await page.fill('#login', owner.login);
	await page.fill('#password', owner.password);
	await Promise.all([page.waitForURL('**/office'), page.keyboard.press('Enter')]);
}
