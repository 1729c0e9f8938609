// cart_count.js: how many lines are in the cart, for the header of pages that
// are the same for everybody.

const lang = document.documentElement.lang;
const badge = document.getElementById('cart-count');
// Leaving the page ends the request: no count, no harm.
const answer = await fetch(`/${lang}/cart/count`).catch(() => null);

if (badge && answer?.ok) {
	const { count } = await answer.json();
	badge.textContent = count ? new Intl.NumberFormat(lang).format(count) : '';
	badge.hidden = !count;
}
