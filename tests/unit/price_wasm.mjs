// price_wasm.mjs: every vector in WebAssembly: what static/js/price.js makes of a
// basket are the bytes that C makes, and its result is the native one's, byte by byte.
// price_wasm.mjs [BUILD]
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from '../lib/tap.mjs';

const top = join(dirname(fileURLToPath(import.meta.url)), '../..');
// A page's module has no ".mjs", by which alone node 18 knows one.
const source = readFileSync(join(top, 'static/js/price.js')).toString('base64');
/** @type {typeof import('../../static/js/price.js')} */
const { Engine, PricingError, decodeResult, encodeBasket, loadEngine } = await import(`data:text/javascript;base64,${source}`);
const build = process.argv[2] ?? join(top, 'build/test');
const wasm = readFileSync(join(build, 'js-texts/price.wasm'));
const engine = await loadEngine(wasm);
const vectors = join(top, 'tests/price/vectors');

/** A decimal as a whole number with so many places. @param {any} value @param {number} places */
function decimal(value, places) {
	if (typeof value === 'number') return value * 10 ** places;
	const [, sign, whole, part = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(value) ?? assert.fail(value);
	return Number(`${sign}${whole}${part.padEnd(places, '0')}`);
}

/** @param {any} v @param {number} places @param {any} [otherwise] */
const given = (v, places, otherwise) => (v === undefined ? otherwise : decimal(v, places));

/** @param {any} m @returns {any} */
function manual(m) {
	if (m?.percent !== undefined) return { kind: 'percent', value: decimal(m.percent, 2), reason: m.reason };
	return m && { kind: 'amount', value: m.amount, reason: m.reason };
}

/** @param {any} l @returns {import('../../static/js/price.js').Line} */
function line(l) {
	const { variant = 1, flags = [] } = l;
	return {
		variant, item: l.item ?? variant, brand: l.brand, categories: l.categories, taxClass: l.class ?? 1, quantity: given(l.quantity, 3, 1000),
		price: given(l.price, 4, 0), override: given(l.override, 4), amount: l.amount, manual: manual(l.manual), position: l.position,
		noDiscount: flags.includes('no_discount'), noJoint: flags.includes('no_joint'), deposit: flags.includes('deposit'),
		measure: flags.includes('measure'), takenBack: flags.includes('return'),
	};
}

/** A vector's basket. @param {any} b @returns {import('../../static/js/price.js').Basket} */
function basket(b) {
	return {
		taxIncluded: !b.tax_added, taxByLine: b.tax_by_line, boxesOff: b.boxes_off, keepNet: b.keep_net, member: given(b.member, 2, 0),
		instant: b.instant ?? 1760000000, date: b.date ?? 20370, weekday: b.weekday ?? 4, minute: b.minute ?? 720, cashStep: b.cash_step, tip: b.tip,
		manual: manual(b.manual), lines: b.lines.map(line), lists: b.lists?.map((/** @type {any} */ l) => ({ list: l.list, contract: Boolean(l.contract) })),
		groups: b.groups, coupons: b.coupons?.map((/** @type {any} */ c) => ({ coupon: c.coupon, sets: c.sets ?? 1 })), uses: b.uses,
		tenders: b.tenders?.map((/** @type {any} */ t) => ({ amount: t.amount, rateMul: t.mul, rateDiv: t.div, cash: t.cash, change: t.change,
			shareMax: given(t.share, 2, 10000), excluded: t.excluded })),
	};
}

/** What goes back of each line, as the vector says. @param {any} one @param {any} result */
function refunds(one, result) {
	/** @type {any[]} */
	const lines = result.lines.map((/** @type {any} */ l) => l.runs.map((/** @type {any} */ run) => ({ ...run, returned: 0 })));
	for (const back of one.expect.back ?? []) {
		const got = engine.refund(lines[back.line], decimal(back.quantity, 3));
		assert.deepEqual(got && { paid: got.paid, tax: got.tax }, back.refused ? null : { paid: back.paid, tax: back.tax });
		if (got) lines[back.line] = got.runs;
	}
}

/** @param {string} hex */
const bytes = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));

for (const file of readdirSync(vectors).filter((name) => name.endsWith('.json')).sort()) {
	const path = join(vectors, file);
	const dumped = execFileSync(join(build, 'tests/unit/price_vectors'), ['--dump', path], { encoding: 'utf8', maxBuffer: 1 << 28 }).trimEnd().split('\n');
	const cases = new Map(dumped.map((one) => {
		const [rules, from, result, ...shows] = one.split(' ');
		return [shows.join(' '), { rules: bytes(rules), from: bytes(from), result: bytes(result) }];
	}));
	for (const one of JSON.parse(readFileSync(path, 'utf8')).cases) {
		const native = cases.get(one.shows);
		if (!native) continue;
		test(`${file}: ${one.shows}`, () => {
			assert.deepEqual(encodeBasket(basket(one.basket)), native.from);
			engine.useRules(native.rules);
			assert.deepEqual(engine.priceBytes(native.from), native.result);
			if (one.expect.status) assert.throws(() => decodeResult(native.result), { name: 'Error', status: one.expect.status });
			else {
				const result = engine.price(basket(one.basket));
				if (one.expect.total !== undefined) assert.equal(result.total, one.expect.total);
				refunds(one, result);
			}
		});
	}
}

test('random baskets are priced to the same bytes', (t) => {
	const count = process.env.MAKOLET_LONG ? 20000 : 500, seed = Date.now();
	t.note(`seed ${seed}`);
	const dumped = execFileSync(join(build, 'tests/unit/price_random'), ['--dump', String(count), String(seed)], { encoding: 'utf8', maxBuffer: 1 << 30 });
	for (const one of dumped.trimEnd().split('\n')) {
		const [rules, from, result, own] = one.split(' ');
		engine.useRules(bytes(rules));
		assert.deepEqual(Buffer.from(engine.priceBytes(bytes(from))).toString('hex'), result, `seed ${own}`);
	}
}, { seconds: 300 });

test('rules that are none are refused, and no basket is priced without rules', async () => {
	const fresh = await loadEngine(wasm);
	assert.ok(fresh instanceof Engine);
	assert.throws(() => fresh.useRules(new Uint8Array(80)), PricingError);
	assert.throws(() => fresh.price(basket({ lines: [] })), PricingError);
});
