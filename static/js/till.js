// till.js: the selling page: keys, fingers and quotes.

import { openPay, explain, startPay } from './till_pay.js';
import { askOrder, enter, hideFound, inTurn, moveFound, pickChosen, setQuantity, startScan } from './till_scan.js';
import { post } from './till_server.js';
import { mute, muted, sound } from './till_sound.js';
import { basketLines, happen, state, watch } from './till_state.js';
import { dialog, draw, el, field, makePads } from './till_view.js';

const scan = field('scan');
const dialogOpen = () => document.querySelector('dialog[open]') !== null;

// ---- what the basket costs: the server says ----

const CHANGES = new Set(['line added', 'quantity changed', 'line removed', 'basket emptied', 'undone']);
let version = 0;
let quoting = Promise.resolve();

async function quote() {
	const mine = ++version;
	if (!state.lines.length) return;
	try {
		const answer = await post('/till/quote', JSON.stringify({ lines: basketLines() }));
		if (mine === version) happen('quoted', answer);
	} catch (error) {
		if (mine === version) explain(error);
	}
}

watch((now, event) => {
	draw(now);
	if (CHANGES.has(event)) quoting = quote();
});

// ---- what can be done ----

/** Behind all that was scanned before, and before all that is scanned from now on. */
function pay() {
	inTurn(async () => {
		if (!state.lines.length && !state.order) {
			sound('refused');
			return;
		}
		if (state.total === null) quoting = quote();
		await quoting;
		await openPay();
	});
}

/** @param {number} step */
function choose(step) {
	// The last line stands on top.
	const index = Math.max(0, Math.min(state.lines.length - 1, state.chosen - step));
	if (state.lines.length) happen('line chosen', { index });
}

/** @param {number} sign */
function oneMore(sign) {
	const line = state.lines[state.chosen];
	if (line && !line.weighed) setQuantity(state.chosen, line.quantity + sign * 1000);
}

function undo() {
	if (!state.past.length || state.order) {
		sound('refused');
		return;
	}
	happen('said', { saying: null });
	happen('undone');
	sound('attention');
}

function clear() {
	if (!state.lines.length && !state.order) return;
	happen('said', { saying: null });
	happen('basket emptied');
	sound('attention');
}

function openReceipt() {
	if (state.receipt) window.open(state.receipt, 'receipt', 'noopener');
}

const lock = () => /** @type {HTMLFormElement} */ (el('lock')).requestSubmit();
const showKeys = () => dialog('keys').showModal();

/** Nothing typed: Enter goes on to what comes next. */
function submit() {
	const text = scan.value.trim();
	if (pickChosen()) return;
	scan.value = '';
	hideFound();
	if (text) enter(text);
	else if (state.done) happen('next sale');
	else pay();
}

// ---- keys ----

/** @type {Record<string, () => void>} */
const keys = { F1: showKeys, F2: askOrder, F4: pay, F6: lock, F7: openReceipt, F8: undo, F10: clear };
/** With nothing typed. @type {Record<string, () => void>} */
const idleKeys = {
	ArrowUp: () => choose(-1), ArrowDown: () => choose(1), '+': () => oneMore(1), '-': () => oneMore(-1),
	Delete: () => setQuantity(state.chosen, 0),
};

/** @param {KeyboardEvent} event */
function searchKey({ key }) {
	if (key === 'ArrowDown') return moveFound(1);
	if (key === 'ArrowUp') return moveFound(-1);
	if (key !== 'Escape') return false;
	scan.value = '';
	hideFound();
	return true;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
	const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
	if (dialogOpen() || !plain) return;
	const target = /** @type {HTMLElement} */ (event.target);
	const typing = target === scan;
	// A scanner does not know what has the focus.
	if (!typing && event.key.length === 1 && event.key !== ' ') scan.focus();
	const idle = scan.value === '' && (typing || event.key === '+' || event.key === '-') && idleKeys[event.key];
	const action = keys[event.key] ?? (idle || null);
	if (typing && searchKey(event)) event.preventDefault();
	else if (action) {
		event.preventDefault();
		action();
	}
}

/** @param {MouseEvent} event */
function onLine(event) {
	const button = /** @type {HTMLElement} */ (event.target).closest('button');
	if (!button) return;
	const index = Number(button.dataset.line);
	const { quantity } = state.lines[index];
	if (button.dataset.do === 'choose') happen('line chosen', { index });
	else setQuantity(index, button.dataset.do === 'more' ? quantity + 1000 : button.dataset.do === 'less' ? quantity - 1000 : 0);
}

// ---- the page ----

function drawSound() {
	el('sound').setAttribute('aria-pressed', String(!muted()));
}

/** On a touch screen the keyboard comes when the field is touched, not before. */
function quietKeyboard() {
	if (!matchMedia('(pointer: coarse)').matches) return;
	scan.inputMode = 'none';
	scan.addEventListener('pointerdown', () => { scan.inputMode = 'search'; });
	scan.addEventListener('blur', () => { scan.inputMode = 'none'; });
}

function start() {
	/** @type {[string, () => void][]} */
	const buttons = [['pay-open', pay], ['undo', undo], ['clear', clear], ['order-open', askOrder], ['keys-open', showKeys],
		['done-next', () => happen('next sale')], ['sound', () => { mute(!muted()); drawSound(); sound('accepted'); }]];
	for (const [id, action] of buttons) el(id).addEventListener('click', action);
	el('scan-form').addEventListener('submit', (event) => { event.preventDefault(); submit(); });
	el('lines').addEventListener('click', onLine);
	document.addEventListener('keydown', onKey);
	document.addEventListener('click', () => { if (!dialogOpen()) scan.focus(); });
	for (const box of /** @type {NodeListOf<HTMLDialogElement>} */ (document.querySelectorAll('dialog'))) {
		box.addEventListener('close', () => scan.focus());
		if (box.id !== 'pay') box.querySelector('[data-close]')?.addEventListener('click', () => box.close());
	}
	makePads();
	quietKeyboard();
	drawSound();
	startScan();
	startPay();
	draw(state);
	if (state.lines.length && state.total === null) quoting = quote();
	if (!dialogOpen()) scan.focus();
}

start();
