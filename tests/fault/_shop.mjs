// _shop.mjs: a running shop that a test may hurt: its own database, workers and
// nginx, which go with the test; and a scene set, counted and checked.

import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import assert from 'node:assert/strict';
import { makolet, sql } from '../lib/shop.mjs';

export const long = process.env.MAKOLET_LONG === '1';

/** @param {string} name */
function env(name) {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: run the test through tests/run`);
	return value;
}

/** A directory for a shop's state. */
export function stateDirectory() {
	return mkdtempSync(join(process.env.MAKOLET_STATE || tmpdir(), 'fault.'));
}

/** @param {number} pid */
function alive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

export class Shop {
	/** @param {import('node:child_process').ChildProcess} stack @param {string} state */
	constructor(stack, state) {
		this.stack = stack;
		this.state = state;
		this.kills = { worker: 0, database: 0 };
		/** @type {AsyncIterator<string>} */
		this.lines = createInterface({ input: /** @type {NodeJS.ReadableStream} */ (stack.stdout) })[Symbol.asyncIterator]();
	}

	/**
	 * @param {{ workers?: number, state?: string, database?: string }} [options]
	 *	state: directory to live in; database: more options for the server
	 */
	static async start({ workers = 4, state = stateDirectory(), database = '' } = {}) {
		const script = join(dirname(fileURLToPath(import.meta.url)), '_stack');
		// In a session of its own: a test that is killed is survived by the
		// stack just long enough to clean up.
		const stack = spawn(script, [state, String(workers)], {
			detached: true, stdio: ['pipe', 'pipe', 'inherit'],
			env: { ...process.env, MAKOLET_TOP: env('MAKOLET_TOP'), MAKOLET_BIN: env('MAKOLET_BIN'), MAKOLET_DATABASE_OPTIONS: database },
		});
		const shop = new Shop(stack, state);
		for (let line; (line = await shop.line()) !== 'ready';) {
			const at = line.indexOf('=');
			process.env[line.slice(0, at)] = line.slice(at + 1);
		}
		shop.workers = workers;
		return shop;
	}

	async line() {
		const { value, done } = await this.lines.next();
		if (done) throw new Error('the stack did not start or has ended; see above');
		return value;
	}

	/** @param {'start' | 'stop'} word */
	async database(word) {
		this.stack.stdin?.write(`${word}\n`);
		const said = await this.line();
		if (said !== 'done') throw new Error(`the database did not ${word}`);
	}

	async databasePid() {
		return Number(await readFile(join(env('MAKOLET_DATABASE_DIR'), 'mariadb.pid'), 'utf8'));
	}

	async databaseRuns() {
		return running(await this.databasePid());
	}

	/** kill -9 of the server, and its end. @param {number} [pid] */
	async killDatabase(pid) {
		pid ??= await this.databasePid();
		process.kill(pid, 'SIGKILL');
		this.kills.database++;
		for (let tries = 0; tries < 500 && await running(pid); tries++) await sleep(10);
	}

	/** Process ids of the workers that run now. */
	async workerPids() {
		const supervisor = env('SUPERVISOR');
		const children = await readFile(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8');
		return children.trim().split(' ').filter(Boolean).map(Number);
	}

	/** kill -9 of one worker, any of them. */
	async killWorker() {
		const pids = await this.workerPids();
		if (pids.length === 0) return;
		try {
			process.kill(pids[Math.floor(Math.random() * pids.length)], 'SIGKILL');
			this.kills.worker++;
		} catch {
			// It had gone already.
		}
	}

	/** Waits until as many workers run as there should be. */
	async wholeCrew() {
		for (let tries = 0; tries < 100; tries++) {
			if ((await this.workerPids()).length === this.workers) return;
			await sleep(100);
		}
		throw new Error('the supervisor did not replace its dead workers within ten seconds');
	}

	/** What must not have ended whatever was done to the rest. */
	standing() {
		assert.ok(alive(Number(env('SUPERVISOR'))), 'the supervisor lives');
		assert.ok(alive(Number(env('JOBS'))), 'the job runner lives');
	}

	/** What the workers logged. */
	log() {
		return readFile(join(env('MAKOLET_LOG'), 'web.log'), 'utf8');
	}

	/** What went wrong is worth reading when the test has failed: standard error. */
	async stop() {
		const errors = (await this.log()).split('\n').filter((line) => /level=(error|warn)/.test(line));
		console.error([`${errors.length} errors and warnings in web.log, the last:`, ...errors.slice(-20).map((line) => line.slice(0, 400))].join('\n'));
		this.stack.stdin?.end();
		if (this.stack.exitCode === null) await new Promise((resolve) => this.stack.once('exit', resolve));
	}
}

/** Runs and is no zombie. @param {number} pid */
async function running(pid) {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return status !== '' && !/^State:\s*Z/m.test(status);
}

// ---- the scene ----

/**
 * @typedef {object} Good
 * @property {string} slug
 * @property {string} name	in English
 * @property {number} variant
 * @property {string} barcode
 */

/** Goods of the demo, the first variant of each. @param {readonly string[]} slugs */
export async function goods(...slugs) {
	const found = await Promise.all(slugs.map((slug) => sql(
		`SELECT i.slug, t.name, MIN(v.id), MIN(b.code) FROM item i JOIN variant v ON v.item_id = i.id
		 JOIN item_text t ON t.item_id = i.id AND t.lang = 'en' JOIN barcode b ON b.variant_id = v.id
		 WHERE i.slug = '${slug}' GROUP BY i.id, t.name`)));
	return found.map(([[slug, name, variant, barcode]]) => ({ slug, name, variant: Number(variant), barcode }));
}

/** The branch where everybody buys. */
export const branch = () => Number(env('BRANCH'));

/**
 * Counts a good: so many pieces in the branch, none elsewhere, under a policy.
 * @param {Good} good @param {number} pieces @param {string} policy
 */
export async function stock(good, pieces, policy) {
	const here = `(SELECT IF(l.branch_id = ${branch()}, ${pieces * 1000}, 0) FROM location l WHERE l.id = s.location_id)`;
	await sql(`START TRANSACTION;
		INSERT INTO ${await ledger()}.stock_move (location_id, variant_id, quantity, reason, note, moved_at)
			SELECT s.location_id, s.variant_id, ${here} - s.on_hand, 'correction', 'scene', UTC_TIMESTAMP(6)
			FROM stock_level s WHERE s.variant_id = ${good.variant} AND ${here} <> s.on_hand;
		UPDATE stock_level s SET s.on_hand = ${here}, s.policy = '${policy}' WHERE s.variant_id = ${good.variant};
		COMMIT`);
}

/** The name of the append-only schema. */
export async function ledger() {
	return `${(await sql('SELECT DATABASE()'))[0][0]}_ledger`;
}

/** One whole number of a query. @param {string} query */
export async function number(query) {
	return Number((await sql(query))[0][0]);
}

/** Pieces of a good in orders of a door. @param {Good} good @param {'web' | 'till'} door */
export async function pieces(good, door) {
	return await number(`SELECT COALESCE(SUM(l.quantity), 0) FROM order_line l JOIN orders o ON o.id = l.order_id
		JOIN sales_channel c ON c.id = o.channel_id
		WHERE c.kind = '${door}' AND l.variant_id = ${good.variant} AND o.stage NOT IN ('cancelled', 'lapsed')`) / 1000;
}

/** Orders, documents, stock, drawers and chains agree. */
export async function books() {
	for (const words of [['check'], ['journal', 'verify']]) {
		const { status, stdout, stderr } = await makolet(...words);
		assert.equal(status, 0, `makolet ${words.join(' ')}:\n${stdout}${stderr}`);
	}
}

/** How often transactions have met head on since the database was started. */
export async function deadlocks() {
	return Number((await sql("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'"))[0][1]);
}

/** Errors of our own making in the workers' log, the first few, cut short. */
export async function internalErrors() {
	const log = await readFile(join(env('MAKOLET_LOG'), 'web.log'), 'utf8');
	const found = log.split('\n').filter((line) => /status=500\b|kind=INTERNAL/.test(line));
	return found.slice(0, 4).map((line) => line.slice(0, 300));
}
