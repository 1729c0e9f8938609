// price.js: the money engine of lib/price in the page: the same source, compiled
// to WebAssembly, with the same results to the last byte.
//
// Units are the engine's: amounts in minor units, unit prices in 1/10,000 of one,
// quantities in thousandths, percentages in basis points. Every number is whole
// and exact: the engine takes no amount beyond 10^15. The layouts are those of
// lib/price/rules.h, basket.h and result.h. A module for the page and for node.

/** @typedef {{ value: number, reason?: number, kind: 'percent' | 'amount' }} Manual */
/**
 * @typedef {object} Line
 * @property {number} variant
 * @property {number} [item]
 * @property {number} [brand]
 * @property {number[]} [categories] its own and all above them
 * @property {number} taxClass
 * @property {number} quantity
 * @property {number} price the base price
 * @property {number} [override] a price instead of it
 * @property {number} [amount] what its label says that it costs
 * @property {Manual} [manual]
 * @property {number} [position]
 * @property {boolean} [noDiscount]
 * @property {boolean} [noJoint]
 * @property {boolean} [deposit]
 * @property {boolean} [measure]
 * @property {boolean} [takenBack] empties; the quantity is negative
 */
/**
 * @typedef {object} Tender
 * @property {number} amount in its own currency
 * @property {number} [rateMul]
 * @property {number} [rateDiv]
 * @property {boolean} [cash]
 * @property {boolean} [change]
 * @property {number} [shareMax]
 * @property {number} [excluded] a selector of the rules, counted from 1
 */
/**
 * @typedef {object} Basket
 * @property {boolean} taxIncluded
 * @property {boolean} [taxByLine]
 * @property {boolean} [boxesOff]
 * @property {boolean} [keepNet]
 * @property {number} instant seconds since 1970 UTC
 * @property {number} date days since 1970, local
 * @property {number} weekday 0 is Sunday, local
 * @property {number} minute of the local day
 * @property {number} [cashStep]
 * @property {number} [tip]
 * @property {number} [member]
 * @property {Manual} [manual]
 * @property {Line[]} lines
 * @property {{ list: number, contract: boolean }[]} [lists]
 * @property {number[]} [groups]
 * @property {{ coupon: number, sets: number }[]} [coupons]
 * @property {{ promotion: number, sets: number }[]} [uses]
 * @property {Tender[]} [tenders]
 */

const BASKET_MAGIC = 0x31424b4d;
const BASKET_HEAD = 136;
const LINE_SIZE = 104;
const STATUS = ['ok', 'rules', 'basket', 'promotion', 'line', 'tax', 'overflow', 'memory', 'tender'];
const SOURCES = ['base', 'list', 'contract', 'override', 'label'];
const KINDS = ['deal', 'reward', 'member', 'line', 'basket'];
const TAXES = ['standard', 'zero', 'exempt', 'outside'];
const TENDERS = ['taken', 'too_much', 'not_needed'];
const VERDICTS = ['applied', 'not_now', 'coupon', 'used_up', 'customer', 'goods', 'too_few', 'spend', 'exclusive', 'better',
	'no_saving', 'switched_off', 'unknown_coupon'];

/** Why a basket has no result: a word of STATUS, and the place of what is wrong. */
export class PricingError extends Error {
	/** @param {string} status @param {number} where */
	constructor(status, where) {
		super(`pricing: ${status} at ${where}`);
		this.status = status;
		this.where = where;
	}
}

/** Writes numbers one after the other. */
class Writer {
	/** @param {number} size @param {number} [at] @param {DataView} [view] */
	constructor(size, at = 0, view = new DataView(new ArrayBuffer(size))) {
		this.view = view;
		this.at = at;
	}

	/** @param {...number} values */
	u32(...values) {
		for (const v of values) {
			this.view.setUint32(this.at, v, true);
			this.at += 4;
		}
	}

	/** @param {...number} values */
	i64(...values) {
		for (const v of values) {
			this.view.setBigInt64(this.at, BigInt(v), true);
			this.at += 8;
		}
	}
}

/** Reads them so. */
class Reader {
	/** @param {DataView} view @param {number} at */
	constructor(view, at) {
		this.view = view;
		this.at = at;
	}

	u32() {
		this.at += 4;
		return this.view.getUint32(this.at - 4, true);
	}

	i64() {
		this.at += 8;
		return Number(this.view.getBigInt64(this.at - 8, true));
	}

	/** @param {number} n */
	i64s(n) {
		return Array.from({ length: n }, () => this.i64());
	}

	/** @param {number} n */
	u32s(n) {
		return Array.from({ length: n }, () => this.u32());
	}
}

/** @param {(boolean | undefined)[]} flags lowest bit first */
const bits = (...flags) => flags.reduce((sum, flag, i) => sum + (flag ? 2 ** i : 0), 0);
/** @template T @param {T[]} all @param {(one: T) => number} key */
const sorted = (all, key) => [...all].sort((a, b) => key(a) - key(b));

/** @param {Writer} w @param {Manual | undefined} m */
function writeManual(w, m) {
	w.i64(m?.value ?? 0, m?.reason ?? 0);
	w.u32(m ? (m.kind === 'percent' ? 1 : 2) : 0, 0);
}

/** @param {Writer} w @param {Line} l @param {number} category the place of its first */
function writeLine(w, l, category) {
	w.i64(l.variant, l.item ?? 0, l.brand ?? 0, l.taxClass, l.quantity, l.price, l.override ?? 0, l.amount ?? 0);
	writeManual(w, l.manual);
	w.u32(bits(l.noDiscount, l.noJoint, l.deposit, l.measure, l.takenBack, l.override !== undefined, l.amount !== undefined),
		l.position ?? 0, category, l.categories?.length ?? 0);
}

/** @param {Writer} w @param {Tender} t */
function writeTender(w, t) {
	w.i64(t.amount, t.rateMul ?? 1, t.rateDiv ?? 1);
	w.u32(bits(t.cash, t.change), t.shareMax ?? 10000, t.excluded ?? 0, 0);
}

/** The engine's bytes of a basket. @param {Basket} b */
export function encodeBasket(b) {
	const categories = b.lines.flatMap((l) => sorted(l.categories ?? [], (id) => id));
	const { lists = [], groups = [], coupons = [], uses = [], tenders = [] } = b;
	const sections = [[b.lines.length, LINE_SIZE], [categories.length, 8], [lists.length, 16], [groups.length, 8], [coupons.length, 16],
		[uses.length, 16], [tenders.length, 40]];
	const size = sections.reduce((sum, [n, record]) => sum + n * record, BASKET_HEAD);
	const w = new Writer(size);
	w.u32(BASKET_MAGIC, size, bits(b.taxIncluded, b.taxByLine, b.boxesOff, b.keepNet), b.member ?? 0);
	w.i64(b.instant);
	w.u32(b.date, b.weekday, b.minute, 0);
	w.i64(b.cashStep ?? 0, b.tip ?? 0);
	writeManual(w, b.manual);
	let at = BASKET_HEAD;
	for (const [n, record] of sections) {
		w.u32(at, n);
		at += n * record;
	}
	let category = 0;
	for (const l of b.lines) {
		writeLine(w, l, category);
		category += l.categories?.length ?? 0;
	}
	w.i64(...categories);
	for (const { list, contract } of lists) {
		w.i64(list);
		w.u32(contract ? 0 : 1, 0);
	}
	w.i64(...sorted(groups, (id) => id));
	for (const { coupon, sets } of sorted(coupons, (c) => c.coupon)) {
		w.i64(coupon);
		w.u32(sets, 0);
	}
	for (const { promotion, sets } of sorted(uses, (u) => u.promotion)) {
		w.i64(promotion);
		w.u32(sets, 0);
	}
	tenders.forEach((t) => writeTender(w, t));
	return new Uint8Array(w.view.buffer);
}

/** @typedef {{ at: number, count: number }} Span */
/** @param {Reader} r @returns {Span} */
const readSpan = (r) => ({ at: r.u32(), count: r.u32() });
/** @template T @param {DataView} view @param {Span} span @param {number} record @param {(r: Reader) => T} read */
const readAll = (view, span, record, read) => Array.from({ length: span.count }, (_, i) => read(new Reader(view, span.at + i * record)));

/** @param {Reader} r */
function readLine(r) {
	const [price, list, listAmount, paid, tax] = r.i64s(5), [source] = r.u32s(2);
	return { price, list, listAmount, paid, tax, source: SOURCES[source], runs: readSpan(r) };
}

/** @param {Reader} r */
function readRun(r) {
	const [quantity, list, paid, tax] = r.i64s(4), [line, rate] = r.u32s(2);
	return { quantity, list, paid, tax, line, rate, allocations: readSpan(r) };
}

/** @param {Reader} r */
function readTax(r) {
	const [kind, rate] = r.u32s(2), [gross, net, tax] = r.i64s(3);
	return { kind: TAXES[kind], rate, gross, net, tax };
}

/** @param {Reader} r */
function readTender(r) {
	const [offered, taken, change] = r.i64s(3);
	return { offered, taken, change, verdict: TENDERS[r.u32()] };
}

/** @param {Reader} r */
function readHint(r) {
	const [promotion, quantity, amount, saving] = r.i64s(4);
	return { promotion, quantity, amount, saving, part: r.u32() };
}

/** @param {Reader} r */
function readVerdict(r) {
	const [promotion, saving] = r.i64s(2), [code, sets] = r.u32s(2);
	return { promotion, saving, code: VERDICTS[code], sets };
}

/** @param {Reader} r */
function readAllocation(r) {
	const [reason, amount] = r.i64s(2), [kind, run] = r.u32s(2);
	return { reason, amount, kind: KINDS[kind], run };
}

/** A result of the engine. @param {Uint8Array} bytes */
export function decodeResult(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), r = new Reader(view, 8);
	const [status, where] = r.u32s(2);
	if (status !== 0) throw new PricingError(STATUS[status] ?? 'rules', where);
	const [list, saved, net, tax, total, tip, cashRounding, open, cashOpen] = r.i64s(9), [exact] = r.u32s(2);
	const spans = Array.from({ length: 7 }, () => readSpan(r));
	const runs = readAll(view, spans[1], 48, readRun), allocations = readAll(view, spans[2], 24, readAllocation);
	return {
		list, saved, net, tax, total, tip, cashRounding, open, cashOpen, exact: exact === 1,
		lines: readAll(view, spans[0], 56, readLine).map((line) => ({
			...line,
			runs: runs.slice(line.runs.at, line.runs.at + line.runs.count).map((run) => ({
				...run, allocations: allocations.slice(run.allocations.at, run.allocations.at + run.allocations.count),
			})),
		})),
		taxes: readAll(view, spans[3], 32, readTax),
		tenders: readAll(view, spans[4], 32, readTender),
		hints: readAll(view, spans[5], 40, readHint),
		verdicts: readAll(view, spans[6], 24, readVerdict),
	};
}

const PAGE = 65536;
/** @param {number} n */
const aligned = (n) => Math.ceil(n / 8) * 8;

/** The engine with rules in it. Memory: the rules, then the basket, then what it works in. */
export class Engine {
	/** @param {WebAssembly.Instance} instance */
	constructor(instance) {
		/** @type {any} */
		this.c = instance.exports;
		this.rules = aligned(this.c.__heap_base.value);
		this.basket = this.rules;
	}

	/** @param {number} end */
	reach(end) {
		const missing = end - this.c.memory.buffer.byteLength;
		if (missing > 0) this.c.memory.grow(Math.ceil(missing / PAGE));
	}

	/** @param {number} at @param {Uint8Array} bytes */
	put(at, bytes) {
		this.reach(at + bytes.length);
		new Uint8Array(this.c.memory.buffer, at, bytes.length).set(bytes);
	}

	/** Takes the server's rules, in place of those before. @param {Uint8Array} bytes */
	useRules(bytes) {
		this.basket = this.rules;
		this.put(this.rules, bytes);
		this.reach(this.rules + aligned(bytes.length) + 8);
		const where = this.rules + aligned(bytes.length), status = this.c.rules_check(this.rules, bytes.length, where);
		if (status !== 0) throw new PricingError(STATUS[status], new DataView(this.c.memory.buffer).getUint32(where, true));
		this.basket = where + 8;
	}

	/** The result's bytes for a basket's. @param {Uint8Array} bytes */
	priceBytes(bytes) {
		if (this.basket === this.rules) throw new PricingError('rules', 0);
		this.put(this.basket, bytes);
		const where = this.basket + aligned(bytes.length), work = where + 8;
		this.reach(work + 256);
		const right = this.c.basket_check(this.rules, this.basket, bytes.length, where) === 0;
		const need = right ? this.c.price_need(this.rules, this.basket) : 256;
		this.reach(work + need);
		this.c.price_basket(this.rules, this.basket, bytes.length, work, need);
		const size = new DataView(this.c.memory.buffer).getUint32(work + 4, true);
		return new Uint8Array(this.c.memory.buffer.slice(work, work + size));
	}

	/** What a basket costs, and why; a PricingError when it cannot be priced. @param {Basket} basket */
	price(basket) {
		return decodeResult(this.priceBytes(encodeBasket(basket)));
	}

	/**
	 * What goes back of a sold line, by its stored runs (lib/price/refund.h); null when
	 * more is asked for than is left. `returned` of the runs is what it is afterwards.
	 * @param {{ quantity: number, paid: number, tax: number, returned: number }[]} runs
	 * @param {number} quantity
	 */
	refund(runs, quantity) {
		const at = this.basket, parts = at + runs.length * 32, sum = parts + runs.length * 24;
		this.reach(sum + 24);
		const w = new Writer(0, at, new DataView(this.c.memory.buffer));
		for (const run of runs) w.i64(run.quantity, run.paid, run.tax, run.returned);
		if (this.c.refund_take(at, runs.length, BigInt(quantity), parts, sum) !== 0) return null;
		const view = new DataView(this.c.memory.buffer);
		/** @param {number} from */
		const part = (from) => {
			const [units, paid, tax] = new Reader(view, from).i64s(3);
			return { quantity: units, paid, tax };
		};
		return {
			...part(sum),
			parts: runs.map((_, i) => part(parts + i * 24)),
			runs: runs.map((run, i) => ({ ...run, returned: new Reader(view, at + i * 32 + 24).i64() })),
		};
	}
}

/** @param {BufferSource} wasm price.wasm */
export async function loadEngine(wasm) {
	const { instance } = await WebAssembly.instantiate(wasm);
	return new Engine(instance);
}
