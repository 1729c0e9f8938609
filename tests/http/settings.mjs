// settings.mjs: the shop, its rules, its branches and their hours, its mail, as
// owners and managers keep them in the office.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, csrfOf, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, enrolledTill, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const manager = await atOffice(people.manager);
const [[schema]] = await sql('SELECT DATABASE()');
const [[branch, branchCode], [other]] = await sql('SELECT id, code FROM branch WHERE archived_at IS NULL ORDER BY id LIMIT 2');

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
/** The last entry of the audit log of an action. @param {string} action */
const noted = async (action) => (await sql(`SELECT IFNULL(detail, '') FROM ${schema}_ledger.audit WHERE action = '${action}' ORDER BY id DESC LIMIT 1`))[0]?.[0];

/** The value of a field as the page has it. @param {string} html @param {string} id */
const valueOf = (html, id) => unescapeHtml(html.match(new RegExp(`<input id="${id}"[^>]*? value="([^"]*)"`))?.[1] ?? '');

/** A public page once it is new: nginx keeps the old one for a second. @param {string} path @param {(html: string) => boolean} accept */
async function soon(path, accept) {
	let html = '';
	for (let tries = 0; tries < 30; tries++) {
		html = (await new Client().get(path)).text;
		if (accept(html)) return html;
		await sleep(100);
	}
	throw new Error(`${path} stays as it was: ${seen(html).slice(0, 400)}`);
}

// ---- the shop ----

const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const BOUNDARY = '----MakoletTestBoundary';

/** Sends a file as the logo. @param {Client} v @param {Buffer} bytes @param {string} name */
async function sendLogo(v, bytes, name) {
	const token = csrfOf((await v.get('/office/settings/shop')).text);
	const body = Buffer.concat([
		Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${token}\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="logo"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`),
		bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
	return v.request('POST', '/office/settings/logo', { headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, body });
}

const before = await sql('SELECT name, legal_name, tax_number, lang FROM company');
const [[webLanguages]] = await sql("SELECT languages FROM sales_channel WHERE kind = 'web'");
after(async () => {
	const [name, legal, tax, lang] = before[0];
	await sql(`UPDATE company SET name = '${name}', legal_name = '${legal}', tax_number = '${tax}', lang = '${lang}', logo_media_id = NULL`);
	await sql(`UPDATE sales_channel SET languages = '${webLanguages}' WHERE kind = 'web'`);
});

test('the owner renames the shop, and every door says so within a second', async () => {
	const page = await owner.get('/office/settings/shop');
	assert.equal(page.status, 200);
	assert.equal(valueOf(page.text, 'name'), before[0][0]);
	const answer = await owner.submit(page, '/office/settings/shop', { name: 'Corner & <Sons>', legal_name: '', tax_number: '51-000000-3' });
	assert.equal(answer.status, 303, seen(answer.text));
	const again = await owner.get(answer.location);
	assert.equal(valueOf(again.text, 'name'), 'Corner & <Sons>');
	assert.equal(valueOf(again.text, 'legal_name'), 'Corner & <Sons>');
	assert.equal(valueOf(again.text, 'tax_number'), '510000003');
	await sleep(1100);
	for (let i = 0; i < 8; i++)
		for (const path of ['/office/login', '/till/enrol', '/en/cart'])
			assert.match((await new Client().get(path)).text, /Corner &amp; &lt;Sons&gt;/, path);
	await soon('/en/', (html) => html.includes('Corner &amp; &lt;Sons&gt;'));
	assert.deepEqual(JSON.parse(await noted('shop.changed')).changed.sort(), ['legal_name', 'name']);
});

test('a tax number with a wrong check digit is refused at its field, and what was typed stays', async () => {
	const answer = await owner.submit(await owner.get('/office/settings/shop'), '/office/settings/shop', { name: 'Kept', tax_number: '510000004' });
	assert.equal(answer.status, 422);
	assert.match(answer.text, /id="tax-error"/);
	assert.equal(valueOf(answer.text, 'tax_number'), '510000004');
	assert.equal(valueOf(answer.text, 'name'), 'Kept');
	assert.notEqual((await sql('SELECT name FROM company'))[0][0], 'Kept');
});

test('the web offers the languages that were ticked, the main one always', async () => {
	const page = await owner.get('/office/settings/shop');
	const token = csrfOf(page.text);
	const answer = await owner.postForm('/office/settings/shop', { csrf: token, name: before[0][0], tax_number: before[0][2], main: 'he', en: '1' });
	assert.equal(answer.status, 303);
	assert.deepEqual(await sql("SELECT languages FROM sales_channel WHERE kind = 'web'"), [['he en']]);
	await soon('/en/', (html) => html.includes('hreflang="he"') && !html.includes('hreflang="fi"'));
});

test('a logo stands in the shop, at the till and in the office, until it is removed', async () => {
	const till = await enrolledTill(people.manager);
	const answer = await sendLogo(owner, dot, 'logo.png');
	assert.equal(answer.status, 303, seen(answer.text));
	const src = unescapeHtml((await owner.get('/office/settings/shop')).text.match(/<img src="([^"]*media[^"]+)"/)?.[1] ?? '');
	const file = await new Client().get(src), hash = src.split('/')[2];
	assert.equal(file.headers['content-type'], 'image/webp');
	await soon('/he/', (html) => unescapeHtml(html).includes(src));
	assert.ok((await till.get('/till/login')).text.includes(hash));
	const gone = await owner.submit(await owner.get('/office/settings/shop'), '/office/settings/logo/remove');
	assert.equal(gone.status, 303);
	assert.ok(!(await owner.get('/office/settings/shop')).text.includes(hash));
	assert.deepEqual(await sql(`SELECT COUNT(*) FROM media WHERE LOWER(HEX(hash)) = '${hash}'`), [['0']]);
});

test('what is no picture is refused by its name, and the logo stays', async () => {
	await sendLogo(owner, dot, 'logo.png');
	const answer = await sendLogo(owner, Buffer.from('<svg onload=alert(1)>'), 'evil.png');
	assert.equal(answer.status, 422);
	assert.match(answer.text, /id="logo-error"[^]*evil\.png/);
	assert.equal((await sql('SELECT COUNT(*) FROM company WHERE logo_media_id IS NOT NULL'))[0][0], '1');
	await owner.submit(await owner.get('/office/settings/shop'), '/office/settings/logo/remove');
});

// ---- rules ----

after(() => sql("DELETE FROM setting WHERE name IN ('pickup.days', 'till.hold_minutes', 'mail.reply_to', 'mail.name')"));

test('every setting that is shown has its form, and no other', async () => {
	const page = (await owner.get('/office/settings/rules')).text;
	for (const name of ['cash.step', 'pickup.days', 'till.hold_minutes', 'terms.version', 'mail.reply_to'])
		assert.ok(page.includes(`name="setting" value="${name}"`), name);
	assert.ok(!page.includes('shop.demo'));
	assert.equal(valueOf(page, 'value-cash.step'), '0.10');
});

/** @param {Client} v @param {Record<string, string>} values */
async function rule(v, values) {
	const query = new URLSearchParams(Object.entries(values).filter(([name]) => ['branch', 'till'].includes(name)));
	await v.get(`/office/settings/rules?${query}`);
	return v.postForm('/office/settings/rules', values);
}

test('a branch differs from the shop until it follows it again', async () => {
	assert.equal((await rule(owner, { setting: 'pickup.days', value: '5' })).status, 303);
	assert.equal((await rule(owner, { setting: 'pickup.days', value: '7', branch })).status, 303);
	assert.equal(valueOf((await owner.get(`/office/settings/rules?branch=${branch}`)).text, 'value-pickup.days'), '7');
	assert.match(seen((await owner.get(`/office/settings/rules?branch=${branch}`)).text), /Set here As the shop: 5/);
	assert.equal(valueOf((await owner.get(`/office/settings/rules?branch=${other}`)).text, 'value-pickup.days'), '5');
	assert.equal((await rule(owner, { setting: 'pickup.days', inherit: '1', branch })).status, 303);
	assert.equal(valueOf((await owner.get(`/office/settings/rules?branch=${branch}`)).text, 'value-pickup.days'), '5');
	assert.equal(JSON.parse(await noted('setting.set')).value, null);
});

test('a value of the wrong type stays typed, with the reason at its field', async () => {
	for (const [setting, value] of [['pickup.days', 'many'], ['pickup.days', '61'], ['cash.step', '5.00'], ['mail.reply_to', 'nobody'], ['pickup.days', '']]) {
		const answer = await rule(owner, { setting, value });
		assert.equal(answer.status, 422, `${setting} ${value}`);
		assert.match(answer.text, new RegExp(`id="error-${setting.replace('.', '\\.')}"`));
		if (value) assert.equal(valueOf(answer.text, `value-${setting}`), value);
	}
	assert.equal((await rule(owner, { setting: 'shop.demo', value: '0' })).status, 404);
	assert.equal((await rule(owner, { setting: 'terms.version', value: '2', branch })).status, 404);
});

test('a manager sets rules of his branches and not of the shop', async () => {
	const v = await atOffice(await newPerson('manager', undefined, ['--branches', branchCode]));
	const page = await v.get('/office/settings/rules');
	assert.equal(page.status, 200);
	assert.ok(!page.text.includes('The whole shop'));
	assert.equal((await rule(v, { setting: 'pickup.days', value: '4', branch })).status, 303);
	assert.equal((await v.postForm('/office/settings/rules', { setting: 'pickup.days', value: '4' })).status, 403);
	assert.equal((await v.postForm('/office/settings/rules', { setting: 'pickup.days', value: '4', branch: other })).status, 404);
	assert.equal((await v.get(`/office/settings/rules?branch=${other}`)).status, 404);
	assert.equal((await manager.get('/office/settings/shop')).status, 403);
	await rule(v, { setting: 'pickup.days', inherit: '1', branch });
});

test('the books are right after all that', check);
