// office_refund.mjs: goods come back in the office: a form, a look at what it
// comes to, the money out of a drawer, a credit note that the receipt names.
import assert from 'node:assert/strict';
import { Client, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';
import { branchId, plenty, Till } from '../lib/till.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const ledger = `${(await sql('SELECT DATABASE()'))[0][0]}_ledger`;
const codes = ['7299990000036'];
await plenty(...codes);
const till = await Till.enrolled('HAIFA', { name: `Drawer ${Date.now().toString(36)}`, float: '50.00' });
const [[drawer]] = await sql('SELECT MAX(id) FROM till');
const milk = await till.goods(codes[0]);

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/** So many sold; by card so much of it. @param {number} n @param {[string, number][]} tenders */
async function sold(n, tenders = [['cash', 100000]]) {
	const answer = await till.json('/till/sale', till.basket([[milk, n]], tenders));
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	const [[id]] = await sql('SELECT MAX(id) FROM orders');
	return { id, path: `/office/orders/${id}`, refund: `/office/orders/${id}/refund`, receipt: answer.body.receipt.split('/').pop() };
}
const price = milk.price / 10000;
/** @param {number} n */
const shown = (n) => (price * n / 100).toFixed(2);
const typed = { reason: 'Sour', drawer, q0: '1' };
const inDrawer = async () => Number((await sql(`SELECT cash_expected FROM shift WHERE open_till_id = ${drawer}`))[0][0]);

test('a piece comes back: looked at first, then paid, with a credit note that the receipt names', async () => {
	const { id, path, refund, receipt } = await sold(3);
	const before = await inDrawer();
	assert.ok((await owner.get(path)).text.includes(`href="${refund}"`));
	const form = await owner.get(refund);
	const review = await owner.submit(form, refund, { ...typed, w0: 'damaged', step: 'review' });
	assert.equal(review.status, 200, seen(review.text));
	assert.ok(seen(review.text).includes(shown(1)));
	assert.match(seen(review.text), /Damaged goods.*Sour/);
	assert.equal(await inDrawer(), before, 'nothing has happened yet');
	const changed = await owner.submit(review, refund, { step: 'change' });
	assert.match(changed.text, /name="q0" value="1"/);
	assert.match(changed.text, /value="damaged" selected/);
	const given = await owner.submit(review, refund, { step: 'give' });
	assert.equal(given.status, 303, seen(given.text));
	assert.match(given.location, /^\/office\/receipt\//);
	assert.equal(await inDrawer(), before - price);
	const again = await owner.submit(review, refund, { step: 'give' });
	assert.equal(again.location, given.location, 'sent twice, given once');
	assert.equal(await inDrawer(), before - price);
	const note = await owner.get(given.location);
	assert.match(seen(note.text), /Credit tax invoice C\d+-\d+/);
	assert.match(seen(note.text), new RegExp(`Give in cash: ₪${shown(1)}`));
	assert.ok(note.text.includes(`/office/receipt/${receipt}"`), 'it names the receipt');
	const order = await owner.get(path);
	assert.match(seen(order.text), /taken back: 1/);
	assert.ok(order.text.includes(given.location));
	const [[back]] = await sql(`SELECT l.order_id FROM order_line l JOIN order_line w ON w.id = l.returns_line_id WHERE w.order_id = ${id}`);
	const page = await owner.get(`/office/orders/${back}`);
	assert.ok(page.text.includes(`href="${path}"`));
	assert.match(seen(page.text), /Why it came back Sour/);
	assert.ok(!page.text.includes(`/office/orders/${back}/refund"`), 'a return does not come back');
	assert.equal((await owner.get(`/office/orders/${back}/refund`)).location, `/office/orders/${back}`);
	const audited = await sql(`SELECT action, object_id FROM ${ledger}.audit WHERE action = 'order.refunded' ORDER BY id DESC LIMIT 1`);
	assert.deepEqual(audited, [['order.refunded', id]]);
	await check();
});

test("the shopper's receipt says that goods came back, and leads to the credit note", async () => {
	const { refund, receipt } = await sold(2);
	assert.ok(!seen((await new Client().get(`/en/receipt/${receipt}`)).text).includes('Taken back'));
	const given = await owner.submit(await owner.get(`${refund}?all=1`), refund, { reason: 'Wrong ones', drawer, step: 'give' });
	const note = `/en/receipt/${given.location.split('/').pop()}`;
	const page = await new Client().get(`/en/receipt/${receipt}`);
	assert.match(seen(page.text), /Taken back Credit tax invoice/);
	assert.ok(page.text.includes(`href="${note}"`));
	const shopper = await new Client().get(note);
	assert.ok(shopper.text.includes(`href="/en/receipt/${receipt}"`));
	assert.ok(!shopper.text.includes('/office/'));
	assert.equal((await new Client().get(given.location)).location.split('?')[0], '/office/login');
	assert.match(seen((await owner.get(refund)).text), /All of it has come back already/);
});

test('what is wrong is said at its field, and what was typed stays', async () => {
	const { refund } = await sold(2);
	const form = await owner.get(refund);
	for (const [fields, status, field, says] of /** @type {[import('../lib/client.mjs').Fields, number, string, RegExp][]} */ ([
		[{ q0: '3' }, 409, 'q0', /not as much of/], [{ q0: '0.5' }, 422, 'q0', /by the piece/], [{ q0: 'x' }, 422, 'q0', /./],
		[{ reason: '' }, 422, 'reason', /why/], [{ drawer: '' }, 422, 'drawer', /choose the drawer/], [{ drawer: '99999' }, 409, 'drawer', /shift/],
		[{ q0: '' }, 422, 'lines', /what comes back/], [{ q0: '-1' }, 422, 'q0', /./],
	]))
		for (const step of ['review', 'give']) {
			const answer = await owner.submit(form, refund, { ...typed, ...fields, step });
			assert.equal(answer.status, status, `${JSON.stringify(fields)} ${seen(answer.text)}`);
			assert.match(unescapeHtml(answer.text.match(new RegExp(`id="${field}-error"[^>]*>([^<]+)<`))?.[1] ?? ''), says, JSON.stringify(fields));
			if (field !== 'reason') assert.match(answer.text, /name="reason" value="Sour"/);
			if (fields.q0 === '3') assert.match(answer.text, /name="q0" value="3"[^>]*aria-invalid="true" aria-describedby="q0-error"/);
		}
});

test('what was paid by card does not come out of a drawer, nor more than the drawer holds', async () => {
	const card = await sold(2, [['card', 2 * price]]);
	assert.match(seen((await owner.get(card.refund)).text), /This was paid by card/);
	const mixed = await sold(3, [['card', 2 * price], ['cash', 100000]]);
	const form = await owner.get(mixed.refund);
	assert.match(seen(form.text), /Part of this was paid by card/);
	const much = await owner.submit(form, mixed.refund, { ...typed, q0: '2', step: 'review' });
	assert.equal(much.status, 422);
	assert.match(unescapeHtml(much.text.match(/id="lines-error"[^>]*>([^<]+)</)?.[1] ?? ''), /At most .* can be given back in cash/);
	const many = await sold(100, [['cash', 1000000]]);
	await sql(`UPDATE shift SET cash_expected = cash_expected - ${99 * price} WHERE open_till_id = ${drawer}`);
	const short = await owner.submit(await owner.get(many.refund), many.refund, { ...typed, q0: '100', step: 'give' });
	await sql(`UPDATE shift SET cash_expected = cash_expected + ${99 * price} WHERE open_till_id = ${drawer}`);
	assert.equal(short.status, 409);
	assert.match(short.text, /id="drawer-error"/);
	await check();
});

test("takings and the day's CSV are net of what came back, which names its receipt", async () => {
	const { refund, receipt } = await sold(2);
	const given = await owner.submit(await owner.get(refund), refund, { ...typed, step: 'give' });
	const token = given.location.split('/').pop();
	const [[day, number]] = await sql(`SELECT business_date, number FROM ${ledger}.document WHERE token = '${token}'`);
	const [[of]] = await sql(`SELECT CONCAT(series_code, '-', number) FROM ${ledger}.document WHERE token = '${receipt}'`);
	const csv = await owner.get(`/office/day.csv?branch=${await branchId('HAIFA')}&date=${day}`);
	const [heading, ...rows] = csv.text.replace(/^\ufeff/, '').trimEnd().split('\r\n').map((row) => row.split(','));
	const row = rows.find((r) => r[heading.indexOf('kind')] === 'credit_note' && r[heading.indexOf('number')] === number) ?? [];
	assert.equal(row[heading.indexOf('total')], `-${shown(1)}`);
	assert.equal(row[heading.indexOf('credits')], of);
	assert.ok(Number(row[heading.indexOf('cash')]) < 0);
	const exported = await owner.get(`/office/export/documents?from=${day}&to=${day}`);
	assert.ok(exported.text.includes(`,${of}\r\n`));
	assert.match(seen((await owner.get('/office')).text), /Goods that came back are taken off: ₪/);
});

test('a cashier takes nothing back, nor does a manager of another branch', async () => {
	const { path, refund } = await sold(1);
	const [[other]] = await sql("SELECT code FROM branch WHERE archived_at IS NULL AND code <> 'HAIFA' LIMIT 1");
	const elsewhere = await atOffice(await newPerson('manager', undefined, ['--branches', other]));
	assert.equal((await elsewhere.get(refund)).status, 404);
	for (const role of ['cashier', 'stock', 'accountant']) {
		const v = await atOffice(await newPerson(role));
		assert.equal((await v.get(refund)).status, 403, role);
		assert.ok(!(await v.get(path)).text.includes(refund), role);
	}
	const given = await owner.submit(await owner.get(refund), refund, { ...typed, step: 'give' });
	assert.equal((await elsewhere.get(given.location)).status, 404, 'nor sees the credit note');
});

test('a long receipt is taken back page by page', async () => {
	const codes = (await sql("SELECT b.code FROM barcode b JOIN variant v ON v.id = b.variant_id JOIN item i ON i.id = v.item_id WHERE i.unit = 'piece' AND b.branch_id = 0 AND b.pack_quantity = 1000 AND v.archived_at IS NULL GROUP BY v.id ORDER BY v.id LIMIT 30")).map(([code]) => code);
	await plenty(...codes);
	const goods = [];
	for (const code of codes) goods.push(await till.goods(code));
	/** @type {[import('../lib/till.mjs').Goods, number][]} */
	const lines = goods.filter((g) => g?.price).map((g) => [g, 1]);
	assert.ok(lines.length > 24, String(lines.length));
	assert.equal((await till.json('/till/sale', till.basket(lines, [['cash', 10000000]]))).status, 200);
	const [[id]] = await sql('SELECT MAX(id) FROM orders'), refund = `/office/orders/${id}/refund`;
	const first = await owner.get(refund);
	assert.equal((first.text.match(/name="q\d+"/g) ?? []).length, 24);
	const next = unescapeHtml(first.text.match(/rel="next" href="([^"]*)"/)?.[1] ?? '');
	const second = await owner.get(next);
	assert.equal((second.text.match(/name="q\d+"/g) ?? []).length, lines.length - 24);
	assert.equal((await owner.submit(second, refund, { ...typed, step: 'give' })).status, 303);
	assert.deepEqual(await sql(`SELECT line_no FROM order_line WHERE order_id = ${id} AND returned > 0`), [['25']]);
	await check();
});
