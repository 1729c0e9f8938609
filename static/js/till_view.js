// till_view.js: draws the state; decides nothing.

import { money, priceText, quantityText } from './till_money.js';
import { t, tn } from './text.js';

/** @typedef {import('./till_state.js').State} State */
/** @typedef {import('./till_state.js').Line} Line */

const LONG = 1000000;	// minor units: a sum of so many digits is set smaller

/** @param {string} id */
export const el = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
export const field = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
/** @param {string} id */
export const dialog = (id) => /** @type {HTMLDialogElement} */ (document.getElementById(id));

/**
 * An element with a class, attributes and children; text is text, never markup.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function make(tag, attributes, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
	node.append(...children);
	return node;
}

/** "2 × ₪5.90", "0.450 kg × ₪9.90" @param {Line} line */
function countText(line) {
	const quantity = line.unit_shown ? `${quantityText(line.quantity)} ${line.unit_shown}` : quantityText(line.quantity);
	return `${quantity} × ${priceText(line.price ?? 0)}`;
}

/** @param {string} action @param {number} index @param {string} sign @param {string} label */
function key(action, index, sign, label) {
	return make('button', { type: 'button', class: 'till-line-key', 'data-do': action, 'data-line': String(index), 'aria-label': label }, sign);
}

/** @param {State} state @param {Line} line @param {number} index */
function lineNode(state, line, index) {
	const { name } = line;
	const last = index === state.lines.length - 1;
	const node = make('li', { class: `till-line${last ? ' till-line-last' : ''}${line.fault ? ' till-line-bad' : ''}` },
		make('button', { type: 'button', class: 'till-line-about', 'data-do': 'choose', 'data-line': String(index) },
			make('bdi', { class: 'till-line-name' }, name), make('span', { class: 'till-line-count' }, countText(line))),
		make('span', { class: 'till-line-keys' },
			...(line.weighed ? [] : [key('less', index, '−', t('One less of {name}', { name })), key('more', index, '+', t('One more of {name}', { name }))]),
			key('remove', index, '✕', t('Remove {name}', { name }))),
		make('span', { class: 'till-line-amount' }, line.amount === null ? '…' : money(line.amount)));
	if (index === state.chosen) node.setAttribute('aria-current', 'true');
	if (line.fault) node.append(make('p', { class: 'till-line-fault' }, line.fault));
	return node;
}

/** @param {State} state */
function drawLines(state) {
	const { order } = state;
	const nodes = order
		? order.lines.map((line) => make('li', { class: 'till-line till-line-order' },
			make('span', { class: 'till-line-about' }, make('bdi', { class: 'till-line-name' }, line.name), make('span', { class: 'till-line-count' }, line.count)),
			make('span', { class: 'till-line-amount' }, money(line.amount))))
		: state.lines.map((line, index) => lineNode(state, line, index)).reverse();
	el('lines').replaceChildren(...nodes);
	el('empty').hidden = nodes.length > 0;
	el('lines').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}

/** @param {State} state */
function drawOrder({ order }) {
	el('order').hidden = !order;
	if (!order) return;
	el('order').replaceChildren(
		make('p', { class: 'till-order-code', dir: 'ltr' }, order.code),
		make('p', {}, make('bdi', {}, order.name)),
		make('p', { class: order.ready ? 'till-good' : 'till-warn' }, order.ready ? t('Packed, ready to hand over') : t('Not packed yet: please collect the goods')),
		...(order.note ? [make('p', {}, order.note)] : []));
}

/** @param {State} state */
function drawTotal(state) {
	const { total, rounding } = state;
	el('total').textContent = total === null ? '…' : money(total);
	el('total').classList.toggle('till-total-long', (total ?? 0) >= LONG);
	el('rounded').hidden = !rounding || total === null;
	el('rounded').textContent = rounding && total !== null ? t('In cash {amount}', { amount: money(total + rounding) }) : '';
	const pieces = state.lines.reduce((n, line) => n + (line.weighed ? 1 : Math.ceil(line.quantity / 1000)), 0);
	el('count').textContent = pieces ? tn('{n} item', '{n} items', pieces) : '';
	const empty = !state.lines.length && !state.order;
	/** @type {[string, boolean][]} */
	const off = [['pay-open', empty], ['clear', empty], ['undo', !state.past.length], ['order-open', !empty]];
	for (const [id, disabled] of off) el(id).setAttribute('aria-disabled', String(disabled));
}

/** @param {State} state */
function drawSaying({ saying }) {
	el('say').replaceChildren();
	if (!saying) return;
	const node = make('div', { class: `notice notice-${saying.kind}` }, make('p', {}, saying.text));
	if (saying.list?.length) node.append(make('ul', {}, ...saying.list.map((text) => make('li', {}, text))));
	if (saying.login) node.append(make('a', { class: 'button', href: '/till/login' }, t('Log in')));
	el('say').append(node);
}

/** @param {State} state */
function drawDone({ done }) {
	el('done').hidden = !done;
	if (!done) return;
	const cash = done.tenders.some(({ tender }) => tender === 'cash');
	const handed = done.tenders.reduce((sum, { amount }) => sum + amount, 0);
	el('done-label').textContent = done.change ? t('Change due') : t('Paid');
	el('done-sum').textContent = done.change ? money(done.change) : money(handed);
	const facts = [t('Total {amount}', { amount: money(done.total) })];
	if (cash && done.rounding) facts.push(t('Rounding {amount}', { amount: money(done.rounding) }));
	if (done.change) facts.push(t('Handed over {amount}', { amount: money(handed) }));
	else facts.push(t('No change'));
	el('done-facts').textContent = facts.join(' · ');
	/** @type {HTMLAnchorElement} */ (el('done-receipt')).href = done.receipt;
}

/** @param {State} state */
export function draw(state) {
	drawLines(state);
	drawOrder(state);
	drawTotal(state);
	drawSaying(state);
	drawDone(state);
}

// ---- dialogs ----

/** The digits of a number pad, for hands without a keyboard. */
export function makePads() {
	for (const pad of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.till-pad'))) {
		const input = field(pad.dataset.for ?? '');
		for (const sign of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', '⌫']) {
			const button = make('button', { type: 'button', tabindex: '-1', ...(sign === '⌫' ? { 'aria-label': t('Delete the last digit') } : {}) }, sign);
			if (sign === '.' && pad.dataset.for === 'pin') button.classList.add('till-pad-none');
			// The field keeps its focus.
			button.addEventListener('pointerdown', (event) => event.preventDefault());
			button.addEventListener('click', () => {
				input.value = sign === '⌫' ? input.value.slice(0, -1) : input.value + sign;
				input.dispatchEvent(new Event('input', { bubbles: true }));
			});
			pad.append(button);
		}
		pad.hidden = false;
		// No keyboard over the pad on a touch screen.
		if (matchMedia('(pointer: coarse)').matches) input.inputMode = 'none';
	}
}

/**
 * Asks for one value; null when the person goes back.
 * @template T
 * @param {{ title: string, text: string, label: string, ok: string, letters?: boolean,
 *	check: (typed: string) => { value: T } | { say: string } | Promise<{ value: T } | { say: string }> }} question
 * @returns {Promise<T | null>}
 */
export function askValue({ title, text, label, ok, letters = false, check }) {
	const box = dialog('ask');
	const form = /** @type {HTMLFormElement} */ (el('ask-form'));
	const input = field('ask-value');
	el('ask-title').textContent = title;
	el('ask-text').textContent = text;
	el('ask-label').textContent = label;
	el('ask-ok').textContent = ok;
	el('ask-say').textContent = '';
	input.value = '';
	input.inputMode = letters ? 'text' : matchMedia('(pointer: coarse)').matches ? 'none' : 'decimal';
	/** @type {HTMLElement} */ (box.querySelector('.till-pad')).hidden = letters;
	/** @type {T | null} */
	let value = null;
	form.onsubmit = async (event) => {
		event.preventDefault();
		const answer = await check(input.value);
		if ('say' in answer) {
			el('ask-say').textContent = answer.say;
			input.select();
			return;
		}
		value = answer.value;
		box.close();
	};
	box.showModal();
	input.focus();
	return new Promise((resolve) => { box.addEventListener('close', () => resolve(value), { once: true }); });
}
