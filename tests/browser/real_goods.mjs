// real_goods.mjs: a good of a real store's price file, in Hebrew in Chromium:
// bought from list to tracked order, sold at the till by its real barcode, one stock.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { launch, picture } from '../lib/browser.mjs';
import { makolet, sql } from '../lib/shop.mjs';
import { after, skip, test } from '../lib/tap.mjs';
import { Shop, books, number } from '../fault/_shop.mjs';
import { aRealGood, branch, priceFile, storeArguments } from '../lib/real_goods.mjs';

/** @typedef {Awaited<ReturnType<Awaited<ReturnType<typeof launch>>['page']>>} Page */

/** The owner counts a good in the office. @param {Page} page @param {number} variant @param {number} pieces */
async function count(page, variant, pieces) {
	await page.goto('/office/login');
	await page.fill('input[name=login]', 'owner');
	await page.fill('input[name=password]', 'owner-demo-1');
	await page.press('input[name=password]', 'Enter');
	await page.waitForURL('**/office');
	await page.goto(`/office/goods/${variant}`);
	const shelf = await number(`SELECT l.id FROM location l JOIN branch b ON b.id = l.branch_id WHERE b.code = '${branch}' AND l.kind = 'shelf'`);
	const form = page.locator(`form:has(input[name=location][value="${shelf}"])`);
	await page.locator(`details:has(input[name=location][value="${shelf}"]) > summary`).click();
	await form.locator('input[name=counted]').fill(String(pieces));
	await form.locator('select[name=policy]').selectOption('block');
	await form.locator('button').click();
	await page.waitForLoadState();
	await picture(page, 'real-office-good');
}

/** Finds it by name, orders some. @param {Page} page @param {{ name: string, slug: string }} good @param {number} pieces */
async function order(page, good, pieces) {
	await page.goto('/he/');
	await page.fill('#find', good.name);
	await page.press('#find', 'Enter');
	await picture(page, 'real-store-found');
	await page.locator(`a.good-link[href="/he/goods/${encodeURIComponent(good.slug)}"]`).click();
	await picture(page, 'real-store-product');
	await page.fill('#quantity', String(pieces));
	await page.click('.buy-row button');
	await page.click('.sum .button-wide');
	await page.fill('#name', 'נועה לוי');
	await page.fill('#email', 'noa@example.com');
	await page.check(`input[name=branch][value="${await number(`SELECT id FROM branch WHERE code = '${branch}'`)}"]`);
	await page.check('input[name=terms]');
	await page.click('.button-order');
	assert.match(page.url(), /\/order\/[\w-]{22}$/);
	await picture(page, 'real-store-order');
	assert.ok((await page.innerText('main')).includes(good.name));
}

/** Enrols, opens a shift, sells by barcode for cash. @param {Page} page @param {string} code @param {number} pieces */
async function sell(page, code, pieces) {
	await sql("UPDATE staff SET lang = 'he' WHERE login = 'cashier'");
	await page.goto('/till/enrol');
	await page.check(`input[name=branch][value="${await number(`SELECT id FROM branch WHERE code = '${branch}'`)}"]`);
	await page.fill('#name', 'קופה 1');
	await page.fill('input[name=login]', 'manager');
	await page.fill('input[name=password]', 'manager-demo-2');
	await page.press('input[name=password]', 'Enter');
	await page.waitForURL('**/till/login');
	await page.locator('input[value=cashier]').focus();
	await page.keyboard.press('Space');
	await page.keyboard.type('3333');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/till/shift/open');
	await page.fill('#float', '200');
	await page.press('#float', 'Enter');
	await page.waitForURL('**/till');
	await page.waitForFunction(() => document.activeElement?.id === 'scan');
	await page.keyboard.type(`${pieces}*${code}`);
	await page.keyboard.press('Enter');
	await page.locator('.till-line').waitFor();
	await picture(page, 'real-till-basket');
	await page.keyboard.press('Enter');
	await page.locator('#pay[open]').waitFor();
	await picture(page, 'real-till-pay');
	await page.keyboard.press('Enter');
	await page.locator('#done-sum').waitFor();
	await picture(page, 'real-till-done');
}

async function run() {
	const shop = await Shop.start({ workers: 2 });
	after(() => shop.stop());
	const browser = await launch();

	test('a real good in Hebrew, through both doors, from one stock', async () => {
		const taken = await makolet('import', ...storeArguments, priceFile);
		assert.equal(taken.status, 0, taken.stderr);
		const good = await aRealGood();
		await count(await browser.page({ width: 1440 }), good.variant, 10);
		const shopper = await browser.page({ width: 390, height: 800, language: 'he' });
		await order(shopper, good, 3);
		const till = await browser.page({ width: 1024, height: 768, language: 'he' });
		await sell(till, good.code, 2);
		const [levels] = await sql(`SELECT s.on_hand, s.reserved FROM stock_level s JOIN location l ON l.id = s.location_id
			JOIN branch b ON b.id = l.branch_id WHERE b.code = '${branch}' AND s.variant_id = ${good.variant}`);
		assert.deepEqual(levels, ['8000', '3000']);
		assert.deepEqual([...shopper.faults, ...till.faults], []);
		await books();
	}, { seconds: 240 });
}

if (existsSync(priceFile)) await run();
else skip('a real price file in Chromium', 'no ../shared/data');
