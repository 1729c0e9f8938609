// office_customers.mjs: customers are found by what is known of them, and seen by who may.
import assert from 'node:assert/strict';
import { unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { sql } from '../lib/shop.mjs';
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
