// hot_rows.mjs: sixteen clients want one variant's row at once: orders are placed,
// orders are picked up, and sales leave those that wait short. Transactions that
// meet head on are run again; nobody sees it.
// tests/run: seconds 300
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';
import { Shopper, crowd, tally } from './_buyer.mjs';
import { Shop, books, deadlocks, goods, internalErrors, long, number, stock } from './_shop.mjs';
import { Customer, Till } from './_till.mjs';

const clients = 16;
const orders = long ? 600 : 60;
let sales = orders;

const shop = await Shop.start({ workers: clients });
after(() => shop.stop());
const tills = await Till.row(long ? 16 : 8);
const [mug] = await goods('enamel-mug');

async function place() {
	return (await new Shopper([mug]).order());
}

/** @param {Till} till @param {string} order */
async function pickUp(till, order) {
	const { status, text } = await till.post('/till/order/pay', { uuid: randomUUID(), order, tenders: [{ tender: 'cash', amount: 100000 }] });
	assert.equal(status, 200, text);
	return 'picked up';
}

/** @param {Till} till */
async function sell(till) {
	const { end, statuses } = await new Customer(till, [mug]).order();
	assert.equal(end, 'sold', `the sale: ${statuses.join(' ')}`);
	return 'sold';
}

async function order() {
	const { end, statuses } = await place();
	assert.ok(end === 'sold' || statuses.every((status) => status === 409), `the order: ${end} ${statuses.join(' ')}`);
	return end === 'sold' ? 'ordered' : 'told that it is sold out';
}

test('orders, pick-ups and sales of one variant at once: each is done or told why not', async (t) => {
	await stock(mug, orders, 'warn');
	const waiting = await crowd(orders, clients, place);
	assert.ok(waiting.every(({ end }) => end === 'sold'), tally(waiting.flatMap(({ end, statuses }) => [end, ...statuses])));
	const before = await deadlocks();
	const began = performance.now();
	const done = await crowd(orders * 3, clients, (n) => {
		const till = tills[n % tills.length], one = Math.floor(n / 3);
		return n % 3 === 0 ? pickUp(till, waiting[one].token) : n % 3 === 1 ? sell(till) : order();
	});
	t.note(`${tally(done)}; ${await deadlocks() - before} deadlocks, ${((performance.now() - began) / 1000).toFixed(1)} seconds`);
}, { seconds: 200 });

test('who is kept from the row for longer than the database lets one wait is served all the same', async (t) => {
	const seconds = 7;
	const lock = sql(`START TRANSACTION; SELECT on_hand FROM stock_level WHERE variant_id = ${mug.variant} FOR UPDATE; DO SLEEP(${seconds}); ROLLBACK`);
	const began = performance.now();
	await sleep(200);
	const done = await crowd(tills.length, tills.length, (n) => sell(tills[n]));
	const waited = (performance.now() - began) / 1000;
	await lock;
	t.note(`${tally(done)}, after ${waited.toFixed(1)} seconds`);
	assert.ok(waited > seconds - 1, 'somebody had to wait');
	sales += tills.length;
});

test('what was sold beyond the shelf is exceptions, and the books are right', async (t) => {
	const beyond = await number(`SELECT COALESCE(SUM(quantity), 0) FROM shortfall`) / 1000;
	t.note(`${beyond} pieces short`);
	assert.equal(beyond, sales, 'every sale left one short');
	await books();
	assert.deepEqual(await internalErrors(), []);
});
