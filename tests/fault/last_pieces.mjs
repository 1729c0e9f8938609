// last_pieces.mjs: more buyers than goods, at both doors at once: the last pieces
// are sold once, nobody is refused without being told what was short, and what
// a till sells all the same is an exception.
// tests/run: seconds 600
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';
import { Shopper, tally } from './_buyer.mjs';
import { Shop, books, deadlocks, goods, internalErrors, long, number, pieces, stock } from './_shop.mjs';
import { Customer, Till } from './_till.mjs';

const buyers = long ? 200 : 40;
const [many, few] = long ? [50, 5] : [10, 2];

const shop = await Shop.start({ workers: 8 });
after(() => shop.stop());
const tills = await Till.row(long ? 20 : 5);

/** A till's request is the shorter one: in step, all tills would come first. @param {Shopper | Customer} buyer */
async function soon(buyer) {
	await sleep(Math.random() * buyers * 5);
	return buyer.buy();
}

/**
 * Everybody fills a basket with a piece of each; then all go to pay at once.
 * @param {readonly import('./_shop.mjs').Good[]} basket
 */
async function rush(basket) {
	const web = Array.from({ length: buyers / 2 }, () => new Shopper([...basket]));
	const counter = Array.from({ length: buyers / 2 }, (_, n) => new Customer(tills[n % tills.length], [...basket]));
	await Promise.all([...web.map(async (one) => { await one.fill(); await one.look(); }), ...counter.map((one) => one.scan())]);
	const before = await deadlocks();
	const began = performance.now();
	const [online, inside] = [Promise.all(web.map(soon)), Promise.all(counter.map(soon))];
	const outcomes = { web: await online, till: await inside };
	const seconds = (performance.now() - began) / 1000;
	return { ...outcomes, all: [...outcomes.web, ...outcomes.till], seconds, met: await deadlocks() - before };
}

/** @param {import('../lib/tap.mjs').Tester} t @param {Awaited<ReturnType<typeof rush>>} run */
function figures(t, run) {
	for (const door of /** @type {const} */ (['web', 'till']))
		t.note(`${door}: ${tally(run[door].map((o) => o.end))}; refusals that named: ${tally(run[door].flatMap((o) => o.refusals.map((names) => names.join(' and '))))}`);
	t.note(`${buyers} buyers, ${tills.length} tills, ${run.seconds.toFixed(1)} seconds, ${run.met} deadlocks; other answers: ${tally(run.all.flatMap((o) => o.statuses))}`);
}

/** @param {Awaited<ReturnType<typeof rush>>} run @param {import('./_shop.mjs').Good} good */
const said = (run, good) => run.all.filter((o) => o.bought.includes(good)).length;

const [mug, coffee, jam, oil] = await goods('enamel-mug', 'ground-coffee', 'strawberry-jam', 'olive-oil');

test('block: exactly what is there is sold, and each refusal names what was short', async (t) => {
	await stock(mug, many, 'block');
	await stock(coffee, few, 'block');
	const run = await rush([mug, coffee]);
	figures(t, run);
	for (const [good, there] of /** @type {const} */ ([[mug, many], [coffee, few]])) {
		const [web, till] = [await pieces(good, 'web'), await pieces(good, 'till')];
		t.note(`${good.name}: ${there} there, ${web} sold on the web, ${till} at the till`);
		assert.equal(web + till, there, good.name);
		assert.equal(said(run, good), there, `${good.name}: as many as were told so`);
	}
	assert.deepEqual(run.all.flatMap((o) => o.statuses), []);
	assert.ok(run.all.every((o) => o.end === 'sold' || o.refusals.length > 0));
	assert.equal(await number('SELECT COUNT(*) FROM shortfall'), 0);
	await books();
});

test('warn: the web sells none that is not there, every till sale stands, each shortfall is an exception', async (t) => {
	await stock(jam, many, 'warn');
	await stock(oil, few, 'warn');
	const run = await rush([jam, oil]);
	figures(t, run);
	assert.ok(run.till.every((o) => o.end === 'sold' && o.bought.length === 2), 'every till sale stands, whole');
	assert.deepEqual(run.all.flatMap((o) => o.statuses), []);
	for (const [good, there] of /** @type {const} */ ([[jam, many], [oil, few]])) {
		const [web, till] = [await pieces(good, 'web'), await pieces(good, 'till')];
		const short = `FROM shortfall s JOIN orders o ON o.id = s.sale_order_id JOIN sales_channel c ON c.id = o.channel_id
			WHERE c.kind = 'till' AND s.variant_id = ${good.variant}`;
		const named = await number(`SELECT COALESCE(SUM(s.quantity), 0) ${short} AND s.short_order_id IS NOT NULL`) / 1000;
		const below = await number(`SELECT COALESCE(SUM(s.quantity), 0) ${short} AND s.short_order_id IS NULL`) / 1000;
		t.note(`${good.name}: ${there} there, ${web} promised on the web, ${till} sold at the till; short: ${named} of web orders named, ${below} below zero`);
		assert.equal(web, run.web.filter((o) => o.bought.includes(good)).length);
		assert.equal(till, buyers / 2);
		// Were one piece more promised on the web than was free, it would be
		// short by itself and no sale's exception.
		assert.equal(named + below, web + till - there, 'each piece short is an exception of a till sale');
		assert.equal(named, web, 'first those whom it leaves short, by name');
	}
	const wrong = await sql(`SELECT h.id FROM stock_hold h LEFT JOIN shortfall s ON s.short_order_id = h.order_id AND s.variant_id = h.variant_id
		WHERE h.order_id IS NOT NULL GROUP BY h.id, h.short HAVING h.short <> COALESCE(SUM(s.quantity), 0)`);
	assert.deepEqual(wrong, [], 'what an order is short is what its exceptions say');
	await books();
});

test('no error of ours on the way', async () => {
	assert.deepEqual(await internalErrors(), []);
});
