// sheets.mjs: contact sheets of every screen, for people to look at; see docs/sheets.
//
//	node docs/sheets.mjs DIRECTORY [PATTERN]
//
// One PNG a screen: at 1440, 820 and 390 px, above in English, below in Hebrew,
// long pages cut. Ends with 1 where a route has no screen.

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp } from 'node:fs/promises';
import { launch } from '../tests/lib/browser.mjs';
import { scenes, unseen, walk } from '../tests/lib/screens.mjs';

const WIDTHS = (process.env.MAKOLET_WIDTHS ?? "1440 820 390").split(" ").map(Number);
const LANGS = ['en', 'he'];
const SHRINK = 0.5;
const LONGEST = 2600;

const [into, pattern = '.'] = process.argv.slice(2);
const only = new RegExp(pattern);
const scheme = process.env.MAKOLET_SCHEME === 'dark' ? 'dark' : 'light';
const browser = await launch();
const kept = await mkdtemp(join(tmpdir(), 'sheets-'));
await mkdir(into, { recursive: true });

/** @type {Set<string>} */
const names = new Set();
for (const scene of await scenes(LANGS))
	await walk(browser, scene, async ({ name }, page) => {
		names.add(name);
		await page.emulateMedia({ colorScheme: scheme });
		for (const width of WIDTHS) {
			await page.setViewportSize({ width, height: 900 });
			await page.evaluate(async () => {
				for (const img of document.images) img.loading = 'eager';
				await Promise.all([...document.images].map((img) => img.decode().catch(() => {})));
			});
			await page.screenshot({ path: join(kept, `${name}-${scene.lang}-${width}.png`), fullPage: true });
		}
	}, { only });

const sheet = await browser.page({ width: 1440 });
for (const name of names) {
	const rows = await Promise.all(LANGS.map(async (lang) => (await Promise.all(WIDTHS.map(async (width) => {
		const png = await readFile(join(kept, `${name}-${lang}-${width}.png`));
		return `<figure><figcaption>${lang} ${width}</figcaption><div><img width="${width * SHRINK}" src="data:image/png;base64,${png.toString('base64')}"></div></figure>`;
	}))).join('')));
	await sheet.setContent(`<style>body { margin: 16px; background: #777; font: 12px sans-serif; color: #fff }
		h1 { margin: 0; font-size: 16px } section { display: flex; gap: 16px; align-items: start; margin-block-end: 16px } figure { margin: 0 }
		figure div { max-height: ${LONGEST * SHRINK}px; overflow: hidden } img { display: block }</style>
		<h1>${name}</h1>${rows.map((row) => `<section>${row}</section>`).join('')}`);
	await sheet.evaluate(() => Promise.all([...document.images].map((img) => img.decode())));
	await writeFile(join(into, `${name}.png`), await sheet.screenshot({ fullPage: true }));
}
await rm(kept, { recursive: true });
await browser.browser.close();

console.log(`${names.size} sheets in ${into}`);
const missing = await unseen();
for (const path of missing) console.error(`${path} has no screen in tests/lib/screens.mjs`);
process.exitCode = missing.length ? 1 : 0;
