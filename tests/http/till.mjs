// till.mjs: the till over HTTP: from enrolment to the count of the drawer.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client, forms } from '../lib/client.mjs';
import { check, sql } from '../lib/shop.mjs';
import { branchId, plenty, scarce, secrets, Till } from '../lib/till.mjs';
import { test } from '../lib/tap.mjs';

const MILK = '7299990000036', JAM = '7299990000098', MUG = '7299990000111', PAN = '7299990000135', APPLES = '7299990000074';
const count = async (/** @type {string} */ query) => Number((await sql(query))[0][0]);
const salesOf = (/** @type {string} */ uuid) => count(`SELECT COUNT(*) FROM request_key WHERE uuid = '${uuid}'`);

await plenty(MILK, JAM);

test('nobody sells on a device that is no till', async () => {
	const v = new Client();
	for (const path of ['/till', '/till/login', '/till/shift/open', '/till/shift/close'])
		assert.equal((await v.get(path)).location, '/till/enrol', path);
	const answer = await v.get('/till/goods?code=1', { headers: { accept: 'application/json' } });
	assert.equal(answer.status, 403);
	assert.equal(JSON.parse(answer.text).code, 'denied');
});

test('a till is enrolled by who may, in a branch that is', async () => {
	const branch = await branchId('HAIFA');
	const v = new Till();
	const form = await v.get('/till/enrol');
	const tries = [
		[{ branch, name: 'A', login: 'manager', password: 'not this one' }, 422, /not right/],
		[{ branch, name: '', login: 'manager', password: 'x' }, 422, /fill this in/],
		[{ branch, name: 'A' }, 422, /fill this in/],
		[{ branch, name: 'A', login: 'cashier', password: secrets('cashier').password }, 403, null],
		[{ branch: '99999999', name: 'A', login: 'owner', password: secrets('owner').password }, 422, /choose one/],
	];
	for (const [fields, status, says] of tries) {
		const answer = await v.submit(form, '/till/enrol', /** @type {any} */ (fields));
		assert.equal(answer.status, status, JSON.stringify(fields));
		if (says) assert.match(answer.text, /** @type {RegExp} */ (says));
		assert.doesNotMatch(answer.text, /not this one/, 'a password never comes back');
	}
	assert.equal((await v.get('/till')).location, '/till/enrol');
	assert.equal((await v.enrol('HAIFA', 'Counter <b>1</b>')).location, '/till/login');
	assert.match((await v.get('/till/login')).text, /Counter &lt;b&gt;1&lt;\/b&gt;/);
});

test('a PIN opens the till, a wrong one does not, and guessing ends soon', async () => {
	const v = new Till();
	await v.enrol('HAIFA', 'Guessed at');
	assert.match((await v.get('/till/login')).text, /value="cashier"/);
	assert.equal((await v.get('/till')).location, '/till/login');
	const wrong = await v.logIn('cashier', '0000');
	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /This PIN is not right/);
	assert.equal((await v.logIn('cashier')).location, '/till');
	let answer = wrong;
	for (let i = 0; i < 11; i++) answer = await v.logIn('cashier', `90${10 + i}`);
	assert.equal(answer.status, 429);
	assert.equal((await v.logIn('cashier')).status, 429, 'the right PIN too');
	assert.equal((await v.logIn('manager')).location, '/till', 'somebody else is not locked out');
});

test('a shift is opened with a float before anything is sold', async () => {
	const v = new Till();
	await v.enrol('HAIFA', 'Shifts');
	await v.logIn('cashier');
	assert.equal((await v.get('/till')).location, '/till/shift/open');
	const milk = await v.goods(MILK);
	const early = await v.json('/till/sale', v.basket([[milk, 1]], [['cash', 710]]));
	assert.equal(early.status, 409);
	assert.equal(early.body.code, 'shift.none');
	for (const float of ['', '-1', 'abc', '1.234', '99999999999999'])
		assert.equal((await v.openShift(float)).status, 422, float);
	assert.equal((await v.openShift('150.50')).location, '/till');
	assert.equal((await v.get('/till')).status, 200);
	assert.equal((await v.get('/till/shift/open')).location, '/till');
});

test('goods are found by code in any spelling, by name, and not at all', async () => {
	const v = await Till.enrolled('HAIFA');
	const milk = await v.goods(MILK);
	assert.equal(milk.weighed, false);
	assert.equal(milk.price, 710 * 10000);
	assert.equal((await v.goods(`0${MILK}`)).variant, milk.variant);
	const unknown = await v.get('/till/goods?code=4006381333931');
	assert.equal(unknown.status, 404);
	assert.equal((await v.get('/till/goods?code=4006381333931', { headers: { accept: 'application/json' } })).status, 404);
	const apples = await v.goods(APPLES);
	assert.equal(apples.weighed, true);
	const found = JSON.parse((await v.get(`/till/goods?find=${encodeURIComponent('חולצת כותנ')}`)).text).found;
	assert.equal(found.filter((/** @type {{ name: string }} */ f) => /^(Cotton shirt|חולצת כותנה)/.test(f.name)).length, 4, 'every size is one of the goods');
});

test('a quote is the price of the server, with the rounding of cash', async () => {
	const v = await Till.enrolled('HAIFA');
	const apples = await v.goods(APPLES);
	const { status, body } = await v.json('/till/quote', { lines: v.basket([[apples, 0.456]]).lines });
	assert.equal(status, 200);
	assert.deepEqual(body.amounts, [543]);	// 0.456 kg of 11.90 is 5.4264
	assert.equal(body.total, 543);
	assert.equal(body.rounding, -3);
	const part = await v.json('/till/quote', { lines: v.basket([[apples, 0.456]]).lines, card: 143 });
	assert.equal(part.body.rounding, 0);
	assert.equal((await v.json('/till/quote', { lines: v.basket([[apples, 0.456]]).lines, card: 544 })).status, 400);
});

test('a basket is read strictly', async () => {
	const v = await Till.enrolled('HAIFA');
	const milk = await v.goods(MILK);
	const good = v.basket([[milk, 1]], [['cash', 710]]);
	const bad = {
		uuid: [undefined, null, 7, '', 'x', good.uuid.toUpperCase(), `${good.uuid}0`],
		lines: [undefined, null, {}, 'x', [null], [[]], [{}], [{ ...good.lines[0], quantity: 0 }], [{ ...good.lines[0], quantity: -1000 }],
			[{ ...good.lines[0], quantity: '1000' }], [{ ...good.lines[0], quantity: 1000.5 }], [{ ...good.lines[0], quantity: 2 ** 62 }],
			[{ ...good.lines[0], price: -1 }], [{ ...good.lines[0], variant: 0 }], [{ ...good.lines[0], variant: true }],
			Array(501).fill(good.lines[0])],
		tenders: [undefined, null, 'cash', [null], [{ tender: 'cash' }], [{ tender: 'cash', amount: 0 }], [{ tender: 'cash', amount: -710 }],
			[{ tender: 7, amount: 710 }], [{ tender: 'cash', amount: 1e15 }], Array(21).fill({ tender: 'cash', amount: 1 })],
	};
	for (const [member, values] of Object.entries(bad))
		for (const value of values) {
			const { status, body } = await v.json('/till/sale', { ...good, [member]: value });
			assert.equal(status, 400, `${member} ${JSON.stringify(value)?.slice(0, 80)}`);
			assert.ok(body.code && body.detail && body.field, JSON.stringify(body));
		}
	for (const body of ['', '[', '[]', 'null', '7', '"x"', `${JSON.stringify(good)}x`, '{"uuid":1,"uuid":2}'])
		assert.ok([400, 415].includes((await v.json('/till/sale', body)).status), body);
	assert.equal((await v.json('/till/sale', good, { 'x-csrf-token': '' })).status, 403);
	assert.equal((await v.json('/till/sale', good, { origin: 'https://elsewhere.example' })).status, 403);
	assert.equal(await salesOf(good.uuid), 0);
});

test('a sale happens once, however often it arrives', async () => {
	const v = await Till.enrolled('HAIFA');
	const jam = await v.goods(JAM);
	const sale = v.basket([[jam, 2]], [['cash', 5000]]);
	const first = await v.json('/till/sale', sale);
	assert.equal(first.status, 200, JSON.stringify(first.body));
	assert.equal(first.body.change, 5000 - 3980);
	const again = await Promise.all([0, 1, 2].map(() => v.json('/till/sale', sale)));
	for (const answer of again) assert.deepEqual(answer, first);
	// The same sale, spelled another way.
	assert.deepEqual(await v.json('/till/sale', JSON.stringify({ tenders: sale.tenders, lines: sale.lines, uuid: sale.uuid }, null, 2)), first);
	assert.equal(await salesOf(sale.uuid), 1);
	const other = await v.json('/till/sale', { ...sale, tenders: [{ tender: 'card', amount: 3980 }] });
	assert.equal(other.status, 409);
	const receipt = await v.get(first.body.receipt);
	assert.equal(receipt.status, 200);
	assert.match(receipt.text, /39\.80/);
	assert.match(receipt.text, /qr\.svg/);
	await check();
});

test('of twenty twins at once one is a sale and all get its answer', async () => {
	const v = await Till.enrolled('HAIFA');
	const sale = v.basket([[await v.goods(MILK), 1]], [['card', 710]]);
	const all = await Promise.all(Array.from({ length: 20 }, () => v.json('/till/sale', sale)));
	for (const answer of all) assert.deepEqual(answer, all[0]);
	assert.equal(all[0].status, 200, JSON.stringify(all[0].body));
	assert.equal(await salesOf(sale.uuid), 1);
	await check();
});

test('what is handed over must settle the total', async () => {
	const v = await Till.enrolled('HAIFA');
	const apples = await v.goods(APPLES);
	/** @type {[[string, number][], number, string | number][]} */
	const tries = [
		[[], 400, 'tender.sum'],
		[[['cash', 530]], 400, 'tender.short'],
		[[['card', 542]], 400, 'tender.sum'],
		[[['card', 544]], 400, 'tender.over'],
		[[['shells', 543]], 400, 'tender.kind'],
		[[['card', 543], ['cash', 100]], 400, 'tender.sum'],
		[[['cash', 540]], 200, 0],
		[[['cash', 1000]], 200, 460],
		[[['card', 543]], 200, 0],
		[[['card', 143], ['cash', 500]], 200, 100],
	];
	for (const [tenders, status, says] of tries) {
		const { status: was, body } = await v.json('/till/sale', v.basket([[apples, 0.456]], tenders));
		assert.equal(was, status, JSON.stringify([tenders, body]));
		assert.equal(status === 200 ? body.change : body.code, says);
		if (status !== 200) assert.equal(body.field, 'tenders');
	}
	await check();
});

test('a price that is not the one of today is refused by line', async () => {
	const v = await Till.enrolled('HAIFA');
	const sale = v.basket([[await v.goods(JAM), 1], [await v.goods(MILK), 1]], [['card', 600]]);
	sale.lines[1].price = 600 * 10000;
	for (const path of ['/till/quote', '/till/hold', '/till/sale']) {
		const { status, body } = await v.json(path, sale);
		assert.equal(status, 409, path);
		assert.equal(body.code, 'sale.price');
		assert.equal(body.field, 'line.1');
	}
	assert.equal(await salesOf(sale.uuid), 0);
});

test('before tender what is short is refused, line by line, with what is left', async () => {
	const v = await Till.enrolled('CARMEL');
	await scarce(PAN, MUG);
	const basket = v.basket([[await v.goods(PAN), 900], [await v.goods(MILK), 1], [await v.goods(MUG), 800]]);
	const { status, body } = await v.json('/till/hold', basket);
	assert.equal(status, 409);
	assert.deepEqual(body.errors.map((/** @type {any} */ e) => `${e.code} ${e.field}`).sort(), ['stock.short line.0', 'stock.short line.2']);
	for (const { detail } of body.errors) assert.match(detail, /\d/);
	const right = { ...basket, lines: [{ ...basket.lines[0], quantity: 1000 }] };
	const held = () => count(`SELECT COUNT(*) FROM stock_hold WHERE uuid = '${basket.uuid}' AND state = 'live'`);
	assert.equal((await v.json('/till/hold', right)).status, 200);
	assert.equal(await held(), 1);
	assert.equal((await v.json('/till/release', right)).status, 200);
	assert.equal(await held(), 0);
	await check();
});

test('a web order is opened by its code, paid into the shift, handed over once', async () => {
	const v = await Till.enrolled('HAIFA');
	const shopper = new Client();
	const product = await shopper.get('/en/goods/strawberry-jam');
	await shopper.submit(product, '/en/cart/add', { quantity: '1' });
	const placed = await shopper.submit(await shopper.get('/en/checkout'), '/en/checkout',
		{ branch: await branchId('HAIFA'), name: 'Test Shopper', email: 'till@example.com', terms: 'on' });
	assert.match(placed.location, /^\/en\/order\//, placed.text);
	const token = placed.location.split('/')[3];
	const code = (await sql(`SELECT code FROM orders WHERE token = '${token}'`))[0][0];
	const order = JSON.parse((await v.get(`/till/order?code=${code.toLowerCase().slice(0, 4)}-${code.slice(4)}`)).text);
	assert.equal(order.token, token);
	assert.equal(order.total, 1990);
	assert.equal(JSON.parse((await v.get(`/till/order?token=${token}`)).text).code, order.code);
	const pay = { uuid: randomUUID(), order: token, tenders: [{ tender: 'cash', amount: 2000 }] };
	const elsewhere = await Till.enrolled('CARMEL');
	assert.equal((await elsewhere.json('/till/order/pay', pay)).body.code, 'order.branch');
	assert.equal((await v.json('/till/order/pay', { ...pay, order: 'x' })).status, 400);
	const first = await v.json('/till/order/pay', pay);
	assert.equal(first.status, 200, JSON.stringify(first.body));
	assert.equal(first.body.change, 10);
	assert.deepEqual(await v.json('/till/order/pay', pay), first);
	assert.equal((await v.json('/till/order/pay', { ...pay, uuid: randomUUID() })).body.code, 'order.stage');
	assert.equal((await v.get(`/till/order?token=${token}`)).status, 409);
	assert.match((await shopper.get(placed.location)).text, /Collected and paid/);
	await check();
});

test('the drawer is counted blind: nothing tells what should be in it before', async () => {
	const v = await Till.enrolled('HAIFA', { float: '123.40' });
	const sold = await v.json('/till/sale', v.basket([[await v.goods(JAM), 3]], [['cash', 10000]]));
	assert.equal(sold.status, 200);
	const secret = /183[.,]?10|59[.,]70/;	// 123.40 + 59.70, what the drawer holds and what was sold
	for (const path of ['/till', '/till/shift/open', '/till/shift/close', '/till/shift/closed'])
		assert.doesNotMatch((await v.get(path)).text, secret, path);
	const form = await v.get('/till/shift/close');
	const empty = await v.submit(form, '/till/shift/close');
	assert.equal(empty.status, 422, 'an empty form is not an empty drawer');
	assert.doesNotMatch(empty.text, secret);
	for (const bad of [{ n0: '-1' }, { n0: 'x' }, { n0: '1.5' }, { other: '-1' }, { n0: '100000' }]) {
		const answer = await v.submit(form, '/till/shift/close', bad);
		assert.equal(answer.status, 422, JSON.stringify(bad));
		assert.doesNotMatch(answer.text, secret);
	}
	const closed = await v.submit(form, '/till/shift/close', { n2: '3', n3: '1', n5: '2', other: '2.10' });
	assert.equal(closed.location, '/till/shift/closed');
	const result = (await v.get(closed.location)).text;
	for (const figure of [/183\.10/, /182\.10/, /-.{0,3}1\.00/, /59\.70/, /short/]) assert.match(result, figure);
	assert.equal((await v.get('/till')).location, '/till/shift/open');
	await check();
});

test('a cashier has no office, and what he may not open says so', async () => {
	const v = await Till.enrolled('HAIFA');
	assert.match((await v.get('/office')).location, /^\/office\/login/);
	const locked = new Till();
	await locked.enrol('HAIFA', 'Locked');
	for (const path of ['/till/quote', '/till/hold', '/till/release', '/till/sale', '/till/order/pay'])
		assert.equal((await locked.json(path, {})).status, 403, path);
	const page = await v.get('/till');
	assert.equal((await v.submit(page, '/till/logout')).location, '/till/login');
	assert.equal((await v.get('/till')).location, '/till/login');
	assert.equal((await v.json('/till/quote', { lines: [] })).status, 403);
});

test('a till with an open shift is not enrolled anew, and a revoked one sells no more', async () => {
	const v = await Till.enrolled('HAIFA', { name: 'To be revoked' });
	assert.equal((await v.enrol('HAIFA', 'Again')).status, 409);
	await sql("UPDATE till SET revoked_at = NOW(6) WHERE name = 'To be revoked'");
	assert.equal((await v.get('/till')).location, '/till/enrol');
	assert.equal((await v.json('/till/quote', { lines: [] })).status, 403);
});

test('a till that is enrolled anew says which it was, and that one is revoked', async () => {
	const v = new Till();
	await v.enrol('HAIFA', 'First name');
	assert.match((await v.get('/till/enrol')).text, /the till First name already/);
	assert.equal((await v.enrol('CARMEL', 'Second name')).location, '/till/login');
	assert.match((await v.get('/till/login')).text, /Second name/);
	const tills = await sql("SELECT name, revoked_at IS NOT NULL FROM till WHERE name IN ('First name', 'Second name') ORDER BY id");
	assert.deepEqual(tills, [['First name', '1'], ['Second name', '0']]);
	await check();
});

test('an error page keeps the bar of the till', async () => {
	const v = await Till.enrolled('HAIFA', { name: 'Lost its way' });
	for (const path of ['/till/nothing', '/till/receipt/AAAAAAAAAAAAAAAAAAAAAA']) {
		const page = await v.get(path);
		assert.equal(page.status, 404, path);
		assert.match(page.text, /class="till-where"><strong>Lost its way</, path);
	}
	assert.equal((await v.submit(await v.get('/till/nothing'), '/till/logout')).location, '/till/login');
	assert.doesNotMatch((await new Client().get('/till/nothing')).text, /till-bar/);
});

test('a screen keeps what was typed and shows no password or PIN', async () => {
	const v = new Till();
	const answer = await v.submit(await v.get('/till/enrol'), '/till/enrol', { name: '"><script>alert(1)</script>', login: 'x', password: 'hunter2hunter2' });
	assert.equal(answer.status, 422);
	assert.doesNotMatch(answer.text, /<script>alert|hunter2/);
	assert.equal(forms(answer.text)[0].fields.name, '"><script>alert(1)</script>');
});
