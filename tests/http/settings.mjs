// settings.mjs: the shop, its rules, its branches and their hours, its mail, as
// owners and managers keep them in the office.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, csrfOf, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, enrolledTill, forgetTries, newPerson } from '../lib/people.mjs';
import { check, mails, sql, waitMail } from '../lib/shop.mjs';
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

// ---- branches ----

const form = { name: 'Branch of <a test>', address: 'Test street 1', phone: '03-555-0199', zone: 'Asia/Jerusalem', day_ends: '4', pickup: '1' };
let made = '', code = '';

test('a branch is added, found in the lists and changed', async () => {
	code = `T${Date.now().toString(36)}`;
	const answer = await owner.submit(await owner.get('/office/settings/branches/new'), '/office/settings/branches/new', { ...form, code });
	assert.equal(answer.status, 303, seen(answer.text));
	code = code.toUpperCase();
	made = answer.location.match(/branches\/(\d+)\/hours/)?.[1] ?? '';
	assert.deepEqual(await sql(`SELECT code, day_ends FROM branch WHERE id = ${made}`), [[code, '240']]);
	assert.match((await owner.get('/office/settings/branches')).text, /Branch of &lt;a test&gt;/);
	const page = await owner.get(`/office/settings/branches/${made}`);
	const changed = await owner.submit(page, `/office/settings/branches/${made}/edit`, { name: 'Renamed', own_prices: '1' });
	assert.equal(changed.status, 303, seen(changed.text));
	assert.match(seen((await owner.get('/office/settings/branches')).text), /Renamed/);
	assert.deepEqual(JSON.parse(await noted('branch.changed')).changed, ['name', 'own_prices']);
});

test('what is wrong with a branch stands at its field, and what was typed stays', async () => {
	const [[first]] = await sql('SELECT code FROM branch ORDER BY id LIMIT 1');
	const page = await owner.get('/office/settings/branches/new');
	for (const [field, value, id] of [['name', '', 'name'], ['code', 'with blank', 'code'], ['code', first, 'code'], ['phone', 'none', 'phone'], ['alert_email', 'nobody', 'alert'], ['zone', 'Moon/Crater', 'zone']]) {
		const answer = await owner.submit(page, '/office/settings/branches/new', { ...form, code: 'FREE', [field]: value });
		assert.ok([409, 422].includes(answer.status), `${field}: ${answer.status}`);
		assert.match(answer.text, new RegExp(`id="${id}-error"`), field);
		assert.equal(valueOf(answer.text, 'address'), form.address);
	}
});

test('the week is set with several times a day, and the storefront says so', async () => {
	const at = `/office/settings/branches/${made}/hours`;
	const day = new Date().toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'Asia/Jerusalem' });
	const today = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(day);
	const answer = await owner.submit(await owner.get(at), at, { [`from${today}0`]: '00:00', [`to${today}0`]: '12:00', [`from${today}1`]: '12:30', [`to${today}1`]: '00:00' });
	assert.equal(answer.status, 303, seen(answer.text));
	assert.deepEqual(await sql(`SELECT weekday, opens, closes FROM branch_hours WHERE branch_id = ${made} ORDER BY opens`),
		[[String(today), '0', '720'], [String(today), '750', '1440']]);
	await soon('/en/', (html) => /Open today 00:00–12:00, 12:30–24:00/.test(seen(html)));
	const wrong = await owner.submit(await owner.get(at), at, { [`from${today}1`]: '11:00', from31: '09:00' });
	assert.equal(wrong.status, 422);
	const overlap = await owner.submit(await owner.get(at), at, { [`from${today}1`]: '11:00' });
	assert.match(overlap.text, new RegExp(`id="day-error-${today}"`));
	assert.match(overlap.text, new RegExp(`name="from${today}1" value="11:00"`));
});

test('a day that differs is closed or open at other times, until it is removed', async () => {
	const at = `/office/settings/branches/${made}`;
	const add = async (/** @type {Record<string, string>} */ values) => owner.submit(await owner.get(`${at}/hours`), `${at}/days`, values);
	const now = (await sql("SELECT DATE(CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', '+02:00'))"))[0][0];
	assert.equal((await add({ day: '2030-09-28', note: 'Rosh <Hashanah>' })).status, 303);
	assert.equal((await add({ day: now, opens: '00:00', closes: '00:00', note: 'All night' })).status, 303);
	assert.match(seen((await owner.get(`${at}/hours`)).text), /28 Sept? 2030 · Saturday Closed all day · Rosh <Hashanah>/);
	await soon('/en/', (html) => seen(html).includes('All night'));
	for (const values of [{ day: '2020-01-01' }, { day: 'soon' }, { day: '2030-01-01', opens: '09:00' }, { day: '2030-01-01', opens: '09:00', closes: '08:00' }])
		assert.equal((await add(values)).status, 422, JSON.stringify(values));
	const page = await owner.get(`${at}/hours`);
	assert.equal((await owner.postForm(`${at}/days/remove`, { csrf: csrfOf(page.text), day: '2030-09-28' })).status, 303);
	assert.ok(!(await owner.get(`${at}/hours`)).text.includes('2030'));
});

test('a branch that holds something is not archived, an empty one is', async () => {
	const full = await owner.get(`/office/settings/branches/${branch}`);
	assert.match(seen(full.text), /cannot be archived yet/);
	const refused = await owner.postForm(`/office/settings/branches/${branch}/archive`, { csrf: csrfOf(full.text) });
	assert.equal(refused.status, 409);
	assert.match(seen(refused.text), /still lies there/);
	const answer = await owner.submit(await owner.get(`/office/settings/branches/${made}`), `/office/settings/branches/${made}/archive`);
	assert.equal(answer.location, '/office/settings/branches');
	assert.equal((await owner.get(`/office/settings/branches/${made}`)).status, 404);
	assert.ok(!(await owner.get('/office/settings/branches')).text.includes('Renamed'));
});

test('what was ordered at a branch that is archived is still told there', async () => {
	const [[order, token, at]] = await sql("SELECT o.id, o.token, o.branch_id FROM orders o JOIN sales_channel c ON c.id = o.channel_id WHERE c.kind = 'web' LIMIT 1");
	await sql(`UPDATE orders SET branch_id = ${made} WHERE id = ${order}`);
	try {
		const page = await new Client().get(`/en/order/${token}`);
		assert.equal(page.status, 200, seen(page.text));
		assert.match(seen(page.text), /Renamed/);
		assert.match(seen((await owner.get(`/office/orders/${order}`)).text), /Renamed/);
	} finally {
		await sql(`UPDATE orders SET branch_id = ${at} WHERE id = ${order}`);
	}
});

test('a manager of one branch adds none and sees no other', async () => {
	const v = await atOffice(await newPerson('manager', `branch-${Date.now().toString(36)}`, ['--branches', branchCode]));
	const page = await v.get('/office/settings/branches');
	assert.ok(!page.text.includes(`/branches/${other}"`));
	assert.equal((await v.get(`/office/settings/branches/${other}`)).status, 404);
	assert.equal((await v.get(`/office/settings/branches/${other}/hours`)).status, 404);
	assert.equal((await v.postForm('/office/settings/branches/new', { csrf: csrfOf(page.text), ...form, code: 'NOTMINE' })).status, 403);
	assert.equal((await v.postForm(`/office/settings/branches/${other}/days`, { csrf: csrfOf(page.text), day: '2030-01-01' })).status, 404);
});

// ---- mail ----

test('a test mail goes out under the name that was set, once for one form, and the page says so', async () => {
	const to = `owner-${Date.now().toString(36)}@example.com`;
	const saved = await owner.submit(await owner.get('/office/settings/mail'), '/office/settings/mail', { sender: 'The Corner', answers: 'answers@example.com' });
	assert.equal(saved.status, 303, seen(saved.text));
	const page = await owner.get('/office/settings/mail');
	assert.ok(!/smtp_password|secret/.test(page.text));
	for (let i = 0; i < 2; i++) assert.equal((await owner.submit(page, '/office/settings/mail/test', { email: to })).status, 303);
	assert.match(seen((await owner.get('/office/settings/mail')).text), new RegExp(to));
	const mail = await waitMail(to);
	assert.match(mail, /From: "?The Corner"?\s+</);
	assert.match(mail, /Reply-To: answers@example.com/);
	for (let tries = 0; tries < 50 && !/The mail server took it/.test(seen((await owner.get('/office/settings/mail')).text)); tries++) await sleep(100);
	assert.match(seen((await owner.get('/office/settings/mail')).text), /The mail server took it/);
	assert.equal((await mails(to)).length, 1);
	assert.equal((await sql("SELECT COUNT(*) FROM setting WHERE name = 'mail.tested'"))[0][0], '1');
	const wrong = await owner.submit(await owner.get('/office/settings/mail'), '/office/settings/mail/test', { email: 'nobody' });
	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /id="email-error"/);
});

test('the books are right after all that', check);
