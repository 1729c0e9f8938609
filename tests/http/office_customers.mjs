// office_customers.mjs: customers are found by what is known of them, seen by who
// may, changed, and made one of two.
import assert from 'node:assert/strict';
import { Client, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const mark = Date.now().toString(36);

/** A customer, without orders. @param {string} name @param {string | null} email @param {string | null} phone @returns {Promise<string>} */
async function customer(name, email, phone) {
	const quoted = [name, email, email?.toLowerCase().replace(/[.@]/g, ' ') ?? null, phone, phone?.replace(/\D/g, '') ?? null].map((v) => (v === null ? 'NULL' : `'${v}'`));
	await sql(`INSERT INTO customer (name, email, email_folded, phone, phone_digits, lang, salt, created_at) VALUES (${quoted.join(', ')}, 'en', RANDOM_BYTES(16), UTC_TIMESTAMP(6))`);
	return (await sql('SELECT MAX(id) FROM customer'))[0][0];
}

/** The ids that a search lists. @param {string} find */
const found = async (find) => [...(await owner.get(`/office/customers?find=${encodeURIComponent(find)}`)).text.matchAll(/\/office\/customers\/(\d+)"/g)].map((m) => m[1]);

/** Orders a mug on the web; the customer's id. @param {Record<string, string>} who */
async function ordered(who) {
	const v = new Client();
	await v.submit(await v.get('/en/goods/enamel-mug'), '/en/cart/add', { quantity: '1' }, { headers: { 'sec-fetch-site': 'same-origin' } });
	const page = await v.get('/en/checkout');
	const answer = await v.submit(page, '/en/checkout', { branch: haifa, terms: '1', ...who });
	assert.equal(answer.status, 303, answer.text);
	const [[order, id]] = await sql(`SELECT id, customer_id FROM orders WHERE token = '${answer.location.split('/').pop()}'`);
	return { order, id };
}

const [[haifa]] = await sql("SELECT id FROM branch WHERE code = 'HAIFA'");
await ordered({ name: `First ${mark}`, phone: '050-555 0166' });
const zofia = await customer(`Zófia ${mark}`, `Zofia.${mark}@example.com`, '050-555 0177');

test('a customer is found by the beginning of name, e-mail and phone number, however they are written', async () => {
	for (const find of [`Zófia ${mark}`, `zofia ${mark}`, `Zofia.${mark}@EXAMPLE`, '0505550177', '(050) 555-0177', '050 555'])
		assert.ok((await found(find)).includes(zofia), find);
	for (const find of [`ofia ${mark}`, '%', '_ófia', `${mark}@example.com`, '5550177'])
		assert.ok(!(await found(find)).includes(zofia), find);
});

test('a long list goes on where it stopped', async () => {
	const name = `Many ${mark}`;
	const ids = [];
	for (let i = 0; i < 52; i++) ids.unshift(await customer(name, null, null));
	const first = await owner.get(`/office/customers?find=${encodeURIComponent(name)}`);
	const next = first.text.match(/rel="next" href="([^"]*)"/)?.[1] ?? '';
	const second = await owner.get(unescapeHtml(next));
	const listed = [first, second].map((page) => [...page.text.matchAll(/class="row-link" href="\/office\/customers\/(\d+)"/g)].map((m) => m[1]));
	assert.deepEqual(listed.flat(), ids);
	assert.equal(listed[0].length, 50);
});

test('the card shows contacts and orders; without a name there is no card', async () => {
	const [[id, name, code]] = await sql('SELECT c.id, c.name, o.id FROM customer c JOIN orders o ON o.customer_id = c.id ORDER BY o.id DESC LIMIT 1');
	const { text } = await owner.get(`/office/customers/${id}`);
	assert.ok(text.includes(`/office/orders/${code}"`));
	assert.ok(text.includes(name));
	assert.match((await owner.get(`/office/customers/${zofia}`)).text, /href="tel:0505550177"/);
	await sql(`UPDATE customer SET anonymised_at = UTC_TIMESTAMP(6) WHERE id = ${zofia}`);
	assert.equal((await owner.get(`/office/customers/${zofia}`)).status, 404);
	assert.ok(!(await found(`Zófia ${mark}`)).includes(zofia));
});

test('who works in one branch sees who ordered there alone; a cashier sees nobody', async () => {
	const [[id, name]] = await sql("SELECT c.id, c.name FROM customer c JOIN orders o ON o.customer_id = c.id JOIN branch b ON b.id = o.branch_id WHERE b.code = 'HAIFA' ORDER BY c.id DESC LIMIT 1");
	const [[other]] = await sql("SELECT code FROM branch WHERE archived_at IS NULL AND code <> 'HAIFA' LIMIT 1");
	for (const [branch, may] of /** @type {const} */ ([['HAIFA', true], [other, false]])) {
		const v = await atOffice(await newPerson('manager', undefined, ['--branches', branch]));
		assert.equal((await v.get(`/office/customers/${id}`)).status, may ? 200 : 404);
		assert.equal((await v.get(`/office/customers?find=${encodeURIComponent(name)}`)).text.includes(`/office/customers/${id}"`), may);
	}
	for (const role of ['cashier', 'stock', 'accountant'])
		assert.equal((await (await atOffice(await newPerson(role))).get('/office/customers')).status, 403, role);
});

test('who orders again with the same name, e-mail and phone orders on the same card, others do not', async () => {
	const noa = { name: `Noa ${mark}`, email: `noa.${mark}@example.com`, phone: '050-555 0188' };
	const { id } = await ordered(noa);
	assert.equal((await ordered({ ...noa, name: ` NOÁ  ${mark}`, email: noa.email.toUpperCase(), phone: '(050) 555-0188' })).id, id);
	for (const other of [{ name: `Gil ${mark}` }, { email: '' }, { phone: '' }, { email: `noa-${mark}@example.com` }, { phone: '050-555 0189' }])
		assert.notEqual((await ordered({ ...noa, ...other })).id, id, JSON.stringify(other));
});

test('a card is changed, with what is wrong at its field; it is audited', async () => {
	const id = await customer(`Typo ${mark}`, null, '050-555 0199'), path = `/office/customers/${id}`;
	const page = await owner.get(path);
	for (const [fields, field] of /** @type {[Record<string, string>, string][]} */ ([[{ name: '' }, 'name'], [{ phone: '', email: '' }, 'email'], [{ email: 'no at' }, 'email'], [{ phone: 'call me' }, 'phone']])) {
		const bad = await owner.submit(page, `${path}/edit`, fields);
		assert.equal(bad.status, 422, JSON.stringify(fields));
		assert.match(bad.text, new RegExp(`id="${field}-error">[^<]+<`));
		assert.match(bad.text, /<details open>/);
	}
	assert.equal((await owner.submit(page, `${path}/edit`, { name: `Right ${mark}`, email: `Right.${mark}@example.com`, lang: 'fi' })).location, path);
	assert.deepEqual(await sql(`SELECT name, email, phone_digits, lang FROM customer WHERE id = ${id}`), [[`Right ${mark}`, `Right.${mark}@example.com`, '0505550199', 'fi']]);
	assert.ok((await found(`right.${mark}@`)).includes(id));
	const ledger = `${(await sql('SELECT DATABASE()'))[0][0]}_ledger`;
	assert.deepEqual(await sql(`SELECT action, object_id, detail FROM ${ledger}.audit ORDER BY id DESC LIMIT 1`), [['customer.changed', id, 'NULL']]);
});

test('two cards become one: orders follow, the old address leads there', async () => {
	const phone = `054-${String(Date.now()).slice(-7)}`;
	const one = await ordered({ name: `Ruth ${mark}`, phone }), other = await ordered({ name: `Ruth B. ${mark}`, phone, email: `ruth.${mark}@example.com` });
	const page = await owner.get(`/office/customers/${one.id}`);
	assert.match(page.text, /Possibly the same person/);
	assert.ok(page.text.includes(`/office/customers/${other.id}"`));
	const merged = await owner.submit(page, `/office/customers/${one.id}/merge`, { other: other.id });
	assert.equal(merged.location, `/office/customers/${one.id}`);
	assert.equal((await owner.get(`/office/customers/${other.id}`)).location, `/office/customers/${one.id}`);
	assert.deepEqual(await sql(`SELECT COUNT(*) FROM orders WHERE customer_id = ${one.id}`), [['2']]);
	assert.deepEqual(await sql(`SELECT name, email FROM customer WHERE id = ${one.id}`), [[`Ruth ${mark}`, `ruth.${mark}@example.com`]]);
	assert.ok(!(await found(`Ruth B. ${mark}`)).includes(other.id));
	assert.ok(!(await owner.get('/office/export/customers')).text.includes(`Ruth B. ${mark}`));
	const again = await owner.submit(page, `/office/customers/${one.id}/merge`, { other: other.id });
	assert.equal(again.status, 409);
	assert.equal((await owner.submit(page, `/office/customers/${one.id}/merge`, { other: one.id })).status, 409);
	// Whoever orders as the other did again orders on the card that stayed, under the name that it has.
	assert.equal((await ordered({ name: `Ruth ${mark}`, phone, email: `ruth.${mark}@example.com` })).id, one.id);
	await check();
});

test('an accountant changes no card', async () => {
	const v = await atOffice(await newPerson('accountant'));
	const answer = await v.postForm(`/office/customers/${zofia}/edit`, { name: 'Nobody', phone: '0505550177', lang: 'en' }, { page: await v.get('/office') });
	assert.equal(answer.status, 403);
});
