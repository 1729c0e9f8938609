// orders.mjs: a web order from the promise at checkout to the counter: the board,
// picking, messages both ways, another time, cancelled with a reason; and the
// mails about it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client, forms, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, mails, sql, waitMail } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const [[branch, zone]] = await sql('SELECT id, zone FROM branch WHERE pickup ORDER BY id LIMIT 1');
const goods = await sql(`SELECT v.id, i.slug, i.unit, b.code FROM variant v JOIN item i ON i.id = v.item_id LEFT JOIN barcode b ON b.variant_id = v.id AND b.pack_quantity = 1000
	WHERE i.slug IN ('strawberry-jam', 'enamel-mug', 'tomatoes') GROUP BY v.id, i.slug, i.unit ORDER BY i.slug`);
const [mug, jam, tomatoes] = ['enamel-mug', 'strawberry-jam', 'tomatoes'].map((slug) => {
	const row = goods.find((g) => g[1] === slug);
	assert.ok(row, slug);
	return { variant: row[0], slug, code: row[3] };
});
let mail = 0;

// There is enough for all that is ordered here.
const [[shelf]] = await sql(`SELECT MIN(id) FROM location WHERE branch_id = ${branch} AND kind = 'shelf'`);
for (const { variant } of [mug, tomatoes]) {
	await owner.get(`/office/goods/${variant}`);
	assert.equal((await owner.postForm(`/office/goods/${variant}/stock`, { location: shelf, counted: '200', note: 'for tests' })).status, 303);
}

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
/** A mail with its parts readable. @param {string} text */
const letter = (text) => text.replace(/base64\r?\n\r?\n([\w+/=\r\n]+)/g, (_, part) => `\n\n${Buffer.from(part, 'base64')}\n`);

/**
 * Orders two mugs and a kilo of tomatoes.
 * @param {{ lang?: string, fields?: import('../lib/client.mjs').Fields }} [options]
 */
async function order({ lang = 'en', fields = {} } = {}) {
	const v = new Client(), email = `orders-${++mail}-${Date.now()}@example.com`;
	for (const [good, quantity] of /** @type {const} */ ([[mug, '2'], [tomatoes, '1']]))
		await v.submit(await v.get(`/${lang}/goods/${good.slug}`), `/${lang}/cart/add`, { variant: good.variant, quantity }, { headers: { 'sec-fetch-site': 'same-origin' } });
	const checkout = await v.get(`/${lang}/checkout`);
	const answer = await v.submit(checkout, `/${lang}/checkout`, { branch, name: 'Orders Tester', email, terms: '1', ...fields });
	assert.equal(answer.status, 303, seen(answer.text));
	const token = answer.location.split('/').pop() ?? '';
	const [[id, code]] = await sql(`SELECT id, code FROM orders WHERE token = '${token}'`);
	return { id, email, token, code: `${code.slice(0, 4)}-${code.slice(4)}`, page: answer.location, path: `/office/orders/${id}`, checkout, v };
}

/** @param {string} id @param {string} slug */
const line = async (id, slug) => (await sql(`SELECT l.id, l.picked, l.missing FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN item i ON i.id = v.item_id WHERE l.order_id = ${id} AND i.slug = '${slug}'`))[0];
/** @param {string} html @param {string} path */
const column = (html, path) => html.split('class="board-column" id="col-').slice(1).find((part) => part.includes(`"${path}"`))?.split('"')[0];

test('what the checkout promises is stored, said on the page and in the mail', async () => {
	const o = await order();
	const [[at]] = await sql(`SELECT UNIX_TIMESTAMP(CONVERT_TZ(promised_at, '+00:00', @@session.time_zone)) FROM orders WHERE id = ${o.id}`);
	const field = forms(o.checkout.text).find((f) => f.action === '/en/checkout')?.fields.promised ?? '';
	const shown = Number(field.split(' ').find((part) => part.startsWith(`${branch}=`))?.split('=')[1]);
	assert.ok(shown > 0, field);
	assert.ok(Number(at) >= shown && Number(at) <= shown + 24 * 3600, `${at} was shown as ${shown}`);
	assert.match(seen(o.checkout.text), /Ready to collect: (today|tomorrow|\w+day)/);
	const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(Number(at) * 1000));
	assert.match(seen((await o.v.get(o.page)).text), new RegExp(`Ready to collect: [^.]*${time}`));
	assert.match(letter(await waitMail(o.email)), new RegExp(`Ready to collect:[^\n]*${time}`));
});

test('a later time that was shown is kept; one that nobody can have seen is not', async () => {
	const soon = Math.floor(Date.now() / 1000 / 900) * 900 + 3 * 86400;
	const kept = await order({ fields: { promised: `999=5 ${branch}=${soon}` } });
	const [[at]] = await sql(`SELECT TIMESTAMPDIFF(SECOND, '1970-01-01', promised_at) FROM orders WHERE id = ${kept.id}`);
	assert.equal(Number(at), soon);
	for (const promised of [`${branch}=99999999999999999999`, `${branch}=-5`, '===', `${branch}=`, 'x y z', `${branch}=${soon + 900 * 86400}`]) {
		const o = await order({ fields: { promised } });
		const [[days]] = await sql(`SELECT TIMESTAMPDIFF(DAY, NOW(), promised_at) FROM orders WHERE id = ${o.id}`);
		assert.ok(Number(days) < 10, promised);
	}
});

test('an order goes over the board: new, being picked, ready', async () => {
	const o = await order();
	assert.equal(column((await owner.get('/office/orders')).text, o.path), 'new');
	const page = await owner.get(`${o.path}/pick`);
	const [mugs] = await line(o.id, 'enamel-mug');
	await owner.postForm(`${o.path}/pick`, { line: mugs, what: 'some', quantity: '1' });
	assert.equal(column((await owner.get('/office/orders')).text, o.path), 'picking');
	assert.deepEqual((await line(o.id, 'enamel-mug')).slice(1), ['1000', '0']);
	const part = await owner.get(`${o.path}/pick`);
	assert.match(seen(part.text), /1 of 2 in the box/);
	assert.equal((await owner.submit(page, `${o.path}/ready`)).location, o.path);
	assert.equal(column((await owner.get('/office/orders')).text, o.path), 'ready');
	assert.deepEqual((await line(o.id, 'enamel-mug')).slice(1), ['2000', '0'], 'what is ready was picked');
	assert.match(seen((await owner.get(o.path)).text), new RegExp(`At the till, open it by its code.*${o.code}`));
	assert.equal((await owner.get(`${o.path}/pick`)).location, o.path);
	assert.equal((await owner.get(`/office/orders?branch=${branch}`)).status, 200);
	await check();
});

test('the list is the other view, by branch too', async () => {
	const o = await order();
	const list = await owner.get(`/office/orders?view=list&branch=${branch}`);
	assert.ok(list.text.includes(`"${o.path}"`) && list.text.includes('list-orders'));
	const [[other]] = await sql(`SELECT MAX(id) FROM branch WHERE id <> ${branch}`);
	assert.ok(!(await owner.get(`/office/orders?view=list&branch=${other}`)).text.includes(`"${o.path}"`));
	assert.ok(!(await owner.get(`/office/orders?branch=${other}`)).text.includes(`"${o.path}"`));
});

test('too much, a part of a piece, and another order\'s line are refused, and what was typed stays', async () => {
	const o = await order(), other = await order();
	const [mugs] = await line(o.id, 'enamel-mug'), [foreign] = await line(other.id, 'enamel-mug');
	await owner.get(`${o.path}/pick`);
	for (const quantity of ['3', '1.5', 'x']) {
		const page = await owner.postForm(`${o.path}/pick`, { line: mugs, what: 'some', quantity });
		assert.equal(page.status, 422, quantity);
		assert.match(page.text, new RegExp(`id="quantity-${mugs}" name="quantity" value="${quantity}"[^>]*aria-invalid="true"`));
	}
	assert.equal((await owner.postForm(`${o.path}/pick`, { line: foreign, what: 'all' })).status, 404);
	assert.deepEqual((await line(o.id, 'enamel-mug')).slice(1), ['0', '0']);
});

test('a scan puts one pack in, once; the wrong goods are called out', async () => {
	const o = await order();
	const page = await owner.get(`${o.path}/pick`);
	const scanned = await owner.submit(page, `${o.path}/scan`, { code: mug.code });
	assert.equal(scanned.status, 303, seen(scanned.text));
	assert.equal((await owner.submit(page, `${o.path}/scan`, { code: mug.code })).status, 303, 'the same form again');
	assert.deepEqual((await line(o.id, 'enamel-mug')).slice(1), ['1000', '0']);
	const after = await owner.get(scanned.location);
	assert.match(after.text, /role="status">Enamel mug[^<]*: 1 of 2 in the box\./);
	for (const [code, says] of [[jam.code, /Strawberry jam[^<]* is not in this order\. Put it back\./], ['00000017', /No item has this code/]]) {
		const wrong = await owner.submit(after, `${o.path}/scan`, { code: String(code) });
		assert.ok([422, 409].includes(wrong.status));
		assert.match(seen(wrong.text), /** @type {RegExp} */ (says));
		assert.match(wrong.text, /id="code-error" role="alert"/);
		assert.match(wrong.text, /<input id="code" name="code"(?![^>]*value=)/, 'the field is empty for the next code');
	}
	await owner.submit(await owner.get(`${o.path}/pick`), `${o.path}/scan`, { code: mug.code });
	const over = await owner.submit(await owner.get(`${o.path}/pick`), `${o.path}/scan`, { code: mug.code });
	assert.match(seen(over.text), /no more of it was ordered/);
});

test('what is missing keeps it from being ready and proposes a message in the shopper\'s language', async () => {
	const o = await order({ lang: 'fi' });
	const [mugs] = await line(o.id, 'enamel-mug');
	await owner.get(`${o.path}/pick`);
	await owner.postForm(`${o.path}/pick`, { line: mugs, what: 'missing' });
	const page = await owner.get(`${o.path}/pick`);
	assert.match(seen(page.text), /1 line is missing/);
	assert.ok(!forms(page.text).some((f) => f.action.endsWith('/ready')));
	const write = await owner.get(`${o.path}?start=missing`);
	const form = forms(write.text).find((f) => f.action === `${o.path}/message`);
	assert.match(form?.fields.body ?? '', /^Hei, emme löytäneet tilaukseesi .*Emalimuki/);
	await owner.get(o.path);
	assert.equal((await owner.postForm(`${o.path}/ready`, {})).status, 409);
	assert.match(seen((await owner.get('/office/orders')).text), /1 line is missing/);
});

test('ready: one mail, in HTML and text, in the language of the order', async () => {
	const o = await order({ lang: 'he' });
	const page = await owner.get(o.path);
	await owner.submit(page, `${o.path}/ready`);
	assert.equal((await owner.submit(page, `${o.path}/ready`)).status, 409);
	const text = letter(await waitMail(o.email, (m) => /mail\.ready/.test(m)));
	for (const said of [o.code, `/he/order/${o.token}`, 'text/plain', 'text/html', 'dir="rtl"', 'ההזמנה מוכנה']) assert.ok(text.includes(said), said);
	assert.equal((await mails(o.email)).filter((m) => /mail\.ready/.test(m)).length, 1);
});

test('staff write, the shopper reads and answers on the secret page, staff see that it is new, once', async () => {
	const o = await order();
	const page = await owner.get(o.path);
	const said = 'Shall we take <b>red</b> ones & blue?';
	assert.equal((await owner.submit(page, `${o.path}/message`, { kind: 'to_customer', body: said })).status, 303);
	assert.equal((await owner.submit(page, `${o.path}/message`, { kind: 'to_customer', body: said })).status, 303);
	assert.equal((await owner.submit(page, `${o.path}/message`, { kind: 'to_customer', body: 'Other' })).status, 409);
	await owner.submit(await owner.get(o.path), `${o.path}/message`, { kind: 'internal', body: 'He is fussy' });
	const text = letter(await waitMail(o.email, (m) => /mail\.message/.test(m)));
	assert.ok(text.includes(said) && text.includes('&lt;b&gt;red&lt;/b&gt;') && text.includes(`/en/order/${o.token}`));
	const shopper = new Client();
	const track = await shopper.get(o.page);
	assert.ok(track.text.includes('&lt;b&gt;red&lt;/b&gt;') && !track.text.includes('fussy'));
	const answered = await shopper.submit(track, /message/, { body: 'Red, please <script>' });
	assert.equal(answered.location, `${o.page}#messages`);
	await shopper.submit(track, /message/, { body: 'Red, please <script>' });
	assert.deepEqual(await sql(`SELECT COUNT(*) FROM order_message WHERE order_id = ${o.id} AND kind = 'from_customer'`), [['1']]);
	assert.match(seen((await owner.get('/office/orders')).text), /1 new message/);
	assert.match(seen((await owner.get('/office')).text), new RegExp(`Orders Tester · ${o.code} : 1 new message`));
	const accountant = await atOffice(await newPerson('accountant'));
	assert.match((await accountant.get(o.path)).text, /message-fresh/);
	assert.ok(!forms((await accountant.get(o.path)).text).some((f) => f.action.startsWith(o.path)), 'who only looks writes nothing');
	const first = await owner.get(o.path);
	assert.match(first.text, /message-fresh/);
	assert.ok(first.text.includes('Red, please &lt;script&gt;'));
	assert.doesNotMatch((await owner.get(o.path)).text, /message-fresh/);
	assert.doesNotMatch(seen((await owner.get('/office')).text), new RegExp(o.code + ' : 1 new'));
});

test('an empty answer, one too long, and many are refused; what was typed stays', async () => {
	const o = await order();
	const shopper = new Client();
	const page = await shopper.get(o.page);
	assert.equal((await shopper.submit(page, /message/, { body: '' })).status, 422);
	assert.equal((await shopper.submit(page, /message/, { body: 'x'.repeat(1501) })).status, 422);
	assert.equal((await shopper.get(o.page)).status, 200);
	for (let i = 0; i < 10; i++) assert.equal((await shopper.submit(page, /message/, { uuid: randomUUID(), body: `No ${i}` })).status, 303);
	const last = await shopper.submit(page, /message/, { uuid: randomUUID(), body: 'One more' });
	assert.equal(last.status, 429);
	assert.match(last.text, />One more<\/textarea>/);
	await forgetTries();
});

test('another time is told by mail; the past, the impossible and what is after the hold are refused', async () => {
	const o = await order();
	const page = await owner.get(o.path);
	const day = new Date(Date.now() + 86400000).toISOString().slice(0, 10);
	for (const [fields, field] of /** @type {const} */ ([[{ day: '2026-02-30', time: '10:00' }, 'day'], [{ day, time: '25:00' }, 'time'], [{ day, time: '1x:00' }, 'time'],
		[{ day: '2020-01-01', time: '10:00' }, 'time'], [{ day: '2099-01-01', time: '10:00' }, 'time']])) {
		const bad = await owner.submit(page, `${o.path}/promise`, fields);
		assert.equal(bad.status, 422, JSON.stringify(fields));
		assert.match(bad.text, new RegExp(`id="${field}"[^>]*value="${fields[field]}"[^>]*aria-invalid="true"`));
	}
	assert.equal((await owner.submit(page, `${o.path}/promise`, { day, time: '11:30', message: 'The van is late.' })).status, 303);
	const text = letter(await waitMail(o.email, (m) => /mail\.promised/.test(m)));
	assert.ok(text.includes('11:30') && text.includes('The van is late.'));
	assert.match(seen((await new Client().get(o.page)).text), /11:30.*The van is late\./);
});

test('cancelled with a reason, which the shopper is told', async () => {
	const o = await order();
	const page = await owner.get(o.path);
	const bare = await owner.submit(page, `${o.path}/cancel`, { reason: '' });
	assert.equal(bare.status, 422);
	assert.match(bare.text, /id="reason"[^>]*aria-invalid="true"/);
	await owner.submit(page, `${o.path}/cancel`, { reason: 'The mugs broke.' });
	const text = letter(await waitMail(o.email, (m) => /mail\.cancelled/.test(m)));
	assert.ok(text.includes('The mugs broke.') && text.includes(o.code));
	assert.match(seen((await new Client().get(o.page)).text), /The mugs broke\./);
	await check();
});

test('an overdue order says so in words, and offers to tell the customer', async () => {
	const o = await order();
	await sql(`UPDATE orders SET promised_at = NOW(6) - INTERVAL 5 MINUTE WHERE id = ${o.id}`);
	const board = await owner.get('/office/orders');
	const card = board.text.split('<li class="order-card').find((part) => part.includes(`"${o.path}"`)) ?? '';
	assert.match(card, /^ order-late/);
	assert.match(card, />Overdue</);
	await sql(`UPDATE orders SET promised_at = NOW(6) + INTERVAL 30 MINUTE WHERE id = ${o.id}`);
	assert.match((await owner.get('/office/orders')).text, /in (29|30) minutes</);
	await sql(`UPDATE orders SET promised_at = NOW(6) - INTERVAL 5 MINUTE WHERE id = ${o.id}`);
	assert.match(seen((await owner.get(o.path)).text), /The time promised has passed/);
});
