// office_goods.js: a filter of the list of goods works as soon as it is chosen, and
// the address holds only those that are set.

const finder = /** @type {HTMLFormElement} */ (document.getElementById('finder'));
const filters = /** @type {HTMLDetailsElement} */ (document.getElementById('filters'));
const show = /** @type {HTMLElement} */ (document.getElementById('show'));
const fields = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...finder.querySelectorAll('input, select')]);

finder.addEventListener('submit', () => { for (const field of fields) field.disabled = !field.value || (field.name === 'sort' && field.value === 'name'); });
// The page as the browser's way back shows it.
addEventListener('pageshow', () => { for (const field of fields) field.disabled = false; });
for (const field of fields) if (field instanceof HTMLSelectElement) field.addEventListener('change', () => finder.requestSubmit());
// The choices work by themselves; where there is room they are seen at once.
show.hidden = true;
if (matchMedia('(width >= 60rem)').matches) filters.open = true;
