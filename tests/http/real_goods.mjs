// real_goods.mjs: a real store's price file is loaded, and one of its goods goes
// out through both doors from one stock: on the web without JavaScript, from list
// to tracked order, and at the till by its real barcode.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Client, unescapeHtml } from '../lib/client.mjs';
import { makolet, sql } from '../lib/shop.mjs';
import { after, skip, test } from '../lib/tap.mjs';
import { Shop, books, number } from '../fault/_shop.mjs';
import { Till } from '../fault/_till.mjs';
import { aRealGood, branch, priceFile, storeArguments } from '../lib/real_goods.mjs';

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/** The owner counts it, under a policy that refuses what is not there. @param {number} variant @param {number} pieces */
async function count(variant, pieces) {
	const owner = new Client();
	await owner.postForm('/office/login', { login: 'owner', password: 'owner-demo-1' }, { page: null });
	const shelf = await number(`SELECT l.id FROM location l JOIN branch b ON b.id = l.branch_id WHERE b.code = '${branch}' AND l.kind = 'shelf'`);
	await owner.get(`/office/goods/${variant}`);
	const answer = await owner.postForm(`/office/goods/${variant}/stock`, { location: shelf, counted: pieces, policy: 'block' });
	assert.equal(answer.status, 303, answer.text);
}

/** A shopper who finds it by its Hebrew name and puts some into the cart. @param {{ name: string, slug: string }} good @param {number} pieces */
async function fill(good, pieces) {
	const v = new Client();
	const list = await v.get(`/he/goods?find=${encodeURIComponent(good.name)}`);
	assert.equal(list.status, 200);
	const links = [...list.text.matchAll(/href="(\/he\/goods\/[^"?]+)"/g)].map((m) => m[1]);
	const link = links.find((l) => decodeURIComponent(l) === `/he/goods/${good.slug}`);
	assert.ok(link, `${good.name} is not among ${links}`);
	const page = await v.get(link);
	assert.ok(seen(page.text).includes(seen(good.name)));
	await v.submit(page, '/he/cart/add', { quantity: pieces }, { headers: { origin: v.base } });
	const place = await number(`SELECT id FROM branch WHERE code = '${branch}'`);
	const checkout = await v.get('/he/checkout');
	// A cart with more than there is says so before the checkout.
	if (checkout.status === 303) return { v, answer: await v.get(checkout.location) };
	const answer = await v.submit(checkout, '/he/checkout', { branch: place, name: 'נועה לוי', email: 'noa@example.com', terms: '1' });
	return { v, answer };
}

async function run() {
	const shop = await Shop.start({ workers: 2 });
	after(() => shop.stop());

	test('the file is taken; taken again it changes nothing', async (t) => {
		const first = await makolet('import', ...storeArguments, priceFile);
		assert.equal(first.status, 0, first.stderr);
		const prices = await number('SELECT COUNT(*) FROM price'), items = await number('SELECT COUNT(*) FROM item');
		assert.ok(items > 15000, `${items} items`);
		const again = await makolet('import', ...storeArguments, priceFile);
		assert.equal(again.status, 0, again.stderr);
		assert.equal(await number('SELECT COUNT(*) FROM price'), prices);
		assert.equal(await number('SELECT COUNT(*) FROM item'), items);
		t.note(first.stdout.trim());
	}, { seconds: 200 });

	test('one of its goods goes out through both doors from one stock', async () => {
		const good = await aRealGood();
		await count(good.variant, 10);
		const { v, answer } = await fill(good, 3);
		assert.equal(answer.status, 303, answer.text);
		const tracked = await v.get(answer.location);
		assert.equal(tracked.status, 200);
		assert.ok(seen(tracked.text).includes(seen(good.name)));

		const [till] = await Till.row(1);
		const scanned = JSON.parse((await till.client.get(`/till/goods?code=${good.code}`)).text).goods;
		assert.equal(scanned.variant, good.variant);
		assert.equal(scanned.price, good.price);
		const lines = [{ variant: good.variant, quantity: 2000, price: scanned.price }];
		const uuid = randomUUID();
		assert.equal((await till.post('/till/hold', { uuid, lines })).status, 200);
		const sale = await till.post('/till/sale', { uuid, lines, tenders: [{ tender: 'cash', amount: 100000 }] });
		assert.equal(sale.status, 200, sale.text);

		const [[onHand, reserved]] = await sql(`SELECT s.on_hand, s.reserved FROM stock_level s JOIN location l ON l.id = s.location_id
			JOIN branch b ON b.id = l.branch_id WHERE b.code = '${branch}' AND s.variant_id = ${good.variant}`);
		assert.deepEqual([onHand, reserved], ['8000', '3000']);
		// Five are free: neither door gives a sixth.
		const refused = await till.post('/till/hold', { uuid: randomUUID(), lines: [{ ...lines[0], quantity: 6000 }] });
		assert.equal(refused.status, 409);
		const short = await fill(good, 6);
		assert.equal(short.answer.path, '/he/cart');
		assert.match(seen(short.answer.text), /נשארו רק 5|רק 5/);
		assert.equal((await fill(good, 5)).answer.status, 303);
		await books();
	}, { seconds: 120 });
}

if (existsSync(priceFile)) await run();
else skip('a real price file through both doors', 'no ../shared/data');
