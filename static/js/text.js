// text.js: the sentences of scripts in the language of the page.
//
//	import { t, tn } from './text.js';
//	t('Your cart is empty.')
//	t('{name} was added.', { name: item.name })
//	tn('{n} item', '{n} items', count)
//
// The keys are English; build-aux/po-extract finds them here as literals.
// What is returned is text: put it into textContent, never into innerHTML.

const page = document.documentElement.lang || 'en';
const { forms, texts } = await import(`./texts.${page}.js`);
const rules = new Intl.PluralRules(page);
const numbers = new Intl.NumberFormat(page, { useGrouping: 'min2' });

/**
 * Fills {name} from places; an unknown place stays as written.
 * @param {string} sentence
 * @param {Record<string, string | number>} places
 */
function fill(sentence, places) {
	return sentence.replace(/\{([\w.]+)\}/g, (whole, name) =>
		Object.hasOwn(places, name) ? String(places[name]) : whole);
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [places]
 */
export function t(key, places = {}) {
	return fill(texts[key] ?? key, places);
}

/**
 * @param {string} one
 * @param {string} many
 * @param {number} n  fills {n}
 * @param {Record<string, string | number>} [places]
 */
export function tn(one, many, n, places = {}) {
	const known = texts[one] ?? [one, many];
	const form = known[forms.indexOf(rules.select(n))] ?? known[known.length - 1];
	return fill(form, { n: numbers.format(n), ...places });
}
