// cart_count.js: how many lines are in the cart, for the header of pages that
// are the same for everybody.

const badge = document.getElementById('cart-count');
const answer = await fetch(`/${document.documentElement.lang}/cart/count`);
if (badge && answer.ok) {
	const { count } = await answer.json();
	badge.textContent = count ? new Intl.NumberFormat(document.documentElement.lang).format(count) : '';
	badge.hidden = !count;
}
