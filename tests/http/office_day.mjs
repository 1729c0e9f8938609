// office_day.mjs: the day's documents as the accountant's spreadsheet reads them.
import assert from 'node:assert/strict';
import { atOffice, forgetTries, newPerson } from '../lib/people.mjs';
import { sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';
import { branchId, plenty, Till } from '../lib/till.mjs';

await forgetTries();
after(forgetTries);
const accountant = await atOffice(await newPerson('accountant'));
const haifa = await branchId('HAIFA');

/** @param {string} text */
function table(text) {
	const [names, ...rows] = text.replace(/^\ufeff/, '').trimEnd().split('\r\n').map((row) => row.split(','));
	return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
}

test('a sale is a row with its tax by rate and what was taken in cash', async () => {
	const till = await Till.enrolled('HAIFA');
	await plenty('7299990000036');
	const milk = await till.goods('7299990000036');
	assert.equal((await till.json('/till/sale', till.basket([[milk, 2]], [['cash', milk.price / 5000 + 1000]]))).status, 200);
	const ledger = `${(await sql('SELECT DATABASE()'))[0][0]}_ledger`;
	const [[id, day, total, tax]] = await sql(`SELECT id, business_date, total, tax FROM ${ledger}.document ORDER BY id DESC LIMIT 1`);
	const answer = await accountant.get(`/office/day.csv?branch=${haifa}&date=${day}`);
	assert.equal(answer.status, 200);
	const rows = table(answer.text), last = rows[rows.length - 1];
	assert.deepEqual([[String(rows.length)]], await sql(`SELECT COUNT(*) FROM ${ledger}.document WHERE branch_id = ${haifa} AND business_date = '${day}'`));
	/** @param {string} amount */
	const minor = (amount) => String(Math.round(Number(amount) * 100));
	assert.deepEqual([minor(last.total), minor(last.tax), minor(last.gross_18), minor(last.tax_18), last.card], [total, tax, total, tax, '0.00'], id);
	assert.equal(minor(last.cash), String(Number(total) + Number(minor(last.rounding))));
});

test('a day without trade is a heading; no date and no branch are said', async () => {
	const empty = await accountant.get(`/office/day.csv?branch=${haifa}&date=2001-01-01`);
	assert.equal(table(empty.text).length, 0);
	assert.match(empty.text, /^\ufeff?kind,series,number,/);
	assert.equal((await accountant.get(`/office/day.csv?branch=${haifa}&date=2001-02-30`)).status, 400);
	assert.equal((await accountant.get('/office/day.csv?branch=99999999')).status, 404);
});

test('a cashier gets none, nor does a manager of another branch', async () => {
	const [[other]] = await sql("SELECT code FROM branch WHERE archived_at IS NULL AND code <> 'HAIFA' LIMIT 1");
	assert.equal((await (await atOffice(await newPerson('cashier'))).get(`/office/day.csv?branch=${haifa}`)).status, 403);
	assert.equal((await (await atOffice(await newPerson('manager', undefined, ['--branches', other]))).get(`/office/day.csv?branch=${haifa}`)).status, 404);
});
