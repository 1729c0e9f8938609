// client.mjs: a visitor without JavaScript: cookies, forms, plain requests.
//
//	const v = new Client();
//	const page = await v.get('/en/goods/milk');
//	const cart = await v.submit(page, '/en/cart', { quantity: '2' });
//
// Redirects are not followed unless asked for: they are part of the answer.

import http from 'node:http';
import net from 'node:net';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {http.IncomingHttpHeaders} headers
 * @property {string} path	what was asked
 * @property {string} text
 * @property {Buffer} bytes
 * @property {string} location	path of a redirect, or ''
 */
/** @typedef {Record<string, string | number | readonly string[]>} Fields */
/** @typedef {{ headers?: http.OutgoingHttpHeaders, body?: string | Buffer, follow?: boolean }} Options */

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of an attribute or element as its reader sees it. @param {string} html */
export function unescapeHtml(html) {
	return html.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, dec, hex, name) =>
		dec ? String.fromCodePoint(Number(dec))
			: hex ? String.fromCodePoint(parseInt(hex, 16))
				: entities[/** @type {keyof typeof entities} */ (name)] ?? all);
}

/** The attributes of a start tag. @param {string} tag */
export function attributes(tag) {
	/** @type {Record<string, string>} */
	const out = {};
	const body = tag.replace(/^<\w+/, '').replace(/\/?>$/, '');
	for (const m of body.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g))
		out[m[1].toLowerCase()] = unescapeHtml(m[2] ?? m[3] ?? m[4] ?? '');
	return out;
}

/**
 * The forms of a page: where they go, how, and what they send untouched
 * (text, hidden, checked boxes, first or selected options, textareas).
 * @param {string} html
 */
export function forms(html) {
	return [...html.matchAll(/(<form\b[^>]*>)(.*?)<\/form>/gis)].map(([, tag, inner]) => {
		const { action = '', method = 'get' } = attributes(tag);
		return { action, method: method.toLowerCase(), fields: fieldsOf(inner), html: inner };
	});
}

/** @param {string} html */
function fieldsOf(html) {
	/** @type {Record<string, string>} */
	const fields = {};
	for (const [tag] of html.matchAll(/<input\b[^>]*>/gi)) {
		const a = attributes(tag);
		const type = (a.type || 'text').toLowerCase();
		const silent = type === 'submit' || type === 'button'
			|| ((type === 'checkbox' || type === 'radio') && !('checked' in a));
		if (a.name && !silent && !('disabled' in a)) fields[a.name] = a.value ?? (type === 'checkbox' ? 'on' : '');
	}
	for (const [, tag, inner] of html.matchAll(/(<select\b[^>]*>)(.*?)<\/select>/gis)) {
		const options = [...inner.matchAll(/(<option\b[^>]*>)([^<]*)/gi)].map((m) => ({ ...attributes(m[1]), text: m[2] }));
		const chosen = options.find((o) => 'selected' in o) ?? options[0];
		const { name } = attributes(tag);
		if (name && chosen) fields[name] = 'value' in chosen ? String(chosen.value) : unescapeHtml(chosen.text.trim());
	}
	for (const [, tag, inner] of html.matchAll(/(<textarea\b[^>]*>)(.*?)<\/textarea>/gis)) {
		const { name } = attributes(tag);
		if (name) fields[name] = unescapeHtml(inner.replace(/^\r?\n/, ''));
	}
	return fields;
}

/** @param {Fields} fields */
export function encode(fields) {
	const out = new URLSearchParams();
	for (const [name, value] of Object.entries(fields))
		for (const one of Array.isArray(value) ? value : [value]) out.append(name, String(one));
	return out.toString();
}

export class Client {
	/** @param {string} [base] */
	constructor(base = process.env.MAKOLET_URL ?? '') {
		this.base = base;
		/** @type {Map<string, string>} */
		this.cookies = new Map();
		/** Sent with every request. @type {http.OutgoingHttpHeaders} */
		this.headers = {};
		/** Whence it comes: 127.0.0.2 is somebody else. */
		this.address = '127.0.0.1';
		/** The last page with text. @type {Answer | null} */
		this.page = null;
	}

	/**
	 * @param {string} method
	 * @param {string} path	or a whole address of this shop
	 * @param {Options} [options]
	 * @returns {Promise<Answer>}
	 */
	async request(method, path, { headers = {}, body, follow = false } = {}) {
		const answer = await this.#once(method, path, headers, body);
		if (follow && answer.location) return this.request('GET', answer.location, { headers, follow });
		return answer;
	}

	/** @param {string} path @param {Options} [options] */
	get(path, options) {
		return this.request('GET', path, options);
	}

	/**
	 * Posts fields as a form. The csrf token of the last page goes with them
	 * unless the fields name one or null is given as page.
	 * @param {string} path
	 * @param {Fields} fields
	 * @param {Options & { page?: Answer | null }} [options]
	 */
	postForm(path, fields, { page = this.page, headers = {}, follow } = {}) {
		const token = page && csrfOf(page.text);
		const all = token && !('csrf' in fields) ? { csrf: token, ...fields } : fields;
		return this.request('POST', path, {
			headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
			body: encode(all), follow,
		});
	}

	/**
	 * Sends a form that stands on the page, as a browser would: with all that
	 * is in it already, and the fields on top.
	 * @param {Answer} page
	 * @param {string | RegExp} action	of the form
	 * @param {Fields} [fields]
	 * @param {Options} [options]
	 */
	submit(page, action, fields = {}, options = {}) {
		const form = forms(page.text).find((f) =>
			typeof action === 'string' ? f.action === action : action.test(f.action));
		if (!form) throw new Error(`no form to ${action} on ${page.path}; there are: ${forms(page.text).map((f) => f.action).join(' ')}`);
		const path = new URL(form.action || page.path, new URL(page.path, this.base)).href;
		const all = { ...form.fields, ...fields };
		if (form.method === 'post') return this.postForm(path, all, { page: null, ...options });
		return this.get(`${path.split('?')[0]}?${encode(all)}`, options);
	}

	/**
	 * Bytes as they are on a new connection; what comes back until it closes.
	 * @param {string | Buffer} bytes
	 * @returns {Promise<string>}
	 */
	raw(bytes) {
		const { hostname, port } = new URL(this.base);
		return new Promise((resolve, reject) => {
			/** @type {Buffer[]} */
			const parts = [];
			const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
			socket.setTimeout(10000, () => socket.destroy(new Error('no answer in ten seconds')));
			socket.on('data', (part) => parts.push(part));
			socket.on('end', () => resolve(Buffer.concat(parts).toString()));
			socket.on('error', reject);
		});
	}

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {http.OutgoingHttpHeaders} headers
	 * @param {string | Buffer | undefined} body
	 * @returns {Promise<Answer>}
	 */
	#once(method, path, headers, body) {
		// A path goes out as it was given: no "//" taken for a host, no "%2e%2e" resolved.
		const url = new URL(path.startsWith('/') ? this.base : path);
		const target = path.startsWith('/') ? path : url.pathname + url.search;
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const all = { ...this.headers, ...(cookie ? { cookie } : {}), ...headers };
		const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
		return new Promise((resolve, reject) => {
			const sent = http.request(url, { method, path: target, agent: false, localAddress: this.address, headers: { ...length, ...all } }, (got) => {
				/** @type {Buffer[]} */
				const parts = [];
				got.on('data', (part) => parts.push(part));
				got.on('error', reject);
				got.on('end', () => resolve(this.#answer(target, got, Buffer.concat(parts))));
			});
			sent.setTimeout(60000, () => sent.destroy(new Error(`${method} ${path}: no answer in a minute`)));
			sent.on('error', reject);
			sent.end(body);
		});
	}

	/** @param {string} path @param {http.IncomingMessage} got @param {Buffer} bytes @returns {Answer} */
	#answer(path, got, bytes) {
		for (const line of got.headers['set-cookie'] ?? []) this.#keep(line);
		const answer = {
			status: got.statusCode ?? 0, headers: got.headers, path,
			bytes, text: bytes.toString(), location: got.headers.location ?? '',
		};
		if ((got.headers['content-type'] ?? '').startsWith('text/html')) this.page = answer;
		return answer;
	}

	/** @param {string} line of Set-Cookie */
	#keep(line) {
		const [pair, ...rest] = line.split(';');
		const name = pair.slice(0, pair.indexOf('=')).trim();
		const gone = rest.some((part) => /^\s*max-age\s*=\s*(0|-\d+)\s*$/i.test(part));
		if (gone) this.cookies.delete(name);
		else this.cookies.set(name, pair.slice(pair.indexOf('=') + 1).trim());
	}
}

/** The page's csrf token, or ''. @param {string} html */
export function csrfOf(html) {
	for (const [tag] of html.matchAll(/<input\b[^>]*>/gi)) {
		const a = attributes(tag);
		if (a.name === 'csrf') return a.value ?? '';
	}
	return '';
}
