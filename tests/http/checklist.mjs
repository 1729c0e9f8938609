// checklist.mjs: a new shop until it opens: what is missing, what the web says,
// and the opening.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, csrfOf, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, enrolledTill, forgetTries } from '../lib/people.mjs';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const manager = await atOffice(people.manager);
/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/** As a new shop begins. */
async function close() {
	await sql("REPLACE INTO setting SELECT 'company', MIN(id), 'shop.open', '0' FROM company");
	await sql("DELETE FROM setting WHERE name IN ('mail.tested', 'terms.read')");
	await sleep(1100);
}
after(async () => {
	await sql("DELETE FROM setting WHERE name IN ('shop.open', 'mail.tested', 'terms.read')");
	await sleep(1100);
});
await enrolledTill(people.manager);
const slug = (await sql("SELECT i.slug FROM variant v JOIN item i ON i.id = v.item_id WHERE i.unit = 'piece' ORDER BY v.id LIMIT 1"))[0][0];

test('a shop that is open shows no list at home', async () => {
	assert.ok(!(await owner.get('/office')).text.includes('checklist-bar'));
	assert.match(seen((await owner.get('/office/checklist')).text), /The shop is open/);
});

test('until it opens, home lists what is missing, for who may open it', async () => {
	await close();
	const home = (await owner.get('/office')).text;
	assert.match(seen(home), /6 of 8 done/);
	assert.match(home, /href="\/office\/settings\/mail#test"/);
	assert.ok(!home.includes('/office/checklist/open'));
	assert.ok(!(await manager.get('/office')).text.includes('checklist-bar'));
	assert.equal((await manager.get('/office/checklist')).status, 403);
	const refused = await owner.postForm('/office/checklist/open', { csrf: csrfOf(home) });
	assert.equal(refused.status, 409);
	assert.match(seen(refused.text), /cannot open yet/);
});

test('the web shows goods, says that it opens soon, and refuses the checkout', async () => {
	const v = new Client();
	await v.submit(await v.get(`/en/goods/${slug}`), '/en/cart/add', { quantity: '1' }, { headers: { 'sec-fetch-site': 'same-origin' } });
	const cart = await v.get('/en/cart');
	assert.match(seen(cart.text), /We open soon/);
	const page = await v.get('/en/checkout');
	assert.equal(page.status, 409);
	assert.match(page.text, /<h1>We open soon<\/h1>/);
	const [[before]] = await sql('SELECT COUNT(*) FROM orders');
	const [[branch]] = await sql('SELECT id FROM branch WHERE pickup ORDER BY id LIMIT 1');
	const forced = await v.postForm('/en/checkout', { csrf: csrfOf(cart.text), uuid: randomUUID(), total: '590', branch, name: 'Noa', email: 'noa@example.com', terms: '1' });
	assert.equal(forced.status, 409);
	assert.match(forced.text, /<h1>We open soon<\/h1>/);
	assert.deepEqual(await sql('SELECT COUNT(*) FROM orders'), [[before]]);
});

test('once all is done the owner opens the shop, and the checkout is there', async () => {
	await sql("REPLACE INTO setting SELECT 'company', MIN(id), 'mail.tested', '1' FROM company");
	const list = await owner.get('/office/checklist');
	assert.equal((await owner.submit(list, '/office/checklist/terms')).status, 303);
	const ready = await owner.get('/office/checklist');
	assert.match(seen(ready.text), /8 of 8 done/);
	assert.equal((await owner.submit(ready, '/office/checklist/open')).status, 303);
	assert.match(seen((await owner.get('/office/checklist')).text), /The shop is open/);
	await sleep(1100);
	const v = new Client();
	await v.submit(await v.get(`/en/goods/${slug}`), '/en/cart/add', { quantity: '1' }, { headers: { 'sec-fetch-site': 'same-origin' } });
	assert.equal((await v.get('/en/checkout')).status, 200);
	assert.ok(!(await v.get('/en/cart')).text.includes('opens-soon'));
});
