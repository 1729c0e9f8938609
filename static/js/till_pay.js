// till_pay.js: takes the money and sends the sale, once, however often it is sent.

import { amountTyped, looksScanned, money, parseAmount } from './till_money.js';
import { get, post, Refused } from './till_server.js';
import { sound } from './till_sound.js';
import { basketLines, happen, state } from './till_state.js';
import { dialog, el, field, make } from './till_view.js';
import { t } from './text.js';

/** @typedef {import('./till_state.js').Tender} Tender */

const NOTES_SHOWN = 6;
const cash = (document.getElementById('till')?.dataset.cash ?? '').split(' ').filter(Boolean).map(Number);

/** What has been handed over so far. `rounding` is that of what is left for cash. */
let pay = { open: false, busy: false, legs: /** @type {Tender[]} */ ([]), rounding: 0, warned: false };

/** @param {'cash' | 'card'} tender */
const paid = (tender) => pay.legs.reduce((sum, leg) => sum + (leg.tender === tender ? leg.amount : 0), 0);
const dueByCard = () => (state.total ?? 0) - paid('card') - paid('cash');
const dueInCash = () => dueByCard() + pay.rounding;

/** What is being paid for changes no more. */
export const paying = () => pay.open || state.sent !== null;

/** Beside the amount. @param {string} text */
export function say(text) {
	el('pay-say').textContent = text;
	if (text) sound('refused');
}

// ---- what is likely to be handed over ----

/** Sums above what is due that one makes of one kind of note or coin. @param {number} due */
function likely(due) {
	const sums = cash.filter((value) => value >= 500).map((value) => Math.ceil(due / value) * value);
	return [...new Set(sums)].filter((sum) => sum > due).sort((a, b) => a - b).slice(0, NOTES_SHOWN);
}

function drawDues() {
	const due = [make('div', {}, make('dt', {}, t('To pay')), make('dd', { class: 'till-due-sum' }, money(dueByCard())))];
	if (pay.rounding) due.push(make('div', {}, make('dt', {}, t('In cash')), make('dd', {}, `${money(dueInCash())} (${t('Rounding {amount}', { amount: money(pay.rounding) })})`)));
	el('pay-due').replaceChildren(...due);
	el('pay-legs').replaceChildren(...pay.legs.map(({ tender, amount }) =>
		make('li', {}, tender === 'cash' ? t('Cash {amount}', { amount: money(amount) }) : t('Card {amount}', { amount: money(amount) }))));
	el('pay-notes').replaceChildren(...[dueInCash(), ...likely(dueInCash())].map((sum, i) => {
		const button = make('button', { type: 'button', class: 'till-note', 'data-amount': String(sum) }, money(sum));
		if (i === 0) button.append(make('small', {}, t('exact')));
		return button;
	}));
	field('amount').value = '';
	field('amount').placeholder = amountTyped(dueInCash());
	field('amount').focus();
}

// ---- opening and leaving ----

/** @param {Refused} refused */
function lineFaults(refused) {
	const faults = refused.errors.filter(({ field: name }) => name?.startsWith('line.'))
		.map(({ field: name, detail }) => /** @type {[number, string]} */ ([Number(name?.slice(5)), detail]));
	return faults.sort(([a], [b]) => a - b);
}

/** @param {unknown} error */
export function explain(error) {
	const refused = error instanceof Refused ? error : null;
	sound(refused ? 'refused' : 'attention');
	if (!refused) {
		happen('said', { saying: { kind: 'warn', text: t('The server did not answer. The basket is kept; please try again.') } });
		return;
	}
	const faults = lineFaults(refused);
	happen('lines refused', { faults });
	const login = refused.status === 403;
	happen('said', { saying: { kind: 'bad', login, text: login ? t('You are no longer logged in. The basket is kept.')
		: faults.length ? t('This basket cannot be sold as it is:') : refused.message, list: faults.map(([, detail]) => detail) } });
}

/** Before tender: goods that are counted strictly are kept for this basket. */
async function hold() {
	if (state.order) return;
	await post('/till/hold', JSON.stringify({ uuid: state.uuid, lines: basketLines() }));
}

export async function openPay() {
	if (pay.open || state.sent || state.total === null) return;
	try {
		await hold();
	} catch (error) {
		explain(error);
		return;
	}
	pay = { open: true, busy: false, legs: [], rounding: state.rounding, warned: false };
	happen('said', { saying: null });
	say('');
	drawDues();
	if (!dialog('pay').open) dialog('pay').showModal();
	field('amount').focus();
}

function closePay() {
	pay.open = false;
	dialog('pay').close();
}

function leavePay() {
	if (pay.busy) return;
	if (paid('card') && !pay.warned) {
		pay.warned = true;
		say(t('The card was charged {amount}. Give it back on the terminal, then go back once more.', { amount: money(paid('card')) }));
		return;
	}
	closePay();
	if (!state.order) post('/till/release', JSON.stringify({ uuid: state.uuid })).catch(() => { /* the hold ends by itself */ });
}

// ---- tenders ----

/** What is typed, or `due` for nothing. Null after saying why not. @param {number} due */
function typedAmount(due) {
	const { value } = field('amount');
	if (!value.trim()) return due;
	const amount = parseAmount(value);
	if (looksScanned(value)) say(t('That was a scan. Please finish the payment first.'));
	else if (!amount) say(t('Please enter an amount, such as 12.50.'));
	else return amount;
	field('amount').select();
	return null;
}

/** A part by card changes what is left for cash, and with it the rounding. */
async function newRounding() {
	const card = paid('card');
	const { rounding } = state.order ? await get('/till/order', { token: state.order.token, card })
		: await post('/till/quote', JSON.stringify({ lines: basketLines(), card }));
	pay.rounding = rounding;
}

/** @param {Tender} leg */
async function takePart(leg) {
	pay.legs.push(leg);
	try {
		if (leg.tender === 'card') await newRounding();
		say('');
	} catch (error) {
		pay.legs.pop();
		say(error instanceof Refused ? error.message : t('The server did not answer. The basket is kept; please try again.'));
	}
	sound('accepted');
	drawDues();
}

/** @param {'cash' | 'card'} tender */
async function take(tender) {
	if (pay.busy) return;
	const due = tender === 'cash' ? dueInCash() : dueByCard();
	const amount = typedAmount(due);
	if (amount === null) return;
	if (tender === 'card' && amount > due) return say(t('A card cannot be charged more than is due.'));
	pay.busy = true;
	if (amount < due) await takePart({ tender, amount });
	else await finish({ tender, amount });
	pay.busy = false;
}

/** One tender a kind, as the server reads them. @param {Tender} last */
async function finish(last) {
	const legs = last.amount ? [...pay.legs, last] : pay.legs;
	/** @type {Tender[]} */
	const tenders = [];
	for (const { tender, amount } of legs) {
		const same = tenders.find((leg) => leg.tender === tender);
		if (same) same.amount += amount;
		else tenders.push({ tender, amount });
	}
	const { uuid, order, total } = state;
	happen('sale sent', { sent: {
		path: order ? '/till/order/pay' : '/till/sale',
		body: JSON.stringify(order ? { uuid, order: order.token, tenders } : { uuid, lines: basketLines(), tenders }),
		total, rounding: paid('cash') || last.tender === 'cash' ? pay.rounding : 0, tenders,
	} });
	await send();
}

// ---- sending ----

/** The same bytes with the same UUID: however often they arrive, it is one sale. */
export async function send() {
	const { sent } = state;
	if (!sent) return;
	const wait = dialog('wait');
	try {
		const answer = await post(sent.path, sent.body);
		closePay();
		wait.close();
		happen('sale done', answer);
		sound('done');
	} catch (error) {
		if (error instanceof Refused) refused(error);
		else unsure();
	}
}

/** @param {Refused} error */
function refused(error) {
	happen('sale refused');
	dialog('wait').close();
	if (pay.open && error.errors.every(({ field: name }) => name === 'tenders')) {
		pay.legs = [];
		pay.rounding = state.rounding;
		drawDues();
		say(error.message);
		return;
	}
	closePay();
	explain(error);
}

function unsure() {
	sound('attention');
	el('wait-title').textContent = t('No answer from the server');
	el('wait-text').textContent = t('It is not known whether this sale was taken. The basket is kept. Send it again when the connection is back: it is never sold twice.');
	if (!dialog('wait').open) dialog('wait').showModal();
	el('wait-again').focus();
}

// ---- keys and fingers ----

export function startPay() {
	el('pay-form').addEventListener('submit', (event) => {
		event.preventDefault();
		take('cash');
	});
	el('pay-card').addEventListener('click', () => take('card'));
	el('pay-notes').addEventListener('click', (event) => {
		const button = /** @type {HTMLElement} */ (event.target).closest('button');
		if (!button) return;
		field('amount').value = amountTyped(Number(button.dataset.amount));
		take('cash');
	});
	dialog('pay').addEventListener('cancel', (event) => {
		event.preventDefault();
		leavePay();
	});
	dialog('pay').querySelector('[data-close]')?.addEventListener('click', leavePay);
	dialog('pay').addEventListener('keydown', (event) => {
		if (event.key !== 'F9') return;
		event.preventDefault();
		take('card');
	});
	dialog('wait').addEventListener('cancel', (event) => event.preventDefault());
	el('wait-again').addEventListener('click', async () => {
		el('wait-again').setAttribute('aria-disabled', 'true');
		await send();
		el('wait-again').removeAttribute('aria-disabled');
	});
	if (state.sent) unsure();
}
