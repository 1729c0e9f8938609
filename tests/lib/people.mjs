// people.mjs: who comes through the doors in a test: staff at the office and at
// a till. Logins are the demo shop's, or of somebody made for the test.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Client, csrfOf } from './client.mjs';
import { makoletWith, sql } from './shop.mjs';

/** @typedef {{ login: string, password: string, pin: string }} Person */

/** The demo's people by login, as `makolet init --demo` printed them. @returns {Promise<Record<string, Person>>} */
export async function demoPeople() {
	const text = await readFile(process.env.MAKOLET_LOGINS ?? '', 'utf8');
	const rows = text.split('\n').map((line) => line.match(/^(\w+)\s+(\S+-\S+)\s+(\d{4,8})\s*$/)).filter((m) => m !== null);
	return Object.fromEntries(rows.map(([, login, password, pin]) => [login, { login, password, pin }]));
}

/**
 * Somebody new with an office login.
 * @param {string} role
 * @param {string} [login]
 * @param {readonly string[]} [options]	of `makolet user add`
 * @returns {Promise<Person>}
 */
export async function newPerson(role, login = `${role}-${Date.now().toString(36)}`, options = []) {
	const password = `secret of ${login}`;
	const { status, stderr } = await makoletWith(`${password}\n`, 'user', 'add', login, '--role', role, ...options);
	assert.equal(status, 0, stderr);
	return { login, password, pin: '' };
}

/** Tries of the tests themselves are no guessing. */
export function forgetTries() {
	return sql('DELETE FROM rate_limit');
}

/**
 * A browser in which somebody is logged in at the office.
 * @param {Person} person
 */
export async function atOffice(person) {
	const v = new Client();
	await v.get('/office/login');
	const answer = await v.postForm('/office/login', { login: person.login, password: person.password });
	assert.equal(answer.status, 303, `${person.login} logs in at the office: ${answer.status}`);
	return v;
}

/**
 * A browser that is an enrolled till, with nobody logged in.
 * @param {Person} manager
 * @param {string} [name]
 */
export async function enrolledTill(manager, name = 'Till of a test') {
	const v = new Client();
	const page = await v.get('/till/enrol');
	const branch = page.text.match(/name="branch" value="(\d+)"/)?.[1] ?? '';
	const answer = await v.postForm('/till/enrol', { branch, name, login: manager.login, password: manager.password });
	assert.equal(answer.status, 303, 'a manager enrols a till');
	return v;
}

/**
 * The same with somebody logged in by PIN.
 * @param {Client} v
 * @param {Person} person
 */
export async function logInAtTill(v, person) {
	await v.get('/till/login');
	const answer = await v.postForm('/till/login', { login: person.login, pin: person.pin });
	assert.equal(answer.status, 303, `${person.login} logs in at the till`);
	return v;
}

/** The session's csrf token, from any page of the door. @param {Client} v @param {string} path */
export async function tokenOf(v, path) {
	return csrfOf((await v.get(path, { follow: true })).text);
}
