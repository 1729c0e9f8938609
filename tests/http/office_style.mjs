// office_style.mjs: the style page shows what there is: every icon, in every
// language, light and dark, to whoever works here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Client } from '../lib/client.mjs';
import { atOffice, demoPeople, forgetTries } from '../lib/people.mjs';
import { test } from '../lib/tap.mjs';

await forgetTries();
const people = await demoPeople();
const office = await atOffice(people.cashier);
const page = await office.get('/office/style');

test('every icon of the family is shown, and none that is not there', () => {
	const sprite = readFileSync(new URL('../../static/img/icons.svg', import.meta.url), 'utf8');
	const there = [...sprite.matchAll(/<symbol id="(\w+)"/g)].map((m) => m[1]);
	const shown = [...page.text.matchAll(/<li><svg class="icon icon-(\w+)"/g)].map((m) => m[1]);
	assert.equal(page.status, 200);
	assert.deepEqual(shown, there);
});

test('it is shown in every language and in both lights', async () => {
	for (const [lang, dir] of [['en', 'ltr'], ['he', 'rtl'], ['pl', 'ltr'], ['fi', 'ltr']]) {
		const { text } = await office.get(`/office/style?lang=${lang}&scheme=dark`);
		assert.match(text, new RegExp(`<html lang="${lang}" dir="${dir}">`));
	}
	assert.match(page.text, /dark\.css" media="\(prefers-color-scheme: dark\)">/);
	assert.match((await office.get('/office/style?scheme=dark')).text, /dark\.css">/);
	assert.doesNotMatch((await office.get('/office/style?scheme=light')).text, /dark\.css/);
	assert.equal((await office.get('/office/style?scheme=sepia')).status, 400);
});

test('it is no page for the public', async () => {
	assert.equal((await new Client().get('/office/style')).status, 303);
});
