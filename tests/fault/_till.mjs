// _till.mjs: a till as its page drives it: enrolled, a shift open, and a cashier
// who holds a basket, takes the money and completes the sale.

import assert from 'node:assert/strict';
import { Client, csrfOf } from '../lib/client.mjs';
import { insist, nothingYet } from './_buyer.mjs';
import { branch } from './_shop.mjs';

/** @typedef {import('./_shop.mjs').Good} Good */
/** @typedef {import('../lib/client.mjs').Answer} Answer */

/** Who may enrol in the demo shop. */
const manager = { login: 'manager', password: 'manager-demo-2' };

export class Till {
	/** @param {string} name */
	constructor(name) {
		this.name = name;
		this.client = new Client();
	}

	/**
	 * So many tills with an open shift.
	 * @param {number} count
	 */
	static async row(count) {
		const tills = [];
		// One after the other: passwords are checked one at a time anyway.
		for (let n = 0; n < count; n++) {
			const till = new Till(`Till ${n + 1}`);
			await till.#open();
			tills.push(till);
		}
		return tills;
	}

	async #open() {
		const enrol = await this.client.get('/till/enrol');
		const login = await this.#submit(enrol, '/till/enrol', { ...manager, branch: branch(), name: this.name });
		const shift = await this.#submit(login, '/till/login', { login: 'cashier', pin: '3333' });
		const sell = await this.#submit(shift, '/till/shift/open', { float: '200.00' });
		this.client.headers = { 'x-csrf-token': csrfOf(sell.text) };
	}

	/** The page behind a form. @param {Answer} page @param {string} action @param {import('../lib/client.mjs').Fields} fields */
	async #submit(page, action, fields) {
		const next = await this.client.submit(page, action, fields, { follow: true });
		assert.equal(next.status, 200, `${action}: ${next.status} ${next.text.slice(0, 500)}`);
		return next;
	}

	/** @param {string} path @param {object} body */
	post(path, body) {
		return this.client.request('POST', path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
	}

	/** What the till knows of a good. @param {Good} good */
	ask(good) {
		return this.client.get(`/till/goods?code=${good.barcode}`);
	}
}

/** Someone at a till's counter, a piece of each good in hand. */
export class Customer {
	/** @param {Till} till @param {Good[]} basket @param {{ tries?: number }} [options] */
	constructor(till, basket, { tries = 1 } = {}) {
		this.till = till;
		this.basket = [...basket];
		this.tries = tries;
		this.outcome = nothingYet();
		/** @type {Map<Good, { variant: number, quantity: number, price: number }>} */
		this.lines = new Map();
	}

	async scan() {
		for (const good of this.basket) {
			const answer = await insist(() => this.till.ask(good), this.tries, this.outcome.statuses);
			assert.equal(answer?.status, 200, answer?.text);
			const { goods } = JSON.parse(answer.text);
			this.lines.set(good, { variant: goods.variant, quantity: 1000, price: goods.price });
		}
	}

	#body() {
		return { uuid: this.outcome.uuid, lines: this.basket.map((good) => this.lines.get(good)) };
	}

	/** Asks for the goods before the money; null: no answer. */
	hold() {
		const body = this.#body();
		return insist(() => this.till.post('/till/hold', body), this.tries, this.outcome.statuses);
	}

	/** The sale, paid in cash; the same each time it is sent again. */
	pay() {
		const body = { ...this.#body(), tenders: [{ tender: 'cash', amount: 100000 }] };
		return insist(() => this.till.post('/till/sale', body), this.tries, this.outcome.statuses);
	}

	/** Puts back what the answer names; what is left. @param {Answer} answer */
	#putBack(answer) {
		const short = JSON.parse(answer.text).errors.map((/** @type {{ code: string, field: string, detail: string }} */ e) => {
			const good = this.basket[Number(e.field?.split('.')[1])];
			assert.equal(e.code, 'stock.short', answer.text);
			assert.ok(e.detail.includes(good.name), `${e.detail} names ${good.name}`);
			return good;
		});
		assert.ok(short.length > 0, 'a refusal names something');
		this.outcome.refusals.push(short.map((/** @type {Good} */ good) => good.name));
		this.basket = this.basket.filter((good) => !short.includes(good));
	}

	/** Holds, puts back what is refused, pays for the rest. */
	async buy() {
		let held = await this.hold();
		while (held?.status === 409) {
			this.#putBack(held);
			if (this.basket.length === 0) {
				this.outcome.end = 'refused';
				return this.outcome;
			}
			held = await this.hold();
		}
		if (held?.status !== 200) {
			if (held) this.outcome.statuses.push(held.status);
			this.outcome.end = 'refused';
			return this.outcome;
		}
		return this.sold(await this.pay());
	}

	/** The whole way, in a bounded number of tries. */
	async order() {
		try {
			await this.scan();
		} catch {
			this.outcome.end = 'refused';
			return this.outcome;
		}
		return this.buy();
	}

	/** @param {Answer | null} answer */
	sold(answer) {
		if (answer?.status === 200) {
			this.outcome.end = 'sold';
			this.outcome.token = JSON.parse(answer.text).receipt.split('/').at(-1);
			this.outcome.bought = this.basket;
		} else if (answer) {
			this.outcome.statuses.push(answer.status);
			this.outcome.end = 'refused';
		}
		return this.outcome;
	}
}
