// store.mjs: the storefront from list to tracked order, as plain requests.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client, attributes, forms, unescapeHtml } from '../lib/client.mjs';
import { check, sql } from '../lib/shop.mjs';
import { test } from '../lib/tap.mjs';
import { scarce } from '../lib/till.mjs';

/** @typedef {import('../lib/client.mjs').Answer} Answer */

const person = { name: 'Noa Levi', email: 'noa@example.com', phone: '', note: '', terms: '1' };

/** What a reader sees: tags gone, entities read, blanks folded. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/** @param {string} html */
const slugs = (html) => [...html.matchAll(/class="good-link" href="\/..\/goods\/([^"]+)"/g)].map((m) => decodeURIComponent(m[1]));

/** What browsers say with a form: forms of public pages carry no token. @param {Client} v */
const own = (v) => ({ headers: { origin: v.base } });

/** Puts some of a goods' first variant into the cart. @param {Client} v @param {string} slug @param {number | string} quantity */
async function put(v, slug, quantity) {
	const page = await v.get(`/en/goods/${slug}`);
	assert.equal(page.status, 200, slug);
	const answer = await v.submit(page, '/en/cart/add', { quantity }, own(v));
	assert.equal(answer.status, 303, answer.text);
	assert.equal(answer.location, '/en/cart');
}

/** @param {string} slug */
async function variantOf(slug) {
	const [[id]] = await sql(`SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = '${slug}' ORDER BY v.position LIMIT 1`);
	return id;
}

/** Branches where one can collect, with what the web may still promise. @param {string} slug */
async function free(slug) {
	const rows = await sql(`SELECT b.id, b.name, s.on_hand - s.reserved FROM stock_level s JOIN location l ON l.id = s.location_id
		JOIN branch b ON b.id = l.branch_id WHERE b.pickup AND l.kind = 'shelf' AND s.variant_id = ${await variantOf(slug)} ORDER BY 3 DESC`);
	return rows.map(([id, name, left]) => ({ id, name, left: Number(left) / 1000 }));
}

/** Tells the public pages that goods were changed behind them, and waits until the last has heard of it. */
async function goodsChanged() {
	await sql("INSERT INTO version (name, number) VALUES ('goods', 1) ON DUPLICATE KEY UPDATE number = number + 1");
	await sleep(2200);
}

/** A price from now on. @param {string} slug @param {number} agorot */
async function setPrice(slug, agorot) {
	await sql(`INSERT INTO price (price_list_id, variant_id, valid_from, price)
		SELECT price_list_id, ${await variantOf(slug)}, UTC_TIMESTAMP(6), ${agorot * 10000} FROM sales_channel WHERE kind = 'web'`);
}

/** @param {Client} v @param {Record<string, string>} [fields] */
async function order(v, fields = {}) {
	const page = await v.get('/en/checkout');
	assert.equal(page.status, 200, page.location);
	const [{ id }] = await free('milk-3-1l');
	return { page, answer: await v.submit(page, '/en/checkout', { branch: id, ...person, ...fields }) };
}

/** The error that stands at a field. @param {Answer} page @param {string} field */
function errorAt(page, field) {
	const m = page.text.match(new RegExp(`id="${field}-error">([^<]*)<`));
	return m ? unescapeHtml(m[1]) : '';
}

// ---- lists ----

test('public pages are the same for everybody and set no cookie', async () => {
	const known = new Client();
	await put(known, 'challah', 1);
	assert.ok(known.cookies.size > 0);
	for (const path of ['/en/', '/he/goods', '/fi/goods?category=dairy', '/pl/goods/challah', '/he/terms']) {
		const a = await new Client().get(path), b = await known.get(path);
		assert.equal(a.status, 200, path);
		assert.match(String(a.headers['cache-control']), /public/, path);
		assert.equal(b.headers['set-cookie'], undefined, path);
		assert.equal(a.text, b.text, path);
		assert.ok(!/name="csrf"/.test(a.text), `${path} carries a token`);
	}
});

test('the front page leads on, in the direction of its language', async () => {
	const v = new Client();
	const front = await v.get('/', { headers: { 'accept-language': 'he' } });
	assert.equal(front.location, '/he/');
	const he = await v.get('/he/');
	assert.match(he.text, /<html lang="he" dir="rtl">/);
	assert.ok(slugs(he.text).length >= 8);
	assert.match((await v.get('/fi/')).text, /<html lang="fi" dir="ltr">/);
});

test('goods are found by a word of their name, its beginning, and their barcode', async () => {
	const v = new Client();
	/** @param {string} lang @param {string} find */
	const found = async (lang, find) => slugs((await v.get(`/${lang}/goods?find=${encodeURIComponent(find)}`)).text);
	assert.deepEqual(await found('en', 'challah'), ['challah']);
	assert.ok((await found('en', 'STRAWB')).includes('strawberry-jam'));
	assert.ok((await found('he', 'חלה')).includes('challah'));
	assert.deepEqual(await found('en', '7299990000036'), ['milk-3-1l']);
	const none = await v.get('/en/goods?find=nosuchthing');
	assert.equal(none.status, 200);
	assert.match(seen(none.text), /Nothing found for “nosuchthing”/);
	assert.match(none.text, /<meta name="robots" content="noindex">/);
});

test('a category shows its own goods; one that is not there is a 404', async () => {
	const v = new Client();
	const page = await v.get('/en/goods?category=clothes');
	const found = slugs(page.text);
	assert.ok(found.includes('cotton-shirt') && found.includes('wool-socks'), 'those of the categories below it too');
	assert.ok(!found.includes('challah'));
	assert.match(page.text, /href="\/en\/goods\?category=clothes" aria-current="page"/);
	assert.equal((await v.get('/en/goods?category=no-such')).status, 404);
});

test('the tree of categories stands on lists and products', async () => {
	const v = new Client();
	await sql(`INSERT INTO category (parent_id, slug, position) SELECT id, 'zz-shirts', -2 FROM category WHERE slug = 'clothes';
		INSERT INTO category (parent_id, slug, position) SELECT id, 'zz-linen', -1 FROM category WHERE slug = 'zz-shirts';
		UPDATE item SET category_id = (SELECT id FROM category WHERE slug = 'zz-linen') WHERE slug = 'cotton-shirt';
		UPDATE version SET number = number + 1 WHERE name = 'goods'`);
	try {
		await sleep(1500);
		const top = await v.get('/pl/goods?category=clothes');
		assert.ok(slugs(top.text).includes('cotton-shirt'));
		assert.match(top.text, /class="categories-below">\s*<li><a href="\/pl\/goods\?category=zz-shirts"/);
		const product = await v.get('/fi/goods/cotton-shirt');
		const crumbs = /<p class="crumbs">.*<\/p>/.exec(product.text)[0];
		assert.deepEqual([...crumbs.matchAll(/category=([\w-]+)/g)].map((m) => m[1]), ['clothes', 'zz-shirts', 'zz-linen']);
		assert.match(product.text, /category=clothes" aria-current="true"/);
		assert.match((await v.get('/pl/goods?category=dairy')).text, /<a class="tint-\d" href="\/pl\/goods\?category=clothes">/);
	} finally {
		await sql(`UPDATE item SET category_id = (SELECT id FROM category WHERE slug = 'shirts') WHERE slug = 'cotton-shirt';
			DELETE FROM category WHERE slug = 'zz-linen'; DELETE FROM category WHERE slug = 'zz-shirts';
			UPDATE version SET number = number + 1 WHERE name = 'goods'`);
	}
});

test('a slip of the finger finds goods all the same, and what is missed is counted', async () => {
	const v = new Client();
	assert.ok(slugs((await v.get('/en/goods?find=chlalah')).text).includes('challah'));
	await v.get('/en/goods?find=Quagga%20milk');
	await v.get('/fi/goods?find=quagga%20milk');
	assert.deepEqual(await sql("SELECT query, times FROM search_miss WHERE query LIKE 'quagga%'"), [['quagga milk', '2']]);
});

test('a long list goes on page by page without losing or repeating one', async () => {
	const many = 60, v = new Client();
	await sql(`INSERT INTO category (slug, position) VALUES ('zzpage', 99);
		INSERT INTO item (type, slug, category_id, tax_class_id, lang, sort_key, unit, no_discount, created_at)
		SELECT 'good', CONCAT('zzpage-', seq), (SELECT id FROM category WHERE slug = 'zzpage'), 1, 'en', CONCAT('zzpage ', LPAD(seq, 3, '0')), 'piece', 0, UTC_TIMESTAMP(6) FROM
		(SELECT a.id * 10 + b.id seq FROM (SELECT 0 id UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5) a,
		(SELECT 0 id UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9) b) n;
		INSERT INTO item_text (item_id, lang, name, name_folded) SELECT id, 'en', sort_key, sort_key FROM item WHERE slug LIKE 'zzpage-%';
		INSERT INTO variant (item_id, label, position) SELECT id, '', 0 FROM item WHERE slug LIKE 'zzpage-%';
		UPDATE version SET number = number + 1 WHERE name = 'goods'`);
	try {
		await sleep(1500);
		/** @type {string[]} */
		const all = [];
		let path = '/en/goods?category=zzpage', pages = 0;
		while (path && pages < 10) {
			const page = await v.get(path);
			all.push(...slugs(page.text));
			const next = page.text.match(/<a class="button" rel="next" href="([^"]+)"/);
			path = next ? unescapeHtml(next[1]) : '';
			pages++;
		}
		assert.equal(pages, Math.ceil(many / 24));
		assert.equal(all.length, many);
		assert.equal(new Set(all).size, many);
		assert.deepEqual(all, [...all].sort((a, b) => Number(a.slice(7)) - Number(b.slice(7))));
	} finally {
		await sql(`UPDATE item SET archived_at = UTC_TIMESTAMP(6), category_id = NULL WHERE slug LIKE 'zzpage-%';
			DELETE FROM category WHERE slug = 'zzpage'; UPDATE version SET number = number + 1 WHERE name = 'goods'`);
	}
});

test('the demo says how to try it, with bars for a scanner; a shop that is none does not', async () => {
	const v = new Client();
	for (const lang of ['he', 'en', 'pl', 'fi']) assert.match((await v.get(`/${lang}/`)).text, new RegExp(`href="/${lang}/try"`));
	const page = await v.get('/en/try');
	assert.match(page.text, /7299990000029/);
	assert.match(page.text, /cashier-demo-3/);
	const bars = [...page.text.matchAll(/src="(\/en\/try\/[^"]+\/bars\.svg[^"]*)"/g)].map((m) => m[1]);
	assert.equal(bars.length, 9);
	assert.match(page.text, /1\.284 kg by the scale/);
	for (const path of bars) {
		const svg = await v.get(path);
		assert.equal(svg.status, 200, path);
		assert.match(String(svg.headers['content-type']), /^image\/svg\+xml/);
	}
	assert.equal((await v.get('/en/try/no-such-thing/bars.svg')).status, 404);
	await sql("UPDATE setting SET value = '0' WHERE name = 'shop.demo'");
	try {
		await new Promise((done) => setTimeout(done, 2500));
		assert.equal((await v.get('/en/try')).status, 404);
		assert.equal((await v.get(bars[0])).status, 404);
		assert.ok(!/\/en\/try/.test((await v.get('/en/terms')).text));
	} finally {
		await sql("UPDATE setting SET value = '1' WHERE name = 'shop.demo'");
	}
});

test('the language switch keeps the page and its question', async () => {
	const page = await new Client().get('/en/goods?find=challah');
	assert.match(page.text, /<a href="\/he\/goods\?find=challah" lang="he"/);
	assert.match((await new Client().get('/en/goods/challah')).text, /<a href="\/fi\/goods\/challah" lang="fi"/);
});

// ---- one of the goods ----

test('a product says its price, its price by measure and what each branch has', async () => {
	await sql(`UPDATE stock_level SET policy = 'block' WHERE variant_id = ${await variantOf('olive-oil')}`);
	const page = await new Client().get('/en/goods/olive-oil');
	assert.match(seen(page.text), /₪39\.90/);
	assert.match(seen(page.text), /\/ 100 ml/);
	for (const branch of await free('olive-oil')) assert.ok(seen(page.text).includes(branch.name), branch.name);
	assert.match(seen(page.text), /In stock/);
	assert.equal((await new Client().get('/en/goods/no-such-thing')).status, 404);
});

test('variants are choices, the asked-for one chosen', async () => {
	const page = await new Client().get('/en/goods/cotton-shirt');
	const radios = [...page.text.matchAll(/<input type="radio" name="variant"[^>]*>/g)].map((m) => attributes(m[0]));
	assert.equal(radios.length, 4);
	assert.equal(radios.filter((r) => 'checked' in r).length, 1);
	const other = await new Client().get(`/en/goods/cotton-shirt?variant=${radios[2].value}`);
	const again = [...other.text.matchAll(/<input type="radio" name="variant"[^>]*>/g)].map((m) => attributes(m[0]));
	assert.ok('checked' in again[2]);
});

// ---- cart ----

test('a foreign page puts nothing into the cart', async () => {
	const v = new Client();
	const page = await v.get('/en/goods/challah');
	const foreign = await v.submit(page, '/en/cart/add', { quantity: 1 }, { headers: { origin: 'https://evil.example' } });
	assert.equal(foreign.status, 403);
	assert.equal(v.cookies.size, 0);
});

test('a browser that says nothing of where a form stood presses the button twice', async () => {
	const v = new Client();
	await put(v, 'challah', 1);
	const again = await v.submit(await v.get('/en/goods/challah'), '/en/cart/add', { quantity: 2 });
	assert.equal(again.status, 403);
	assert.equal((await v.submit(again, '/en/cart/add')).location, '/en/cart');
});

test('the cart counts, changes, keeps a note and empties', async () => {
	const v = new Client();
	assert.match(seen((await v.get('/en/cart')).text), /Your cart is empty/);
	await put(v, 'challah', 2);
	await put(v, 'tomatoes', '1.25');
	let cart = await v.get('/en/cart');
	const amount = Math.round(1.25 * 890 + 2 * 1590);
	assert.ok(seen(cart.text).includes(`To pay ₪${(amount / 100).toFixed(2)}`), seen(cart.text));
	assert.equal(JSON.parse((await v.get('/en/cart/count')).text).count, 2);
	assert.equal((await v.submit(cart, '/en/cart/line', { quantity: '3' })).location, '/en/cart');
	cart = await v.get('/en/cart');
	assert.equal(forms(cart.text).find((f) => f.action === '/en/cart/line')?.fields.quantity, '3');
	await v.submit(cart, '/en/cart/note', { note: 'Ring twice\nplease' });
	cart = await v.get('/en/cart');
	assert.match(cart.text, /Ring twice\nplease<\/textarea>/);
	assert.match((await v.get('/en/checkout')).text, /Ring twice\nplease<\/textarea>/);
	await v.submit(cart, '/en/cart/line', { remove: '1' });
	await v.submit(await v.get('/en/cart'), '/en/cart/line', { quantity: '0' });
	assert.match(seen((await v.get('/en/cart')).text), /Your cart is empty/);
});

test('a quantity that makes no sense stays in its field with the reason', async () => {
	const v = new Client();
	const product = await v.get('/en/goods/challah');
	for (const wrong of ['1.5', '0', '-1', 'two', '99999999', '1e3']) {
		const again = await v.submit(product, '/en/cart/add', { quantity: wrong }, own(v));
		assert.equal(again.status, 422, wrong);
		assert.notEqual(errorAt(again, 'quantity'), '', wrong);
		assert.match(again.text, new RegExp(`name="quantity" value="${wrong.replace('.', '\\.')}"`));
	}
	await put(v, 'challah', 1);
	const again = await v.submit(await v.get('/en/cart'), '/en/cart/line', { quantity: '1.5' });
	assert.equal(again.status, 422);
	assert.match(again.text, /name="quantity" value="1\.5"/);
	assert.match(again.text, /class="field-error" id="error-\d+">[^<]+/);
});

test("another visitor's line cannot be changed", async () => {
	const mine = new Client(), theirs = new Client();
	await put(mine, 'challah', 1);
	await put(theirs, 'challah', 1);
	const line = forms((await theirs.get('/en/cart')).text).find((f) => f.action === '/en/cart/line')?.fields.line ?? '';
	assert.equal((await mine.submit(await mine.get('/en/cart'), '/en/cart/line', { line, quantity: '9' })).status, 404);
	assert.match((await theirs.get('/en/cart')).text, /name="quantity" value="1"/);
});

// ---- checkout ----

test('a checkout that fails keeps what was typed and says why at each field', async () => {
	const v = new Client();
	await put(v, 'challah', 1);
	const typed = { name: 'Noa "N" <Levi>', email: '', phone: '', note: 'two\nlines', terms: '' };
	const page = await v.get('/en/checkout');
	const again = await v.submit(page, '/en/checkout', typed);
	assert.equal(again.status, 422);
	for (const field of ['branch', 'email', 'terms']) assert.notEqual(errorAt(again, field), '', field);
	assert.equal(errorAt(again, 'name'), '');
	const { fields = {} } = forms(again.text).find((f) => f.action === '/en/checkout') ?? {};
	assert.equal(fields.name, typed.name);
	assert.equal(fields.note, typed.note);
	const mail = await v.submit(again, '/en/checkout', { email: 'not an address' });
	assert.equal(mail.status, 422);
	assert.notEqual(errorAt(mail, 'email'), '');
	assert.match(mail.text, /name="email" value="not an address"/);
	assert.deepEqual((await sql(`SELECT COUNT(*) FROM request_key WHERE uuid = '${fields.uuid}'`))[0], ['0']);
});

test('an empty cart has no checkout', async () => {
	const v = new Client();
	assert.equal((await v.get('/en/checkout')).location, '/en/cart');
});

test('the button says in each language that it obliges to pay', async () => {
	const says = { en: 'Order with obligation to pay', he: 'הזמנה בהתחייבות לתשלום', pl: 'Zamawiam z obowiązkiem zapłaty', fi: 'Tilaa ja sitoudu maksamaan' };
	const v = new Client();
	await put(v, 'challah', 1);
	for (const [lang, button] of Object.entries(says))
		assert.ok(seen((await v.get(`/${lang}/checkout`)).text).includes(button), lang);
});

test('a second press gives the same order, and so do twenty at once', async () => {
	const v = new Client();
	await put(v, 'milk-3-1l', 2);
	const { page, answer } = await order(v);
	assert.equal(answer.status, 303, answer.text);
	assert.match(answer.location, /^\/en\/order\/[\w-]{22}$/);
	const form = forms(page.text).find((f) => f.action === '/en/checkout');
	const [{ id }] = await free('milk-3-1l');
	const fields = { ...form?.fields, branch: id, ...person };
	assert.equal((await v.postForm('/en/checkout', fields, { page: null })).location, answer.location);

	const w = new Client();
	await put(w, 'milk-3-1l', 1);
	const second = forms((await w.get('/en/checkout')).text).find((f) => f.action === '/en/checkout');
	const all = await Promise.all(Array.from({ length: 20 }, () =>
		w.postForm('/en/checkout', { ...second?.fields, branch: id, ...person }, { page: null })));
	assert.deepEqual([...new Set(all.map((a) => `${a.status} ${a.location}`))], [`303 ${all[0].location}`]);
	assert.deepEqual((await sql(`SELECT COUNT(*) FROM request_key WHERE uuid = '${second?.fields.uuid}'`))[0], ['1']);
	await check();
});

test('the same form with other content is not taken for the first', async () => {
	const v = new Client();
	await put(v, 'challah', 1);
	const { page, answer } = await order(v);
	assert.equal(answer.status, 303);
	await put(v, 'challah', 1);
	const form = forms(page.text).find((f) => f.action === '/en/checkout');
	const [{ id }] = await free('challah');
	const other = await v.postForm('/en/checkout', { ...form?.fields, branch: id, ...person, name: 'Dan' }, { page: null });
	assert.equal(other.status, 409);
	const again = forms(other.text).find((f) => f.action === '/en/checkout');
	assert.notEqual(again?.fields.uuid, form?.fields.uuid);
	assert.equal(again?.fields.name, 'Dan');
});

test('a price that changes is told once, line by line, before one can order', async () => {
	const v = new Client();
	await put(v, 'enamel-mug', 1);
	await setPrice('enamel-mug', 3150);
	try {
		const cart = await v.get('/en/cart');
		assert.match(seen(cart.text), /The price was ₪29\.90 and is now ₪31\.50\./);
		assert.equal((await v.get('/en/checkout')).location, '/en/cart');
		await v.submit(cart, '/en/cart/accept');
		assert.doesNotMatch(seen((await v.get('/en/cart')).text), /The price was/);
		assert.equal((await v.get('/en/checkout')).status, 200);
	} finally {
		await setPrice('enamel-mug', 2990);
	}
});

test('a total that changes under the form is shown before it is agreed to', async () => {
	const v = new Client();
	await put(v, 'enamel-mug', 1);
	const page = await v.get('/en/checkout');
	const [{ id }] = await free('enamel-mug');
	await setPrice('enamel-mug', 3200);
	try {
		const changed = await v.submit(page, '/en/checkout', { branch: id, ...person });
		assert.equal(changed.status, 409);
		assert.match(seen(changed.text), /The total has changed/);
		assert.match(seen(changed.text), /To pay ₪32\.00/);
		assert.equal(forms(changed.text).find((f) => f.action === '/en/checkout')?.fields.email, person.email);
		assert.equal((await v.submit(changed, '/en/checkout')).status, 303);
	} finally {
		await setPrice('enamel-mug', 2990);
	}
});

test('a shortage names each line and what is left of it', async () => {
	const v = new Client();
	await scarce('7299990000098', '7299990000135');
	const jam = await free('strawberry-jam'), pan = await free('cast-iron-pan');
	const poor = jam[jam.length - 1];
	const pans = pan.find((b) => b.id === poor.id)?.left ?? 0;
	assert.ok(jam[0].left > poor.left && pan[0].left > pans, 'the demo has branches of different stock');
	await put(v, 'strawberry-jam', poor.left + 1);
	await put(v, 'cast-iron-pan', pans + 1);
	const { answer } = await order(v, { branch: poor.id });
	assert.equal(answer.status, 409, answer.text);
	const [, list] = answer.text.match(/Not everything is there[^]*?<ul>([^]*?)<\/ul>/) ?? [];
	const lines = [...(list ?? '').matchAll(/<li>(.*?)<\/li>/g)].map((m) => unescapeHtml(m[1]));
	assert.equal(lines.length, 2);
	assert.match(lines.join('\n'), /[Jj]am/);
	assert.ok(lines.some((l) => l.includes(String(poor.left))) && lines.some((l) => l.includes(String(pans))), lines.join('\n'));
	assert.equal(forms(answer.text).find((f) => f.action === '/en/checkout')?.fields.name, person.name);
	assert.deepEqual(await free('strawberry-jam'), jam, 'nothing stays held');
});

test('what no branch has in that quantity is said in the cart already', async () => {
	const v = new Client();
	const [{ left }] = await free('olive-oil');
	await put(v, 'olive-oil', left + 1);
	assert.ok(seen((await v.get('/en/cart')).text).includes(`Only ${left} left`));
	assert.equal((await v.get('/en/checkout')).location, '/en/cart');
});

// ---- an order by its link ----

test('the secret link shows the order and nobody’s name', async () => {
	const v = new Client();
	await put(v, 'challah', 2);
	const { answer } = await order(v, { note: 'With seeds' });
	const page = await new Client().get(answer.location);
	assert.equal(page.status, 200);
	assert.match(String(page.headers['cache-control']), /private/);
	assert.equal(page.headers['x-robots-tag'], 'noindex');
	assert.match(seen(page.text), /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/);
	assert.match(seen(page.text), /We keep your goods until/);
	assert.match(seen(page.text), /of which VAT 18%/);
	assert.match(seen(page.text), /With seeds/);
	for (const secret of [person.name, person.email]) assert.ok(!page.text.includes(secret), secret);
	const qr = await new Client().get(`${answer.location}/qr.svg`);
	assert.equal(qr.headers['content-type'], 'image/svg+xml');
	assert.match(qr.text, /^<svg /);
	assert.match(seen((await v.get('/en/cart')).text), /Your cart is empty/);
	assert.equal((await v.get(`/en/order/${'A'.repeat(22)}`)).status, 404);
	assert.equal((await v.get(`/en/order/${'A'.repeat(22)}/qr.svg`)).status, 404);
});

test('a receipt shows what was issued, in the words of its country', async () => {
	const v = new Client();
	await put(v, 'milk-3-1l', 1);
	const { answer } = await order(v);
	const [[id]] = await sql(`SELECT id FROM orders WHERE token = '${answer.location.slice(-22)}'`);
	const token = randomUUID().replaceAll('-', '').slice(0, 21) + 'A';
	const [[ledger]] = await sql("SELECT CONCAT(DATABASE(), '_ledger')");
	// Documents are the till's business; this one is taken away again.
	await sql(`USE ${ledger};
		INSERT INTO document (id, token, kind, chain_id, series_code, number, seq, order_id, branch_id, business_date, issued_at, lang, currency, currency_exponent, tax_included, total, tax, rounding)
		SELECT 999999, '${token}', 'receipt', 1, 'TEST', 7, 1, o.id, o.branch_id, '2026-08-10', UTC_TIMESTAMP(6), 'he', 'ILS', 2, 1, o.total, o.tax, -3 FROM ${ledger.slice(0, -7)}.orders o WHERE o.id = ${id};
		INSERT INTO document_line SELECT 999999, line_no, id, '<b>Milk</b>', quantity, unit, unit_price, amount, tax_rate, tax FROM ${ledger.slice(0, -7)}.order_line WHERE order_id = ${id};
		INSERT INTO document_tax SELECT 999999, rate, gross, tax FROM ${ledger.slice(0, -7)}.order_tax WHERE order_id = ${id};
		INSERT INTO document_payment VALUES (999999, 1, 999999, 'cash', 710, -3, 1000)`);
	try {
		const he = await v.get(`/he/receipt/${token}`);
		assert.equal(he.status, 200, he.text);
		assert.match(seen(he.text), /חשבונית מס/);
		const en = seen((await v.get(`/en/receipt/${token}`)).text);
		for (const part of ['TEST-7', '<b>Milk</b>', 'Total ₪7.10', 'Cash rounding -₪0.03', 'Paid ₪7.07', 'Cash ₪10.00', 'Change given ₪2.93', '18% ₪6.02 ₪1.08'])
			assert.ok(en.includes(part), `${part} in ${en}`);
		assert.match((await v.get(`/en/receipt/${token}/qr.svg`)).text, /^<svg /);
		assert.match(seen((await v.get(answer.location)).text), /See the receipt/);
	} finally {
		await sql(`USE ${ledger}; DELETE FROM document WHERE id = 999999; DELETE FROM document_line WHERE document_id = 999999;
			DELETE FROM document_tax WHERE document_id = 999999; DELETE FROM document_payment WHERE document_id = 999999`);
	}
	assert.equal((await v.get(`/en/receipt/${'A'.repeat(22)}`)).status, 404);
});

// ---- hostile input ----

test('names and notes come back as text, never as markup', async () => {
	const bad = `"><script>alert(1)</script><img src=x onerror=alert(2)> {order.code} <?cs var:csrf ?>`;
	const [[old]] = await sql("SELECT t.name FROM item_text t JOIN item i ON i.id = t.item_id WHERE i.slug = 'linen-towel' AND t.lang = 'en'");
	await sql(`UPDATE item_text t JOIN item i ON i.id = t.item_id SET t.name = '${bad.replaceAll("'", "''")}' WHERE i.slug = 'linen-towel' AND t.lang = 'en'`);
	await goodsChanged();
	try {
		const v = new Client();
		await put(v, 'linen-towel', 1);
		const { page, answer } = await order(v, { note: bad, name: bad });
		const pages = [page, await v.get('/en/goods/linen-towel'), await v.get('/en/goods?category=home'), await v.get(answer.location),
			await v.get(`/en/goods?find=${encodeURIComponent(bad)}`), await v.get(`/en/goods?category=${encodeURIComponent(bad)}`)];
		assert.ok(pages[1].text.includes('&lt;script&gt;alert'), 'the name is there');
		for (const { text, path } of pages) {
			assert.ok(!text.includes('<script>alert') && !text.includes('<img src=x'), path);
			assert.ok(!text.includes('"><script'), path);
		}
		assert.ok(seen(pages[3].text).includes('{order.code}'), 'a place in user text is not filled');
	} finally {
		await sql(`UPDATE item_text t JOIN item i ON i.id = t.item_id SET t.name = '${old}' WHERE i.slug = 'linen-towel' AND t.lang = 'en'`);
		await goodsChanged();
	}
});

test('an unknown page is a 404 in the shop’s look, with a request id', async () => {
	const page = await new Client().get('/he/nowhere');
	assert.equal(page.status, 404);
	assert.match(page.text, /<html lang="he" dir="rtl">/);
	assert.ok(page.text.includes(String(page.headers['x-request-id'])));
	assert.match(page.text, /class="shop-name"/);
});

test('a page with its styles and scripts is light', async () => {
	const v = new Client();
	for (const path of ['/he/', '/he/goods', '/he/goods/cotton-shirt']) {
		const page = await v.get(path);
		const files = new Set([...page.text.matchAll(/(?:href|src)="(\/static\/[^"]+\.(?:css|js))"/g)].map((m) => m[1]));
		let bytes = gzipSync(page.text).length;
		for (const file of files) {
			const part = await v.get(file, { headers: { 'accept-encoding': 'gzip' } });
			bytes += part.headers['content-encoding'] === 'gzip' ? gunzipSync(part.bytes) && part.bytes.length : gzipSync(part.bytes).length;
		}
		assert.ok(bytes < 20_000, `${path}: ${bytes} bytes`);
	}
});
