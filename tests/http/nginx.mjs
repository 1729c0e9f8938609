// nginx.mjs: what nginx does around the application (web/deploy/nginx.conf.in).
import assert from 'node:assert/strict';
import { readFile, rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '../lib/client.mjs';
import { test } from '../lib/tap.mjs';

const socket = process.env.MAKOLET_WEB_SOCKET ?? '';

/** Addresses of the static files that a page names. @param {string} html */
const staticFiles = (html) => [...new Set(html.match(/\/static\/[^"'\s)]+/g))];

test('static files are kept for ever, named by content, and say their type', async () => {
	const v = new Client();
	const files = staticFiles((await v.get('/en/')).text);
	assert.ok(files.length > 0, 'the front page names static files');
	for (const file of files) {
		const a = await v.get(file);
		assert.equal(a.status, 200, file);
		assert.match(file, /^\/static\/[0-9a-f]{12}\//);
		assert.match(String(a.headers['cache-control']), /immutable/);
		assert.equal(a.headers['x-content-type-options'], 'nosniff');
		assert.notEqual(a.headers['content-type'], 'application/octet-stream', file);
	}
});

test('a static file is sent compressed to whoever takes that', async () => {
	const v = new Client();
	const css = staticFiles((await v.get('/en/')).text).find((file) => file.endsWith('.css'));
	const a = await v.get(String(css), { headers: { 'accept-encoding': 'gzip' } });
	assert.equal(a.headers['content-encoding'], 'gzip');
	assert.match(String(a.headers.vary), /accept-encoding/i);
});

test('nothing beside the static files is served from disk', async () => {
	const v = new Client();
	for (const path of ['/static/', '/static/000000000000/../../sql/schema.sql', '/sql/schema.sql',
		'/static/../templates/', '/unavailable.html', '/makolet.conf']) {
		const answer = await v.raw(`GET ${path} HTTP/1.0\r\nHost: shop\r\n\r\n`);
		assert.doesNotMatch(answer, /^HTTP\/1\.1 2/, path);
	}
});

test('a public page is made once a second for all visitors without cookies', async () => {
	const ids = new Set();
	const begin = Date.now();
	for (let i = 0; i < 20; i++) {
		const a = await new Client().get('/en/?page=1');
		assert.equal(a.status, 200);
		ids.add(a.headers['x-request-id']);
	}
	const seconds = (Date.now() - begin) / 1000;
	assert.ok(ids.size <= 2 + seconds, `${ids.size} pages were made in ${seconds} s`);
});

test('a page of one visitor is never kept', async () => {
	const ids = new Set();
	for (let i = 0; i < 5; i++) ids.add((await new Client().get('/en/cart')).headers['x-request-id']);
	assert.equal(ids.size, 5);
});

test('the log keeps no secret link', async () => {
	const v = new Client();
	const token = 'AbCdEfGhIjKlMnOpQrStUv', file = `${process.env.MAKOLET_LOG}/nginx-access.log`;
	const before = (await readFile(file, 'utf8')).length;
	for (const path of ['/en/order/', '/he/receipt/', '/till/receipt/']) await v.get(`${path}${token}`);
	await v.get(`/en/order/${token}/qr.svg`);
	await v.get('/en/terms');
	let log = '';
	for (let tries = 0; tries < 50 && !log.includes('GET /en/terms'); tries++) {
		await pause(100);
		log = (await readFile(file, 'utf8')).slice(before);
	}
	assert.match(log, /GET \/en\/order\/-$/m);
	assert.match(log, /GET \/he\/receipt\/-$/m);
	assert.match(log, /GET \/till\/receipt\/-$/m);
	assert.ok(!log.includes(token));
});

test('a body over two megabytes is refused', async () => {
	const a = await new Client().request('POST', '/en/cart', { body: Buffer.alloc(2.5e6) }).catch((error) => error);
	assert.ok(a.status === 413 || a.code === 'EPIPE' || a.code === 'ECONNRESET', String(a));
});

test('without the application a decent page answers, and the shop is back with it', async () => {
	const v = new Client();
	await rename(socket, `${socket}.away`);
	try {
		const a = await v.get('/en/cart');
		assert.equal(a.status, 503);
		assert.equal(a.headers['retry-after'], '5');
		assert.match(String(a.headers['content-type']), /^text\/html; charset=utf-8/);
		assert.match(a.text, /Back in a moment/);
	} finally {
		await rename(`${socket}.away`, socket);
	}
	assert.equal((await v.get('/health')).status, 200);
});
