// payloads.mjs: what visitors send who mean no good: the naughty strings and
// fuzzdb's payloads of the data beside the source tree, and edges of our own.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const data = join(process.env.MAKOLET_TOP ?? '.', '..', 'shared', 'data');
const LONGEST = 2000;

/** @param {string} dir @returns {string[]} */
function textFiles(dir) {
	return readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
		const path = join(dir, entry.name);
		if (entry.isDirectory()) return textFiles(path);
		return entry.name.endsWith('.txt') ? [path] : [];
	});
}

/** Lines as bytes: some are no UTF-8, which is the point. @param {string} path */
const linesOf = (path) => readFileSync(path, 'latin1').split(/\r?\n/).filter((line) => line && line.length <= LONGEST)
	.map((line) => Buffer.from(line, 'latin1'));

/** All of them, each once; none where the data is not there. @returns {Buffer[]} */
export function payloads() {
	const blns = join(data, 'blns', 'blns.json'), fuzzdb = join(data, 'fuzzdb-attack', 'attack');
	/** @type {Map<string, Buffer>} */
	const all = new Map();
	const naughty = existsSync(blns) ? JSON.parse(readFileSync(blns, 'utf8')).map((/** @type {string} */ s) => Buffer.from(s)) : [];
	for (const one of [...naughty, ...(existsSync(fuzzdb) ? textFiles(fuzzdb).flatMap(linesOf) : [])])
		if (one.length) all.set(one.toString('latin1'), one);
	return [...all.values()];
}

/** The same numbers for the same seed (xorshift). @param {string} seed */
export function random(seed) {
	let x = [...seed].reduce((h, c) => Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5) || 1;
	return (/** @type {number} */ below) => {
		x ^= x << 13; x >>>= 0;
		x ^= x >>> 17;
		x ^= x << 5; x >>>= 0;
		return x % below;
	};
}

/** `count` of them, chosen by a seed. @template T @param {readonly T[]} all @param {number} count @param {string} seed */
export function some(all, count, seed) {
	const next = random(seed);
	return all.length <= count ? [...all] : Array.from({ length: count }, () => all[next(all.length)]);
}

/** Percent-encodes every byte that is no letter or digit. @param {Buffer} bytes */
export function percent(bytes) {
	return [...bytes].map((b) => (/[0-9A-Za-z]/.test(String.fromCharCode(b)) ? String.fromCharCode(b)
		: `%${b.toString(16).toUpperCase().padStart(2, '0')}`)).join('');
}

/**
 * Edges of a parameter, already encoded. null: it is not sent.
 * @param {{ kind: string, max: number }} param
 * @returns {{ what: string, raw: string | null }[]}
 */
export function edges({ kind, max }) {
	const long = ['text', 'lines', 'password', 'slug'].includes(kind) ? Math.min(max + 1, 4000) : 3000;
	return [
		{ what: 'missing', raw: null }, { what: 'empty', raw: '' }, { what: 'blank', raw: '%20%09%0A' },
		{ what: 'too long', raw: 'x'.repeat(long) }, { what: 'too long, Hebrew', raw: '%D7%90'.repeat(Math.min(long, 1200)) },
		{ what: 'wrong type', raw: 'abc' }, { what: 'negative', raw: '-1' }, { what: 'zero', raw: '0' },
		{ what: '2^63', raw: '9223372036854775808' }, { what: '2^63-1', raw: '9223372036854775807' },
		{ what: 'below -2^63', raw: '-9223372036854775809' }, { what: 'many digits', raw: '9'.repeat(400) },
		{ what: 'a fraction', raw: '1.0000001' }, { what: 'an exponent', raw: '1e9' },
		{ what: 'NUL', raw: 'a%00b' }, { what: 'invalid UTF-8', raw: 'a%FF%FEb' }, { what: 'overlong', raw: '%C0%AF' },
		{ what: 'a surrogate', raw: '%ED%A0%80' }, { what: 'cut UTF-8', raw: 'a%D7' },
		{ what: 'broken escape', raw: '%zz' }, { what: 'cut escape', raw: 'abc%4' }, { what: 'lone percent', raw: '%' },
		{ what: 'a line end', raw: 'a%0D%0Ax-injected:%20yes' }, { what: 'markup', raw: '%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E' },
	];
}
