// shop.mjs: the shop under test from behind: its command, its database, its mail.

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {string} name */
function need(name) {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: run the test through tests/run`);
	return value;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} [input]
 * @returns {Promise<{ status: number, stdout: string, stderr: string }>}
 */
function run(program, args, input) {
	return new Promise((resolve) => {
		const child = execFile(program, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
			resolve({ status: error ? Number(error.code) || 1 : 0, stdout, stderr }));
		// A program may end without having read what it was given.
		child.stdin?.on('error', () => {}).end(input ?? '');
	});
}

/** Runs `makolet ARGS`. @param {readonly string[]} args */
export function makolet(...args) {
	return makoletWith('', ...args);
}

/** The same with something on its standard input. @param {string} input @param {readonly string[]} args */
export function makoletWith(input, ...args) {
	return run(join(need('MAKOLET_BIN'), 'makolet'), ['--config', need('MAKOLET_CONF'), ...args], input);
}

/** Every invariant holds, or the names of those that do not. */
export async function check() {
	const { status, stdout, stderr } = await makolet('check');
	if (status !== 0) throw new Error(`makolet check:\n${stdout}${stderr}`);
}

/**
 * What the configuration says.
 * @param {string} name
 */
export async function configured(name) {
	const line = (await readFile(need('MAKOLET_CONF'), 'utf8')).split('\n').findLast((l) => l.startsWith(`${name} =`));
	return line ? line.slice(line.indexOf('=') + 1).trim() : '';
}

/**
 * Rows of a query as the database's administrator, columns as texts. For
 * looking and for setting a scene that no page can set; never for what a page
 * or a command does.
 * @param {string} query
 * @returns {Promise<string[][]>}
 */
export async function sql(query) {
	const { status, stdout, stderr } = await run(need('MAKOLET_DATABASE_TOOL'),
		['client', need('MAKOLET_DATABASE_DIR'), '--batch', '--skip-column-names', await configured('database_name')], query);
	if (status !== 0) throw new Error(`${query}: ${stderr}`);
	return stdout.split('\n').filter(Boolean).map((line) => line.split('\t'));
}

/**
 * The mails that have arrived for an address, as sent.
 * @param {string} address
 */
export async function mails(address) {
	const dir = join(need('MAKOLET_MAILDIR'), 'new');
	const names = await readdir(dir).catch(() => []);
	const all = await Promise.all(names.sort().map((name) => readFile(join(dir, name), 'utf8')));
	return all.filter((mail) => mail.split(/\r?\n\r?\n/)[0].toLowerCase().includes(address.toLowerCase()));
}

/**
 * Waits for a mail to an address that the test accepts.
 * @param {string} address
 * @param {(mail: string) => boolean} [accept]
 * @param {number} [seconds]
 */
export async function waitMail(address, accept = () => true, seconds = 20) {
	for (let tries = 0; tries < seconds * 10; tries++) {
		const found = (await mails(address)).find(accept);
		if (found) return found;
		await sleep(100);
	}
	throw new Error(`no such mail for ${address} in ${seconds} seconds`);
}
