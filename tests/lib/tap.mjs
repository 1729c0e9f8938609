// tap.mjs: tests in JavaScript that print TAP for tests/run.
//
//	import { test, after } from '../lib/tap.mjs';
//	import assert from 'node:assert/strict';
//	test('the cart keeps its lines', async (t) => { assert.equal(1, 1); });
//
// Tests run one after the other, in the order in which they are written. All of
// them are registered without an await in between; what they share may be
// awaited before the first. An error that nobody catches ends the file.

/** @typedef {{ skip(reason: string): never, note(text: string): void }} Tester */
/** @typedef {(t: Tester) => unknown} Body */

class Skip extends Error {}

/** @type {{ name: string, body: Body, seconds: number }[]} */
const tests = [];
/** @type {(() => unknown)[]} */
const hooks = [];
let state = 'idle';
let failed = 0;

/** @param {string} text */
function note(text) {
	for (const line of text.split('\n')) console.log(`# ${line}`);
}

/** @type {Tester} */
const tester = {
	skip(reason) { throw new Skip(reason); },
	note,
};

/**
 * Registers a test. One that takes longer than `seconds` has failed.
 * @param {string} name
 * @param {Body} body
 * @param {{ seconds?: number }} [options]
 */
export function test(name, body, { seconds = 60 } = {}) {
	if (state === 'running') throw new Error(`test '${name}' came too late: no await between tests`);
	tests.push({ name: name.replace(/[#\n]/g, ' '), body, seconds });
	if (state === 'idle') setImmediate(run);
	state = 'waiting';
}

/**
 * A test that is not run, and says why.
 * @param {string} name
 * @param {string} reason
 */
export function skip(name, reason) {
	test(name, (t) => t.skip(reason));
}

/**
 * Runs when all tests are done, last registered first.
 * @param {() => unknown} hook
 */
export function after(hook) {
	hooks.unshift(hook);
}

/** @param {Promise<unknown>} work @param {number} seconds */
async function within(work, seconds) {
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`not done after ${seconds} seconds`)), seconds * 1000);
	});
	try {
		await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** @param {unknown} error */
function describe(error) {
	return error instanceof Error ? error.stack || error.message : String(error);
}

/** @param {number} number */
async function runOne(number) {
	const { name, body, seconds } = tests[number - 1];
	try {
		await within(Promise.resolve(tester).then(body), seconds);
		console.log(`ok ${number} - ${name}`);
	} catch (error) {
		if (error instanceof Skip) {
			console.log(`ok ${number} - ${name} # SKIP ${error.message}`);
			return;
		}
		failed++;
		console.log(`not ok ${number} - ${name}`);
		note(describe(error));
	}
}

async function run() {
	state = 'running';
	console.log(`1..${tests.length}`);
	for (let number = 1; number <= tests.length; number++) await runOne(number);
	for (const hook of hooks) await hook();
	// Kept connections and browsers would hold the process open.
	process.stdout.write('', () => process.exit(failed ? 1 : 0));
}

/** @param {unknown} error */
function bail(error) {
	console.log(`Bail out! ${describe(error).split('\n')[0]}`);
	note(describe(error));
	process.stdout.write('', () => process.exit(1));
}
process.on('uncaughtException', bail);
process.on('unhandledRejection', bail);
