// office_refund.js: tells at once what is given back. What counts is what the
// server says on the next page (lib/shop/refund.h).

import { money, parseQuantity } from './till_money.js';

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('refund'));
const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('#refund input[data-amount]'));

/** What the first so many of a line are worth. @param {HTMLInputElement} field @param {bigint} quantity */
function worth(field, quantity) {
	return BigInt(field.dataset.amount ?? 0) * quantity / BigInt(field.dataset.quantity ?? 1);
}

/** @param {HTMLInputElement} field @returns {bigint} */
function comesTo(field) {
	const before = BigInt(field.dataset.returned ?? 0), quantity = parseQuantity(field.value);
	return quantity === null ? 0n : worth(field, before + BigInt(quantity)) - worth(field, before);
}

/**
 * The same in coins: halves up.
 * @param {number} amount @param {DOMStringMap} of
 */
function inCash(amount, of) {
	const step = Math.max(1, Number(of.step)), left = Number(of.cash);
	return amount === Number(of.left) ? left : Math.min(left, Math.floor((amount + step / 2) / step) * step);
}

/** @param {HTMLFormElement} all */
function add(all) {
	const sum = /** @type {HTMLElement} */ (document.getElementById('sum'));
	const beyond = /** @type {HTMLElement} */ (document.getElementById('beyond'));
	let amount = 0n;
	for (const field of fields) amount += comesTo(field);
	const over = amount > BigInt(all.dataset.left ?? 0);
	/** @type {HTMLOutputElement} */ (sum.querySelector('output')).value = money(over ? Number(amount) : inCash(Number(amount), all.dataset));
	sum.hidden = false;
	beyond.hidden = !over;
}

if (form) {
	form.addEventListener('input', () => add(form));
	document.getElementById('all')?.addEventListener('click', (event) => {
		event.preventDefault();
		for (const field of fields) field.value = field.dataset.left ?? '';
		add(form);
	});
	add(form);
}
