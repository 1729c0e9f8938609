// _trade.mjs: purchases at both doors while something breaks, and the account
// afterwards: acknowledged <= stored <= acknowledged + unknown, none twice.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../lib/shop.mjs';
import { Shopper, crowd, tally } from './_buyer.mjs';
import { books, internalErrors, ledger, number } from './_shop.mjs';
import { Customer } from './_till.mjs';

/** @typedef {import('./_buyer.mjs').Outcome} Outcome */
/** @typedef {import('./_shop.mjs').Good} Good */
/** @typedef {import('./_till.mjs').Till} Till */
/** @typedef {{ outcome: Outcome, door: 'web' | 'till', send(): Promise<string> }} Purchase */

/** The UUID's order or receipt, once sent again. @param {Shopper | Customer} buyer */
async function sendAgain(buyer) {
	if (buyer instanceof Customer) return buyer.sold(await buyer.pay()).token;
	const answer = await buyer.press();
	return answer?.status === 303 ? answer.location.split('/').at(-1) ?? '' : '';
}

/** @param {Good[]} goods @param {number} tries @returns {Promise<Purchase>} */
async function onTheWeb(goods, tries) {
	const buyer = new Shopper(goods, { tries });
	return { outcome: await buyer.order(), door: 'web', send: () => sendAgain(buyer) };
}

/** @param {Till} till @param {Good[]} goods @param {number} tries @returns {Promise<Purchase>} */
async function atTheTill(till, goods, tries) {
	const buyer = new Customer(till, goods, { tries });
	return { outcome: await buyer.order(), door: 'till', send: () => sendAgain(buyer) };
}

/**
 * Two checkouts to a till sale, `width` at a time; half of the buyers press
 * twice at the most, the others go on for seconds.
 * @param {{ count: number, width: number, goods: Good[], tills: Till[], pause: number, enough?: () => boolean, each?: (purchase: Purchase) => void }} plan
 *	pause: milliseconds between two purchases of one buyer, at the most
 *	enough: ends it early; each: sees every purchase when it is done
 */
export async function trade({ count, width, goods, tills, pause, enough = () => false, each = () => {} }) {
	const done = await crowd(count, width, async (n) => {
		if (enough()) return null;
		await sleep(Math.random() * pause);
		const tries = n % 2 ? 2 : 8;
		const purchase = await (n % 3 === 2 ? atTheTill(tills[n % tills.length], goods, tries) : onTheWeb(goods, tries));
		each(purchase);
		return purchase;
	});
	return done.filter((purchase) => purchase !== null);
}

/** @returns {Promise<Map<string, { n: number, order: string, document: string }>>} by UUID */
async function stored() {
	const rows = await sql(`SELECT k.uuid, COUNT(DISTINCT o.id), MIN(o.token), COALESCE(MIN(d.token), '')
		FROM request_key k JOIN orders o ON o.id = k.order_id LEFT JOIN ${await ledger()}.document d ON d.order_id = o.id GROUP BY k.uuid`);
	return new Map(rows.map(([uuid, n, order, document]) => [uuid, { n: Number(n), order, document }]));
}

/**
 * The account.
 * @param {import('../lib/tap.mjs').Tester} t @param {readonly Purchase[]} purchases
 */
export async function settle(t, purchases) {
	const kept = await stored();
	const of = (/** @type {Outcome['end']} */ end) => purchases.filter((p) => p.outcome.end === end);
	const [acknowledged, unknown] = [of('sold'), of('unknown')];
	const surely = purchases.filter((p) => kept.has(p.outcome.uuid));
	t.note(`${purchases.length} purchases: ${acknowledged.length} acknowledged <= ${surely.length} stored <= ${acknowledged.length + unknown.length}; `
		+ `unknown ${unknown.length}, refused ${of('refused').length}`);
	t.note(`answers on the way (0: none): ${tally(purchases.flatMap((p) => p.outcome.statuses))}`);
	for (const { outcome, door } of acknowledged) {
		const found = kept.get(outcome.uuid);
		assert.ok(found, `acknowledged and lost: ${outcome.uuid}`);
		assert.equal(door === 'web' ? found.order : found.document, outcome.token, 'stored is what was acknowledged');
	}
	for (const { outcome } of of('refused')) assert.ok(!kept.has(outcome.uuid), `refused and stored: ${outcome.uuid}`);
	assert.equal(kept.size, surely.length, 'nothing is stored that nobody sent');
	await nothingTwice(kept);
	return { acknowledged, unknown };
}

/** @param {Awaited<ReturnType<typeof stored>>} kept */
async function nothingTwice(kept) {
	assert.deepEqual([...kept].filter(([, { n }]) => n !== 1), [], 'each UUID has one order');
	assert.equal(await number('SELECT COUNT(*) FROM orders'), kept.size, 'each order has its UUID');
}

/**
 * Once all is well again: who does not know sends the same again and learns;
 * who knows is told the same.
 * @param {import('../lib/tap.mjs').Tester} t @param {readonly Purchase[]} purchases
 */
export async function learn(t, purchases) {
	const before = await stored();
	const asked = purchases.filter((p, n) => p.outcome.end === 'unknown' || (p.outcome.end === 'sold' && n % 10 === 0));
	const answers = await crowd(asked.length, 8, async (n) => {
		const { outcome, door, send } = asked[n];
		const known = before.get(outcome.uuid);
		const told = await send();
		assert.ok(told, `${door} ${outcome.uuid}: ${outcome.statuses.join(' ')}`);
		if (known) assert.equal(told, door === 'web' ? known.order : known.document);
		return known ? 'had been stored' : 'stored now';
	});
	t.note(`sent again: ${tally(answers)}`);
	await nothingTwice(await stored());
	await books();
	assert.deepEqual(await internalErrors(), []);
}
