// metrics.mjs: /metrics says in Prometheus' text what the workers count together.
import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { Client } from '../lib/client.mjs';
import { makolet, sql } from '../lib/shop.mjs';
import { test } from '../lib/tap.mjs';

const token = 'a token for the monitor';

/** Every sample by its name and labels. @param {string} text */
function samples(text) {
	/** @type {Map<string, number>} */
	const out = new Map();
	for (const line of text.trimEnd().split('\n')) {
		if (/^# (HELP makolet_\w+ .+|TYPE makolet_\w+ (counter|gauge|histogram))$/.test(line)) continue;
		const m = line.match(/^(makolet_\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})?) (\d+(?:\.\d+)?)$/);
		assert.ok(m, `a line that Prometheus would refuse: ${line}`);
		assert.ok(!out.has(m[1]), `${m[1]} stands twice`);
		out.set(m[1], Number(m[2]));
	}
	return out;
}

async function scrape() {
	const a = await new Client().get('/metrics');
	assert.equal(a.status, 200);
	return samples(a.text);
}

test('a monitor on this machine gets text that is never kept', async () => {
	const a = await new Client().get('/metrics');
	assert.equal(a.status, 200);
	assert.match(String(a.headers['content-type']), /^text\/plain; version=0\.0\.4/);
	assert.match(String(a.headers['cache-control']), /no-store/);
	assert.equal(samples(a.text).get('makolet_database_up'), 1);
});

test('what any worker answers is counted for all', async () => {
	const before = await scrape();
	for (let i = 0; i < 30; i++) await new Client().get('/en/cart');
	for (let i = 0; i < 7; i++) await new Client().get('/en/no-such-page');
	const after = await scrape();
	/** @param {string} name */
	const more = (name) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
	assert.equal(more('makolet_requests_total{route="store_cart",status="2xx"}'), 30);
	assert.equal(more('makolet_requests_total{route="none",status="4xx"}'), 7);
	assert.ok(more('makolet_request_seconds_count{door="store"}') >= 37);
	assert.ok(more('makolet_request_seconds_sum{door="store"}') > 0);
});

test('the buckets of the histogram only grow, up to the count', async () => {
	const all = await scrape();
	for (const door of ['store', 'till', 'office']) {
		const buckets = [...all].filter(([name]) => name.startsWith(`makolet_request_seconds_bucket{door="${door}"`)).map(([, n]) => n);
		assert.equal(buckets.length, 13);
		assert.deepEqual(buckets, [...buckets].sort((a, b) => a - b));
		assert.equal(buckets.at(-1), all.get(`makolet_request_seconds_count{door="${door}"}`));
	}
});

test('the shop\'s figures are those of its tables', async () => {
	const all = await scrape();
	const one = async (/** @type {string} */ query) => Number((await sql(query))[0][0]);
	assert.equal(all.get('makolet_chain_entries_total'), await one('SELECT COALESCE(SUM(seq), 0) FROM chain'));
	assert.equal(all.get('makolet_documents_total'), await one('SELECT COALESCE(SUM(number), 0) FROM series'));
	assert.equal(all.get('makolet_shortfalls_open'), await one('SELECT COUNT(*) FROM shortfall WHERE settled_at IS NULL'));
	assert.equal(all.get('makolet_orders_open{stage="placed"}'), await one("SELECT COUNT(*) FROM orders WHERE stage = 'placed'"));
});

test('who comes from elsewhere finds nothing there', async () => {
	for (const headers of [{ 'x-forwarded-for': '192.0.2.7' }, { forwarded: 'for=192.0.2.7' },
		{ 'x-forwarded-for': '192.0.2.7', authorization: 'Bearer ' }, { 'x-forwarded-for': '192.0.2.7', authorization: `Bearer ${token}` }])
		assert.equal((await new Client().get('/metrics', { headers })).status, 404);
});

test('with the token of the configuration it may, from anywhere', async () => {
	const conf = String(process.env.MAKOLET_CONF);
	const own = `${conf}.metrics`;
	await writeFile(own, await readFile(conf), { mode: 0o600 });
	await appendFile(own, `metrics_token = ${token}\n`);
	const ask = (/** @type {string} */ said) => makolet('--config', own, 'http', 'GET /metrics', 'X-Forwarded-For: 192.0.2.7',
		`Authorization: Bearer ${said}`);
	assert.match((await ask(token)).stdout, /^makolet_database_up 1$/m);
	assert.doesNotMatch((await ask('another')).stdout, /makolet_/);
});
