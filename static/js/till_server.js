// till_server.js: what the till asks the shop, and the two ways in which that fails.

const WAIT = 15000;	// milliseconds

/** A definite no: nothing was done. `errors` has code, field and the user's sentence of each. */
export class Refused extends Error {
	/** @param {number} status @param {any} problem */
	constructor(status, problem) {
		super(problem.detail ?? problem.title ?? String(status));
		this.status = status;
		this.code = String(problem.code ?? '');
		/** @type {{ code: string, field?: string, detail: string }[]} */
		this.errors = problem.errors ?? [];
	}
}

/** No answer, or none that tells whether it was done. */
export class Unsure extends Error {}

const csrf = () => /** @type {HTMLInputElement | null} */ (document.querySelector('input[name="csrf"]'))?.value ?? '';

/**
 * @param {string} path
 * @param {RequestInit} options
 */
async function ask(path, options) {
	let answer, body;
	try {
		answer = await fetch(path, { ...options, redirect: 'error', signal: AbortSignal.timeout(WAIT) });
		body = await answer.json();
	} catch (error) {
		throw new Unsure(String(error));
	}
	if (answer.ok) return body;
	if (answer.status >= 500) throw new Unsure(body.detail);
	throw new Refused(answer.status, body);
}

/** @param {string} path @param {Record<string, string | number>} params */
export function get(path, params) {
	const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
	return ask(`${path}?${query}`, { headers: { accept: 'application/json' } });
}

/** @param {string} path @param {string} body JSON, as it is: the same again is the same request */
export function post(path, body) {
	return ask(path, {
		method: 'POST', body,
		headers: { accept: 'application/json', 'content-type': 'application/json', 'x-csrf-token': csrf() },
	});
}
