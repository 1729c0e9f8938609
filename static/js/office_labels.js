// office_labels.js: the print of labels has a button that prints.

const print = document.getElementById('print');

if (print) {
	print.hidden = false;
	print.addEventListener('click', () => window.print());
}
