// receiving.mjs: a delivery by forms alone, as a browser without script sends them.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const stock = await atOffice(await newPerson('stock', 'stock-of-receiving', ['--lang', 'en']));
const [[variant, code, item]] = await sql("SELECT v.id, b.code, v.item_id FROM variant v JOIN item i ON i.id = v.item_id JOIN barcode b ON b.variant_id = v.id WHERE i.slug = 'strawberry-jam'");
const [[mug]] = await sql("SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = 'enamel-mug'");
const [[location, branch]] = await sql("SELECT l.id, l.branch_id FROM location l JOIN branch b ON b.id = l.branch_id WHERE l.kind = 'shelf' ORDER BY l.id LIMIT 1");
const [[other]] = await sql(`SELECT code FROM branch WHERE id <> ${branch} ORDER BY id LIMIT 1`);

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
const onHand = async (id = variant) => Number((await sql(`SELECT on_hand FROM stock_level WHERE variant_id = ${id} AND location_id = ${location}`))[0][0]);
/** @param {string} text */
const lines = (text) => [...text.matchAll(/<li data-uuid="([^"]+)" data-packs="([^"]+)"/g)].map(([, uuid, packs]) => ({ uuid, packs }));

/** The form of the first of the goods found. @param {string} text */
function chosen(text) {
	const form = text.slice(text.indexOf('<ul class="found">')).match(/<form.*?<\/form>/s)?.[0] ?? '';
	return Object.fromEntries([...form.matchAll(/name="(uuid|variant|learn|pack)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

/** @param {Record<string, string>} [fields] */
async function open(fields = {}) {
	const answer = await stock.submit(await stock.get('/office/receiving/new'), '/office/receiving/new', { supplier: 'Emek Dairy', location, ...fields });
	assert.equal(answer.status, 303, seen(answer.text));
	return answer.location;
}

/** @param {string} path @param {Record<string, string>} fields */
async function scan(path, fields) {
	return stock.submit(await stock.get(path), `${path}/scan`, fields);
}

/** The page of the line that was scanned. @param {string} path */
async function scanned(path, what = code) {
	const answer = await scan(path, { code: what });
	assert.match(answer.location, /\?at=[\w-]{36}&scanned=1#last$/, answer.text);
	return stock.get(answer.location.replace(/#.*/, ''));
}

test('a delivery is opened with a supplier, at a place that one may', async () => {
	const page = await stock.get('/office/receiving/new');
	assert.ok(page.text.includes('<datalist id="suppliers">'));
	const without = await stock.submit(page, '/office/receiving/new', { supplier: ' ', reference: 'A-1', location });
	assert.equal(without.status, 422);
	assert.match(without.text, /id="supplier-error"/);
	assert.match(without.text, /value="A-1"/);
	const nowhere = await stock.submit(page, '/office/receiving/new', { supplier: 'Emek Dairy', location: '999999' });
	assert.equal(nowhere.status, 404);
	const path = await open({ reference: 'HTTP-1' });
	assert.ok(seen((await stock.get(path)).text).includes('HTTP-1'));
});

test('the same delivery note of the same supplier is asked about, and may be opened all the same', async () => {
	await open({ reference: 'HTTP-2' });
	const page = await stock.get('/office/receiving/new');
	const asked = await stock.submit(page, '/office/receiving/new', { supplier: 'Emek Dairy', reference: 'HTTP-2', location });
	assert.equal(asked.status, 409);
	assert.match(seen(asked.text), /Delivery note HTTP-2 of Emek Dairy is here already/);
	const path = await stock.submit(asked, '/office/receiving/new', { again: '1' });
	assert.equal(path.status, 303, seen(path.text));
});

test('scan, change, book: the stock follows, once', async () => {
	const before = await onHand();
	const path = await open();
	const page = await scanned(path);
	assert.deepEqual(lines(page.text).map((l) => l.packs), ['1']);
	const [{ uuid }] = lines(page.text);
	const more = await stock.submit(page, `${path}/line`, { uuid, packs: '2', in: 'boxes', pack: '6', cost: '58.80', per: 'box', expires: '1299', note: 'Top shelf' });
	assert.equal(more.status, 422, 'there is no 12 of 1999 here');
	assert.match(more.text, /id="expires-error"/);
	assert.match(more.text, /value="58\.80"/, 'what was typed stays');
	const right = await stock.submit(more, `${path}/line`, { uuid, packs: '2', in: 'boxes', pack: '6', cost: '58.80', per: 'box', expires: '31.12.2030', note: 'Top shelf' });
	assert.equal(right.status, 303, seen(right.text));
	const now = seen((await stock.get(right.location.replace(/#.*/, ''))).text);
	for (const said of ['2 × 6 = 12', '₪9.80 each', '₪58.80 a box', '₪117.60 in all', 'Good until 31 Dec 2030', 'Top shelf']) assert.ok(now.includes(said), `${said}: ${now}`);
	assert.equal(await onHand(), before);
	const open1 = await stock.get(path);
	assert.equal((await stock.submit(open1, `${path}/book`)).status, 303);
	assert.equal((await stock.submit(open1, `${path}/book`)).status, 303, 'again is no more');
	assert.equal(await onHand(), before + 12000);
	const booked = await stock.get(path);
	for (const said of ['Booked', '2 × 6 = 12', '₪9.80', '₪117.60', '31 Dec 2030']) assert.ok(seen(booked.text).includes(said), said);
	const late = await stock.postForm(`${path}/scan`, { uuid: randomUUID(), code }, { page: open1 });
	assert.equal(late.status, 409);
	assert.match(seen(late.text), /This delivery is closed/);
	assert.equal(await onHand(), before + 12000);
	await check();
});

test('the same code again leads to its line, to be saved as one more; the buttons count by one', async () => {
	const path = await open();
	await scanned(path);
	const again = await scan(path, { code });
	assert.match(again.location, /more=1/);
	const page = await stock.get(again.location.replace(/#.*/, ''));
	assert.match(seen(page.text), /It is in this delivery already/);
	const [{ uuid }] = lines(page.text);
	const saved = await stock.submit(page, `${path}/line`, {});
	assert.equal(saved.status, 303, seen(saved.text));
	assert.equal(lines((await stock.get(path)).text)[0].packs, '2');
	const step = async (/** @type {string} */ which, /** @type {string} */ packs) => stock.submit(await stock.get(`${path}?at=${uuid}`), `${path}/line`, { packs, step: which });
	await step('more', '2');
	assert.equal(lines((await stock.get(path)).text)[0].packs, '3');
	await step('less', '1');
	assert.deepEqual(lines((await stock.get(path)).text), [], 'one less than one is none');
	const empty = await stock.postForm(`${path}/book`, {}, { page: await stock.get(path) });
	assert.equal(empty.status, 422);
	assert.match(seen(empty.text), /Nothing was scanned yet/);
});

test('a line is removed; a late repeat of its scan does not bring it back', async () => {
	const path = await open(), uuid = randomUUID();
	const page = await stock.get(path);
	await stock.postForm(`${path}/scan`, { uuid, code }, { page });
	await stock.postForm(`${path}/remove`, { uuid }, { page });
	await stock.postForm(`${path}/scan`, { uuid, code }, { page });
	assert.deepEqual(lines((await stock.get(path)).text), []);
	assert.equal((await stock.postForm(`${path}/remove`, { uuid: randomUUID() }, { page })).status, 404);
});

test('a code that nobody knows is set aside, or given to goods by who may', async () => {
	const path = await open(), unknown = '4006381333931';
	await sql(`DELETE FROM barcode WHERE code LIKE '%${unknown}'`);
	const answer = await scan(path, { code: unknown });
	assert.match(answer.location, /\?code=4006381333931#answers$/);
	const asked = await stock.get(answer.location.replace(/#.*/, ''));
	assert.match(seen(asked.text), /Unknown code 4006381333931/);
	assert.doesNotMatch(asked.text, /goods\/new/, 'the stock role makes no goods');
	await stock.submit(asked, `${path}/aside`, { packs: '3', note: 'A red tin' });
	const page = await stock.get(path);
	assert.match(seen(page.text), /Set aside.*4006381333931.*A red tin/);
	const manager = await atOffice(people.manager);
	const found = await manager.get(`${path}?code=${unknown}&find=strawberry`);
	assert.match(found.text, /goods\/new\?code=4006381333931/);
	assert.match((await manager.get(`/office/goods/new?code=${unknown}`)).text, /value="4006381333931"/, 'the code goes along');
	const linked = await manager.postForm(`${path}/scan`, chosen(found.text), { page: found });
	assert.match(linked.location, /scanned=1/, linked.text);
	const after = await manager.get(path);
	assert.equal(lines(after.text)[0].packs, '3', 'as many as lay aside');
	assert.doesNotMatch(seen(after.text), /Set aside/);
	const again = await scan(await open(), { code: unknown });
	assert.match(again.location, /scanned=1/, 'known from then on');
	await sql(`DELETE FROM barcode WHERE code LIKE '%${unknown}'`);
});

test('a name finds goods to choose from', async () => {
	const path = await open();
	const answer = await scan(path, { code: 'strawberry jam' });
	const page = await stock.get(answer.location.replace(/#.*/, ''));
	assert.match(seen(page.text), /Which one is it\?.*Strawberry jam/);
	const added = await stock.postForm(`${path}/scan`, chosen(page.text), { page });
	assert.match(added.location, /scanned=1/);
});

test('after booking a mistake is mended by a correction that the page tells', async () => {
	const before = await onHand(mug), path = await open(), page = await stock.get(path);
	await stock.postForm(`${path}/scan`, { uuid: randomUUID(), variant: mug, packs: '5' }, { page });
	await stock.postForm(`${path}/book`, {}, { page });
	const booked = await stock.get(path);
	const wrong = await stock.submit(booked, `${path}/mend`, { came: '4.5' });
	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /id="came-error"/);
	assert.equal((await stock.submit(booked, `${path}/mend`, { came: '4', note: 'one was broken' })).status, 303);
	assert.equal(await onHand(mug), before + 4000);
	assert.match(seen((await stock.get(path)).text), /in truth 4/);
	await check();
});

test('a dropped delivery moves nothing and stays in the list', async () => {
	const path = await open({ supplier: 'Dropped & Sons', reference: 'HTTP-9' }), page = await stock.get(path);
	await stock.postForm(`${path}/scan`, { uuid: randomUUID(), code }, { page });
	const before = await onHand();
	assert.equal((await stock.submit(await stock.get(path), `${path}/drop`)).location, '/office/receiving');
	assert.equal(await onHand(), before);
	assert.match(seen((await stock.get(path)).text), /was dropped/);
	for (const query of ['?state=dropped', '?find=dropped', '?find=HTTP-9', `?branch=${branch}&find=Sons`]) assert.ok((await stock.get(`/office/receiving${query}`)).text.includes(`href="${path}"`), query);
	assert.ok(!(await stock.get('/office/receiving?state=open')).text.includes(`href="${path}"`));
});

test('what expires soon is listed with what is left of it', async () => {
	const path = await open(), page = await stock.get(path), uuid = randomUUID();
	await stock.postForm(`${path}/scan`, { uuid, variant, packs: '4' }, { page });
	const soon = new Date(Date.now() + 2 * 86400000).toISOString().slice(0, 10);
	await stock.postForm(`${path}/line`, { uuid, packs: '4', expires: soon }, { page });
	await stock.postForm(`${path}/book`, {}, { page });
	const listed = await stock.get('/office/receiving/expiring?days=3');
	assert.match(seen(listed.text), /Strawberry jam/);
	assert.ok(listed.text.includes(path));
	assert.equal((await stock.get('/office/receiving/expiring?days=0')).status, 400);
});

test('deliveries of another branch are none, and a cashier receives nothing', async () => {
	const path = await open();
	const elsewhere = await atOffice(await newPerson('stock', undefined, ['--branches', other]));
	assert.equal((await elsewhere.get(path)).status, 404);
	assert.ok(!(await elsewhere.get('/office/receiving')).text.includes(`href="${path}"`));
	assert.equal((await elsewhere.postForm(`${path}/book`, {}, { page: await elsewhere.get('/office/receiving/new') })).status, 404);
	const cashier = await atOffice(await newPerson('cashier'));
	assert.equal((await cashier.get(path)).status, 403);
	assert.ok(item);
});
