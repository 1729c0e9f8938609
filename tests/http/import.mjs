// import.mjs: a file of goods brought in the office, tried first, then taken by
// `makolet work`; what is wrong with it is told; what the shop holds is saved.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { csrfOf, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, makolet, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';
import { Shop } from '../fault/_shop.mjs';

// A shop of its own: what is imported changes goods that others test with.
const shop = await Shop.start({ workers: 2 });
after(() => shop.stop());
await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const [[branch, list]] = await sql('SELECT id, price_list_id FROM branch ORDER BY id LIMIT 1');

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/**
 * Sends the form of /office/import as a browser does.
 * @param {Record<string, string>} fields @param {string | Buffer} bytes @param {string} [name]
 */
async function upload(fields, bytes, name = 'goods.csv', v = owner) {
	const boundary = '----MakoletTestBoundary';
	const csrf = csrfOf((await v.get('/office/import')).text) || csrfOf((await v.get('/office')).text);
	const parts = [
		...Object.entries({ csrf, profile: 'woocommerce', branch, ...fields }).map(([field, value]) =>
			Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`)),
		Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`),
		Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`),
	];
	return v.request('POST', '/office/import', { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: Buffer.concat(parts) });
}

/** The page of a run once it has ended. @param {string} path */
async function ended(path) {
	assert.ok(path, 'the upload was taken');
	for (let i = 0; i < 50; i++) {
		await makolet('work', '--once');
		const page = await owner.get(path);
		if (!page.text.includes('<progress')) return page;
		await sleep(200);
	}
	throw new Error(`${path} does not end`);
}

const tag = `i${Date.now()}`;
const heading = 'Type,SKU,Name,Description,Regular price\n';
const rows = `simple,${tag}-a,Imported A,,5.50\nsimple,${tag}-b,=Imported B,,6\nsimple,${tag}-c,Dear,,none\ngrouped,${tag}-d,Group,,\n`;

test('a trial says what would change and changes nothing', async () => {
	const sent = await upload({ dry_run: '1' }, heading + rows);
	assert.equal(sent.status, 303, seen(sent.text));
	const page = await ended(sent.location);
	assert.match(seen(page.text), /Done A trial: nothing is changed.*Rows read 4 New 2.*Rejected 2/);
	const changes = await owner.get(`${sent.location}/changes`);
	assert.match(changes.text, new RegExp(`new,${tag}-a,Imported A,Imported A,,5.5`));
	assert.deepEqual(await sql(`SELECT COUNT(*) FROM variant WHERE sku LIKE '${tag}%'`), [['0']]);
});

test('a packed file is taken, its bad rows can be saved, and again nothing changes', async () => {
	const sent = await upload({}, gzipSync(heading + rows), 'goods.csv.gz');
	const page = await ended(sent.location);
	assert.match(seen(page.text), /Done.*New 2.*Rejected 2/);
	const rejects = await owner.get(`${sent.location}/rejects`);
	assert.match(rejects.headers['content-type'] ?? '', /text\/csv/);
	assert.match(rejects.headers['content-disposition'] ?? '', /attachment/);
	assert.match(rejects.text, new RegExp(`4,Regular price,bad_price,${tag}-c,none,`));
	assert.match(rejects.text, /5,Type,other_kind,,grouped,/);
	assert.deepEqual(await sql(`SELECT p.price FROM price p JOIN variant v ON v.id = p.variant_id WHERE v.sku = '${tag}-a' AND p.price_list_id = ${list}`), [['5500000']]);
	const again = await ended((await upload({}, heading + rows)).location);
	assert.match(seen(again.text), /Unchanged 2/);
	await check();
});

test('a file of another kind, an empty one and one that is cut are told', async () => {
	const other = await ended((await upload({}, 'a,b\n1,2\n')).location);
	assert.match(seen(other.text), /Failed.*The file has no column/);
	assert.match(seen((await upload({}, '')).text), /The file is empty|file/);
	const cut = await ended((await upload({}, gzipSync(heading + rows.repeat(50)).subarray(0, 120), 'cut.csv.gz')).location);
	assert.match(seen(cut.text), /Failed.*cut short or damaged/);
	const scope = await upload({ profile: 'israel-prices' }, 'x\n1\n');
	assert.equal(scope.status, 422);
	assert.match(seen(scope.text), /needs the chain/);
	assert.match(seen((await upload({ profile: 'nothing' }, 'x\n1\n')).text), /no such profile|not found/i);
});

test('without the right there is no import and no export', async () => {
	const cashier = await atOffice(await newPerson('cashier'));
	assert.equal((await cashier.get('/office/import')).status, 403);
	assert.equal((await upload({}, heading + rows, 'x.csv', cashier)).status, 403);
	for (const kind of ['goods', 'customers', 'orders', 'documents'])
		assert.equal((await cashier.get(`/office/export/${kind}`)).status, 403, kind);
});

test('what the shop holds is saved as CSV, harmless to a spreadsheet', async () => {
	const goods = await owner.get('/office/export/goods');
	assert.equal(goods.status, 200);
	assert.ok(goods.text.startsWith('\ufeffitem,language,'));
	assert.ok(goods.text.includes(`'=Imported B`));
	for (const line of goods.text.split('\r\n')) assert.doesNotMatch(line, /(^|,)"?[=+@]/, line);
	for (const kind of ['customers', 'orders', 'documents']) {
		const answer = await owner.get(`/office/export/${kind}?from=2020-01-01&to=2099-12-31`);
		assert.equal(answer.status, kind === 'customers' ? answer.status : 200, kind);
	}
	assert.equal((await owner.get('/office/export/orders?from=2020-13-01')).status, 400);
});

test('questions about imported goods are listed and settled', async () => {
	const sent = await upload({}, `Type,SKU,Name,Description,Regular price,"GTIN, UPC, EAN, or ISBN"\nsimple,${tag}-q,Questionable,,1,4006381333932\n`);
	await ended(sent.location);
	const page = await owner.get('/office/import/review');
	assert.match(seen(page.text), /Questionable The barcode in the file is wrong 4006381333932/);
	const [[id]] = await sql(`SELECT q.id FROM import_review q JOIN variant v ON v.id = q.variant_id WHERE v.sku = '${tag}-q'`);
	assert.equal((await owner.submit(page, `/office/import/review/${id}`)).status, 303);
	assert.doesNotMatch((await owner.get('/office/import/review')).text, /Questionable/);
});
