// till_count.js: adds up what is counted. What should be there nobody knows here.

import { money, parseAmount } from './till_money.js';

const form = /** @type {HTMLFormElement} */ (document.getElementById('count'));
const sum = /** @type {HTMLElement} */ (document.getElementById('counted'));
const values = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[data-value]'));

function add() {
	let all = parseAmount(/** @type {HTMLInputElement} */ (form.elements.namedItem('other')).value) ?? 0;
	for (const input of values) {
		const part = /^\d+$/.test(input.value) ? Number(input.value) * Number(input.dataset.value) : 0;
		const shown = /** @type {HTMLOutputElement} */ (input.parentElement?.querySelector('output'));
		shown.value = part ? money(part) : '';
		all += part;
	}
	/** @type {HTMLOutputElement} */ (sum.querySelector('output')).value = money(all);
	sum.hidden = false;
}

// Enter goes to the next field: a drawer is not closed by a key pressed too often.
form.addEventListener('keydown', (event) => {
	if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
	event.preventDefault();
	const fields = /** @type {HTMLElement[]} */ ([...form.querySelectorAll('input:not([type="hidden"]), button')]);
	fields[fields.indexOf(event.target) + 1]?.focus();
});
form.addEventListener('input', add);
add();
(values[0] ?? form.elements.namedItem('other')).focus();
