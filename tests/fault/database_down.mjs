// database_down.mjs: the database is stopped under a running shop, and comes back.
import assert from 'node:assert/strict';
import { Client } from '../lib/client.mjs';
import { after, test } from '../lib/tap.mjs';
import { Shopper, crowd, tally } from './_buyer.mjs';
import { Shop, books, goods, internalErrors, long, number, stock } from './_shop.mjs';

const shop = await Shop.start();
after(() => shop.stop());
const [mug] = await goods('enamel-mug');
await stock(mug, 1000, 'block');
const workers = await shop.workerPids();
const shopper = new Shopper([mug]);

/** @param {Client} client @param {string} path */
async function timed(client, path) {
	const began = performance.now();
	const answer = await client.get(path);
	return { answer, ms: performance.now() - began };
}

/** Pages that cannot be made without it; the cart's is that of somebody who has one. */
const paths = ['/en/', '/he/goods', '/en/goods/enamel-mug', '/en/cart', '/en/checkout', '/en/cart/count', '/health'];
const client = () => Object.assign(new Client(), { cookies: new Map(shopper.client.cookies) });

test('a cart is filled while all is well', async () => {
	await shopper.fill();
	await shopper.look();
});

test('every page answers 503 within a second when the database is away', async (t) => {
	await shop.database('stop');
	const times = (await crowd(long ? 700 : 70, 7, async (n) => {
		const { answer, ms } = await timed(client(), `${paths[n % paths.length]}?${n}`);
		assert.equal(answer.status, 503, answer.path);
		assert.ok(answer.headers['retry-after'], `${answer.path} says when to come again`);
		assert.ok(ms < 1000, `${answer.path} took ${ms} ms`);
		return ms;
	})).sort((a, b) => a - b);
	t.note(`${times.length} pages, slowest ${times.at(-1)?.toFixed(0)} ms, median ${times[times.length >> 1].toFixed(0)} ms`);
});

test('the 503 is a page in the shop’s look and language, with a number to name', async () => {
	const { text } = await new Client().get('/he/goods?look');
	assert.match(text, /<html lang="he" dir="rtl"/);
	assert.match(text, /<link[^>]*stylesheet/);
	assert.doesNotMatch(text, /mysql|mariadb|socket|2002/i);
});

test('the checkout answers 503 and orders nothing', async () => {
	const began = performance.now();
	assert.equal(await shopper.press(), null);
	assert.deepEqual(shopper.outcome.statuses, [503]);
	assert.ok(performance.now() - began < 1000);
});

test('once it is back the same workers go on, and the same press of the button orders', async (t) => {
	await shop.database('start');
	const statuses = (await crowd(42, 7, (n) => client().get(`${paths[n % paths.length]}?back${n}`))).map((a) => a.status);
	t.note(`answers: ${tally(statuses)}`);
	assert.ok(statuses.every((status) => status === 200), tally(statuses));
	assert.equal((await shopper.press())?.status, 303);
	assert.equal(await number(`SELECT COUNT(*) FROM request_key WHERE uuid = '${shopper.outcome.uuid}'`), 1);
	assert.deepEqual(await shop.workerPids(), workers);
	shop.standing();
});

test('the books are right and nothing was an error of ours', async () => {
	await books();
	assert.deepEqual(await internalErrors(), []);
});
