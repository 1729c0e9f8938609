// _buyer.mjs: a shopper on the web without JavaScript, who knows what to do
// when something is short and when no answer comes.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, forms, unescapeHtml } from '../lib/client.mjs';
import { branch } from './_shop.mjs';

/** @typedef {import('./_shop.mjs').Good} Good */
/** @typedef {import('../lib/client.mjs').Answer} Answer */

/**
 * What became of a purchase.
 * @typedef {object} Outcome
 * @property {'sold' | 'refused' | 'unknown'} end
 * @property {string} uuid
 * @property {string} token	of the order or the receipt, once sold
 * @property {Good[]} bought
 * @property {string[][]} refusals	what each refusal named
 * @property {number[]} statuses	of every answer but the expected ones
 */

/** @returns {Outcome} */
export function nothingYet() {
	return { end: 'unknown', uuid: randomUUID(), token: '', bought: [], refusals: [], statuses: [] };
}

/** Answers after which nobody knows, or which ask to come again. */
const again = new Set([502, 503, 504]);

/**
 * Sends until an answer says yes or no, the same each time, `tries` times at
 * the most. Null: none did.
 * @param {() => Promise<Answer>} send
 * @param {number} tries
 * @param {number[]} statuses	collects what was answered instead
 * @returns {Promise<Answer | null>}
 */
export async function insist(send, tries, statuses) {
	for (let n = 1; n <= tries; n++) {
		const answer = await send().catch(() => null);
		if (answer && !again.has(answer.status)) return answer;
		statuses.push(answer ? answer.status : 0);
		if (n < tries) await sleep(50 + Math.random() * 150 * n);
	}
	return null;
}

/** What of HTML is for reading. @param {string} html */
function words(html) {
	return unescapeHtml(html.replace(/<[^>]*>/g, ''));
}

export class Shopper {
	/** @param {Good[]} basket @param {{ tries?: number }} [options] */
	constructor(basket, { tries = 1 } = {}) {
		this.client = new Client();
		// As a browser does: the forms of public pages carry no token.
		this.client.headers = { 'sec-fetch-site': 'same-origin' };
		this.basket = [...basket];
		this.tries = tries;
		this.outcome = nothingYet();
	}

	/** @param {() => Promise<Answer>} send */
	async #insist(send) {
		const answer = await insist(send, this.tries, this.outcome.statuses);
		if (!answer) throw new Error(`no answer that counts: ${this.outcome.statuses.join(' ')}`);
		return answer;
	}

	/** Puts the basket into the cart, a piece of each. */
	async fill() {
		for (const good of this.basket)
			await this.#expect(303, () => this.client.postForm('/en/cart/add',
				{ slug: good.slug, variant: good.variant, quantity: 1 }, { page: null }));
	}

	/** @param {number} status @param {() => Promise<Answer>} send */
	async #expect(status, send) {
		const answer = await this.#insist(send);
		if (answer.status !== status) throw new Error(`${answer.path}: ${answer.status} instead of ${status}: ${answer.text.slice(0, 2000)}`);
		return answer;
	}

	/** The form, or the cart when something must be settled there first. */
	async look() {
		this.form = await this.#insist(() => this.client.get('/en/checkout', { follow: true }));
		if (this.form.status !== 200) throw new Error(`${this.form.path}: ${this.form.status}`);
	}

	/** Presses the button; the same UUID each time it is pressed again. */
	async press() {
		const form = forms(this.form?.text ?? '').find((f) => f.action === '/en/checkout');
		if (!form || !this.form) return null;
		const fields = { ...form.fields, uuid: this.outcome.uuid, branch: branch(), name: 'Noa', phone: '050-5550100', terms: '1' };
		return insist(() => this.client.postForm('/en/checkout', fields, { page: null }), this.tries, this.outcome.statuses);
	}

	/** The cart's line of each good of the basket. @param {Answer} page */
	#lines(page) {
		const parts = page.text.split('<li class="cart-line').slice(1);
		return this.basket.map((good) => ({ good, html: parts.find((part) => words(part).includes(good.name)) ?? '' }));
	}

	/** What a page says is short: the form's refusal, or the cart's lines. @param {Answer} page */
	#short(page) {
		if (page.status !== 409) return this.#lines(page).filter(({ html }) => html.includes('class="line-notice"')).map(({ good }) => good);
		const told = words(/<div class="notice notice-bad"[^>]*>(.*?)<\/div>/s.exec(page.text)?.[1] ?? '');
		return this.basket.filter((good) => told.includes(good.name));
	}

	/** @param {Good[]} short */
	async #drop(short) {
		const cart = await this.#expect(200, () => this.client.get('/en/cart'));
		for (const { good, html } of this.#lines(cart)) {
			if (!short.includes(good)) continue;
			const line = /name="line" value="(\d+)"/.exec(html)?.[1] ?? '';
			await this.#expect(303, () => this.client.postForm('/en/cart/line', { line, remove: '1' }, { page: cart }));
		}
		this.basket = this.basket.filter((good) => !short.includes(good));
	}

	/** Buys what is to be had: whatever is refused by name is left out, the rest tried again. */
	async buy() {
		for (let n = 0; n < 5 && this.basket.length > 0; n++) {
			const answer = await this.press();
			const page = answer ?? this.form;
			if (answer?.status === 303) return this.#sold(answer);
			if (!page || (answer && answer.status !== 409)) {
				this.outcome.statuses.push(answer?.status ?? 0);
				return this.outcome;
			}
			const short = this.#short(page);
			this.outcome.refusals.push(short.map((good) => good.name));
			if (short.length === 0) throw new Error(`a refusal that names nothing: ${page.path} ${page.status} ${page.text}`);
			await this.#drop(short);
			if (this.basket.length > 0) await this.look();
		}
		this.outcome.end = 'refused';
		return this.outcome;
	}

	/** @param {Answer} answer */
	#sold(answer) {
		this.outcome.end = 'sold';
		this.outcome.token = answer.location.split('/').at(-1) ?? '';
		this.outcome.bought = this.basket;
		return this.outcome;
	}

	/** The whole way, in a bounded number of tries. @returns {Promise<Outcome>} */
	async order() {
		try {
			await this.fill();
			await this.look();
		} catch {
			// Nothing was ordered, whatever the reason.
			this.outcome.end = 'refused';
			return this.outcome;
		}
		const answer = await this.press();
		if (answer?.status === 303) return this.#sold(answer);
		if (answer) {
			this.outcome.statuses.push(answer.status);
			this.outcome.end = 'refused';
		}
		return this.outcome;
	}
}

/**
 * Runs `count` pieces of work, `width` at a time.
 * @template T
 * @param {number} count @param {number} width @param {(n: number) => Promise<T>} work
 * @returns {Promise<T[]>}
 */
export async function crowd(count, width, work) {
	/** @type {T[]} */
	const done = new Array(count);
	let next = 0;
	await Promise.all(Array.from({ length: Math.min(width, count) }, async () => {
		while (next < count) {
			const n = next++;
			done[n] = await work(n);
		}
	}));
	return done;
}

/** How often each value occurs, as "200: 3, 503: 1". @param {readonly (string | number)[]} values */
export function tally(values) {
	/** @type {Record<string, number>} */
	const counts = {};
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return Object.entries(counts).map(([value, n]) => `${value}: ${n}`).join(', ') || 'none';
}
