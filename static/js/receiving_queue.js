// receiving_queue.js: what was scanned and is not sent yet. It stands in the
// browser's storage until the server has answered, and is sent in turn; each
// carries a UUID, so that what was sent twice counts once.

const AGAIN = 3000, WAIT = 20000;	// milliseconds

/** @typedef {{ path: string, shown: string, fields: Record<string, string>, refused?: string }} Op */
/**
 * @typedef {{ home: string, changed: () => void, done: (page: Document, op: Op) => void, bad: (page: Document, op: Op) => void,
 *	again: (page: Document) => void, loggedOut: () => void }} Hands
 */

/** @type {Hands} */
let hands;
/** @type {Op[]} */
let ops = [];
let sending = false;
/** On its way now. @type {Op | undefined} */
let onItsWay;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

const key = () => `makolet${hands.home}`;

function keep() {
	if (ops.length) localStorage.setItem(key(), JSON.stringify(ops));
	else localStorage.removeItem(key());
	hands.changed();
}

export const waiting = () => ops;

/** @param {Op[]} all what stays of it */
export function restore(all) {
	ops = all;
	keep();
}

/** @param {string | undefined} uuid of a line that there is; a new one without @param {Record<string, string>} fields */
export const line = (uuid, fields) => ({ uuid: uuid ?? newUuid(), ...fields });

/** crypto.randomUUID() is there on https and on this machine alone. */
function newUuid() {
	const b = crypto.getRandomValues(new Uint8Array(16));
	b[6] = (b[6] & 0x0f) | 0x40;
	b[8] = (b[8] & 0x3f) | 0x80;
	const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The newest word on a line is enough, unless the one before is on its way. @param {Op} op */
export function put(op) {
	const last = ops.at(-1);
	if (last && last.path === op.path && last.fields.uuid === op.fields.uuid && !last.refused && last !== onItsWay) ops[ops.length - 1] = op;
	else ops.push(op);
	keep();
	send();
}

/** @param {Op} op */
async function post(op) {
	const csrf = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name="csrf"]'))?.value ?? '';
	const answer = await fetch(`${hands.home}/${op.path}`, {
		method: 'POST', body: new URLSearchParams({ csrf, ...op.fields }), headers: { accept: 'text/html' }, signal: AbortSignal.timeout(WAIT),
	});
	return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), 'text/html') };
}

/** What the page says is wrong. @param {Document} page */
const reason = (page) => [...page.querySelectorAll('#said .notice, .field-error, main h1')].map((e) => e.textContent?.trim()).find(Boolean) ?? '';

/** True when the next may go. @param {Op} op */
async function sendOne(op) {
	const { status, page } = await post(op);
	const ours = page.getElementById('receiving');
	if (status >= 500) throw new Error(String(status));
	if (status === 403 || (status < 300 && !ours)) {
		// Our own page again: whoever logged in anew has another token.
		if (ours) hands.again(page);
		else hands.loggedOut();
		throw new Error('not now');
	}
	if (status < 300) {
		ops = ops.filter((o) => o !== op);
		hands.done(page, op);
	} else if (status === 422 && op.path === 'line' && page.querySelector('.last')) {
		// It stands in its field, to be mended there.
		ops = ops.filter((o) => o !== op);
		hands.bad(page, op);
	} else {
		op.refused = reason(page);
		if (ours) hands.bad(page, op);
	}
}

export async function send() {
	if (sending) return;
	sending = true;
	clearTimeout(later);
	try {
		for (let op = ops.find((o) => !o.refused); op; op = ops.find((o) => !o.refused)) {
			onItsWay = op;
			await sendOne(op);
			keep();
		}
	} catch {
		later = setTimeout(send, AGAIN);
	}
	sending = false;
	onItsWay = undefined;
	keep();
}

/** @param {Hands} h */
export function startQueue(h) {
	hands = h;
	try {
		ops = JSON.parse(localStorage.getItem(key()) ?? '[]');
	} catch {
		ops = [];
	}
	keep();
	window.addEventListener('online', send);
	document.getElementById('waiting-send')?.addEventListener('click', send);
	if (ops.length) send();
}
