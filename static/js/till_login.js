// till_login.js: a name is touched, a PIN is typed or touched.

import { makePads, field } from './till_view.js';

const form = /** @type {HTMLFormElement} */ (document.getElementById('login'));
const pin = field('pin');
const names = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name="login"]')]);

makePads();
for (const name of names) {
	name.addEventListener('click', (event) => { if (/** @type {PointerEvent} */ (event).pointerType) pin.focus(); });
	name.addEventListener('keydown', (event) => {
		if (!/^\d$/.test(event.key)) return;
		pin.focus();
	});
}
const chosen = names.find((name) => name.checked);
if (chosen) pin.focus();
else names[0]?.focus();
