// receiving.js: a delivery scanned on a phone: what is scanned waits in a queue,
// is sent in turn, and the parts of the page that change come from the answer.

import { startCamera } from './receiving_camera.js';
import { line, put, restore, startQueue, waiting } from './receiving_queue.js';
import { mute, muted, sound } from './till_sound.js';
import { t, tn } from './text.js';

const root = /** @type {HTMLElement} */ (document.getElementById('receiving'));
const closed = root.dataset.closed !== undefined;
const home = `/office/receiving/${root.dataset.id}`;
/** @param {string} id @returns {HTMLElement} */
const el = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const PARTS = ['said', 'answers', 'last', 'begin', 'lines', 'sums'];

// ---- the answer of the server, put in place ----

/** What is known anew of the line in whose form somebody is: its fields stay as they are. @param {Element} now @param {Element} next */
function refresh(now, next) {
	for (const part of next.querySelectorAll('[data-part]'))
		now.querySelector(`[data-part="${/** @type {HTMLElement} */ (part).dataset.part}"]`)?.replaceChildren(...part.childNodes);
	for (const field of next.querySelectorAll('.last-form [name]')) {
		const old = now.querySelector(`.last-form [name="${field.getAttribute('name')}"]`);
		for (const name of ['aria-invalid', 'aria-describedby']) {
			const value = field.getAttribute(name);
			if (value === null) old?.removeAttribute(name);
			else old?.setAttribute(name, value);
		}
	}
}

/** @param {Document} page @param {boolean} working somebody may be in the form of the line that it shows */
function show(page, working) {
	for (const id of PARTS) {
		const next = page.getElementById(id), now = el(id);
		if (!next || !now) continue;
		const was = now.querySelector('.last'), is = next.querySelector('.last');
		if (id === 'last' && working && was?.contains(document.activeElement) && is?.getAttribute('data-uuid') === was.getAttribute('data-uuid')) refresh(was, is);
		else now.replaceChildren(...next.childNodes);
	}
	takeToken(page);
}

/** @param {Document} page */
function takeToken(page) {
	const fresh = /** @type {HTMLInputElement | null} */ (page.querySelector('input[name="csrf"]'));
	for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[name="csrf"]'))) if (fresh) field.value = fresh.value;
}

/** @param {string} path */
async function look(path) {
	try {
		const answer = await fetch(path, { headers: { accept: 'text/html' } });
		show(new DOMParser().parseFromString(await answer.text(), 'text/html'), false);
	} catch {
		say(t('There is no network. What you scan waits here and is sent later.'));
	}
}

/** @param {string} text */
function say(text) {
	const p = document.createElement('p');
	p.className = 'notice';
	p.textContent = text;
	el('said').replaceChildren(p);
}

// ---- what waits ----

function drawWaiting() {
	const all = waiting();
	const refused = all.filter((op) => op.refused);
	el('waiting').hidden = !all.length;
	el('waiting').classList.toggle('notice-bad', refused.length > 0);
	el('waiting-title').textContent = !all.length ? '' : refused.length
		? tn('{n} line was not taken.', '{n} lines were not taken.', refused.length)
		: tn('{n} line waits to be sent.', '{n} lines wait to be sent.', all.length);
	el('waiting-lines').replaceChildren(...all.map((op) => {
		const li = document.createElement('li'), name = document.createElement('bdi');
		name.textContent = op.shown;
		li.append(name, op.fields.packs ? ` × ${op.fields.packs}` : '', op.refused ? ` – ${op.refused}` : '');
		if (op.refused) {
			const button = document.createElement('button');
			button.type = 'button';
			button.className = 'button-text';
			button.textContent = t('Discard');
			button.addEventListener('click', () => { restore(waiting().filter((o) => o !== op)); });
			li.append(' ', button);
		}
		return li;
	}));
}

startQueue({
	home,
	changed: drawWaiting,
	/** @param {Document} page @param {import('./receiving_queue.js').Op} op */
	done(page, op) {
		show(page, op.path === 'line');
		if (op.path !== 'scan') return;
		const heard = /** @type {HTMLElement | null} */ (page.querySelector('#answers [data-sound], #last [data-sound]'));
		sound(/** @type {'accepted' | 'refused' | 'attention'} */ (heard?.dataset.sound ?? 'refused'));
	},
	/** @param {Document} page */
	bad(page) {
		show(page, true);
		sound('refused');
	},
	again: takeToken,
	loggedOut: () => say(t('You were logged out. What you scanned is kept here: log in again in another tab.')),
});

// ---- scanning ----

/** As a barcode is stored. @param {string} code */
const fourteen = (code) => (/^\d{1,13}$/.test(code) ? code.padStart(14, '0') : code);

/** The line that a code was counted in before: waiting, or in the page. @param {string} code */
function known(code) {
	const op = waiting().findLast((o) => o.path === 'scan' && !o.refused && o.fields.code && fourteen(o.fields.code) === fourteen(code));
	if (op) return { uuid: op.fields.uuid, packs: Number(op.fields.packs ?? 1), shown: op.shown };
	for (const li of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#lines [data-uuid]'))) {
		if (!(li.dataset.codes ?? '').split(' ').some((c) => c === code || c === fourteen(code))) continue;
		const uuid = li.dataset.uuid ?? '';
		const last = waiting().findLast((o) => o.fields.uuid === uuid && o.fields.packs);
		return { uuid, packs: Number(last?.fields.packs ?? li.dataset.packs), shown: li.querySelector('a')?.textContent ?? code };
	}
	return null;
}

/** @param {string} text */
function scanned(text) {
	const code = text.trim();
	if (!code) return;
	const before = known(code);
	const packs = before ? Math.round(before.packs * 1000 + 1000) / 1000 : 1;
	// The first scan does not say how many: a scale's label does.
	put({ path: 'scan', shown: before?.shown ?? code, fields: line(before?.uuid, { code, ...(before ? { packs: String(packs) } : {}) }) });
}

/** How a comma or a point was typed. @param {string} typed */
const number = (typed) => Number(typed.replace(',', '.'));

/** @param {HTMLFormElement} form @param {HTMLElement | null} [by] */
function send(form, by = null) {
	const data = new FormData(form);
	const step = by instanceof HTMLButtonElement && by.name === 'step' ? by.value : data.get('step');
	/** @type {Record<string, string>} */
	const fields = {};
	for (const [name, value] of data) if (name !== 'csrf' && name !== 'step') fields[name] = String(value);
	const path = new URL(form.action).pathname.slice(home.length + 1);
	if (step) {
		const packs = Math.round((number(fields.packs) || 0) * 1000 + (step === 'more' ? 1000 : -1000)) / 1000;
		if (packs <= 0) {
			put({ path: 'remove', shown: nameOf(fields.uuid), fields: { uuid: fields.uuid } });
			return;
		}
		fields.packs = String(packs);
		const input = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="packs"]:not([type="hidden"])'));
		if (input) input.value = fields.packs;
	}
	put({ path, shown: fields.aside ?? fields.learn ?? nameOf(fields.uuid), fields });
}

/** @param {string} uuid */
const nameOf = (uuid) => document.querySelector(`#lines [data-uuid="${CSS.escape(uuid)}"] a`)?.textContent
	?? waiting().find((o) => o.fields.uuid === uuid)?.shown ?? t('A line');

function startForms() {
	const scan = /** @type {HTMLInputElement} */ (el('scan'));
	document.addEventListener('submit', (event) => {
		const form = /** @type {HTMLFormElement} */ (event.target);
		if (form.id === 'scan-form') {
			scanned(scan.value);
			scan.value = '';
			scan.focus();
		} else if (form.dataset.send !== undefined) {
			send(form, /** @type {SubmitEvent} */ (event).submitter);
			if (!form.matches('.last-form') || /** @type {SubmitEvent} */ (event).submitter?.getAttribute('name') !== 'step') scan.focus();
		} else if (form.dataset.look !== undefined) {
			look(`${home}?${new URLSearchParams([...new FormData(form)].map(([n, v]) => [n, String(v)]))}`);
		} else if (form.id === 'book-form' && waiting().length) {
			say(t('Some lines are not sent yet. Please wait for the network, then book.'));
		} else return;
		event.preventDefault();
	});
	// A field is saved when one goes on to the next.
	document.addEventListener('change', (event) => {
		const form = /** @type {HTMLElement} */ (event.target).closest('form');
		if (!form?.matches('.last-form')) return;
		const pack = /** @type {HTMLInputElement | null} */ (form.querySelector('#pack'));
		// Boxes of how many is asked next.
		if (new FormData(form).get('in') === 'boxes' && pack && !pack.value) pack.focus();
		else send(form);
	});
	el('receiving').addEventListener('click', (event) => {
		const link = /** @type {HTMLElement} */ (event.target).closest('a[data-at]');
		if (!link) return;
		event.preventDefault();
		look(/** @type {HTMLAnchorElement} */ (link).href).then(() => { el('last').scrollIntoView({ block: 'nearest' }); });
	});
	scan.focus();
}

function startSound() {
	const button = el('sound');
	const draw = () => button.setAttribute('aria-pressed', String(!muted()));
	button.addEventListener('click', () => { mute(!muted()); draw(); });
	button.hidden = false;
	draw();
}

if (!closed) {
	startForms();
	startSound();
	startCamera({ button: el('camera'), view: el('camera-view'), video: /** @type {HTMLVideoElement} */ (el('camera-video')), stop: el('camera-stop'), scanned, say });
}
const print = document.getElementById('print');
if (print) {
	print.hidden = false;
	print.addEventListener('click', () => window.print());
}
