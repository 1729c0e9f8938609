// board.js: the board of orders looks again by itself, and leaves the focus
// where it was. Without it the page is as it was when it came.

const EVERY = 20000;
const news = document.getElementById('board-news');

/** Orders on it, by the address of each. @param {ParentNode} of */
const addresses = (of) => [...of.querySelectorAll('.order-card .row-link')].map((link) => link.getAttribute('href'));

/** Replaces what has changed. @param {Document} page */
function show(page) {
	const old = document.getElementById('board'), fresh = page.getElementById('board');
	if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
	const known = new Set(addresses(old)), come = addresses(fresh).filter((href) => !known.has(href));
	const focused = document.activeElement?.closest('#board') ? document.activeElement.getAttribute('href') : null;
	old.replaceWith(document.importNode(fresh, true));
	if (focused) {
		const again = [...document.querySelectorAll('#board a')].find((link) => link.getAttribute('href') === focused);
		if (again instanceof HTMLElement) again.focus({ preventScroll: true });
	}
	if (news && come.length) news.textContent = page.getElementById('board-news')?.dataset.come ?? '';
	document.title = page.title;
}

async function look() {
	if (document.hidden) return;
	// Without the server the board stays as it is.
	const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
	if (answer?.redirected) location.reload();
	else if (answer?.ok) show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
}

setInterval(look, EVERY);
document.addEventListener('visibilitychange', look);
