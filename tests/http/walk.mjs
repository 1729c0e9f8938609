// walk.mjs: every parameter of every route with what visitors send who mean no
// good, and every route with everybody who may not. A new row of routes.def is
// walked by being there; what makes its request valid comes from `fixtures`.
// tests/run: seconds 5400
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client, csrfOf, unescapeHtml } from '../lib/client.mjs';
import { edges, payloads, percent, some } from '../lib/payloads.mjs';
import { atOffice, demoPeople, enrolledTill, forgetTries, logInAtTill, newPerson, tokenOf } from '../lib/people.mjs';
import { check, makolet, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

/** @typedef {{ name: string, kind: string, required: boolean, in_path: boolean, min: number, max: number, choices?: string }} Param */
/** @typedef {{ method: string, path: string, handler: string, may: string, proof: string, cache: string, form: string | null, json: boolean, params: Param[] }} Route */
/** @typedef {import('../lib/client.mjs').Answer} Answer */
/** What is sent, encoded: of the path, the query or form, or the whole body. @typedef {Record<string, string | null>} Values */

const long = process.env.MAKOLET_LONG === '1';
const strings = payloads();
const STRINGS = 20;
const AT_ONCE = 4;
const NOWHERE = '999999999';

/** @type {Route[]} */
const routes = JSON.parse((await makolet('routes', '--json')).stdout);

// ---- a shop with one of everything ----

await forgetTries();
const people = await demoPeople();
const till = await logInAtTill(await enrolledTill(people.owner), people.owner);
await till.get('/till/shift/open');
await till.postForm('/till/shift/open', { float: '100' });
const office = await atOffice(people.owner);
const store = new Client();

/** The one value of a query. @param {string} query */
const one = async (query) => (await sql(query))[0]?.[0] ?? NOWHERE;

const item = {
	variant: await one("SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.unit = 'piece' ORDER BY v.id LIMIT 1"),
	code: await one("SELECT b.code FROM barcode b JOIN variant v ON v.id = b.variant_id JOIN item i ON i.id = v.item_id WHERE i.unit = 'piece' AND b.branch_id = 0 ORDER BY v.id LIMIT 1"),
	slug: await one("SELECT i.slug FROM variant v JOIN item i ON i.id = v.item_id WHERE i.unit = 'piece' ORDER BY v.id LIMIT 1"),
	price: 5900000,
};
const hired = await one(`SELECT id FROM staff WHERE login = '${(await newPerson('cashier')).login}'`);
const branch = await one('SELECT id FROM branch WHERE pickup ORDER BY id LIMIT 1');

/** The walk sets prices too: others find it as it was. */
const setPrice = () => sql(`INSERT INTO price (price_list_id, variant_id, valid_from, price)
	SELECT id, ${item.variant}, UTC_TIMESTAMP(6), ${item.price} FROM price_list`);
await setPrice();

let cartLine = NOWHERE, orderLine = NOWHERE;

/** A set of prices that is a draft, with the walked goods at their price. */
async function draftPrices() {
	await sql(`INSERT INTO price_change (uuid, name, price_list_id, state, created_at) VALUES ('${randomUUID()}', 'Walked', 1, 'draft', UTC_TIMESTAMP(6))`);
	const id = await one('SELECT MAX(id) FROM price_change');
	await sql(`INSERT INTO price_change_line (change_id, variant_id, price) VALUES (${id}, ${item.variant}, ${item.price})`);
	return id;
}

/** Puts one of them into a cart. */
async function fillCart(v = store) {
	await v.submit(await v.get(`/en/goods/${item.slug}`), '/en/cart/add', { variant: item.variant, quantity: '1' },
		{ headers: { 'sec-fetch-site': 'same-origin' } });
	cartLine = await one('SELECT MAX(id) FROM cart_line');
}

/** Somebody orders one of them; the order's token. */
async function order() {
	const v = new Client();
	await fillCart(v);
	const page = await v.get('/en/checkout');
	const answer = await v.submit(page, '/en/checkout', { branch, name: 'Walker', email: 'walker@example.com', terms: '1' });
	assert.equal(answer.status, 303, 'the walker orders');
	return answer.location.split('/').pop() ?? '';
}
let orderToken = await order();
await fillCart();

const lines = [{ variant: Number(item.variant), quantity: 1000, price: item.price }];
const tenders = [{ tender: 'cash', amount: 100000 }];
const sold = await till.request('POST', '/till/sale', {
	headers: { 'content-type': 'application/json', 'x-csrf-token': await tokenOf(till, '/till') },
	body: JSON.stringify({ uuid: randomUUID(), lang: 'en', lines, tenders }),
});
assert.equal(sold.status, 200, `the walker sells: ${sold.text}`);

const permissions = await sql('SELECT r.code, p.permission FROM role r JOIN role_permission p ON p.role_id = r.id');

// ---- what makes a request valid: by the name of the parameter, by the path ----

/** @type {Record<string, string>} */
const ids = {
	'/office/import/review': NOWHERE, '/office/import': NOWHERE,	// the longer first
	'/office/staff': hired, '/office/settings/branches': NOWHERE,
	'/office/orders': await one(`SELECT id FROM orders WHERE token = '${orderToken}'`), '/office/customers': await one('SELECT MAX(customer_id) FROM orders'),
	'/office/goods': NOWHERE, '/office/categories': NOWHERE,
	'/office/prices': await draftPrices(),
	'/office/shortfalls': await one('SELECT id FROM shortfall WHERE settled_at IS NULL ORDER BY id LIMIT 1'),
};
/** A good and a category of its own, to be changed. */
let edited = NOWHERE, seen = '';
let picture = NOWHERE, pictureHash = '0'.repeat(64);
const receiptToken = await one('SELECT token FROM {ledger}.document ORDER BY id DESC LIMIT 1'.replace('{ledger}',
	`${(await sql('SELECT DATABASE()'))[0][0]}_ledger`));
/** Sold by the walker for cash: it may come back. */
const soldOrder = await one('SELECT MAX(id) FROM orders');

/** A till whose rules are set. */
let soldAt = NOWHERE;
/** Lines of a delivery: by UUID of an open one, by id of one that is booked. */
let deliveryLine = '', bookedLine = NOWHERE;
/** A delivery with one of them in it. @param {boolean} [booked] */
async function openDelivery(booked = false) {
	const csrf = await tokenOf(office, '/office');
	const opened = await office.postForm('/office/receiving/new', { csrf, uuid: randomUUID(), location: '1', supplier: 'Walked' });
	assert.equal(opened.status, 303, 'the walker opens a delivery');
	deliveryLine = randomUUID();
	await office.postForm(`${opened.location}/scan`, { csrf, uuid: deliveryLine, variant: item.variant, packs: '3' });
	if (booked) await office.postForm(`${opened.location}/book`, { csrf });
	ids['/office/receiving'] = opened.location.split('/').pop() ?? '';
	bookedLine = await one('SELECT MAX(id) FROM goods_receipt_line');
}
await openDelivery();

/** One whose drawer is in use. */
let drawer = NOWHERE;
const tomorrow = () => new Date(Date.now() + 86400000).toISOString().slice(0, 10);
/** By name, where the kind does not say enough. @type {Record<string, (route: Route) => string>} */
const fixtures = {
	slug: (route) => (route.path.includes('/try/') ? 'apples' : item.slug), variant: () => item.variant, branch: () => branch,
	name: (route) => (route.path.startsWith('/media') ? '320.webp' : 'A name'), hash: () => pictureHash, picture: () => picture,
	profile: () => 'woocommerce', from: () => '2026-01-01', date: (route) => (/^office_(prices|labels)/.test(route.handler) ? tomorrow() : '2026-08-10'), marks: () => `${item.variant}-${'0'.repeat(8)}`,
	token: (route) => (route.path.includes('receipt') ? receiptToken : orderToken),
	id: (route) => (route.handler.startsWith('office_refund') ? soldOrder : Object.entries(ids).find(([path]) => route.path.startsWith(path))?.[1] ?? NOWHERE),
	seen: () => seen, starts: () => '', origin: () => 'IL', at: (route) => (route.path.endsWith('/withdraw') ? NOWHERE : randomUUID()), parent: () => '', sku: () => '', label: () => `Walked ${randomUUID().slice(0, 8)}`, copy: () => edited,
	address: (route) => (route.path === '/office/goods/:id/save' ? `walked-${edited}` : /^\/office\/(goods|categories)/.test(route.path) ? '' : 'text'), name_en: () => `Walked ${randomUUID().slice(0, 8)}`,
	category: () => 'dairy', after: () => '', find: () => 'milk', to: (route) => (route.handler.startsWith('office_log') ? '/office/goods' : '2026-01-31'),
	login: (route) => (route.handler === 'office_staff_add' ? `walked-${randomUUID()}` : people.manager.login), password: () => people.manager.password, pin: () => people.manager.pin,
	location: () => '1', list: () => '1', line: (route) => (route.path.startsWith('/office/orders') ? orderLine : cartLine),
	day: tomorrow, time: () => '10:00',
	code: (route) => (route.handler === 'office_order_scan' ? item.code : route.path.includes('order') || route.path === '/office/goods/new' ? '' : route.path.startsWith('/office/goods') ? `WALKED-${edited}` : route.path.includes('branches') ? `W-${randomUUID().slice(0, 8).toUpperCase()}` : item.code), zone: () => 'Asia/Jerusalem',
	q0: () => '1', drawer: () => drawer, first: () => '0', other: (route) => (route.handler === 'office_customer_merge' ? NOWHERE : '1.00'),
	uuid: (route) => (['office_delivery_line', 'office_delivery_remove'].includes(route.handler) ? deliveryLine : randomUUID()),
	row: () => bookedLine, expires: () => '31.12', cost: () => '12.50',
	tax_number: () => '510000003', setting: () => 'till.hold_minutes', value: () => '10', till: () => soldAt,
};
/** @type {Record<string, (param: Param) => string>} */
const kinds = {
	text: () => 'text', lines: () => 'a note', password: () => 'a password', whole: (p) => String(Math.max(p.min, 1)),
	quantity: () => '1', money: () => '1.00', slug: () => 'milk', token: () => orderToken, uuid: () => randomUUID(),
	email: () => 'walker@example.com', date: () => '2030-01-01', clock: ({ name }) => `${String(6 + 4 * Number(name.match(/\d$/)?.[0] ?? 0) + (/^(to|closes)/.test(name) ? 2 : 0)).padStart(2, '0')}:30`, phone: () => '+358 40 1234567', lang: () => 'en', flag: () => '1',
	choice: (p) => (p.choices ?? '').split('|')[0],
	file: (p) => filePart(p, ...(p.name === 'file' ? table : drawing)),
};
/** A name, a type, and what is in it. @typedef {[string | Buffer, string, Buffer]} File */
/** One of its rows is refused. @type {File} */
const table = ['goods.csv', 'text/csv', Buffer.from('Type,SKU,Name,Description,Regular price\nsimple,walked,Walked,,5.50\nsimple,refused,Refused,,none\n')];
/** @type {File} */
const drawing = ['dot.png', 'image/png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')];
/** A file's part of a form, its bytes as latin1. @param {Param} param @param {File} file */
function filePart({ name }, ...[filename, type, bytes]) {
	return `Content-Disposition: form-data; name="${name}"; filename="${Buffer.from(filename).toString('latin1')}"\r\nContent-Type: ${type}\r\n\r\n${bytes.toString('latin1')}`;
}
/** Bodies of JSON by handler. @type {Record<string, () => unknown>} */
const bodies = {
	till_order_pay: () => ({ uuid: randomUUID(), order: orderToken, lang: 'en', tenders }),
};
const basket = () => ({ uuid: randomUUID(), lang: 'en', lines, tenders });

/** @param {Route} route @returns {Values} */
function valid(route) {
	return Object.fromEntries(route.params.map((p) => [p.name, p.kind === 'json' ? JSON.stringify((bodies[route.handler] ?? basket)())
		: p.kind === 'file' ? kinds.file(p) : encodeURIComponent(fixture(route, p))]));
}

/** @param {Route} route @param {Param} p */
function fixture(route, p) {
	return p.name in fixtures && p.kind !== 'choice' ? fixtures[p.name](route) : kinds[p.kind](p);
}

// ---- sending ----

/** @param {Route} route */
const doorOf = (route) => (route.path.startsWith('/till') ? 'till' : route.path.startsWith('/office') ? 'office' : 'store');
const clients = { till, office, store };
/** Pages on which each door's token stands. */
const home = { till: '/till', office: '/office', store: '/en/cart' };

/**
 * @param {Client} v
 * @param {Route} route
 * @param {Values} values
 * @param {{ token?: string, headers?: Record<string, string> }} [options]
 */
function send(v, route, values, { token = '', headers = {} } = {}) {
	const path = route.path.replace(/:(\w+)/g, (_, name) => values[name] ?? '');
	const body = route.params.find((p) => p.kind === 'json');
	const rest = route.params.filter((p) => !p.in_path && p.kind !== 'json' && values[p.name] !== null)
		.map((p) => `${p.name}=${values[p.name]}`);
	if (route.method === 'GET') return raw(v, 'GET', rest.length ? `${path}?${rest.join('&')}` : path, headers);
	if (body) return raw(v, 'POST', path, { 'content-type': 'application/json', 'x-csrf-token': token, ...headers }, values[body.name] ?? '');
	if (takesFiles(route)) return raw(v, 'POST', path, { 'content-type': MULTIPART, ...headers }, formOf(route, values, token));
	return raw(v, 'POST', path, { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		[...(token ? [`csrf=${token}`] : []), ...rest].join('&'));
}

const BOUNDARY = '----MakoletTestBoundary', MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;
/** @param {Route} route */
const takesFiles = (route) => route.params.some((p) => p.kind === 'file');
/** Of what stands percent-encoded, the bytes, as latin1. @param {string} text */
const decoded = (text) => Buffer.from(text).toString('latin1').replace(/%([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

/** The body of a form with files. @param {Route} route @param {Values} values @param {string} token */
function formOf(route, values, token) {
	/** @param {string} name @param {string} value */
	const text = (name, value) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${decoded(value)}`;
	const parts = route.params.filter((p) => !p.in_path && values[p.name] !== null)
		.map((p) => (p.kind === 'file' ? values[p.name] ?? '' : text(p.name, values[p.name] ?? '')));
	return Buffer.from([...(token ? [text('csrf', token)] : []), ...parts].map((part) => `--${BOUNDARY}\r\n${part}\r\n`).join('') + `--${BOUNDARY}--\r\n`, 'latin1');
}

/** Encoded already: no URL parser may mend it. @param {Client} v @param {string} method @param {string} path @param {Record<string, string>} headers @param {string | Buffer} [body] @returns {Promise<Answer>} */
function raw(v, method, path, headers, body) {
	return v.request(method, path, { headers, body });
}

/** A till whose shift the office may close. */
async function tillToClose() {
	const v = await logInAtTill(await enrolledTill(people.owner), people.owner);
	await v.get('/till/shift/open');
	await v.postForm('/till/shift/open', { float: '100' });
	ids['/office/tills'] = await one('SELECT MAX(id) FROM till');
}

/** @param {string} handler */
function routeOf(handler) {
	const route = routes.find((r) => r.handler === handler);
	if (!route) throw new Error(`no row of ${handler}`);
	return route;
}

/** What the walk changes is added through the same forms. */
async function makeGood() {
	for (const [handler, path] of [['office_good_make', '/office/goods'], ['office_category_make', '/office/categories']]) {
		const made = await send(office, routeOf(handler), { ...valid(routeOf(handler)), copy: null, parent: null }, { token: await tokenOf(office, home.office) });
		assert.equal(made.status, 303, `the walker adds one: ${made.text}`);
		ids[path] = made.headers.location?.match(/\d+$/)?.[0] ?? NOWHERE;
	}
	edited = ids['/office/goods'];
}

/** It is as a form would find it. */
async function readGood() {
	await sql(`UPDATE item i JOIN variant v ON v.item_id = i.id SET i.archived_at = NULL, v.archived_at = NULL WHERE v.id = ${edited}`);
	await sql(`UPDATE category SET archived_at = NULL WHERE id = ${ids['/office/categories']}`);
	seen = (await office.get(`/office/goods/${edited}`)).text.match(/name="seen" value="(\w+)"/)?.[1] ?? '';
}

/** The walked goods have a picture, brought as any. */
async function bringPicture() {
	const sent = await send(office, routeOf('office_good_pictures'), valid(routeOf('office_good_pictures')), { token: await tokenOf(office, home.office) });
	assert.equal(sent.status, 303, `the walker brings a picture: ${sent.text}`);
	[[picture, pictureHash]] = await sql(`SELECT p.id, LOWER(HEX(m.hash)) FROM item_picture p JOIN media m ON m.id = p.media_id
		JOIN variant v ON v.item_id = p.item_id WHERE v.id = ${edited} ORDER BY p.id DESC LIMIT 1`);
}

/** A trial of a file that has ended, with rows taken and rows refused. */
async function tryImport() {
	const route = routeOf('office_import_file');
	const sent = await send(office, route, { ...valid(route), chain: '', store: '', retire: null }, { token: await tokenOf(office, home.office) });
	assert.equal(sent.status, 303, `the walker brings a file: ${sent.text}`);
	ids['/office/import'] = sent.location.split('/').pop() ?? '';
	const state = () => one(`SELECT state FROM import_run WHERE id = ${ids['/office/import']}`);
	for (let tries = 0; tries < 100 && await state() !== 'done'; tries++) await makolet('work', '--once');
	assert.equal(await state(), 'done', 'the import ends');
}

/** A question about the walked goods is open. */
async function askAgain() {
	const of = `variant_id = ${item.variant} AND reason = 'tax_class'`;
	await sql(`INSERT INTO import_review (variant_id, reason, run_id, created_at) VALUES (${item.variant}, 'tax_class', ${ids['/office/import']}, UTC_TIMESTAMP(6))
		ON DUPLICATE KEY UPDATE settled_at = NULL, settled_by = NULL`);
	ids['/office/import/review'] = await one(`SELECT id FROM import_review WHERE ${of}`);
}
/** However many of them the walk orders, there are enough. */
async function neverShort() {
	const sent = await send(office, routeOf('office_good_stock'), { ...valid(routeOf('office_good_stock')), id: item.variant, counted: null, policy: 'uncounted', note: null }, { token: await tokenOf(office, home.office) });
	assert.equal(sent.status, 303, `the walker does not count: ${sent.text}`);
}
await neverShort();
await tillToClose();
await makeGood();
await readGood();
await bringPicture();
await tryImport();
await askAgain();

/** Of the branches that the walk adds one is left, which holds nothing. */
async function sweepBranches() {
	const added = "code LIKE 'W-%'", id = ids['/office/settings/branches'];
	await sql(`UPDATE branch SET archived_at = IF(id = ${id}, NULL, UTC_TIMESTAMP(6)) WHERE ${added}`);
	if (id !== NOWHERE) return;
	const route = routeOf('office_settings_branch_add');
	const sent = await send(office, route, valid(route), { token: await tokenOf(office, home.office) });
	assert.equal(sent.status, 303, `the walker adds a branch: ${sent.text}`);
	ids['/office/settings/branches'] = sent.location.match(/\d+/)?.[0] ?? NOWHERE;
}
await sweepBranches();

/** A session that a row has ended or a shift that it has closed is there again. @param {Route} route */
async function ready(route) {
	const door = doorOf(route);
	if (door === 'office' && (await office.get('/office')).status !== 200) {
		await office.get('/office/login');
		const answer = await office.postForm('/office/login', people.owner);
		assert.equal(answer.status, 303, answer.text);
	}
	if (door === 'store' && route.method === 'POST') await fillCart();
	if (door === 'till' || route.handler === 'office_refund_make') {
		if ((await till.get('/till')).location === '/till/login') await logInAtTill(till, people.owner);
		if ((await till.get('/till')).location === '/till/shift/open') {
			await till.get('/till/shift/open');
			await till.postForm('/till/shift/open', { float: '100' });
		}
		if (route.handler === 'till_enrol_device') await till.submit(await till.get('/till/shift/close'), '/till/shift/close', { other: '100' });
	}
	if (route.path.startsWith('/office/settings/branches') && route.method === 'POST') await sweepBranches();
	if (route.path.startsWith('/office/staff/:id')) await sql(`UPDATE staff SET archived_at = NULL WHERE id = ${hired}`);
	if (route.handler === 'office_till_close' || route.handler === 'office_till_revoke') await tillToClose();
	if (route.params.some((p) => p.name === 'till')) soldAt = await one(`SELECT MAX(id) FROM till WHERE branch_id = ${branch} AND revoked_at IS NULL`);
	if (route.handler === 'office_import_settle') await askAgain();
	if (route.method === 'POST' && route.path.startsWith('/office/receiving/:id')) await openDelivery(route.handler === 'office_delivery_mend');
	if (route.method === 'POST' && route.path.startsWith('/office/prices/:id')) ids['/office/prices'] = await draftPrices();
	if (route.handler === 'office_refund_make') drawer = await one('SELECT MAX(open_till_id) FROM shift');
	if (/^\/office\/(goods|categories)/.test(route.path)) await readGood();
	if (route.params.some((p) => p.name === 'picture')) await bringPicture();
	// Who is logged in sees no log-in.
	if (route.may === 'public' && door === 'office') return { v: new Client(), token: '' };
	if (route.method === 'POST' && ((route.path.startsWith('/office/orders/') && route.handler !== 'office_refund_make') || route.params.some((p) => p.kind === 'json'))) {
		await setPrice();
		orderToken = await order();
		ids['/office/orders'] = await one(`SELECT id FROM orders WHERE token = '${orderToken}'`);
		orderLine = await one(`SELECT MIN(id) FROM order_line WHERE order_id = ${ids['/office/orders']}`);
	}
	return { v: clients[door], token: route.method === 'POST' ? await tokenOf(clients[door], home[door]) : '' };
}

/** The text where it stands in the page as it was sent. @param {Buffer} payload @param {Answer} page */
function rawIn(payload, page) {
	const texts = [payload.toString(), payload.toString().trim().replace(/\s+/g, ' ')];
	return texts.find((text) => /[<>"]/.test(text) && page.text.includes(text));
}

/** @param {Answer} page @param {string} what */
function sound(page, what) {
	assert.ok(page.status >= 200 && page.status < 500, `${what}: ${page.status}\n${page.text.slice(0, 400)}`);
	assert.equal(page.headers['x-injected'], undefined, what);
}

/** @template T @param {readonly T[]} all @param {(one: T) => Promise<void>} work */
async function each(all, work) {
	let at = 0;
	await Promise.all(Array.from({ length: AT_ONCE }, async () => { while (at < all.length) await work(all[at++]); }));
}

// ---- every parameter ----

/** A number is refused by its validator, and a log-in costs a hash: there a sample is as good as all. @param {Route} route @param {Param} param */
function stringsFor(route, param) {
	const all = ['text', 'lines', 'slug', 'email', 'phone'].includes(param.kind) && !route.params.some((p) => p.kind === 'password');
	return some(strings, !long ? STRINGS : all ? strings.length : 20 * STRINGS, route.path + param.name);
}

/** @param {Route} route @param {Param} param @returns {{ what: string, raw: string | null, bytes: Buffer }[]} */
function hostile(route, param) {
	if (param.kind === 'file') return hostileFiles(route, param);
	const choices = (param.choices ?? '').split('|').map((raw) => ({ what: raw, raw }));
	return [...[...edges(param), ...choices].map((e) => ({ ...e, bytes: Buffer.from(unpercent(e.raw ?? '')) })),
		...stringsFor(route, param).map((bytes) => ({ what: JSON.stringify(bytes.toString()).slice(0, 60), raw: percent(bytes), bytes }))];
}

/** A name as a browser writes it into a form. @param {Buffer} name */
const quoted = (name) => Buffer.from(name.toString('latin1').replace(/["\r\n]/g, (c) => percent(Buffer.from(c))), 'latin1');
/** What of it the shop keeps: no folders. @param {Buffer} name */
const baseName = (name) => Buffer.from(quoted(name).toString('latin1').replace(/^.*[/\\]/s, ''), 'latin1');
/** A file under another name. @param {Param} param @param {Buffer} name */
const named = (param, name) => filePart(param, quoted(name), 'text/plain', Buffer.from('walked'));

/** Parts that are no files, or not such. @param {Route} route @param {Param} param @returns {{ what: string, raw: string | null, bytes: Buffer }[]} */
function hostileFiles(route, param) {
	const good = valid(route)[param.name] ?? '', line = `\r\n--${BOUNDARY}`;
	const [head, ...rest] = good.split('\r\n\r\n');
	/** @param {string} bytes @param {string} [name] @param {string} [type] */
	const file = (bytes, name = 'walked', type = 'application/octet-stream') => filePart(param, name, type, Buffer.from(bytes, 'latin1'));
	/** @type {[string, string | null][]} */
	const parts = [
		['missing', null], ['nothing chosen', file('', '')], ['0 bytes', file('')], ['1 byte', file('\0')], ['no name', file('x', '')], ['text', file('walked', 'a.png', 'image/png')],
		['cut', good.slice(0, -10)], ['twice', `${good}${line}\r\n${good}`], ['33 times', Array(33).fill(good).join(`${line}\r\n`)],
		['a name of 900 bytes', file('x', 'n'.repeat(900))], ['a name of 5000 bytes', file('x', 'n'.repeat(5000))], ['a name with a path', file('x', '../../../etc/passwd')],
		['a name with NUL', file('x', 'a\0b.png')], ['a name that is no UTF-8', filePart(param, Buffer.from([0xff, 0xfe]), 'text/plain', Buffer.from('x'))], ['a name with a line end', file('x', 'a\r\nX-Injected: yes')],
		['a type of 5000 bytes', file('x', 'a', 't'.repeat(5000))], ['no type', good.replace(/\r\nContent-Type: [^\r]*/, '')], ['a text', `Content-Disposition: form-data; name="${param.name}"\r\n\r\nwalked`],
		['no headers', rest.join('\r\n\r\n')], ['headers alone', head], ['no line between', `${head}\r\n${rest.join('')}`], ['many headers', `${'X-A: b\r\n'.repeat(100)}${good}`],
		['a folded header', good.replace('; filename', ';\r\n filename')], ['base64', `Content-Transfer-Encoding: base64\r\n${good}`], ['filename*', good.replace('filename=', "filename*=UTF-8''a; filename=")],
		['an end too early', `${good}${line}--`], ['a boundary inside', file(`a${line}x b`)], ['a boundary without line end', file(`a${line}`)], ['gzip cut short', file('\x1f\x8b\x08\0\0\0\0\0\0\x03\xab')],
		['a zip', file('PK\x03\x04\x14\0\0\0')], ['invalid UTF-8', file('\xff\xfe\xfd')], ['a long line', file('x'.repeat(200000))], ['only line ends', file('\n'.repeat(10000))],
	];
	return [...parts.map(([what, raw]) => ({ what, raw, bytes: Buffer.from('') })),
		...[Buffer.from('<img src=x onerror=alert(1)>'), ...some(strings, STRINGS, route.path + param.name)]
			.map((name) => ({ what: `named ${JSON.stringify(name.toString()).slice(0, 60)}`, raw: named(param, name), bytes: baseName(name) }))];
}

/** Whole forms that are broken. @param {Client} v @param {Route} route @param {string} token */
async function brokenForms(v, route, token) {
	const body = formOf(route, valid(route), token), path = route.path.replace(/:(\w+)/g, (_, name) => valid(route)[name] ?? '');
	/** @type {[string, string, Buffer][]} */
	const forms = [
		['empty', MULTIPART, Buffer.from('')], ['no boundary', 'multipart/form-data', body], ['an empty boundary', 'multipart/form-data; boundary=', body],
		['another boundary', 'multipart/form-data; boundary=other', body], ['a boundary of 5000', `multipart/form-data; boundary=${'b'.repeat(5000)}`, body],
		['another type', 'application/x-www-form-urlencoded', body], ['no type', 'text/plain', body], ['JSON', 'application/json', Buffer.from('{}')],
		['one half', MULTIPART, body.subarray(0, body.length / 2)], ['no end', MULTIPART, body.subarray(0, -6)], ['a preamble', MULTIPART, Buffer.concat([Buffer.from('hello\r\n'), body])],
		['an epilogue', MULTIPART, Buffer.concat([body, Buffer.from('bye')])], ['twice', MULTIPART, Buffer.concat([body, body])], ['line feeds alone', MULTIPART, Buffer.from(body.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')],
		['the end alone', MULTIPART, Buffer.from(`--${BOUNDARY}--\r\n`)], ['1000 parts', MULTIPART, Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n`.repeat(1000) + `--${BOUNDARY}--\r\n`)],
	];
	await each(forms, async ([what, type, bytes]) => {
		const page = await raw(v, 'POST', path, { 'content-type': type }, bytes);
		sound(page, `a form: ${what}`);
		if (!['an epilogue'].includes(what)) assert.ok(page.status >= 400, `a form: ${what}: ${page.status}`);
	});
}

/** @param {string} text */
function unpercent(text) {
	try { return decodeURIComponent(text); } catch { return ''; }
}

/** Bodies in which one member is not what it should be. @param {unknown} body @returns {string[]} */
function broken(body) {
	const odd = [null, true, -1, 0, 1.5, '', 'x'.repeat(5000), '<script>alert(1)</script>', [], {}, [[]], '9223372036854775808'];
	/** @type {string[]} */
	const out = [];
	/** @param {any} at @param {(value: unknown) => unknown} put */
	const visit = (at, put) => {
		for (const value of [...odd, ...some(strings, 5, out.length.toString()).map(String)]) out.push(JSON.stringify(put(value)));
		out.push(JSON.stringify(put('BIG')).replace('"BIG"', '9223372036854775808'), JSON.stringify(put('EXP')).replace('"EXP"', '1e400'));
		if (Array.isArray(at)) at.forEach((member, i) => visit(member, (value) => put(at.map((m, j) => (j === i ? value : m)))));
		else if (at && typeof at === 'object')
			for (const name of Object.keys(at)) {
				visit(at[name], (value) => put({ ...at, [name]: value }));
				out.push(JSON.stringify(put({ ...at, [name]: undefined })));
			}
	};
	visit(body, (value) => value);
	return [...out, '', '{', '[', 'nul', '{"a":1}x', '{"uuid":1,"uuid":2}', '\u0000', '"\\ud800"', '['.repeat(5000), `{"a":"${'x'.repeat(70000)}"}`];
}

/** Where even the valid request is refused, on purpose: a checkout that went through would leave no cart to walk with. */
const refused = new Set(['store_checkout_order']);

/** @param {Route} route */
async function walk(route) {
	const { v, token } = await ready(route);
	const plain = await send(v, route, valid(route), { token });
	sound(plain, 'valid');
	if (!refused.has(route.handler) && !Object.values(valid(route)).includes(NOWHERE))
		assert.ok(plain.status < 400, `the fixtures make no valid request: ${plain.status}\n${plain.text.slice(0, 300)}`);
	for (const param of route.params) {
		const { v: again, token: now } = await ready(route);
		const values = param.kind === 'json' ? broken(JSON.parse(valid(route)[param.name] ?? '{}')).map((body) => ({ what: body.slice(0, 120), raw: body, bytes: Buffer.from('') }))
			: hostile(route, param);
		await each(values, async ({ what, raw: value, bytes }) => {
			const values = { ...valid(route), [param.name]: value };
			let page = await send(again, route, values, { token: now });
			if (page.status === 429) {
				await forgetTries();
				page = await send(again, route, values, { token: now });
			}
			sound(page, `${param.name} ${what}`);
			// "</a>" stands in many a page; behind a mark it can only be what was sent.
			if (rawIn(bytes, page)) {
				const marked = Buffer.concat([Buffer.from('walked'), bytes]);
				const again = await send(v, route, { ...values, [param.name]: param.kind === 'file' ? named(param, marked) : percent(marked) }, { token: now });
				assert.equal(rawIn(marked, again), undefined, `${param.name} ${what} stands raw in the page`);
			}
		});
	}
	if (takesFiles(route)) await brokenForms(v, route, token);
	await forgetTries();
}

/** All but what comes and goes by itself. */
async function contents() {
	const [[name]] = await sql('SELECT DATABASE()');
	const tables = (await sql(`SELECT CONCAT(table_schema, '.', table_name) FROM information_schema.tables
		WHERE table_schema IN ('${name}', '${name}_ledger') AND table_type = 'BASE TABLE'`)).map(([t]) => t)
		.filter((t) => !/\.(session|rate_limit|job)$/.test(t));
	return (await sql(`CHECKSUM TABLE ${tables.join(', ')}`)).map((row) => row.join(' ')).join('\n');
}

if (!strings.length) console.log('# the naughty strings and fuzzdb payloads are not there: edges alone');

const gets = routes.filter((r) => r.method === 'GET'), posts = routes.filter((r) => r.method === 'POST');
let before = '';
test('the shop stands still before the walk', async () => { before = await contents(); });
for (const route of gets) test(`GET ${route.path}: nothing breaks it`, () => walk(route), { seconds: long ? 3000 : 120 });
test('no GET has changed anything', async () => assert.equal(await contents(), before));

// ---- who may ----

/** What is not there, so that nothing happens where it is allowed. @param {Route} route @returns {Values} */
function harmless(route) {
	return { ...valid(route), ...Object.fromEntries(route.params.filter((p) => ['id', 'uuid', 'body', 'location', 'line', 'profile'].includes(p.name))
		.map((p) => [p.name, p.kind === 'whole' ? NOWHERE : p.kind === 'json' ? '{}' : ''])) };
}

/** What a row leaves to its handler: each kind of export has a right of its own, the walked one this. @param {Route} route */
const rightOf = (route) => (route.handler === 'office_export' ? 'goods.export' : route.may);
/** @param {string} role @param {string} may */
const roleMay = (role, may) => may === 'staff' || permissions.some(([r, p]) => r === role && p === may);
/** Rows that end somebody's session come last. @param {Route[]} all */
const endsLast = (all) => [...all].sort((a, b) => Number(/log_?out/.test(a.handler)) - Number(/log_?out/.test(b.handler)));

/** @param {string} role @param {Client} v @param {string} door @param {(route: Route) => boolean} allowed */
async function matrix(role, v, door, allowed) {
	const token = await tokenOf(v, door);
	assert.ok(token, `${role} has a session at ${door}`);
	for (const route of endsLast(routes.filter((r) => `${r.path}/`.startsWith(`${door}/`) && r.may !== 'public'))) {
		const page = await send(v, route, route.method === 'POST' ? harmless(route) : valid(route), { token });
		const denied = page.status === 403 || /\/login/.test(page.location);
		if (!/log_?out/.test(route.handler)) assert.equal(denied, !allowed(route), `${role}: ${route.method} ${route.path} (${route.may}): ${page.status} ${page.location}`);
		sound(page, `${role} ${route.path}`);
	}
}

test('nobody gets past the doors', async () => {
	for (const route of routes.filter((r) => r.may !== 'public')) {
		const page = await send(new Client(), route, valid(route));
		const inside = page.status !== 403 && !/^\/(office\/login|till\/enrol|till\/login)/.test(page.location);
		assert.ok(!inside, `${route.method} ${route.path}: ${page.status} ${page.location}`);
	}
});

for (const role of ['owner', 'manager', 'cashier', 'stock', 'accountant'])
	test(`office: ${role} may what the role says and no more`, async () => {
		const v = await atOffice(people[role] ?? await newPerson(role));
		await matrix(role, v, '/office', (route) => roleMay(role, rightOf(route)));
	});

test('till: the enrolled device alone sells nothing; a cashier does', async () => {
	const v = await enrolledTill(people.owner, 'Till of the matrix');
	for (const route of routes.filter((r) => `${r.path}/`.startsWith('/till/') && !['public', 'till'].includes(r.may))) {
		const page = await send(v, route, harmless(route), { token: await tokenOf(v, '/till/login') });
		assert.ok(page.status === 403 || page.location === '/till/login', `${route.path}: ${page.status} ${page.location}`);
	}
	await logInAtTill(v, people.cashier);
	for (const route of routes.filter((r) => `${r.path}/`.startsWith('/till/') && r.method === 'GET' && r.may !== 'public')) {
		const page = await send(v, route, valid(route));
		assert.notEqual(page.status, 403, route.path);
	}
});

test('one who works in one branch sees nothing of another', async () => {
	const [[, other]] = [await sql('SELECT code FROM branch WHERE archived_at IS NULL ORDER BY id')].map((rows) => rows.map(([code]) => code));
	const v = await atOffice(await newPerson('manager', undefined, ['--branches', other]));
	const id = ids['/office/orders'];
	assert.equal(await one(`SELECT COUNT(*) FROM orders o JOIN branch b ON b.id = o.branch_id WHERE o.id = ${id} AND b.code = '${other}'`), '0');
	assert.equal((await v.get(`/office/orders/${id}`)).status, 404);
	assert.ok(!(await v.get('/office/orders')).text.includes(`/office/orders/${id}"`));
	const token = csrfOf((await v.get('/office')).text);
	for (const path of [`/office/orders/${id}/ready`, `/office/orders/${id}/cancel`, `/office/tills/${ids['/office/tills']}/revoke`,
		`/office/tills/${ids['/office/tills']}/close`])
		assert.equal((await v.postForm(path, { csrf: token, ...(path.endsWith('/close') ? { counted: '1' } : {}) })).status, 404, path);
	const stock = await v.postForm(`/office/goods/${item.variant}/stock`, { csrf: token, location: '1', counted: '1' });
	assert.equal(stock.status, 404, 'stock of another branch');
});

// ---- proof ----

test('a POST with a session and without its token is refused', async () => {
	for (const route of posts.filter((r) => r.proof !== 'signed')) {
		const { v } = await ready(route);
		const before = await contents();
		for (const token of ['', 'AAAAAAAAAAAAAAAAAAAAAA']) {
			const page = await send(v, route, valid(route), { token });
			// A form that is not to be shown now (a shift that is open already) leads elsewhere.
			assert.ok(page.status === 403 || (route.form && page.status === 303), `${route.path}, token '${token}': ${page.status}`);
		}
		assert.equal(await contents(), before, `${route.path} has changed something`);
	}
}, { seconds: 300 });

test('a POST from another site is refused, with or without a session', async () => {
	for (const route of posts.filter((r) => r.proof !== 'signed' && r.may === 'public'))
		for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }]) {
			const page = await send(new Client(), route, valid(route), { headers });
			assert.equal(page.status, 403, `${route.path} ${JSON.stringify(headers)}`);
		}
});

for (const route of endsLast(posts)) test(`POST ${route.path}: nothing breaks it`, () => walk(route), { seconds: long ? 3000 : 120 });

test('what got in is shown escaped, and the books are right', async () => {
	for (const path of ['/office/orders', '/office/goods', `/office/goods/${item.variant}`, '/office/tills', '/office'])  {
		await ready(routes.find((r) => r.path === '/office') ?? routes[0]);
		const page = await office.get(path);
		assert.equal(page.status, 200, `${path}: ${page.location}${page.text}`);
		assert.ok(!/<script>alert|<img src=x|<[^>]*\sonerror=/i.test(page.text), path);
		assert.ok(unescapeHtml(page.text).length > 0);
	}
	await check();
});

after(forgetTries);
after(setPrice);
