// media.mjs: pictures of goods: brought in the office, refused with a reason,
// shown in the shop, made again by any machine.
import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Client, csrfOf, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, configured, sql } from '../lib/shop.mjs';
import { after, skip, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const [[lang]] = await sql('SELECT lang FROM company');
// Goods of the test's own, without a picture, first in every list.
const slug = `picture-${Date.now().toString(36)}`;
await sql(`INSERT INTO item (type, slug, tax_class_id, lang, sort_key, unit, no_discount, created_at) SELECT 'good', '${slug}', id, '${lang}', '0000 ${slug}', 'piece', 0, UTC_TIMESTAMP(6) FROM tax_class ORDER BY id LIMIT 1;
	INSERT INTO item_text (item_id, lang, name, name_folded) SELECT id, '${lang}', slug, slug FROM item WHERE slug = '${slug}';
	INSERT INTO variant (item_id, label, position) SELECT id, '', 0 FROM item WHERE slug = '${slug}'`);
after(() => sql(`UPDATE item SET archived_at = UTC_TIMESTAMP(6) WHERE slug = '${slug}'`));
const [[variant, item]] = await sql(`SELECT v.id, i.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = '${slug}'`);
const good = `/office/goods/${variant}`;
const media = join(await configured('state_dir'), 'media');

const shared = join(process.env.MAKOLET_TOP ?? '.', '../shared/data');
const dirs = ['saleor-demo/saleor/static/placeholders', 'grocery-photos/dataset'].map((d) => join(shared, d));
const files = (await Promise.all(dirs.map((d) => readdir(d, { recursive: true }).then((names) => names.map((n) => join(d, n)), () => []))))
	.flat().filter((name) => /\.(jpe?g|png)$/i.test(name));

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/** @typedef {{ name: string, bytes: Buffer | string, type?: string }} File */

/**
 * Sends a form with files, as a browser does.
 * @param {Client} v @param {string} path
 * @param {Record<string, string>} fields @param {readonly File[]} files
 */
function upload(v, path, fields, files) {
	const boundary = '----MakoletTestBoundary';
	const parts = [
		...Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)),
		...files.flatMap((f) => [Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="pictures"; filename="${f.name}"\r\nContent-Type: ${f.type ?? 'image/png'}\r\n\r\n`), Buffer.from(f.bytes), Buffer.from('\r\n')]),
		Buffer.from(`--${boundary}--\r\n`),
	];
	return v.request('POST', path, { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: Buffer.concat(parts) });
}

/** @param {readonly File[]} files @param {Record<string, string>} [fields] */
async function bring(files, fields = { alt: 'A picture of a test' }) {
	return upload(owner, `${good}/pictures`, { csrf: csrfOf((await owner.get(good)).text), ...fields }, files);
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(named.length + 8);
	out.writeUInt32BE(data.length, 0);
	named.copy(out, 4);
	out.writeUInt32BE(crc(named), named.length + 4);
	return out;
}

/** CRC-32, which older versions of node's zlib do not give. @param {Buffer} bytes */
function crc(bytes) {
	let c = ~0;
	for (const b of bytes) {
		c ^= b;
		for (let i = 0; i < 8; i++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
	}
	return ~c >>> 0;
}

/** A PNG of one colour. @param {number} width @param {number} height @param {number} [red] @param {boolean} [empty] without its pixels */
function png(width, height, red = 200, empty = false) {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 6, 0, 0, 0], 8);
	const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 4, Buffer.from([red, 80, 60, 128]))]);
	const pixels = empty ? Buffer.alloc(0) : deflateSync(Buffer.concat(Array(height).fill(row)));
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

const cmyk = Buffer.from('/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAKBwcIBwYKCAgICwoKCw4YEA4NDQ4dFRYRGCMfJSQiHyIhJis3LyYpNCkhIjBBMTQ5Oz4+PiUuRElDPEg3PT47/8AAFAgACAAMBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD2auFrha9eoooor//Z', 'base64');

/** A ZIP archive without files, which readers find from its end. */
const zip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

const pictures = async () => (await sql(`SELECT q.id, LOWER(HEX(m.hash)) FROM item_picture q JOIN media m ON m.id = q.media_id WHERE q.item_id = ${item} ORDER BY q.position, q.id`))
	.map(([id, hash]) => ({ id, hash }));
const originals = async () => Number((await sql('SELECT COUNT(*) FROM media'))[0][0]);

/** Width and height of a WebP as it says itself. @param {Buffer} bytes */
function webpSize(bytes) {
	assert.equal(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12), 'RIFFWEBP');
	if (bytes.toString('latin1', 12, 16) === 'VP8X') return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
	assert.equal(bytes.toString('latin1', 12, 16), 'VP8 ');
	return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
}

/** Each with a name that says nothing, and the reason that its owner reads. @type {[string, Buffer | string, RegExp][]} */
const bad = [
	['empty.png', '', /is empty/],
	['text.png', 'this is no picture', /no picture that we can show/],
	['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /no picture that we can show/],
	['page.jpg', '<!doctype html><script>alert(1)</script>', /no picture that we can show/],
	['cut.png', png(600, 600).subarray(0, 400), /damaged or cut off/],
	['bomb.png', png(30000, 30000, 1, true), /too many pixels/],
	['nothing-in-it.png', png(5000, 5000, 1, true), /damaged or cut off/],
	['archive.png', Buffer.concat([png(4, 4), zip]), /something else as well/],
	['script.png', Buffer.concat([png(4, 4), Buffer.from('<?PHP system($_GET[0]);')]), /something else as well/],
	['comment.gif', 'GIF89a/*\x01\x00\x00\x00*/=1;alert(1)', /something else as well/],
	['large.png', Buffer.alloc(12 * 1024 * 1024 + 1), /at most 12 MB/],
];

test('what is no picture is refused at the field with its reason, and nothing is kept', async () => {
	const before = await originals();
	for (const [name, bytes, reason] of bad) {
		const page = await bring([{ name, bytes }]);
		assert.equal(page.status, 422, name);
		assert.match(seen(page.text), reason, name);
		assert.match(page.text, /<input id="new-pictures"[^>]*aria-invalid="true"/, name);
		assert.match(page.text, /value="A picture of a test"/, name);
	}
	assert.equal(await originals(), before);
});

test('one bad file among good ones: every reason is said and none of them is taken', async () => {
	const page = await bring([{ name: 'good.png', bytes: png(20, 20) }, { name: 'a.png', bytes: '' }, { name: 'b.png', bytes: 'x' }]);
	assert.equal(page.status, 422);
	assert.match(seen(page.text), /“a\.png” is empty\. .*“b\.png” is no picture/);
	assert.deepEqual(await pictures(), []);
});

test('a file must come, with words for who does not see it, and not too many at once', async () => {
	assert.match(seen((await bring([])).text), /Please choose a file/);
	assert.match((await bring([{ name: 'a.png', bytes: png(9, 9) }], { alt: ' ' })).text, /id="new-alt-error"/);
	const many = Array.from({ length: 11 }, (_, i) => ({ name: `${i}.png`, bytes: png(9, 9, i) }));
	assert.match(seen((await bring(many)).text), /At most 10 files at once/);
	assert.deepEqual(await pictures(), []);
});

test('several pictures are shown in list and product page, with sizes, words and room', async () => {
	assert.equal((await bring([{ name: 'wrong-name.txt', bytes: png(900, 300), type: 'text/plain' }, { name: 'ink.jpg', bytes: cmyk }])).location, `${good}#pictures`);
	const [first, second] = await pictures();
	const product = await new Client().get(`/${lang}/goods/${slug}`);
	const tags = [...product.text.matchAll(/<img [^>]*>/g)].map(([tag]) => unescapeHtml(tag));
	assert.equal(tags.length, 2);
	assert.match(tags[0], /srcset="\/media\/[0-9a-f]{64}\/160\.webp 160w, \/media\/[0-9a-f]{64}\/320\.webp 320w, \/media\/[0-9a-f]{64}\/640\.webp 640w, \/media\/[0-9a-f]{64}\/1280\.webp 900w"/);
	assert.match(tags[0], / sizes="[^"]+" width="900" height="300" alt="A picture of a test"/);
	assert.ok(!tags[0].includes('lazy') && tags[1].includes('loading="lazy"'));
	assert.ok(tags[0].includes(first.hash) && tags[1].includes(second.hash));
	const list = await new Client().get(`/${lang}/goods?now=1`);
	assert.ok(list.text.includes(`/media/${first.hash}/320.webp`));
});

test('sizes are made once, whole, and are files from then on; a file that is lost is made again', async () => {
	const [{ hash }, ink] = await pictures();
	const v = new Client();
	const made = await v.get(`/media/${hash}/320.webp`);
	assert.equal(made.status, 200);
	assert.equal(made.headers['content-type'], 'image/webp');
	assert.match(made.headers['cache-control'] ?? '', /immutable/);
	assert.equal(made.headers['set-cookie'], undefined);
	assert.deepEqual(webpSize(made.bytes), [320, 107]);
	assert.deepEqual(webpSize((await v.get(`/media/${hash}/1280.webp`)).bytes), [900, 300]);
	assert.deepEqual(webpSize((await v.get(`/media/${ink.hash}/160.webp`)).bytes), [12, 8]);
	assert.deepEqual(await readFile(join(media, hash, '320.webp')), made.bytes);
	const again = await v.get(`/media/${hash}/320.webp`);
	assert.deepEqual(again.bytes, made.bytes);
	assert.match(again.headers['content-security-policy'] ?? '', /default-src 'none'/);
	assert.equal(again.headers['x-request-id'], undefined, 'nginx served the file itself');
	await rm(join(media, hash), { recursive: true });
	const all = await Promise.all(Array.from({ length: 6 }, () => new Client().get(`/media/${hash}/320.webp`)));
	for (const answer of all) assert.deepEqual(answer.bytes, made.bytes);
	assert.deepEqual(await readdir(join(media, hash)), ['320.webp'], 'nothing is left lying');
	assert.equal((await stat(join(media, hash, '320.webp'))).mode & 0o777, 0o644);
});

test('other widths, names and originals are no page', async () => {
	const [{ hash }] = await pictures();
	for (const path of [`${hash}/321.webp`, `${hash}/320.png`, `${hash}/0320.webp`, `${hash}/drawing.svg`, `${hash.toUpperCase()}/320.webp`,
		`${'0'.repeat(64)}/320.webp`, `${hash}/..%2f320.webp`, `${hash}`, `${hash}/320.webp.part`]) {
		assert.ok([400, 404].includes((await new Client().get(`/media/${path}`)).status), path);
	}
	assert.ok(!(await readdir(media)).includes('0'.repeat(64)));
});

test('a drawing of our own is served as it is, and can do nothing', async () => {
	const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>';
	await sql(`INSERT INTO media (hash, type, width, height, bytes, created_at) VALUES (UNHEX(SHA2('${svg}', 256)), 'image/svg+xml', 4, 3, '${svg}', UTC_TIMESTAMP(6))`);
	const [[hash]] = await sql("SELECT LOWER(HEX(hash)) FROM media WHERE type = 'image/svg+xml' ORDER BY id DESC LIMIT 1");
	for (const who of ['the application', 'nginx']) {
		const answer = await new Client().get(`/media/${hash}/drawing.svg`);
		assert.equal(answer.text, svg, who);
		assert.match(answer.headers['content-type'] ?? '', /^image\/svg\+xml/, who);
		assert.match(answer.headers['content-security-policy'] ?? '', /default-src 'none'.*sandbox/, who);
		assert.equal(answer.headers['x-content-type-options'], 'nosniff', who);
	}
	assert.equal((await new Client().get(`/media/${hash}/320.webp`)).status, 404);
	await sql(`DELETE FROM media WHERE hash = UNHEX('${hash}')`);
});

test('words in every language, order, taking away', async () => {
	const [first, second] = await pictures();
	const page = await owner.get(good);
	const refused = await owner.postForm(`${good}/picture`, { csrf: csrfOf(page.text), picture: second.id, alt_en: 'Ink' });
	assert.equal(refused.status, lang === 'en' ? 303 : 422);
	if (lang !== 'en') assert.match(refused.text, new RegExp(`id="alt_${lang}-error"`));
	await owner.get(good);
	const saved = await owner.postForm(`${good}/picture`, { picture: second.id, alt_en: 'Ink "here" <b>', alt_he: 'דיו', alt_pl: 'Tusz', alt_fi: 'Muste' });
	assert.equal(saved.status, 303);
	await owner.get(good);
	assert.equal((await owner.postForm(`${good}/picture/move`, { picture: second.id, to: 'front' })).status, 303);
	assert.deepEqual((await pictures()).map((p) => p.id), [second.id, first.id]);
	await new Promise((done) => setTimeout(done, 2000));	// what the other worker has kept
	assert.match((await new Client().get(`/fi/goods/${slug}?now=1`)).text, /alt="Muste"/);
	assert.match((await new Client().get(`/en/goods/${slug}?now=1`)).text, /alt="Ink &quot;here&quot; &lt;b&gt;"/);
	for (const { id } of await pictures()) {
		await owner.get(good);
		assert.equal((await owner.postForm(`${good}/picture/remove`, { picture: id })).status, 303);
	}
	assert.deepEqual(await pictures(), []);
	await new Promise((done) => setTimeout(done, 2000));
	assert.doesNotMatch((await new Client().get(`/en/goods/${slug}?now=2`)).text, /<img /);
	await check();
});

test('only who may change goods brings pictures', async () => {
	const cashier = await atOffice(await newPerson('accountant'));
	const page = await cashier.get(good);
	assert.doesNotMatch(page.text, /type="file"/);
	const answer = await upload(cashier, `${good}/pictures`, { csrf: csrfOf(page.text), alt: 'x' }, [{ name: 'a.png', bytes: png(5, 5) }]);
	assert.equal(answer.status, 403);
	assert.equal((await upload(owner, `${good}/pictures`, { csrf: 'wrong', alt: 'x' }, [{ name: 'a.png', bytes: png(5, 5) }])).status, 403);
	assert.deepEqual(await pictures(), []);
});

if (files.length) {
	test('real photographs are taken and every size of them is made', async () => {
		const some = files.filter((_, i) => i % Math.ceil(files.length / 10) === 0);
		const sent = await Promise.all(some.map(async (f) => ({ name: f.split('/').pop() ?? '', bytes: await readFile(f) })));
		const answer = await bring(sent);
		assert.equal(answer.status, 303, seen(answer.text));
		for (const { id, hash } of await pictures()) {
			for (const width of [160, 320, 640, 1280]) {
				const size = await new Client().get(`/media/${hash}/${width}.webp`);
				assert.equal(size.status, 200, `${hash} ${width}`);
				assert.ok(webpSize(size.bytes)[0] <= width);
			}
			await owner.get(good);
			await owner.postForm(`${good}/picture/remove`, { picture: id });
		}
	}, { seconds: 120 });
} else {
	skip('real photographs are taken and every size of them is made', 'there are none beside the tree');
}
