// run.mjs: Lighthouse over the storefront's pages; see run.

import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { Client } from '../../lib/client.mjs';

const MARKS = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 98 };
const TRIES = 3;

const only = new RegExp(process.argv[2] ?? '.');
const url = process.env.MAKOLET_URL ?? '';
const chrome = await launch({ chromePath: process.env.MAKOLET_CHROMIUM ?? '/usr/bin/chromium', chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });

/** A visitor with something in the cart: its cookies. */
async function shopper() {
	const v = new Client();
	await v.submit(await v.get('/en/goods/olive-oil'), '/en/cart/add', { quantity: '1' }, { headers: { 'sec-fetch-site': 'same-origin' } });
	return [...v.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

const pages = [
	{ name: 'front', path: '/en/' },
	{ name: 'category', path: '/he/goods?category=dairy' },
	{ name: 'product', path: '/en/goods/olive-oil' },
	// A cart is nobody's to find: it says noindex, which costs points elsewhere.
	{ name: 'cart', path: '/en/cart', cookies: await shopper(), skip: ['is-crawlable'] },
];

/** @param {typeof pages[number]} page @param {string} device */
async function scored({ path, cookies, skip }, device) {
	const result = await lighthouse(url + path, { port: chrome.port, logLevel: 'error', onlyCategories: Object.keys(MARKS),
		skipAudits: skip ?? null, extraHeaders: cookies ? { Cookie: cookies } : null }, device === 'desk' ? desktopConfig : undefined);
	if (!result || result.lhr.runtimeError) throw new Error(`${path}: ${result?.lhr.runtimeError?.message}`);
	const { categories, audits } = result.lhr;
	return {
		scores: Object.keys(MARKS).map((key) => Math.round((categories[key].score ?? 0) * 100)),
		lost: Object.entries(categories).flatMap(([key, c]) => c.auditRefs.filter((ref) => ref.weight > 0 && (audits[ref.id].score ?? 1) < 0.9)
			.map((ref) => `${key}: ${audits[ref.id].title} ${audits[ref.id].displayValue ?? ''}`)),
	};
}

let below = 0;
console.log(`${'page'.padEnd(18)} accessibility  best practices  SEO  performance`);
for (const page of pages) {
	for (const device of ['phone', 'desk']) {
		if (!only.test(`${page.name} ${device}`)) continue;
		let best = await scored(page, device);
		const marks = Object.values(MARKS);
		for (let tries = 1; tries < TRIES && best.scores[3] < marks[3]; tries++) {
			const again = await scored(page, device);
			if (again.scores[3] > best.scores[3]) best = again;
		}
		const [a, b, seo, performance] = best.scores;
		console.log(`${`${page.name} ${device}`.padEnd(18)} ${String(a).padStart(13)} ${String(b).padStart(15)} ${String(seo).padStart(4)} ${String(performance).padStart(12)}`);
		if (best.scores.some((score, i) => score < marks[i])) {
			below++;
			for (const line of best.lost) console.log(`\t${line}`);
		}
	}
}
chrome.kill();
process.exitCode = below ? 1 : 0;
