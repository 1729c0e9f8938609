// office_goods.mjs: the list of goods and its filters; the editor: texts, codes,
// prices with a beginning, variants, two people at once, categories.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, forms, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
/** The language in which goods must have a name. */
const own = (await sql('SELECT lang FROM company'))[0][0];

/** The names in a list, in its order. @param {string} query */
async function listed(query) {
	const page = await owner.get(`/office/goods${query}`);
	assert.equal(page.status, 200, `${query}: ${page.text.slice(0, 300)}`);
	return [...page.text.matchAll(/class="row-link"[^>]*><bdi>([^<]*)</g)].map((m) => unescapeHtml(m[1]));
}

/** How many the database knows. @param {string} where */
const count = async (where) => Number((await sql(`SELECT COUNT(DISTINCT i.id) FROM item i JOIN variant v ON v.item_id = i.id WHERE ${where}`))[0][0]);

test('filters combine, stand in the address, and each can be taken away', async () => {
	const [[dairy]] = await sql("SELECT GROUP_CONCAT(id) FROM category WHERE slug = 'dairy' OR parent_id = (SELECT id FROM category WHERE slug = 'dairy')");
	const query = '?category=dairy&type=weighed';
	const page = await owner.get(`/office/goods${query}`);
	assert.equal((await listed(query)).length, await count(`i.category_id IN (${dairy}) AND i.type = 'weighed' AND i.archived_at IS NULL`));
	assert.match(page.text, /href="\/office\/goods\?type=weighed"/, 'the list without the category');
	assert.match(page.text, /href="\/office\/goods\?category=dairy"/, 'the list without the type');
	assert.match(page.text, /<option value="weighed" selected>/);
	assert.deepEqual(await listed('?category=dairy&type=weighed&find=nosuchthing'), []);
});

test('every state, order and branch answers', async () => {
	const [[branch]] = await sql('SELECT MAX(id) FROM branch');
	for (const state of ['sale', 'priceless', 'pictureless', 'codeless', 'untranslated', 'review', 'zero', 'negative', 'archived'])
		for (const sort of ['name', 'newest', 'cheapest', 'dearest']) await listed(`?state=${state}&sort=${sort}&branch=${branch}`);
});

test('the dearest comes first, and the pages of an order hold each of them once', async () => {
	/** @type {string[]} */
	const links = [];
	let next = '/office/goods?sort=dearest&state=sale';
	while (next) {
		const page = await owner.get(next);
		links.push(...[...page.text.matchAll(/class="row-link" href="([^"]*)"/g)].map((m) => m[1]));
		next = unescapeHtml(page.text.match(/rel="next" href="([^"]*)"/)?.[1] ?? '');
	}
	assert.equal(new Set(links).size, links.length);
	assert.ok(links.length > 100, `${links.length} goods are sold`);
	const [[dearest]] = await sql(`SELECT t.name FROM price p JOIN variant v ON v.id = p.variant_id JOIN item i ON i.id = v.item_id AND i.archived_at IS NULL
		JOIN item_text t ON t.item_id = i.id AND t.lang = 'en' WHERE p.valid_from <= UTC_TIMESTAMP(6) ORDER BY p.price DESC LIMIT 1`);
	assert.equal((await listed('?sort=dearest'))[0], dearest);
});

test('a branch out of scope, and a category that is none, are not there', async () => {
	for (const query of ['?branch=999999', '?category=nosuch']) assert.equal((await owner.get(`/office/goods${query}`)).status, 404, query);
});

// ---- the editor ----

/** The form of a page that goes to an address that ends so. @param {import('../lib/client.mjs').Answer} page @param {string} action */
const formAt = (page, action) => forms(page.text).find((f) => f.action.endsWith(action)) ?? assert.fail(`no form ${action}`);

/** Adds a good as the form does. @param {Record<string, string>} fields @returns {Promise<{ id: string, path: string }>} */
async function added(fields) {
	const answer = await owner.submit(await owner.get('/office/goods/new'), '/office/goods/new', fields);
	assert.equal(answer.status, 303, seen(answer.text));
	return { id: answer.location.split('/').pop() ?? '', path: answer.location };
}

/** @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
const name = () => `Test good ${randomUUID().slice(0, 8)}`;

test('a new good is in the shop, in the list and at the till at once', async () => {
	const called = name(), code = `T-${randomUUID().slice(0, 8)}`;
	const { id } = await added({ [`name_${own}`]: called, name_en: called, name_pl: 'Nowy', price: '12,50', code, maker: 'Somebody', content: '250', content_unit: 'g' });
	const [[slug]] = await sql(`SELECT i.slug FROM item i JOIN variant v ON v.item_id = i.id WHERE v.id = ${id}`);
	await sleep(2200);
	const page = await new Client().get(`/en/goods/${slug}`);
	assert.match(seen(page.text), new RegExp(`${called}.*12\\.50`));
	assert.ok((await owner.get(`/office/goods?find=${code}`)).text.includes(`/office/goods/${id}"`));
	assert.match((await owner.get('/office/goods?state=untranslated&sort=newest')).text, new RegExp(`/office/goods/${id}"`));
});

test('what is wrong is said at its field, what was typed stays, nothing is there', async () => {
	const called = name();
	const page = await owner.get('/office/goods/new');
	const bad = await owner.submit(page, '/office/goods/new', { name_en: called, [`name_${own}`]: '', description_fi: 'Kuvaus ilman nimeä', code: '4006381333930', price: '1,x', origin: 'il' });
	assert.equal(bad.status, 422);
	assert.match(bad.text, /id="price"[^>]*value="1,x"[^>]*aria-invalid="true" aria-describedby="price-error"/);
	const worse = await owner.submit(page, '/office/goods/new', { name_en: called, [`name_${own}`]: '', description_fi: 'Kuvaus ilman nimeä', code: '4006381333930', origin: 'il' });
	assert.equal(worse.status, 422);
	for (const field of [`name_${own}`, 'name_fi', 'code']) assert.match(worse.text, new RegExp(`id="${field}-error">[^<]`), field);
	assert.match(seen(worse.text), /last digit would have to be 1\. Did you mean 4006381333931\?/);
	assert.ok(worse.text.includes('Kuvaus ilman nimeä'));
	assert.ok(worse.text.includes(called));
	assert.deepEqual(await sql(`SELECT COUNT(*) FROM item_text WHERE name = '${called}'`), [['0']]);
});

test('two at one good: the second keeps what he typed and is told what the first changed', async () => {
	const { path } = await added({ [`name_${own}`]: name(), maker: 'First' });
	const [one, two] = [await owner.get(path), await owner.get(path)];
	assert.equal((await owner.submit(one, `${path}/save`, { maker: 'Their maker', name_fi: 'Heidän' })).status, 303);
	const late = await owner.submit(two, `${path}/save`, { maker: 'My maker', name_pl: 'Mój' });
	assert.equal(late.status, 409);
	assert.match(late.text, /id="maker"[^>]*value="My maker"[^>]*aria-invalid/);
	assert.match(seen(late.text), /somebody has made this “Their maker”/);
	assert.match(late.text, /id="name_fi"[^>]*value="Heidän"/, 'theirs is shown where I changed nothing');
	assert.match(late.text, /id="name_pl"[^>]*value="Mój"/);
	assert.equal((await owner.submit(late, `${path}/save`)).status, 303);
	const { fields } = formAt(await owner.get(path), '/save');
	assert.deepEqual([fields.maker, fields.name_fi, fields.name_pl], ['My maker', 'Heidän', 'Mój']);
});

test('an address that changes leads on for good, of goods and of categories', async () => {
	const { id, path } = await added({ [`name_${own}`]: name() });
	const slugs = async () => (await sql(`SELECT i.slug FROM item i JOIN variant v ON v.item_id = i.id WHERE v.id = ${id}`))[0][0];
	const old = await slugs();
	assert.equal((await owner.submit(await owner.get(path), `${path}/save`, { address: `Moved ${old}` })).status, 303);
	const moved = await new Client().get(`/he/goods/${encodeURIComponent(old)}?variant=${id}`);
	assert.equal(moved.status, 301);
	assert.equal(decodeURIComponent(moved.location), `/he/goods/${await slugs()}?variant=${id}`);
	assert.equal((await new Client().get('/en/goods/never-was')).status, 404);
	const category = `walk-${randomUUID().slice(0, 8)}`;
	const made = await owner.submit(await owner.get('/office/categories'), '/office/categories', { [`name_${own}`]: category });
	assert.equal(made.status, 303);
	const edit = `/office/categories/${made.headers.location?.match(/\d+$/)?.[0]}`;
	assert.equal((await owner.submit(await owner.get(edit), edit, { [`name_${own}`]: `${category} new`, address: '' })).status, 303);
	const led = await new Client().get(`/en/goods?category=${category}`);
	assert.deepEqual([led.status, led.location], [301, `/en/goods?category=${category}-new`]);
	await owner.submit(await owner.get(edit), `${edit}/archive`);
	await sleep(1200);
	assert.equal((await new Client().get(`/en/goods?category=${category}-new`)).status, 404);
});

test('a barcode of a box, a taken one with its owner, one taken away', async () => {
	const { path } = await added({ [`name_${own}`]: name() });
	const box = `BOX-${randomUUID().slice(0, 8)}`;
	assert.equal((await owner.submit(await owner.get(path), `${path}/barcode`, { code: box, pack: '12' })).status, 303);
	const page = await owner.get(path);
	assert.match(seen(page.text), new RegExp(`${box} pack of 12`));
	const [[taken, holder]] = await sql("SELECT b.code, b.variant_id FROM barcode b JOIN variant v ON v.id = b.variant_id JOIN item i ON i.id = v.item_id WHERE i.slug = 'enamel-mug' LIMIT 1");
	const refused = await owner.submit(page, `${path}/barcode`, { code: taken });
	assert.equal(refused.status, 409);
	assert.match(refused.text, new RegExp(`id="code"[^>]*value="${taken}"[^>]*aria-invalid`));
	assert.ok(refused.text.includes(`href="/office/goods/${holder}"`), 'the owner is a link');
	assert.equal((await owner.submit(page, `${path}/barcode/remove`)).status, 303);
	assert.ok(!(await owner.get(path)).text.includes(box));
});

test('a price begins at its hour by the shop\'s clock, is seen until then and taken back', async () => {
	const { id, path } = await added({ [`name_${own}`]: name(), price: '10' });
	assert.equal((await owner.submit(await owner.get(path), `${path}/price`, { price: '11', starts: '2099-03-01T06:30' })).status, 303);
	const [[from]] = await sql(`SELECT MAX(valid_from) FROM price WHERE variant_id = ${id}`);
	assert.equal(from.slice(0, 19), '2099-03-01 04:30:00', 'six thirty in Haifa');
	const page = await owner.get(path);
	assert.match(seen(page.text), /11\.00 from 1 Mar 2099/);
	assert.equal((await owner.submit(page, `${path}/price/withdraw`)).status, 303);
	assert.ok(!seen((await owner.get(path)).text).includes('2099'));
	for (const starts of ['2020-01-01T06:00', 'tomorrow']) {
		const bad = await owner.submit(page, `${path}/price`, { price: '12', starts });
		assert.equal(bad.status, 422, starts);
		assert.match(bad.text, /id="starts-error">[^<]/);
	}
});

test('variants, a copy, off the lists and back', async () => {
	const called = name();
	const { path } = await added({ [`name_${own}`]: called, label: 'S', price: '5' });
	const added2 = await owner.submit(await owner.get(path), `${path}/variant`, { label: 'L' });
	assert.equal(added2.status, 303);
	const twice = await owner.submit(await owner.get(path), `${path}/variant`, { label: 'L' });
	assert.equal(twice.status, 422);
	assert.match(twice.text, /id="new-label-error">[^<]/);
	const form = formAt(await owner.get(`/office/goods/new?copy=${path.split('/').pop()}`), '/office/goods/new');
	assert.equal(form.fields[`name_${own}`], called);
	const copy = await owner.postForm('/office/goods/new', { ...form.fields, [`name_${own}`]: `${called} again` }, { page: null });
	assert.equal(copy.status, 303, seen(copy.text));
	assert.match(seen((await owner.get(copy.location)).text), /5\.00/);
	assert.equal((await owner.submit(await owner.get(path), `${path}/archive`)).status, 303);
	const gone = await owner.get(path);
	assert.match(seen(gone.text), /Archived/);
	assert.ok(!(await listed(`?find=${encodeURIComponent(called)}`)).includes(called));
	assert.ok((await listed(`?state=archived&find=${encodeURIComponent(called)}`)).includes(called));
	assert.equal((await owner.submit(gone, `${path}/archive`)).status, 303);
	assert.ok((await listed(`?find=${encodeURIComponent(called)}`)).includes(called));
	await check();
});

test('who may only look changes nothing', async () => {
	const accountant = await atOffice(await newPerson('accountant'));
	const { path } = await added({ [`name_${own}`]: name() });
	const page = await accountant.get(path);
	assert.equal(page.status, 200);
	assert.ok(!page.text.includes('Save texts and facts'));
	assert.equal((await accountant.get('/office/goods/new')).status, 403);
	assert.equal((await accountant.get('/office/categories')).status, 403);
});

test('a form without its fields is refused like any other', async () => {
	const { path } = await added({ [`name_${own}`]: name() });
	const csrf = formAt(await owner.get(path), '/save').fields.csrf;
	for (const what of ['save', 'barcode', 'barcode/remove', 'price', 'price/withdraw', 'variant', 'variant/move', 'variant/archive', 'archive'])
		for (const fields of [{ csrf }, { csrf, list: '1', code: '', at: 'x' }]) assert.equal((await owner.postForm(`${path}/${what}`, fields, { page: null })).status, 422, what);
});
