// till_state.js: all that the selling page knows, changed by named events alone.
//
//	happen('line added', { goods, quantity });
//	watch((state, event) => …);
//
// A basket outlives a reload, with the UUID that makes its sale happen once.

/**
 * @typedef {object} Goods
 * @property {number} variant
 * @property {string} name
 * @property {string} unit_shown	"" for pieces
 * @property {boolean} weighed
 * @property {number | null} price
 * @property {number} pack	thousandths that one scan stands for
 * @property {boolean} measured	pack is what a scale's label told
 *
 * @typedef {Goods & { quantity: number, amount: number | null, fault: string }} Line
 * @typedef {{ kind: 'good' | 'warn' | 'bad', text: string, list?: string[], login?: boolean }} Saying
 * @typedef {{ tender: 'cash' | 'card', amount: number }} Tender
 * @typedef {{ total: number, rounding: number, tenders: Tender[] }} Bill
 * @typedef {Bill & { path: string, body: string }} Sent
 * @typedef {Bill & { receipt: string, change: number }} Done
 * @typedef {{ token: string, code: string, name: string, note?: string, ready: boolean, total: number, rounding: number,
 *	lines: { name: string, count: string, amount: number }[] }} Order
 * @typedef {object} State
 * @property {string} uuid	of the sale to come
 * @property {Line[]} lines	in the order of scanning
 * @property {number} chosen	index of the line that the keys change, -1: none
 * @property {number | null} total	null: not quoted yet
 * @property {number} rounding	if all of it is paid in cash
 * @property {Order | null} order	that is collected, in place of a basket
 * @property {Line[][]} past	what undo goes back to
 * @property {Sent | null} sent	a sale whose answer is not known
 * @property {Done | null} done	on the screen until the next sale
 * @property {string} receipt	of the last sale
 * @property {Saying | null} saying
 */

const STORE = 'till-basket';
const UNDO_MAX = 50;
export const LINES_MAX = 500;
export const QUANTITY_MAX = 9999000;
const till = document.getElementById('till')?.dataset.till ?? '';

/** @returns {State} */
function fresh() {
	return {
		uuid: uuid(), lines: [], chosen: -1, total: 0, rounding: 0, order: null, past: [],
		sent: null, done: null, receipt: '', saying: null,
	};
}

// crypto.randomUUID() exists on https and loopback alone; a shop's LAN has neither.
function uuid() {
	const b = crypto.getRandomValues(new Uint8Array(16));
	b[6] = (b[6] & 0x0f) | 0x40;
	b[8] = (b[8] & 0x3f) | 0x80;
	return [...b].map((x, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + x.toString(16).padStart(2, '0')).join('');
}

/** @returns {State | null} */
function restored() {
	try {
		const kept = JSON.parse(sessionStorage.getItem(STORE) ?? 'null');
		return kept?.till === till ? { ...fresh(), ...kept.state, saying: null } : null;
	} catch {
		return null;
	}
}

/** @type {State} */
export const state = restored() ?? fresh();

function remember() {
	state.past.push(state.lines.map((line) => ({ ...line })));
	if (state.past.length > UNDO_MAX) state.past.shift();
}

function unquoted() {
	state.total = state.lines.length ? null : 0;
	state.rounding = 0;
	for (const line of state.lines) line.fault = '';
}

function nextSale() {
	Object.assign(state, { ...fresh(), receipt: state.receipt });
}

/** @type {Record<string, (detail: any) => void>} */
const events = {
	/** Again the same pieces: one line, with today's price. */
	'line added'({ goods, quantity }) {
		remember();
		const at = goods.weighed ? -1 : state.lines.findIndex((line) => line.variant === goods.variant);
		const before = at < 0 ? null : state.lines.splice(at, 1)[0];
		const stale = before?.fault && before.price !== goods.price;
		state.lines.push({ ...goods, quantity: stale ? before.quantity : (before?.quantity ?? 0) + quantity, amount: null, fault: '' });
		state.chosen = state.lines.length - 1;
		unquoted();
	},
	'quantity changed'({ index, quantity }) {
		remember();
		Object.assign(state.lines[index], { quantity, amount: null });
		state.chosen = index;
		unquoted();
	},
	'line removed'({ index }) {
		remember();
		state.lines.splice(index, 1);
		state.chosen = Math.min(state.chosen, state.lines.length - 1);
		unquoted();
	},
	'line chosen'({ index }) {
		state.chosen = index;
	},
	'basket emptied'() {
		if (state.lines.length) remember();
		Object.assign(state, { lines: [], chosen: -1, order: null });
		unquoted();
	},
	undone() {
		state.lines = state.past.pop() ?? state.lines;
		state.chosen = state.lines.length - 1;
		unquoted();
	},
	quoted({ amounts, total, rounding }) {
		state.lines.forEach((line, i) => { line.amount = amounts[i]; });
		Object.assign(state, { total, rounding });
	},
	/** faults: by index of the line, what is wrong with it. */
	'lines refused'({ faults }) {
		for (const [index, fault] of faults) if (state.lines[index]) state.lines[index].fault = fault;
	},
	'order opened'({ order }) {
		Object.assign(state, { order, total: order.total, rounding: order.rounding, lines: [], past: [] });
	},
	'sale sent'({ sent }) {
		state.sent = sent;
	},
	'sale refused'() {
		state.sent = null;
	},
	'sale done'({ receipt, change }) {
		const { total, rounding, tenders } = /** @type {Sent} */ (state.sent);
		nextSale();
		Object.assign(state, { receipt, done: { receipt, change, total, rounding, tenders } });
	},
	'next sale'() {
		state.done = null;
	},
	said({ saying }) {
		state.saying = saying;
	},
};

/** @type {((state: State, event: string) => void)[]} */
const watchers = [];

/** @param {(state: State, event: string) => void} watcher */
export function watch(watcher) {
	watchers.push(watcher);
}

/** @param {string} event @param {object} [detail] */
export function happen(event, detail = {}) {
	events[event](detail);
	sessionStorage.setItem(STORE, JSON.stringify({ till, state }));
	for (const watcher of watchers) watcher(state, event);
}

/** As the server reads a basket. */
export const basketLines = () => state.lines.map(({ variant, quantity, price }) => ({ variant, quantity, price }));
