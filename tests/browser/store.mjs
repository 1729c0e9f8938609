// store.mjs: a shopper in Chromium with JavaScript switched off, from the front
// page to the tracked order; what the pages are like for those who cannot see
// them or use a mouse; and the little that JavaScript adds.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { launch, picture } from '../lib/browser.mjs';
import { test } from '../lib/tap.mjs';

const require = createRequire(import.meta.url);
const axe = require.resolve('axe-core/axe.min.js');
const jsqr = require('jsqr');
const browser = await launch();

/** @typedef {Awaited<ReturnType<typeof browser.page>>} Page */

/** Nothing wider than the screen. @param {Page} page */
async function fits(page) {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	assert.ok(wide <= 0, `${page.url()} is ${wide} px too wide`);
}

/** Where a shopper goes, with a look at every screen. @param {Page} page @param {string} lang @param {string} find */
async function shop(page, lang, find) {
	/** @param {string} name */
	const look = async (name) => {
		await fits(page);
		await picture(page, `store-${name}-${lang}-${page.viewportSize()?.width}`);
	};
	await page.goto(`/${lang}/`);
	await look('home');
	await page.fill('#find', find);
	await page.press('#find', 'Enter');
	await look('found');
	await page.click('.good-link');
	await look('product');
	await page.fill('#quantity', '2');
	await page.click('.buy-row button');
	await look('cart');
	await page.click('.sum .button-wide');
	await look('checkout');
	await page.fill('#name', 'דנה כהן');
	await page.check('input[name=branch] >> nth=0');
	await page.check('input[name=terms]');
	await page.click('.button-order');
	assert.match(page.url(), /\/checkout$/);
	await look('checkout-error');
	assert.equal(await page.inputValue('#name'), 'דנה כהן');
	assert.equal(await page.getAttribute('#email', 'aria-invalid'), 'true');
	await page.fill('#phone', '050-555-0133');
	await page.click('.button-order');
	await look('order');
	assert.match(page.url(), /\/order\/[\w-]{22}$/);
}

for (const [lang, find, width] of /** @type {const} */ ([['he', 'חלה', 390], ['en', 'challah', 1440], ['he', 'חלה', 820], ['en', 'challah', 320]]))
	test(`list to tracked order without JavaScript, ${lang}, ${width} px`, async () => {
		const page = await browser.page({ script: false, width, language: lang });
		await shop(page, lang, find);
		assert.equal(await page.getAttribute('html', 'dir'), lang === 'he' ? 'rtl' : 'ltr');
		assert.match(await page.innerText('.ticket-code'), /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
		const link = page.url();
		await page.reload();
		assert.equal(page.url(), link);
		// The answer to the refused form is no fault.
		assert.deepEqual(page.faults.filter((f) => !/status of 422/.test(f)), []);
	}, { seconds: 120 });

test('Hebrew mirrors: the name of the shop stands right, the cart left', async () => {
	for (const [lang, first] of [['he', false], ['en', true]]) {
		const page = await browser.page({ width: 1024 });
		await page.goto(`/${lang}/`);
		const name = await page.locator('.shop-name').boundingBox(), cart = await page.locator('.cart-link').boundingBox();
		assert.equal((name?.x ?? 0) < (cart?.x ?? 0), first);
	}
});

/** The pixels of a PNG as Chromium writes it: 8 bits, RGB or RGBA, no interlace. @param {Buffer} png */
function pixels(png) {
	const width = png.readUInt32BE(16), height = png.readUInt32BE(20), channels = png[25] === 6 ? 4 : 3;
	const data = [];
	for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
		if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
	const raw = inflateSync(Buffer.concat(data)), stride = width * channels;
	const lines = Buffer.alloc(height * stride), out = new Uint8ClampedArray(width * height * 4);
	for (let y = 0; y < height; y++) {
		const filter = raw[y * (stride + 1)];
		for (let x = 0; x < stride; x++) {
			const left = x >= channels ? lines[y * stride + x - channels] : 0;
			const up = y ? lines[(y - 1) * stride + x] : 0;
			const corner = y && x >= channels ? lines[(y - 1) * stride + x - channels] : 0;
			lines[y * stride + x] = raw[y * (stride + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
		}
	}
	for (let i = 0; i < width * height; i++)
		for (let c = 0; c < 4; c++) out[4 * i + c] = c < channels ? lines[channels * i + c] : 255;
	return { width, height, out };
}

/** PNG, 9.4. @param {number} a @param {number} b @param {number} c */
function paeth(a, b, c) {
	const p = a + b - c, pa = Math.abs(p - a), pb = Math.abs(p - b), pc = Math.abs(p - c);
	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

test('the QR code on the screen leads to the order', async () => {
	const page = await browser.page({ width: 900 });
	await shop(page, 'en', 'challah');
	const { width, height, out } = pixels(await page.locator('.ticket').screenshot());
	assert.equal(jsqr(out, width, height)?.data, page.url());
});

test('each screen passes axe, in light and in the dark', async () => {
	const page = await browser.page({ width: 1024 });
	await shop(page, 'he', 'חלה');
	const order = page.url();
	await page.goto('/en/goods/challah');
	await page.click('.buy-row button');
	for (const scheme of /** @type {const} */ (['light', 'dark'])) {
		await page.emulateMedia({ colorScheme: scheme });
		for (const path of ['/he/', '/en/goods', '/en/goods?find=nosuch', '/en/goods/cotton-shirt', '/en/goods/tomatoes', '/en/cart', '/he/checkout', order, '/fi/terms', '/en/nowhere']) {
			await page.goto(path);
			await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
			await page.addScriptTag({ path: axe }).catch(() => page.evaluate(require('node:fs').readFileSync(axe, 'utf8')));
			const { violations, passes } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
			assert.ok(passes.length > 15, 'axe has looked');
			assert.deepEqual(violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html.slice(0, 120)).join(' | ')}`), [], `${path} ${scheme}`);
		}
	}
}, { seconds: 120 });

test('the keyboard alone buys: skip link, then search, then the goods', async () => {
	const page = await browser.page();
	await page.goto('/en/');
	await page.keyboard.press('Tab');
	assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
	await page.keyboard.press('Enter');
	assert.match(page.url(), /#main$/);
	await page.goto('/en/goods/challah');
	await page.focus('#quantity');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/en/cart');
});

test('with JavaScript public pages say how many lines are in the cart', async () => {
	const page = await browser.page();
	await page.goto('/en/goods/challah');
	assert.equal(await page.isVisible('#cart-count'), false);
	await page.click('.buy-row button');
	await page.goto('/en/');
	await page.waitForSelector('#cart-count:not([hidden])');
	assert.equal(await page.innerText('#cart-count'), '1');
	assert.deepEqual(page.faults, []);
});
