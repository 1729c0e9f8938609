// style.js: the contrast of each pair of colours on the style page (WCAG 2.2, 1.4.3).

/** @param {string} colour as getComputedStyle() says it: "rgb(29, 39, 34)" */
function luminance(colour) {
	const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map((n) => Number(n) / 255)
		.map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

for (const pair of document.querySelectorAll('.style-pair')) {
	const { color, backgroundColor } = getComputedStyle(pair);
	const [dark, light] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b);
	const ratio = pair.querySelector('.style-ratio');
	if (ratio) ratio.textContent = ((light + 0.05) / (dark + 0.05)).toFixed(1);
}
