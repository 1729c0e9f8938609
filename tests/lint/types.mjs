// types.mjs: the modules of static/js are right by their JSDoc types (tsc --checkJs).
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { test } from '../lib/tap.mjs';

const here = dirname(fileURLToPath(import.meta.url));
/** Debian's node reads it as CommonJS alone. @type {typeof import('typescript')} */
const ts = createRequire(import.meta.url)('typescript');

/**
 * What the compiler says about every module of a folder.
 * @param {string} dir
 */
function complaints(dir) {
	const files = readdirSync(dir).filter((name) => name.endsWith('.js')).map((name) => join(dir, name));
	const program = ts.createProgram(files, {
		allowJs: true, checkJs: true, noEmit: true, strict: true, noUnusedLocals: true, noFallthroughCasesInSwitch: true,
		target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, moduleDetection: ts.ModuleDetectionKind.Force, moduleResolution: ts.ModuleResolutionKind.Bundler,
		lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [],
	});
	return ts.getPreEmitDiagnostics(program).map((d) => {
		const place = d.file && d.start !== undefined ? `${d.file.fileName.split('/').pop()}:${d.file.getLineAndCharacterOfPosition(d.start).line + 1}` : '-';
		return `${place} TS${d.code} ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`;
	});
}

test('what is wrong in a module is found', () => {
	const said = complaints(join(here, 'fixtures/types'));
	assert.deepEqual(said.map((s) => s.split(' ').slice(0, 2).join(' ')), ['bad.js:3 TS2322', 'bad.js:4 TS2531', 'bad.js:5 TS6133']);
});

test('the modules of static/js are right', () => {
	assert.deepEqual(complaints(join(here, '../../static/js')), []);
}, { seconds: 100 });

test('the lock file names no host that packages were fetched from', () => {
	const lock = JSON.parse(readFileSync(join(here, '../package-lock.json'), 'utf8'));
	for (const [name, one] of Object.entries(lock.packages)) assert.equal(/** @type {any} */ (one).resolved, undefined, name);
});
