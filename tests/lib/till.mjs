// till.mjs: a till for tests, worked as its page works it.
//
//	const till = await Till.enrolled('HAIFA');	enrolled, logged in, a shift open
//	const milk = await till.goods('7299990000036');
//	const sale = till.basket([[milk, 2]], [['cash', 20000]]);
//	await till.json('/till/sale', sale);

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, csrfOf } from './client.mjs';
import { sql } from './shop.mjs';

/** @typedef {{ variant: number, price: number, name: string, pack: number, weighed: boolean }} Goods */
/** @typedef {{ uuid: string, lines: { variant: number, quantity: number, price: number }[],
 *	tenders: { tender: string, amount: number }[] }} Basket */

/**
 * Password and PIN of a demo login, as `makolet init --demo` printed them.
 * @param {string} login
 */
export function secrets(login) {
	const line = readFileSync(process.env.MAKOLET_LOGINS ?? '', 'utf8').split('\n').find((l) => l.startsWith(`${login} `));
	const [, password = '', pin = ''] = (line ?? '').split(/\s+/);
	return { password, pin };
}

/** @param {string} code */
export async function branchId(code) {
	return (await sql(`SELECT id FROM branch WHERE code = '${code}'`))[0][0];
}

/**
 * Goods that may be sold below zero: a test sells more of them than the demo has.
 * @param {...string} codes barcodes
 */
export const plenty = (...codes) => setPolicy('allow', codes);
/** Of these nobody sells more than there is, whatever tests before have set. @param {...string} codes */
export const scarce = (...codes) => setPolicy('block', codes);

/** @param {'allow' | 'block'} policy @param {string[]} codes */
async function setPolicy(policy, codes) {
	await sql(`UPDATE stock_level s JOIN barcode b ON b.variant_id = s.variant_id SET s.policy = '${policy}' WHERE b.code IN (${codes.map((code) => `'${code.padStart(14, '0')}'`)})`);
}

export class Till extends Client {
	/** Of the session, as the page sends it. */
	csrf = '';

	/** @param {string} branch @param {{ name?: string, float?: string }} [options] */
	static async enrolled(branch, { name = 'Test till', float = '100.00' } = {}) {
		const till = new Till();
		await till.enrol(branch, name);
		await till.logIn('cashier');
		await till.openShift(float);
		return till;
	}

	/** @param {string} branch @param {string} name */
	async enrol(branch, name) {
		const form = await this.get('/till/enrol');
		const { password } = secrets('manager');
		return this.submit(form, '/till/enrol', { branch: await branchId(branch), name, login: 'manager', password });
	}

	/** @param {string} login @param {string} [pin] */
	async logIn(login, pin = secrets(login).pin) {
		const answer = await this.submit(await this.get('/till/login'), '/till/login', { login, pin });
		if (answer.status === 303) this.csrf = csrfOf((await this.get('/till', { follow: true })).text);
		return answer;
	}

	/** @param {string} float */
	async openShift(float) {
		return this.submit(await this.get('/till/shift/open'), '/till/shift/open', { float });
	}

	/** @param {string} code @returns {Promise<Goods>} */
	async goods(code) {
		return JSON.parse((await this.get(`/till/goods?code=${code}`)).text).goods;
	}

	/**
	 * @param {[Goods, number][]} lines	goods and how many, kilograms for weighed ones
	 * @param {[string, number][]} [tenders]	kind and minor units
	 * @returns {Basket}
	 */
	basket(lines, tenders = []) {
		return {
			uuid: randomUUID(),
			lines: lines.map(([{ variant, price }, n]) => ({ variant, quantity: Math.round(n * 1000), price })),
			tenders: tenders.map(([tender, amount]) => ({ tender, amount })),
		};
	}

	/**
	 * Posts JSON as the page does; `body` may be text that is none.
	 * @param {string} path
	 * @param {unknown} body
	 * @param {Record<string, string>} [headers]
	 */
	async json(path, body, headers = {}) {
		const answer = await this.request('POST', path, {
			body: typeof body === 'string' ? body : JSON.stringify(body),
			headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': this.csrf, ...headers },
		});
		return { status: answer.status, body: JSON.parse(answer.text) };
	}
}
