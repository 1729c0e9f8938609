// staff.mjs: who works here, as owners and managers keep it in the office.
import assert from 'node:assert/strict';
import { Client, unescapeHtml } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries, newPerson } from '../lib/people.mjs';
import { check, sql } from '../lib/shop.mjs';
import { after, test } from '../lib/tap.mjs';

await forgetTries();
after(forgetTries);
const people = await demoPeople();
const owner = await atOffice(people.owner);
const manager = await atOffice(people.manager);
const [[schema]] = await sql('SELECT DATABASE()');
const [[branch, branchName], [other]] = await sql('SELECT id, name FROM branch ORDER BY id LIMIT 2');
let made = 0;

/** What a reader sees. @param {string} html */
const seen = (html) => unescapeHtml(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
/** @param {string} login */
const idOf = async (login) => (await sql(`SELECT id FROM staff WHERE login = '${login}'`))[0][0];
const freshLogin = () => `made-${Date.now().toString(36)}${made++}`;
/** What the ledger says of a person. @param {string} id */
const ledger = (id) => sql(`SELECT action, IFNULL(detail, '') FROM ${schema}_ledger.audit WHERE object_kind = 'staff' AND object_id = ${id} ORDER BY id`);

/**
 * Sends the form for somebody new.
 * @param {Client} v
 * @param {Record<string, string>} values
 */
async function add(v, values) {
	return v.submit(await v.get('/office/staff/new'), '/office/staff/new', values);
}

test('an owner adds somebody, who then logs in', async () => {
	const login = freshLogin();
	const answer = await add(owner, { login, name: 'Tamar <Levi>', role: 'stock', lang: 'he', all: '1', password: 'quite a secret' });
	assert.equal(answer.status, 303, seen(answer.text));
	assert.equal(answer.location, `/office/staff/${await idOf(login)}`);
	const page = await owner.get(answer.location);
	assert.match(seen(page.text), /Tamar <Levi>/);
	assert.ok(!page.text.includes('quite a secret'));
	assert.match(seen((await owner.get('/office/staff')).text), new RegExp(`Tamar <Levi> ${login} Stock keeper All branches`));
	await atOffice({ login, password: 'quite a secret', pin: '' });
	assert.deepEqual((await ledger(await idOf(login))).map(([action]) => action), ['staff.added']);
});

test('what was typed stays, secrets do not, and each fault stands at its field', async () => {
	const answer = await add(owner, { login: 'Bad Login', name: 'Kept name', role: 'manager', lang: 'fi', all: '1', password: 'tooshort', pin: '12' });
	assert.equal(answer.status, 422);
	for (const field of ['login', 'password', 'pin']) assert.match(answer.text, new RegExp(`id="${field}-error"`), field);
	assert.match(answer.text, /value="Bad Login"/);
	assert.match(answer.text, /value="Kept name"/);
	assert.match(answer.text, /<option value="manager" selected>/);
	assert.match(answer.text, /<option value="fi" lang="fi" selected>/);
	assert.ok(!answer.text.includes('tooshort'));
});

test('a login that is taken and a person without a branch are refused', async () => {
	const taken = await add(owner, { login: 'owner', name: 'Second', role: 'cashier', lang: 'en', all: '1' });
	assert.equal(taken.status, 409);
	assert.match(taken.text, /id="login-error"/);
	await owner.get('/office/staff/new');
	const nowhere = await owner.postForm('/office/staff/new', { login: freshLogin(), name: 'Nowhere', role: 'cashier', lang: 'en' });
	assert.equal(nowhere.status, 422);
	assert.match(nowhere.text, /id="branches-error"/);
});

test('role, language and branches change at once, and the ledger says from what to what', async () => {
	const person = await newPerson('cashier');
	const id = await idOf(person.login);
	const v = await atOffice(person);
	assert.equal((await v.get('/office/orders')).status, 403);
	await owner.get(`/office/staff/${id}`);
	const answer = await owner.postForm(`/office/staff/${id}/edit`, { name: 'Renamed Person', role: 'accountant', lang: 'pl', b0: branch });
	assert.equal(answer.status, 303, seen(answer.text));
	assert.equal((await v.get('/office/orders')).status, 200);
	assert.ok(seen((await owner.get(`/office/staff/${id}`)).text).includes(branchName));
	const last = (await ledger(id)).at(-1) ?? [];
	assert.equal(last[0], 'staff.changed');
	const detail = JSON.parse(last[1]);
	assert.equal(detail.before.role, 'cashier');
	assert.equal(detail.after.role, 'accountant');
	assert.equal(detail.before.branches, 'all');
	assert.deepEqual(detail.after.branches, [Number(branch)]);
	assert.ok(!last[1].includes('Renamed'), 'the ledger keeps no names');
});

test('a new password, a new PIN and "log out everywhere" end what was open', async () => {
	const person = await newPerson('cashier');
	const id = await idOf(person.login);
	for (const [path, values] of /** @type {[string, Record<string, string>][]} */ ([['sessions/revoke', {}], ['pin', { pin: '24680' }], ['password', { password: 'another secret' }]])) {
		const v = await atOffice(person);
		await owner.get(`/office/staff/${id}`);
		const answer = await owner.postForm(`/office/staff/${id}/${path}`, values);
		assert.equal(answer.status, 303, path);
		assert.match((await v.get('/office')).location, /^\/office\/login/, path);
	}
	await atOffice({ ...person, password: 'another secret' });
	const all = await ledger(id);
	assert.deepEqual(all.map(([action]) => action).slice(1), ['staff.logged_out', 'staff.pin', 'staff.password']);
	assert.ok(!JSON.stringify(all).match(/24680|another secret|argon/));
});

test('who is archived is gone from the list and from every door', async () => {
	const person = await newPerson('manager');
	const id = await idOf(person.login);
	const v = await atOffice(person);
	await owner.get(`/office/staff/${id}`);
	assert.equal((await owner.postForm(`/office/staff/${id}/archive`, {})).location, '/office/staff');
	assert.match((await v.get('/office')).location, /^\/office\/login/);
	assert.equal((await owner.get(`/office/staff/${id}`)).status, 404);
	assert.ok(!(await owner.get('/office/staff')).text.includes(person.login));
});

test('a manager makes no owner and changes none', async () => {
	const id = await idOf('owner');
	const page = await manager.get(`/office/staff/${id}`);
	assert.equal(page.status, 200);
	assert.ok(!page.text.includes(`/office/staff/${id}/`), 'no form is there');
	assert.ok(!(await manager.get('/office/staff/new')).text.includes('value="owner"'));
	const before = await sql('SELECT id, role_id, password_hash, archived_at FROM staff ORDER BY id');
	const all = { lang: 'en', all: '1' };
	for (const [path, values] of /** @type {[string, Record<string, string>][]} */ ([
		[`${id}/edit`, { name: 'X', role: 'cashier', ...all }], [`${id}/password`, { password: 'taken over now' }], [`${id}/pin`, { pin: '1111' }],
		[`${id}/archive`, {}], [`${id}/sessions/revoke`, {}], ['new', { login: freshLogin(), name: 'X', role: 'owner', ...all }],
		[`${await idOf('manager')}/edit`, { name: 'X', role: 'owner', ...all }]])) {
		await manager.get('/office/staff');
		assert.equal((await manager.postForm(`/office/staff/${path}`, values)).status, 403, path);
	}
	assert.deepEqual(await sql('SELECT id, role_id, password_hash, archived_at FROM staff ORDER BY id'), before);
});

test('nobody archives himself, and the last owner stays one', async () => {
	const id = await idOf('owner');
	await owner.get(`/office/staff/${id}`);
	const self = await owner.postForm(`/office/staff/${id}/archive`, {});
	assert.equal(self.status, 409);
	assert.match(seen(self.text), /Nobody can archive himself/);
	await owner.get('/office/staff');
	const others = await sql("SELECT id FROM staff WHERE role_id = 1 AND login <> 'owner' AND archived_at IS NULL");
	for (const [one] of others) await sql(`UPDATE staff SET archived_at = UTC_TIMESTAMP(6) WHERE id = ${one}`);
	const down = await owner.postForm(`/office/staff/${id}/edit`, { name: 'Owner', role: 'manager', lang: 'en', all: '1' });
	for (const [one] of others) await sql(`UPDATE staff SET archived_at = NULL WHERE id = ${one}`);
	assert.equal(down.status, 409);
	assert.match(seen(down.text), /last owner/);
	assert.equal((await owner.get('/office/staff')).status, 200);
});

test('a manager of one branch keeps to it', async () => {
	const [[code]] = await sql(`SELECT code FROM branch WHERE id = ${branch}`);
	const v = await atOffice(await newPerson('manager', undefined, ['--branches', code]));
	const mine = await newPerson('cashier', undefined, ['--branches', code]);
	const list = (await v.get('/office/staff')).text;
	assert.ok(list.includes(mine.login));
	assert.ok(!list.includes('>accountant<'), 'who works at all branches is none of his');
	const theirs = await idOf('accountant');
	assert.equal((await v.get(`/office/staff/${theirs}`)).status, 404);
	for (const where of [{ all: '1' }, { b1: other }]) {
		await v.get('/office/staff/new');
		const answer = await v.postForm('/office/staff/new', { login: freshLogin(), name: 'X', role: 'cashier', lang: 'en', ...where });
		assert.equal(answer.status, 422, JSON.stringify(where));
		assert.match(answer.text, /id="branches-error"/);
	}
	await v.get('/office/staff');
	assert.equal((await v.postForm(`/office/staff/${theirs}/password`, { password: 'taken over now' })).status, 404);
});

test('the audit log shows who changed what, from what to what, and pages by what was seen last', async () => {
	const accountant = await atOffice(await newPerson('accountant', undefined, ['--lang', 'en']));
	const person = await newPerson('cashier');
	const id = await idOf(person.login);
	await owner.get('/office/staff');
	await owner.postForm(`/office/staff/${id}/edit`, { name: 'Somebody', role: 'stock', lang: 'en', all: '1' });
	const page = await accountant.get(`/office/audit?kind=staff&object=${id}`);
	assert.match(seen(page.text), /staff\.changed staff \d+ role cashier → stock/);
	assert.ok(seen(page.text).indexOf('staff.changed') < seen(page.text).indexOf('staff.added'), 'newest first');
	for (const query of ['action=staff.changed', `person=${await idOf('owner')}`]) {
		const some = (await accountant.get(`/office/audit?${query}`)).text;
		assert.ok(some.includes(`kind=staff&amp;object=${id}&amp;"`) || some.includes(`object=${id}&"`), query);
		assert.ok(!seen(some).includes('by itself'), `${query}: what commands did is not there`);
	}
	assert.match(seen((await accountant.get('/office/audit?action=no.such')).text), /Nothing here/);
	assert.equal((await manager.get('/office/audit')).status, 403);
});

test('every entry of the audit log is on one page and one alone', async () => {
	const all = (await sql(`SELECT id FROM ${schema}_ledger.audit ORDER BY id DESC`)).length;
	let at = '/office/audit', count = 0;
	for (let i = 0; at && i < 1000; i++) {
		const page = (await owner.get(at)).text;
		count += (page.match(/class="when-cell/g) ?? []).length;
		at = unescapeHtml(page.match(/rel="next" href="([^"]+)"/)?.[1] ?? '');
	}
	assert.equal(count, all);
});

test('the roles stand in a table with what each may', async () => {
	const page = await owner.get('/office/staff');
	const [[rights]] = await sql("SELECT COUNT(*) FROM role_permission p JOIN role r ON r.id = p.role_id WHERE r.code = 'owner'");
	const table = page.text.split('<table class="rights">')[1] ?? '';
	const owners = table.split('<tr>').slice(2).filter((row) => /^[^]*?<td><span aria-hidden/.test(row.split('</td>')[0]));
	assert.equal(owners.length, Number(rights));
	await check();
});
