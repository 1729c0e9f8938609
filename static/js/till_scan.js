// till_scan.js: the field that everything is scanned and typed into.

import { looksScanned, parseQuantity, priceText } from './till_money.js';
import { explain, paying, say } from './till_pay.js';
import { get, Refused } from './till_server.js';
import { sound } from './till_sound.js';
import { happen, LINES_MAX, QUANTITY_MAX, state } from './till_state.js';
import { askValue, el, field, make } from './till_view.js';
import { t } from './text.js';

/** @typedef {import('./till_state.js').Goods} Goods */

const TYPING_PAUSE = 180;	// milliseconds
const scan = field('scan');

/** @param {string} text @param {'bad' | 'warn'} [kind] */
export function refuse(text, kind = 'bad') {
	sound('refused');
	happen('said', { saying: { kind, text } });
}

// ---- adding ----

/** @param {Goods} goods */
function askWeight(goods) {
	sound('attention');
	return askValue({
		title: goods.name, text: t('{price} per {unit}', { price: priceText(goods.price ?? 0), unit: goods.unit_shown }),
		label: t('Weight or measure in {unit}', { unit: goods.unit_shown }), ok: t('Add'),
		check(typed) {
			const value = parseQuantity(typed);
			if (value && !looksScanned(typed)) return { value };
			sound('refused');
			return { say: looksScanned(typed) ? t('That was a scan. Please finish here first.') : t('Please enter a quantity, such as 1.25.') };
		},
	});
}

/** @param {Goods} goods @param {number | null} times thousandths, null: not said */
async function add(goods, times) {
	if (state.done) happen('next sale');
	const { name } = goods;
	if (goods.price === null) return refuse(t('{name} has no price and cannot be sold.', { name }));
	if (state.lines.length >= LINES_MAX) return refuse(t('This is more than one sale can hold.'));
	const quantity = goods.weighed && !goods.measured ? times ?? await askWeight(goods) : Math.round((times ?? 1000) * goods.pack / 1000);
	if (!quantity) return undefined;
	if (quantity > QUANTITY_MAX || (!goods.weighed && quantity % 1000)) return refuse(t('{name} is sold by the piece.', { name }));
	happen('said', { saying: null });
	happen('line added', { goods, quantity });
	return sound('accepted');
}

/** @param {number} index @param {number} quantity 0 removes */
export function setQuantity(index, quantity) {
	const line = state.lines[index];
	if (!line) return;
	if (quantity > QUANTITY_MAX || (!line.weighed && quantity % 1000)) {
		refuse(t('{name} is sold by the piece.', { name: line.name }));
		return;
	}
	happen(quantity > 0 ? 'quantity changed' : 'line removed', { index, quantity });
	sound('accepted');
}

// ---- orders ----

/** The secret of an order whose QR code was scanned. @param {string} text */
const orderToken = (text) => /\/order\/([\w-]{22})(?:[/?#].*)?$/.exec(text)?.[1];

/** @param {Record<string, string>} which */
async function openOrder(which) {
	if (state.done) happen('next sale');
	if (state.lines.length || state.order) return t('Please finish or empty this basket first.');
	try {
		happen('order opened', { order: await get('/till/order', which) });
	} catch (error) {
		return error instanceof Refused ? error.message : t('The server did not answer. The basket is kept; please try again.');
	}
	happen('said', { saying: null });
	sound('accepted');
	return '';
}

export async function askOrder() {
	if (state.lines.length || state.order) {
		refuse(t('Please finish or empty this basket first.'), 'warn');
		return;
	}
	await askValue({
		title: t('Collect an order'), text: t('Type the code that the customer says, or scan the QR code of the order.'),
		label: t('Code of the order'), ok: t('Open the order'), letters: true,
		async check(typed) {
			const token = orderToken(typed);
			const wrong = await openOrder(token ? { token } : { code: typed.trim() });
			if (wrong) sound('refused');
			return wrong ? { say: wrong } : { value: true };
		},
	});
}

// ---- what was scanned or typed ----

/** @param {string} code @param {number | null} times */
async function lookUp(code, times) {
	try {
		const { goods } = await get('/till/goods', { code });
		await add(goods, times);
	} catch (error) {
		if (!(error instanceof Refused) || error.code !== 'item.unknown_code') explain(error);
		else if (!/\p{L}/u.test(code) || !await findByName(code, true)) refuse(t('Nothing here has the code or name “{code}”.', { code }));
	}
}

/** @param {string} text */
async function take(text) {
	const token = orderToken(text);
	const m = /^(\d{1,4}(?:[.,]\d{1,3})?)\s*[*×]\s*(.*)$/.exec(text);
	const times = m ? parseQuantity(m[1]) : null;
	if (paying()) say(t('That was a scan. Please finish the payment first.'));
	else if (token) {
		const wrong = await openOrder({ token });
		if (wrong) refuse(wrong);
	} else if (state.order) refuse(t('An order is open. Take its payment or leave it first.'), 'warn');
	else if (m && !times) refuse(t('Please enter a quantity, such as 1.25.'));
	else if (m && !m[2]) setQuantity(state.chosen, times ?? 0);
	else await lookUp(m ? m[2] : text, times);
}

/** Scans, and the payment behind them, are taken one after the other, however fast they come. */
let queue = Promise.resolve();
/** @param {() => unknown} job */
export function inTurn(job) {
	queue = queue.then(job).catch(explain).then(() => undefined);
}

/** @param {string} text */
export function enter(text) {
	showFound([]);
	inTurn(() => take(text));
}

// ---- by name ----

/** @type {{ goods: Goods[], chosen: number, times: number | null }} */
const found = { goods: [], chosen: -1, times: null };
let asked = 0;

/** @param {Goods[]} goods @param {number} [chosen] @param {number | null} [times] */
function showFound(goods, chosen = -1, times = null) {
	Object.assign(found, { goods, chosen, times });
	asked++;
	el('found').hidden = !goods.length;
	el('found').replaceChildren(...goods.map(({ name, price, unit_shown: unit }, i) => make('li',
		{ role: 'option', id: `found-${i}`, 'data-found': String(i), 'aria-selected': String(i === chosen) },
		make('bdi', {}, name), make('span', { class: 'till-found-price' }, price === null ? '–' : priceText(price) + (unit ? ` / ${unit}` : '')))));
	scan.setAttribute('aria-expanded', String(goods.length > 0));
	if (chosen >= 0) scan.setAttribute('aria-activedescendant', `found-${chosen}`);
	else scan.removeAttribute('aria-activedescendant');
	el('found').querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
}

/** True when there was something. @param {string} text @param {boolean} choose the first of them */
async function findByName(text, choose) {
	const m = /^(\d{1,4}(?:[.,]\d{1,3})?)\s*[*×]\s*(.*)$/.exec(text);
	const mine = ++asked;
	const answer = await get('/till/goods', { find: m ? m[2] : text });
	if (mine !== asked) return true;
	showFound(answer.found, choose && answer.found.length ? 0 : -1, m ? parseQuantity(m[1]) : null);
	return answer.found.length > 0;
}

/** @param {number} index */
export function pick(index) {
	const goods = found.goods[index];
	const { times } = found;
	scan.value = '';
	showFound([]);
	if (goods) inTurn(() => add(goods, times));
}

/** Moves in what was found; false when nothing is. @param {number} step */
export function moveFound(step) {
	const n = found.goods.length;
	if (n) showFound(found.goods, (found.chosen + step + n) % n, found.times);
	return n > 0;
}

/** Enter on one of the goods found; false when none is chosen. */
export function pickChosen() {
	if (found.chosen < 0) return false;
	pick(found.chosen);
	return true;
}

export const hideFound = () => showFound([]);

export function startScan() {
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let pause;
	scan.addEventListener('input', () => {
		clearTimeout(pause);
		const text = scan.value.trim();
		if (!/\p{L}.*[\p{L}\d]/u.test(text) || state.order || orderToken(text)) return showFound([]);
		pause = setTimeout(() => { findByName(text, false).catch(() => showFound([])); }, TYPING_PAUSE);
		return undefined;
	});
	el('found').addEventListener('pointerdown', (event) => event.preventDefault());
	el('found').addEventListener('click', (event) => {
		const row = /** @type {HTMLElement} */ (event.target).closest('li');
		if (row) pick(Number(row.dataset.found));
	});
	el('scan-form').addEventListener('submit', () => clearTimeout(pause));
}
