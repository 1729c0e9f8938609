// settings.mjs: settings and the list until the opening in Chromium: an owner
// sets hours and a rule without script, and every screen as it is seen and read
// out, in four widths of life.
// tests/run: seconds 300
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch, picture } from '../lib/browser.mjs';
import { demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch();
await forgetTries();
after(forgetTries);
const people = await demoPeople();
/** @type {Record<string, import('../lib/people.mjs').Person>} */
const owners = { en: people.owner, he: await newPerson('owner', undefined, ['--lang', 'he']) };
const [[branch]] = await sql('SELECT id FROM branch WHERE archived_at IS NULL ORDER BY id LIMIT 1');

/** @param {import('playwright-core').Page} page @param {import('../lib/people.mjs').Person} who */
async function logIn(page, { login, password }) {
	await page.goto('/office/login');
	await page.fill('#login', login);
	await page.fill('#password', password);
	await page.click('form button');
	await page.waitForURL('**/office');
}

test('without script an owner sets two times a day and a holiday', async () => {
	const page = await browser.page({ script: false });
	await logIn(page, people.owner);
	await page.goto('/office/settings');
	await page.click('a[href="/office/settings/branches"]');
	await page.click(`a[href="/office/settings/branches/${branch}/hours"]`);
	const before = await sql(`SELECT weekday, opens, closes FROM branch_hours WHERE branch_id = ${branch} ORDER BY 1, 2`);
	await page.fill('[name=to20]', '13:00');
	await page.locator('fieldset').filter({ has: page.locator('[name=from21]') }).locator('summary').click();
	await page.fill('[name=from21]', '16:00');
	await page.fill('[name=to21]', '20:00');
	await page.click(`form[action$="/hours"] button:not([hidden])`);
	assert.equal(await page.inputValue('[name=to21]'), '20:00');
	await page.fill('#day', '2031-09-18');
	await page.fill('#note', 'Holiday');
	await page.click('form[action$="/days"] button');
	assert.match(await page.locator('#days li').last().innerText(), /2031[^]*Closed all day[^]*Holiday/);
	await page.locator('#days li').last().locator('button').click();
	assert.equal(await page.getByText('2031').count(), 0);
	await page.fill('[name=to20]', '21:00');
	await page.fill('[name=from21]', '');
	await page.fill('[name=to21]', '');
	await page.click(`form[action$="/hours"] button:not([hidden])`);
	assert.deepEqual(await sql(`SELECT weekday, opens, closes FROM branch_hours WHERE branch_id = ${branch} ORDER BY 1, 2`), before);
	assert.deepEqual(page.faults, []);
});

const screens = {
	settings: '/office/settings', shop: '/office/settings/shop', rules: '/office/settings/rules', branch_rules: `/office/settings/rules?branch=${branch}`,
	branches: '/office/settings/branches', branch: `/office/settings/branches/${branch}`, branch_new: '/office/settings/branches/new',
	hours: `/office/settings/branches/${branch}/hours`, mail: '/office/settings/mail', checklist: '/office/checklist',
};

for (const lang of ['en', 'he'])
	test(`every screen fits its width and axe finds nothing, in ${lang}`, async () => {
		const page = await browser.page({ language: lang });
		await logIn(page, owners[lang]);
		for (const [name, path] of Object.entries(screens))
			for (const width of [390, 820, 1440]) {
				await page.setViewportSize({ width, height: 900 });
				await page.goto(path);
				await picture(page, `settings_${name}-${lang}-${width}`);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
				assert.ok(!wide, `${path} is wider than ${width}`);
				if (width === 820) continue;
				await page.evaluate(axe);
				const found = await page.evaluate('axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })');
				assert.deepEqual(found.violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes[0].html}`), [], `${path} at ${width}`);
			}
		assert.deepEqual(page.faults, []);
	}, { seconds: 200 });
