// disk_full.mjs: the database's file system fills up in the middle of checkouts
// and till sales, and is made room on.
// tests/run: seconds 600
import assert from 'node:assert/strict';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, skip, test } from '../lib/tap.mjs';
import { Client } from '../lib/client.mjs';
import { tally } from './_buyer.mjs';
import { ownMounts, onTmpfs } from './_mounts.mjs';
import { Shop, goods, long, stock } from './_shop.mjs';
import { Till } from './_till.mjs';
import { learn, settle, trade } from './_trade.mjs';

const name = 'a disk that fills up costs nothing that was acknowledged';
const missing = ownMounts(import.meta.url);
if (missing) skip(name, missing);
else await onSmallDisk();

async function onSmallDisk() {
	const { state, place } = onTmpfs(256);
	const shop = await Shop.start({ state });
	after(() => shop.stop());
	const tills = await Till.row(long ? 10 : 3);
	const basket = await goods('enamel-mug', 'ground-coffee');
	for (const good of basket) await stock(good, 1000000, 'block');
	const ballast = join(place, 'ballast');
	/** @type {import('./_trade.mjs').Purchase[]} */
	let purchases = [];

	/** Leaves so many kilobytes. @param {number} kilobytes */
	function fill(kilobytes) {
		const { bavail, bsize } = statfsSync(place);
		writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1024)));
	}

	/** Purchases until so many were refused for want of room. @param {number} refused */
	async function until(refused) {
		let seen = 0;
		const part = await trade({ count: long ? 20000 : 4000, width: 8, goods: basket, tills, pause: 0, enough: () => seen >= refused,
			each: (p) => { seen += p.outcome.statuses.includes(503) ? 1 : 0; } });
		purchases.push(...part);
		return seen;
	}

	test(name, async (t) => {
		for (let round = 1; round <= (long ? 5 : 1); round++) {
			await trade({ count: 40, width: 8, goods: basket, tills, pause: 0 }).then((part) => purchases.push(...part));
			fill(256);
			const seen = await until(20);
			assert.ok(seen >= 20, `the disk filled up (${seen})`);
			const page = await new Client().get('/en/cart');
			t.note(`round ${round}: full after ${purchases.length} purchases; the cart answers ${page.status}; files: ${readdirSync(place).length}`);
			rmSync(ballast);
			if (!await shop.databaseRuns()) {
				t.note('the database had ended and is started again');
				await shop.database('start');
			}
			const part = await trade({ count: 40, width: 8, goods: basket, tills, pause: 0 });
			purchases.push(...part);
			assert.ok(part.slice(-20).every((p) => p.outcome.end === 'sold'), 'with room it goes on');
		}
		shop.standing();
		const told = purchases.flatMap((p) => p.outcome.statuses);
		assert.ok(told.every((status) => status === 503), `a full disk is told as 503: ${tally(told)}`);
		assert.match(await shop.log(), /code=db\.full/);
		await settle(t, purchases);
	}, { seconds: 400 });

	test('sent again, each UUID gets its one answer, and the books are right', async (t) => {
		await learn(t, purchases);
	}, { seconds: 120 });
}
