// office_prices.mjs: prices are prepared, set for their hour and taken back; labels
// that are wrong are printed and noted; searches without a result are listed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const owner = await atOffice((await demoPeople()).owner);
const mark = Date.now().toString(36);
const soap = (await sql("SELECT v.id, i.slug FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = 'olive-soap'"))[0];
const towel = (await sql("SELECT v.id FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug = 'bath-towel' ORDER BY v.id LIMIT 1"))[0][0];
const [[code]] = await sql(`SELECT code FROM barcode WHERE variant_id = ${soap[0]} AND branch_id = 0 LIMIT 1`);
const [[haifa]] = await sql("SELECT id FROM branch WHERE code = 'HAIFA'");
/** What the goods cost before the tests. */
const before = await sql(`SELECT p.price_list_id, p.variant_id, p.price FROM price p WHERE p.variant_id IN (${soap[0]}, ${towel})`);
after(async () => {
	await sql('UPDATE price_change SET state = \'cancelled\' WHERE state = \'draft\' AND name LIKE \'Test %\'');
	for (const [list, variant, price] of before)
		await sql(`INSERT INTO price (price_list_id, variant_id, valid_from, price) VALUES (${list}, ${variant}, UTC_TIMESTAMP(6), ${price})`);
	await sql("UPDATE version SET number = number + 1 WHERE name = 'goods'");
});

/** A new draft; its path. @param {string} name */
async function draft(name) {
	const answer = await owner.submit(await owner.get('/office/prices'), '/office/prices', { name: `Test ${name} ${mark}` });
	assert.equal(answer.status, 303, answer.text);
	return answer.location;
}

/** @param {string} path @param {string} variant @param {string} price */
async function line(path, variant, price) {
	await owner.get(path);
	return owner.postForm(`${path}/line`, { variant, price });
}

/** The date of so many days from now, in Haifa. @param {number} days */
const day = (days) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jerusalem' }).format(Date.now() + days * 86400000);

/** The state that a set's page says. @param {string} path */
const stage = async (path) => (await owner.get(path)).text.match(/class="stage stage-(\w+)"/)?.[1];

/** What the shop shows, as soon as it shows it. @param {string} price */
async function shown(price) {
	const shopper = new Client();
	for (let tries = 0; tries < 40; tries++) {
		const page = await shopper.get(`/en/goods/${soap[1]}`);
		if (page.text.includes(price)) return;
		await sleep(100);
	}
	assert.fail(`${price} is not shown in the shop`);
}

test('a scanned code goes in at once, words list what they find', async () => {
	const path = await draft('scan');
	const form = await owner.get(path);
	const scanned = await owner.submit(form, `${path}/take`, { find: code });
	assert.equal(scanned.location, `${path}?good=${soap[0]}`);
	const page = await owner.get(`${path}?good=${soap[0]}`);
	assert.match(page.text, new RegExp(`id="good-price"[^>]*value="12\\.90"|name="price" value="12\\.90"`));
	const words = await owner.submit(page, `${path}/take`, { find: 'soap' });
	assert.equal(words.location, `${path}?find=soap`);
	const found = await owner.get(`${path}?find=soap`);
	assert.ok(found.text.includes(`name="variant" value="${soap[0]}"`));
	assert.match((await owner.get(`${path}?find=nosuchthing`)).text, /Nothing found for/);
});

test('what is typed wrong is said at its field and kept; nothing changes', async () => {
	const path = await draft('wrong');
	await line(path, soap[0], '13.50');
	const bad = await line(path, soap[0], '13,5x');
	assert.equal(bad.status, 422, bad.text);
	assert.match(bad.text, /id="good-price" name="price" value="13,5x"[^>]*aria-invalid="true"/);
	assert.match((await owner.get(path)).text, /value="13\.50"/);
	const none = await owner.postForm('/office/prices', { uuid: randomUUID(), name: '', list: '1' });
	assert.equal(none.status, 422);
	assert.match(none.text, /id="name-error"/);
	const rule = { goods: 'all', category: 'bath', how: 'percent_up', ending: 'tenth', rounding: 'up' };
	assert.match((await owner.postForm(`${path}/rule`, rule)).text, /id="by-error"/);
	assert.match((await owner.postForm(`${path}/rule`, { ...rule, how: 'percent_down', by: '100' })).text, /id="by-error"/);
	for (const [date, time, field] of [['2020-01-01', '07:00', 'date'], ['never', '07:00', 'date'], [day(2), '25:00', 'time'], ['2028-03-24', '02:30', 'time']]) {
		const page = await owner.postForm(`${path}/set`, { when: 'at', date, time });
		assert.equal(page.status, 422, `${date} ${time}`);
		assert.ok(page.text.includes(`id="${field}-error"`), `${date} ${time}`);
		assert.ok(page.text.includes(`value="${date}"`), 'what was typed is kept');
	}
	assert.equal(await stage(path), 'placed');
});

test('a rule takes a category in and says what it did', async () => {
	const path = await draft('rule');
	await owner.get(path);
	const answer = await owner.postForm(`${path}/rule`, { goods: 'all', category: 'bath', how: 'percent_down', by: '10', ending: 'ninety', rounding: 'nearest' });
	assert.match(answer.location, /\?changed=\d+&same=0&unpriced=0#lines$/);
	const page = await owner.get(answer.location.replace(/#.*/, ''));
	assert.match(page.text, /goods have a new price\./);
	// 12.90 less a tenth is 11.61; nearest that ends in .90 is 11.90.
	assert.match(page.text, new RegExp(`name="variant" value="${soap[0]}">(?:<[^>]*>)*<input name="price" value="11\\.90"`));
	assert.match(page.text, /change-down/);
	await owner.postForm(`${path}/line`, { variant: soap[0], remove: '1', page: '1' });
	assert.ok(!(await owner.get(path)).text.includes(`id="line-${soap[0]}"`));
});

test('prices are set for an hour, conflicts are shown, and all is taken back until then', async () => {
	const first = await draft('first'), second = await draft('second');
	await line(first, soap[0], '14.90');
	assert.equal((await owner.postForm(`${first}/set`, { when: 'at', date: day(3), time: '07:00' })).status, 303);
	assert.equal(await stage(first), 'ready');
	await shown('12.90');
	await line(second, soap[0], '15.90');
	const page = await owner.get(second);
	assert.match(page.text, /1 good has another price coming\./);
	assert.ok(page.text.includes(`href="${first}"`), 'it says where it comes from');
	const refused = await owner.postForm(`${second}/set`, { when: 'at', date: day(4), time: '07:00' });
	assert.equal(refused.status, 409);
	assert.match(refused.text, /id="replace-error"/);
	assert.equal((await owner.postForm(`${second}/set`, { when: 'at', date: day(4), time: '07:00', replace: '1' })).status, 303);
	assert.match((await owner.get(first)).text, /Replaced or taken back/);
	for (const path of [first, second]) assert.equal((await owner.postForm(`${path}/cancel`, {})).status, 303);
	assert.equal(await stage(second), 'cancelled');
	assert.deepEqual(await sql(`SELECT 1 FROM price WHERE variant_id = ${soap[0]} AND valid_from > UTC_TIMESTAMP(6)`), []);
	assert.equal((await line(second, soap[0], '1.00')).status, 409);
});

test('at once, the shop follows and nothing takes it back; a copy goes on', async () => {
	const path = await draft('now');
	await line(path, soap[0], '13.30');
	await line(path, towel, '64.90');
	const uuid = randomUUID();
	assert.equal((await owner.postForm(`${path}/set`, { when: 'now' })).status, 303);
	assert.equal(await stage(path), 'done');
	await shown('13.30');
	const begun = await owner.postForm(`${path}/cancel`, {});
	assert.equal(begun.status, 409);
	assert.match(begun.text, /These prices have begun/);
	const copies = [];
	for (let i = 0; i < 2; i++) copies.push((await owner.postForm(`${path}/copy`, { uuid, name: `Test copy ${mark}` })).location);
	assert.equal(copies[0], copies[1], 'the same form twice makes one set');
	assert.match((await owner.get(copies[0])).text, /value="64\.90"/);
	await check();
});

test('labels that are wrong are printed, and only who says so makes them right', async () => {
	const list = () => owner.get(`/office/labels?branch=${haifa}`);
	const listed = async () => (await list()).text.includes(`/office/goods/${soap[0]}"`);
	assert.ok(await listed(), 'its price has changed');
	const print = await owner.get(`/office/labels/print?branch=${haifa}&category=bath&size=sheet&used=2`);
	assert.match(print.text, /class="sheets sheets-sheet" lang="he" dir="rtl"/);
	assert.match(print.text, /13\.30/);
	assert.match(print.text, /<path d="M11 0h1v65/);
	assert.equal(print.text.match(/class="label"><\/div>/g)?.length, 2, 'two places are used up');
	assert.ok(await listed(), 'looking notes nothing');
	const form = print.text.match(/name="marks" value="([^"]+)"/)?.[1] ?? '';
	const uuid = randomUUID();
	for (let i = 0; i < 2; i++) {
		const done = await owner.postForm('/office/labels/printed', { uuid, branch: haifa, marks: form });
		assert.match(done.location, /labels=[1-9]\d*&outdated=0$/);
	}
	assert.ok(!await listed());
	assert.match((await owner.get(`/office/labels?branch=${haifa}&variant=${soap[0]}`)).text, /is right, since/);
	assert.match((await owner.get(`/office/labels?date=never`)).text, /id="when-error"/);
	assert.equal((await owner.postForm('/office/labels/printed', { uuid: randomUUID(), branch: haifa, marks: 'nonsense' })).status, 422);
});

test('labels for the hour to come show its prices', async () => {
	const path = await draft('evening');
	await line(path, soap[0], '16.60');
	await owner.postForm(`${path}/set`, { when: 'at', date: day(1), time: '08:00' });
	assert.ok(!(await owner.get(`/office/labels?branch=${haifa}`)).text.includes(`/office/goods/${soap[0]}"`));
	const evening = await owner.get(`/office/labels?branch=${haifa}&date=${day(1)}&time=08:00`);
	assert.ok(evening.text.includes(`/office/goods/${soap[0]}"`));
	assert.match(evening.text, /16\.60/);
	await owner.get(path);
	await owner.postForm(`${path}/cancel`, {});
});

test('what goes off the shelf is listed until it is taken off', async () => {
	await sql(`UPDATE item SET archived_at = UTC_TIMESTAMP(6) WHERE slug = 'olive-soap'`);
	const page = await owner.get(`/office/labels?branch=${haifa}`);
	assert.match(page.text, /To take off the shelf/);
	const done = await owner.submit(page, '/office/labels/removed');
	assert.match(done.location, /labels=1&outdated=0$/);
	assert.ok(!(await owner.get(`/office/labels?branch=${haifa}`)).text.includes('To take off the shelf'));
	await sql(`UPDATE item SET archived_at = NULL WHERE slug = 'olive-soap'`);
});

test('searches without a result are listed, newest or most often, and forgotten', async () => {
	const word = `zzq${mark}`;
	const shopper = new Client();
	for (let i = 0; i < 2; i++) await shopper.get(`/en/goods?find=${word}&x=${i}`);
	const page = await owner.get('/office/searches?sort=newest');
	assert.ok(page.text.includes(`href="/office/goods?find=${word}"`));
	assert.match((await owner.get('/office/searches')).text, /kombucha/);
	assert.equal((await owner.postForm('/office/searches/forget', { query: word })).status, 303);
	assert.ok(!unescapeHtml((await owner.get('/office/searches?sort=newest')).text).includes(word));
});

test('who sets no prices sees none of it; who only looks prints nothing', async () => {
	for (const [role, prices, labels, searches] of /** @type {const} */ ([['manager', 200, 200, 200], ['stock', 403, 200, 200], ['accountant', 403, 403, 200], ['cashier', 403, 403, 200]])) {
		const v = await newPerson(role, `${role}-p-${mark}`).then(atOffice, () => null);
		if (!v) continue;
		assert.equal((await v.get('/office/prices')).status, prices, role);
		assert.equal((await v.get('/office/labels')).status, labels, role);
		assert.equal((await v.get('/office/searches')).status, searches, role);
	}
	const carmel = await atOffice(await newPerson('manager', `carmel-p-${mark}`, ['--branches', 'CARMEL']));
	assert.equal((await carmel.get(`/office/labels?branch=${haifa}`)).status, 404);
	const [[id]] = await sql(`SELECT MAX(id) FROM price_change WHERE price_list_id = (SELECT price_list_id FROM branch WHERE id = ${haifa})`);
	assert.equal((await carmel.get(`/office/prices/${id}`)).status, 404);
});
