// office.mjs: the office as its staff use it: log in, orders, prices, stock.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, enrolledTill, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';
import { Till } from '../lib/till.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const [[variant, slug]] = await sql("SELECT v.id, i.slug FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = 'strawberry-jam'");
const [[weighed]] = await sql("SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.unit = 'kg' ORDER BY v.id LIMIT 1");
const [[branch, shelf]] = await sql("SELECT b.id, l.id FROM branch b JOIN location l ON l.branch_id = b.id WHERE b.pickup ORDER BY b.id LIMIT 1");
const good = `/office/goods/${variant}`;
/** Others sell them for what the demo asks. */
const prices = new Map((await sql(`SELECT price_list_id, price FROM price WHERE variant_id = ${variant} AND valid_from <= UTC_TIMESTAMP(6) ORDER BY valid_from`)).map(([list, price]) => [list, price]));
after(() => sql(`INSERT INTO price (price_list_id, variant_id, valid_from, price) VALUES ${[...prices].map(([list, price]) => `(${list}, ${variant}, UTC_TIMESTAMP(6), ${price})`).join()}`));

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/** Orders one of them on the web. @returns {Promise<{ id: string, path: string }>} */
async function order() {
	const v = new Client();
	await v.submit(await v.get(`/en/goods/${slug}`), '/en/cart/add', { variant, quantity: '1' }, { headers: { 'sec-fetch-site': 'same-origin' } });
	const answer = await v.submit(await v.get('/en/checkout'), '/en/checkout',
		{ branch, name: 'Office Tester', email: 'office@example.com', note: 'Two bags, please', terms: '1' });
	assert.equal(answer.status, 303, seen(answer.text));
	const [[id]] = await sql(`SELECT id FROM orders WHERE token = '${answer.location.split('/').pop()}'`);
	return { id, path: `/office/orders/${id}` };
}

test('a wrong password and an unknown login get the same answer, and the login stays typed', async () => {
	const texts = [];
	for (const login of ['owner', 'nobody-at-all']) {
		const v = new Client();
		await v.get('/office/login');
		const page = await v.postForm('/office/login', { login, password: 'not the password' });
		assert.equal(page.status, 403);
		assert.match(page.text, new RegExp(`value="${login}"`));
		assert.ok(!page.text.includes('not the password'));
		texts.push(seen(page.text));
	}
	assert.equal(texts[0], texts[1]);
});

test('guessing ends after ten tries at one login, known or not, and right ones count anew', async () => {
	for (const login of ['accountant-guessed', 'manager']) {
		await forgetTries();
		const v = new Client();
		const statuses = [];
		for (let i = 0; i < 11; i++) statuses.push((await v.postForm('/office/login', { login: i % 2 ? login : login.toUpperCase(), password: 'x' }, { page: null })).status);
		assert.deepEqual(statuses, [...Array(10).fill(403), 429], login);
	}
	await forgetTries();
	for (let i = 0; i < 45; i++) await atOffice(people.manager);
});

/**
 * A wrong try at a login.
 * @param {string} login @param {string} address @param {string} [path]
 */
async function guess(login, address, path = '/office/login') {
	const v = new Client();
	v.address = address;
	return (await v.postForm(path, { login, password: 'x', ...(path === '/till/enrol' ? { branch, name: 'A till' } : {}) }, { page: null })).status;
}

test('whoever guesses at one place locks nobody out at another', async () => {
	await forgetTries();
	for (let i = 0; i < 30; i++) await guess('manager', '127.0.0.2');
	assert.equal(await guess('manager', '127.0.0.2'), 429);
	assert.equal(await guess('manager', '127.0.0.2', '/till/enrol'), 429, 'it is the same password');
	await atOffice(people.manager);
});

test('one who tries many logins from one place, or one from many, is stopped too', async () => {
	await forgetTries();
	for (let i = 0; i < 40; i++) assert.equal(await guess(`somebody-${i}`, '127.0.0.3'), 403);
	assert.equal(await guess('somebody-else', '127.0.0.3'), 429);
	await forgetTries();
	for (let i = 0; i < 100; i++) assert.equal(await guess('nobody-at-all', `127.0.1.${i % 10}`), 403);
	assert.equal(await guess('nobody-at-all', '127.0.1.20'), 429);
	await forgetTries();
}, { seconds: 120 });

test('a link into the office leads there after the log-in, and nowhere else', async () => {
	const v = new Client();
	const away = await v.get('/office/orders');
	assert.equal(away.location, '/office/login?to=%2Foffice%2Forders');
	const page = await v.get(away.location);
	assert.equal((await v.submit(page, '/office/login', people.owner)).location, '/office/orders');
	for (const to of ['https://elsewhere.example', '//elsewhere.example', '/office//x@elsewhere', '/en/', '/\\elsewhere']) {
		const w = new Client();
		const answer = await w.postForm('/office/login', { login: people.owner.login, password: people.owner.password, to });
		assert.match(answer.location, /^\/office(\/\/x%40elsewhere)?$/, to);
	}
});

test('a log-in gives a new session, a log-out ends it', async () => {
	const v = await atOffice(people.manager);
	const first = v.cookies.get('office');
	const page = await v.get('/office');
	await v.submit(page, '/office/logout');
	assert.equal(v.cookies.has('office'), false);
	v.cookies.set('office', String(first));
	assert.equal((await v.get('/office')).location, '/office/login');
});

test('the office speaks the language of whoever is logged in', async () => {
	const v = await atOffice(await newPerson('manager', undefined, ['--lang', 'fi']));
	const page = await v.get('/office/orders', { headers: { 'accept-language': 'pl' } });
	assert.match(page.text, /<html lang="fi"/);
	const out = await new Client().get('/office/login', { headers: { 'accept-language': 'he' } });
	assert.match(out.text, /<html lang="he" dir="rtl"/);
});

test('an address that is none, and an order that is none, keep the menu and the language', async () => {
	const v = await atOffice(await newPerson('manager', undefined, ['--lang', 'fi']));
	for (const path of ['/office/nothing', '/office/orders/99999999', '/office/orders/abc']) {
		const page = await v.get(path);
		assert.equal(page.status, 404, path);
		assert.match(page.text, /<html lang="fi"/, path);
		assert.match(page.text, /<nav class="bar-nav".*href="\/office\/orders"/s, path);
		assert.ok(!(await new Client().get(path, { follow: true })).text.includes('bar-nav'), 'nobody else sees it');
	}
	assert.equal((await v.submit(await v.get('/office/nothing'), '/office/logout')).location, '/office/login');
	const cashier = await atOffice(await newPerson('cashier'));
	const refused = await cashier.get('/office/tills');
	assert.equal(refused.status, 403);
	assert.match(refused.text, /href="\/office\/goods"/);
	assert.doesNotMatch(refused.text, /href="\/office\/(orders|tills)"/, 'only what he may');
});

test('an order is seen with its customer, packed, and cancelled with its stock given back', async () => {
	const [[held]] = await sql(`SELECT reserved FROM stock_level WHERE variant_id = ${variant} AND location_id = ${shelf}`);
	const { path } = await order();
	const page = await owner.get(path);
	for (const said of ['Office Tester', 'office@example.com', 'Two bags, please', 'To pack']) assert.ok(seen(page.text).includes(said), said);
	assert.equal((await owner.submit(page, `${path}/ready`)).location, path);
	const ready = await owner.get(path);
	assert.ok(seen(ready.text).includes('Ready to collect'));
	const again = await owner.submit(page, `${path}/ready`);
	assert.equal(again.status, 409);
	assert.match(seen(again.text), /moved on in the meantime/);
	await owner.submit(ready, `${path}/cancel`, { reason: 'We are out of jam.' });
	const after = await owner.get(path);
	assert.doesNotMatch(after.text, new RegExp(`action="${path}/(ready|cancel|promise)`), 'nothing more can be done');
	assert.deepEqual(await sql(`SELECT reserved FROM stock_level WHERE variant_id = ${variant} AND location_id = ${shelf}`), [[held]]);
	await check();
});

test('the list shows the newest first, filters, and goes on where it stopped', async () => {
	const { id } = await order();
	const list = await owner.get('/office/orders?stage=placed&channel=web');
	const listed = [...list.text.matchAll(/\/office\/orders\/(\d+)"/g)].map((m) => m[1]);
	assert.equal(listed[0], id);
	assert.deepEqual(listed, [...listed].sort((a, b) => Number(b) - Number(a)));
	const before = await owner.get(`/office/orders?before=${id}`);
	assert.ok(!before.text.includes(`/office/orders/${id}"`));
	assert.ok(!(await owner.get('/office/orders?stage=cancelled')).text.includes(`/office/orders/${id}"`));
});

test('goods are found by name and by barcode', async () => {
	const [[code]] = await sql(`SELECT code FROM barcode WHERE variant_id = ${variant} LIMIT 1`);
	const [[name]] = await sql(`SELECT t.name FROM item_text t JOIN variant v ON v.item_id = t.item_id WHERE v.id = ${variant} AND t.lang = 'en'`);
	for (const find of [code, name.slice(0, 6)])
		assert.ok((await owner.get(`/office/goods?find=${encodeURIComponent(find)}`)).text.includes(`"${good}"`), find);
});

test('a barcode is shown as it is printed, and what is no GTIN as it was typed', async () => {
	const [[code]] = await sql(`SELECT code FROM barcode WHERE variant_id = ${variant} AND code LIKE '0729%' LIMIT 1`);
	await sql(`INSERT INTO barcode (code, branch_id, variant_id, pack_quantity) VALUES ('00000000000001', ${branch}, ${variant}, 1000)`);
	const page = await owner.get(good);
	assert.ok(page.text.includes(`>${code.slice(1)}<`));
	assert.ok(!page.text.includes(`>${code}<`));
	assert.ok(page.text.includes('>00000000000001<'));
	await sql("DELETE FROM barcode WHERE code = '00000000000001'");
});

test('a price counts from now on and is audited; a wrong one is said at the field and stays typed', async () => {
	const page = await owner.get(good);
	const bad = await owner.submit(page, `${good}/price`, { price: '12,x' });
	assert.equal(bad.status, 422);
	assert.match(bad.text, /value="12,x"[^>]*aria-invalid="true" aria-describedby="price-error"/);
	assert.match(bad.text, /id="price-error">[^<]+</);
	const [[was]] = await sql(`SELECT COUNT(*) FROM price WHERE variant_id = ${variant}`);
	assert.equal((await owner.submit(page, `${good}/price`, { price: '41,90' })).status, 303);
	assert.ok(seen((await owner.get(good)).text).includes('41.90'));
	assert.deepEqual(await sql(`SELECT COUNT(*) FROM price WHERE variant_id = ${variant}`), [[String(Number(was) + 1)]], 'the old one stands');
	const [[ledger]] = await sql('SELECT CONCAT(DATABASE(), \'_ledger\')');
	const [[action, staff]] = await sql(`SELECT a.action, s.login FROM ${ledger}.audit a JOIN staff s ON s.id = a.staff_id ORDER BY a.id DESC LIMIT 1`);
	assert.deepEqual([action, staff], ['price.set', 'owner']);
});

test('a price is on the public pages a moment later', async () => {
	const shopper = new Client(), path = `/en/goods/${slug}`;
	// Every worker has them in mind.
	for (let i = 0; i < 8; i++) assert.ok(!seen((await shopper.get(path)).text).includes('43.70'));
	assert.equal((await owner.submit(await owner.get(good), `${good}/price`, { price: '43,70' })).status, 303);
	// A second of the worker's, one of the web server's cache.
	await sleep(2200);
	for (let i = 0; i < 8; i++) {
		assert.match(seen((await shopper.get(path)).text), /43\.70/);
		await sleep(20);
	}
});

test('a count becomes a move, pieces are whole, kilograms need not be', async () => {
	const page = await owner.get(good);
	const half = await owner.submit(page, `${good}/stock`, { location: shelf, counted: '2.5', note: 'a slip' });
	assert.equal(half.status, 422);
	assert.match(half.text, /id="counted-error"/);
	assert.match(half.text, /value="2.5"/);
	assert.match(half.text, /value="a slip"/);
	assert.equal((await owner.submit(page, `${good}/stock`, { location: shelf, counted: '33', policy: 'warn', note: 'counted' })).status, 303);
	assert.deepEqual(await sql(`SELECT on_hand, policy FROM stock_level WHERE variant_id = ${variant} AND location_id = ${shelf}`), [['33000', 'warn']]);
	const kilos = `/office/goods/${weighed}`;
	assert.equal((await owner.submit(await owner.get(kilos), `${kilos}/stock`, { location: shelf, counted: '7.25' })).status, 303);
	assert.equal((await owner.submit(page, `${good}/stock`, { location: shelf, counted: '', policy: 'block' })).status, 303);
	assert.deepEqual(await sql(`SELECT on_hand, policy FROM stock_level WHERE variant_id = ${variant} AND location_id = ${shelf}`), [['33000', 'block']], 'the policy alone');
	await check();
});

test('what a sale left short is named with the order, and settled once', async () => {
	const { id, path } = await order();
	await sql(`INSERT INTO shortfall (sale_order_id, short_order_id, location_id, variant_id, quantity, created_at) VALUES (${id}, ${id}, ${shelf}, ${variant}, 1000, UTC_TIMESTAMP(6))`);
	const [[row]] = await sql('SELECT MAX(id) FROM shortfall');
	assert.match(seen((await owner.get(path)).text), /missing from this order/);
	const page = await owner.get('/office/shortfalls');
	assert.ok(page.text.includes(`"${path}"`));
	assert.equal((await owner.submit(page, `/office/shortfalls/${row}/settle`)).status, 303);
	assert.equal((await owner.submit(page, `/office/shortfalls/${row}/settle`)).status, 404);
	assert.ok(!(await owner.get('/office/shortfalls')).text.includes(`/shortfalls/${row}/`));
	await sql(`DELETE FROM shortfall WHERE id = ${row}`);
});

test('a till that was revoked is one no more', async () => {
	const v = await enrolledTill(people.owner, 'Till to revoke');
	assert.equal((await v.get('/till')).location, '/till/login');
	const [[id]] = await sql('SELECT MAX(id) FROM till');
	await owner.submit(await owner.get('/office/tills'), `/office/tills/${id}/revoke`);
	assert.equal((await v.get('/till')).location, '/till/enrol');
	assert.ok(seen((await owner.get('/office/tills')).text).includes('Revoked'));
});

test('the shift of a lost till is counted in the office, blind', async () => {
	await Till.enrolled('HAIFA', { name: 'Lost till', float: '151.00' });
	const [[id]] = await sql('SELECT MAX(id) FROM till');
	const close = `/office/tills/${id}/close`;
	await owner.submit(await owner.get('/office/tills'), `/office/tills/${id}/revoke`);
	const page = await owner.get('/office/tills');
	const card = seen(page.text.split('<li class="card">').find((c) => c.includes(close)) ?? '');
	assert.match(card, /Lost till.*Revoked.*Shift open/);
	assert.ok(!card.includes('151'), 'nobody is told what to count');
	const bad = await owner.submit(page, close, { counted: '149,x' });
	assert.equal(bad.status, 422);
	assert.match(bad.text, /value="149,x"[^>]*aria-invalid="true" aria-describedby="counted-error"/);
	assert.equal((bad.text.match(/149,x/g) ?? []).length, 1, 'at its own till alone');
	const counted = await owner.submit(page, close, { counted: '149.50' });
	assert.equal(counted.location, `/office/tills/${id}/closed`);
	const result = seen((await owner.get(counted.location)).text);
	assert.match(result, /short by \S?1\.50/);
	for (const sum of ['151.00', '149.50', '1.50']) assert.ok(result.includes(sum), sum);
	assert.ok(!(await owner.get('/office/tills')).text.includes(close));
	const again = await owner.submit(page, close, { counted: '149.50' });
	assert.equal(again.status, 409);
	assert.match(seen(again.text), /No shift is open/);
	await check();
});
