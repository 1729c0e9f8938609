// office_home.mjs: what the office's first page says of today, of what waits and
// of the last days, and to whom.
import assert from 'node:assert/strict';
import { unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';
import { plenty, Till } from '../lib/till.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/** The card of one branch. @param {string} html @param {string} name */
const takings = (html, name) => seen(html.split('<section class="card"').find((part) => part.startsWith(` aria-label="${name}"`))?.split('</section>')[0] ?? '');

const [[haifa]] = await sql("SELECT name FROM branch WHERE code = 'HAIFA'");

test('the chart is drawn, with a table that says the same, day by day', async () => {
	const { text } = await owner.get('/office');
	const chart = text.match(/<figure class="card chart">.*?<\/figure>/s)?.[0] ?? '';
	assert.match(chart, /<svg viewBox="0 0 600 160"[^>]*role="img" aria-labelledby="month chart-says"/);
	assert.equal((chart.split('<tbody>')[1].match(/<tr>/g) ?? []).length, 30);
	assert.ok(!/style=|<style|<script/.test(chart));
});

test('a sale counts today at its door, by its tender, and in the chart', async () => {
	const till = await Till.enrolled('HAIFA', { name: 'Till of today', float: '100.00' });
	const ledger = (await sql('SELECT DATABASE()'))[0][0] + '_ledger';
	const sums = () => sql(`SELECT COUNT(CASE WHEN d.kind = 'receipt' THEN 1 END), COALESCE(SUM(d.total), 0) FROM ${ledger}.document d JOIN branch b ON b.id = d.branch_id JOIN orders o ON o.id = d.order_id
		JOIN sales_channel c ON c.id = o.channel_id WHERE b.code = 'HAIFA' AND c.kind = 'till' AND d.business_date = (SELECT MAX(business_date) FROM shift)`);
	const [[before]] = await sums();
	await plenty('7299990000036');
	const milk = await till.goods('7299990000036');
	assert.equal((await till.json('/till/sale', till.basket([[milk, 1]], [['cash', milk.price / 10000 + 1000]]))).status, 200);
	const [[count, total]] = await sums();
	assert.equal(Number(count), Number(before) + 1);
	const { text } = await owner.get('/office');
	const shown = `${Math.floor(Number(total) / 100).toLocaleString('en')}.${total.slice(-2)}`;
	const card = takings(text, haifa);
	assert.ok(card.includes(`${shown} × ${count}`), `${shown} × ${count} in ${card}`);
	assert.match(text, /class="chart-till" d="M\d/);
});

test('a till whose shift was forgotten and a mail that cannot go wait for somebody', async () => {
	await Till.enrolled('HAIFA', { name: 'Forgotten till', float: '100.00' });
	assert.ok(!seen((await owner.get('/office')).text).includes('Forgotten till'), 'it was opened today');
	const [[shift, day]] = await sql('SELECT id, business_date FROM shift ORDER BY id DESC LIMIT 1');
	await sql(`UPDATE shift SET business_date = DATE_SUB(business_date, INTERVAL 1 DAY) WHERE id = ${shift}`);
	await sql("INSERT INTO job (kind, due_at, attempts, state, created_at) VALUES ('mail.alert', UTC_TIMESTAMP(6), 12, 'failed', UTC_TIMESTAMP(6))");
	const page = seen((await owner.get('/office')).text);
	assert.match(page, /Needs somebody .*Forgotten till .*the shift is open since \d+ \w+ \d+;/);
	assert.match(page, /mails? could not be sent/);
	await sql(`UPDATE shift SET business_date = '${day}' WHERE id = ${shift}`);
	await sql("DELETE FROM job WHERE state = 'failed' AND order_id IS NULL");
});

test('takings are shown to who may see them, of the branches in scope', async () => {
	for (const [role, may] of /** @type {const} */ ([['accountant', true], ['manager', true], ['cashier', false], ['stock', false]])) {
		const { text } = await (await atOffice(await newPerson(role))).get('/office');
		assert.equal(text.includes('id="takings"'), may, role);
		assert.equal(text.includes('class="card chart"'), may, role);
	}
	const [[other]] = await sql("SELECT code FROM branch WHERE archived_at IS NULL AND code <> 'HAIFA' LIMIT 1");
	const { text } = await (await atOffice(await newPerson('manager', undefined, ['--branches', other]))).get('/office');
	assert.equal(takings(text, haifa), '');
});
