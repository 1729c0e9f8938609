// killed.mjs: kill -9 of workers and of the database at random, in the middle of
// checkouts and till sales.
// tests/run: seconds 900
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../lib/client.mjs';
import { after, test } from '../lib/tap.mjs';
import { crowd, tally } from './_buyer.mjs';
import { Shop, goods, long, stock } from './_shop.mjs';
import { Till } from './_till.mjs';
import { learn, settle, trade } from './_trade.mjs';

const shop = await Shop.start({ workers: long ? 8 : 4 });
after(() => shop.stop());
const tills = await Till.row(long ? 10 : 3);
const basket = await goods('enamel-mug', 'ground-coffee');
for (const good of basket) await stock(good, 1000000, 'block');
/** @type {import('./_trade.mjs').Purchase[]} */
let purchases = [];

test('a worker that is killed is replaced, and nobody notices but whom it served', async (t) => {
	const kills = long ? 12 : 4;
	let killing = true;
	const visitors = crowd(8, 8, async (n) => {
		const client = new Client();
		const statuses = [];
		for (let i = 0; killing; i++) {
			const answer = await client.get(`/en/goods/enamel-mug?visitor=${n}.${i}`).catch(() => null);
			statuses.push(answer?.status ?? 0);
		}
		return statuses;
	});
	for (let n = 0; n < kills; n++) {
		await sleep(300);
		await shop.killWorker();
		await shop.wholeCrew();
	}
	killing = false;
	const statuses = (await visitors).flat();
	const failed = statuses.filter((status) => status !== 200);
	t.note(`${kills} workers killed, ${statuses.length} requests: ${tally(statuses)}`);
	assert.ok(failed.length <= kills, `${failed.length} failed`);
	assert.ok(failed.every((status) => status === 503), 'and that is a page');
	shop.standing();
}, { seconds: 120 });

/** Until told to end: mostly a worker, now and then the database. @param {() => boolean} more */
async function killer(more) {
	for (let n = 1; more(); n++) {
		await sleep(100 + Math.random() * (long ? 1000 : 300));
		if (n % 4) {
			await shop.killWorker();
			continue;
		}
		await shop.killDatabase();
		await sleep(Math.random() * 500);
		await shop.database('start');
	}
}

test('acknowledged <= stored <= acknowledged + unknown, and nothing is stored twice', async (t) => {
	const before = { ...shop.kills };
	const began = performance.now();
	let trading = true;
	const kills = killer(() => trading);
	purchases = await trade({ count: long ? 3000 : 150, width: long ? 32 : 10, goods: basket, tills, pause: long ? 600 : 400 });
	trading = false;
	await kills;
	t.note(`${shop.kills.worker - before.worker} workers and the database ${shop.kills.database - before.database} times killed in ${((performance.now() - began) / 1000).toFixed(0)} seconds`);
	assert.ok(shop.kills.database - before.database >= (long ? 10 : 2), 'the database was killed often enough to mean something');
	await shop.wholeCrew();
	shop.standing();
	await settle(t, purchases);
}, { seconds: 600 });

test('sent again, each UUID gets its one answer, and the books are right', async (t) => {
	await learn(t, purchases);
}, { seconds: 120 });
