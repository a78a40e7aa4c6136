// Every control that a user can reach on this page, with what names it and where it is.
const text = node => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  if (node.hasAttribute('aria-label')) return node.getAttribute('aria-label');
  if (node.matches('select, textarea')) return '';
  return [...node.childNodes].map(text).join('');
};
const tidy = words => words.replace(/\s+/g, ' ').trim();
const named = id => document.getElementById(id);
const name = element => {
  const by = (element.getAttribute('aria-labelledby') || '').split(/\s+/).map(named).filter(Boolean);
  if (by.length) return tidy(by.map(text).join(' '));
  if (element.hasAttribute('aria-label')) return tidy(element.getAttribute('aria-label'));
  if (element.labels && element.labels.length) return tidy([...element.labels].map(text).join(' '));
  return tidy(text(element));
};

const kind = element => {
  switch (element.localName) {
    case 'a': return 'link';
    case 'button': return 'button';
    case 'summary': return 'section';
    case 'select': return 'list';
    case 'textarea': return 'field';
  }
  switch (element.type) {
    case 'checkbox': return 'box';
    case 'radio': return 'choice';
    case 'submit': return 'button';
    default: return 'field';
  }
};

const heading = 'h1, h2, h3, h4, h5, h6';
// The heading under which an element stands, at each depth, and the groups that it is in.
const within = element => {
  const places = [];
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (at !== element) {
      const legend = at.localName === 'fieldset' && at.querySelector(':scope > legend');
      const summary = at.localName === 'details' && at.querySelector(':scope > summary');
      if (legend) places.push(tidy(text(legend)));
      if (summary) places.push(tidy(text(summary)));
      if (at.hasAttribute('aria-labelledby') || at.hasAttribute('aria-label')) places.push(name(at));
    }
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      const over = before.matches(heading) ? before : null;
      if (over) { places.push(tidy(text(over))); break; }
    }
  }
  return places;
};

// What a click on the element opens: another page, or something on this one.
const leaves = element => {
  if (element.localName === 'a') return !(element.getAttribute('href') || '#').startsWith('#');
  const submits = element.type === 'submit' && element.form && !element.hasAttribute('commandfor');
  if (!submits) return false;
  const how = element.formMethod || element.form.method;
  return how !== 'dialog' && (element.form.noValidate || element.form.checkValidity());
};

const modal = document.querySelector('dialog:modal');
const all = (modal || document).querySelectorAll(
  'a[href], button, summary, select, textarea, input:not([type=hidden])');
return [...all].filter(element => element.checkVisibility({ visibilityProperty: true })).map(element => ({
  element,
  kind: kind(element),
  name: name(element),
  within: within(element),
  value: element.value ?? '',
  shown: element.localName === 'select' ? tidy(element.selectedOptions[0]?.text ?? '') : '',
  options: element.localName === 'select' ? [...element.options].map(option => tidy(option.text)) : [],
  checked: !!element.checked,
  disabled: !!element.disabled,
  open: element.localName === 'summary' && element.parentElement.open,
  leaves: leaves(element),
  wrong: element.getAttribute('aria-invalid') === 'true',
}));
