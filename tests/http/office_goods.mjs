// office_goods.mjs: the list of goods: its filters are in the address and combine.
import assert from 'node:assert/strict';
import { unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries } from '../lib/people.mjs';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);

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
