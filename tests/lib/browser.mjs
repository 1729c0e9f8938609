// browser.mjs: a real Chromium for the tests of tests/browser.
//
//	const browser = await launch();
//	test('…', async () => { const page = await browser.page({ width: 390 }); … });
//
// page.faults lists errors of its console and scripts: a test asserts that it is
// empty. Pictures go to $MAKOLET_PICTURES, if that is set.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { after } from './tap.mjs';

/** @typedef {import('playwright-core').Page} Page */

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function launch() {
	const browser = await chromium.launch({
		executablePath: process.env.MAKOLET_CHROMIUM ?? '/usr/bin/chromium', args: flags,
	});
	after(() => browser.close());
	return {
		browser,
		/**
		 * A page of a visitor who has never been here.
		 * @param {{ width?: number, height?: number, script?: boolean, language?: string }} [options]
		 */
		async page({ width = 1280, height = 800, script = true, language = 'en' } = {}) {
			const context = await browser.newContext({
				baseURL: process.env.MAKOLET_URL, viewport: { width, height },
				javaScriptEnabled: script, locale: language,
			});
			return watch(await context.newPage());
		},
	};
}

/**
 * Collects what went wrong in a page; `page.faults` must be empty at the end.
 * @param {Page} page
 */
function watch(page) {
	/** @type {string[]} */
	const faults = [];
	page.on('console', (m) => { if (m.type() === 'error') faults.push(`${m.text()} ${m.location().url}`); });
	page.on('pageerror', (error) => { faults.push(String(error)); });
	return Object.assign(page, { faults });
}

/**
 * Keeps the whole page as a picture, for people to look at.
 * @param {Page} page
 * @param {string} name
 */
export async function picture(page, name) {
	const dir = process.env.MAKOLET_PICTURES;
	if (!dir) return;
	await mkdir(dir, { recursive: true });
	await page.screenshot({ path: join(dir, `${name}.png`), fullPage: true });
}
