// pick.js: whoever scans need not touch the screen: the field is empty and has
// the focus, and what was refused does not stay before the next code.

const field = document.getElementById('code');

if (field instanceof HTMLInputElement) {
	field.addEventListener('focus', () => field.select());
	// A scanner types anywhere on the page, unless somebody is typing there.
	document.addEventListener('keydown', (event) => {
		const at = event.target;
		if (event.ctrlKey || event.altKey || event.metaKey || event.key.length !== 1 || !/[\dA-Za-z]/.test(event.key)) return;
		if (at instanceof HTMLElement && at.closest('input, textarea, select')) return;
		field.focus();
	});
}
