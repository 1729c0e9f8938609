// till_money.js: amounts, prices and quantities as people read and type them.
//
// An amount is whole minor units, a price 1/10,000 of one, a quantity
// thousandths (lib/base/num.h). Nothing here decides what something costs.

const page = /** @type {HTMLElement | null} */ (document.querySelector('[data-currency]'));
const currency = page?.dataset.currency ?? 'EUR';
const exponent = Number(page?.dataset.exponent ?? 2);
const lang = document.documentElement.lang || 'en';

/** @param {number} value @param {number} decimals */
function plain(value, decimals) {
	const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
	const at = digits.length - decimals;
	return `${value < 0 ? '-' : ''}${digits.slice(0, at)}${decimals ? '.' : ''}${digits.slice(at)}`;
}

/** @param {number} most digits behind the point */
function format(most) {
	return new Intl.NumberFormat(lang, {
		style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: exponent, maximumFractionDigits: most,
	});
}
const amounts = format(exponent);
const prices = format(exponent + 2);
const quantities = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 });

/** Keeps sign and number in place in a sentence of either direction. @param {string} text */
function isolated(text) {
	return document.documentElement.dir === 'rtl' ? `\u2067${text}\u2069` : text;
}

// Intl takes a decimal as text without making a float of it.
/** @param {Intl.NumberFormat} how @param {string} decimal */
const shown = (how, decimal) => how.format(/** @type {any} */ (decimal));

/** "₪12.34" @param {number} amount */
export function money(amount) {
	return isolated(shown(amounts, plain(amount, exponent)));
}

/** "₪12.34", with more places where a price has them. @param {number} price */
export function priceText(price) {
	return isolated(shown(prices, plain(price, exponent + 4)));
}

/** "3", "1.25" @param {number} quantity */
export function quantityText(quantity) {
	return shown(quantities, plain(quantity, 3));
}

/**
 * A decimal with point or comma, in units of 10^-decimals; null for anything else.
 * @param {string} text
 * @param {number} decimals
 */
function parse(text, decimals) {
	const m = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim());
	if (!m || (m[2] ?? '').length > decimals) return null;
	return Number(m[1] + (m[2] ?? '').padEnd(decimals, '0'));
}

/** @param {string} text */
export const parseAmount = (text) => parse(text, exponent);
/** @param {string} text */
export const parseQuantity = (text) => parse(text, 3);

/** What one would type for an amount: "12.50". @param {number} amount */
export const amountTyped = (amount) => plain(amount, exponent);

/** A field that was meant for a few digits got what a scanner sends. @param {string} text */
export const looksScanned = (text) => /^\d{7,}$|[:/]/.test(text.trim());
