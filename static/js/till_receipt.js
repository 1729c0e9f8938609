// till_receipt.js: prints the receipt on the button.

document.getElementById('print')?.addEventListener('click', () => window.print());
