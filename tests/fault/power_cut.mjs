// power_cut.mjs: the power of the database's disk is cut in the middle of
// checkouts and till sales; what was acknowledged is there when it is back.
// tests/run: long
// tests/run: seconds 900
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, skip, test } from '../lib/tap.mjs';
import { Disk, ownMounts } from './_mounts.mjs';
import { Shop, goods, long, stock } from './_shop.mjs';
import { Till } from './_till.mjs';
import { learn, settle, trade } from './_trade.mjs';

const name = 'nothing acknowledged is lost when the power is cut';
const missing = ownMounts(import.meta.url);
const disk = missing ? null : new Disk(512);
const failed = disk ? disk.make() : missing;
if (disk && !failed) await withPower(disk);
else skip(name, failed);

/** @param {Disk} disk */
async function withPower(disk) {
	const shop = await Shop.start({ state: disk.state });
	after(() => shop.stop());
	const tills = await Till.row(long ? 10 : 3);
	const basket = await goods('enamel-mug', 'ground-coffee');
	for (const good of basket) await stock(good, 1000000, 'block');
	/** @type {import('./_trade.mjs').Purchase[]} */
	let purchases = [];
	let cuts = 0;

	async function cut() {
		const pid = await shop.databasePid();
		disk.cut();
		await shop.killDatabase(pid);
		await disk.plugIn();
		await shop.database('start');
		cuts++;
	}

	test(name, async (t) => {
		const began = performance.now();
		let trading = true;
		const trader = trade({ count: long ? 3000 : 150, width: long ? 32 : 10, goods: basket, tills, pause: long ? 500 : 400 })
			.finally(() => { trading = false; });
		while (trading) {
			await sleep(700 + Math.random() * 1500);
			if (trading) await cut();
		}
		purchases = await trader;
		t.note(`${cuts} power cuts in ${((performance.now() - began) / 1000).toFixed(0)} seconds`);
		assert.ok(cuts >= (long ? 5 : 1), 'the power was cut');
		shop.standing();
		await settle(t, purchases);
	}, { seconds: 600 });

	test('sent again, each UUID gets its one answer, and the books are right', async (t) => {
		await learn(t, purchases);
	}, { seconds: 120 });
}
