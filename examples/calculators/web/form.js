// Fields of a form over a plain object. A field is
//   { name, kind, path, label, options, when, redraws, whole, look }
// kind: text, date, time, money, rate, count, flag or choice. What a person typed is made tidy
// where its meaning is plain ("2 500,5" is 2500.50); anything else goes to the library as it is,
// which says what is wrong with it.

import { el, freshID } from './dom.js';
import { Exact, readTyped } from './exact.js';
import { label } from './labels.js';

/** The longest text that a field takes. */
const mostText = 200;

export function tidy(kind, text) {
  const bare = text.trim();
  if (kind === 'money') return tidyMoney(bare);
  if (kind === 'rate') return /^-?\d+,\d+$/.test(bare) ? bare.replace(',', '.') : bare;
  if (kind === 'count') return /^-?\d{1,9}$/.test(bare) ? Number(bare) : bare;
  return bare;
}

function tidyMoney(bare) {
  const value = readTyped(bare);
  if (!value) return bare;
  const cents = value.times(Exact.of('100'));
  return cents.n % cents.d === 0n ? value.toAmount() : bare; // never rounds what was typed
}

/** Builds the fields of an object, in a grid. onChange is called after each change of the object. */
export function fieldset(fields, object, { language, prefix = '', onChange, redraw }) {
  const shown = fields.filter((f) => !f.when || f.when(object));
  return el('div', { className: 'fields' }, shown.map((f) => field(f, object, { language, path: prefix + (f.path ?? f.name), onChange, redraw })));
}

function field(f, object, { language, path, onChange, redraw }) {
  const id = freshID('field');
  const message = el('span', { className: 'fault', id: `${id}-fault`, hidden: true });
  const changed = (value) => {
    if (value === '' || value === false) delete object[f.name];
    else object[f.name] = value;
    if (f.redraws) redraw();
    onChange();
  };
  const control = f.kind === 'flag' ? flag(f, object, changed) : f.kind === 'choice' ? choice(f, object, language, changed) : input(f, object, changed);
  control.id = id;
  control.dataset.path = path;
  control.setAttribute('aria-describedby', message.id);
  const text = el('label', { htmlFor: id }, (f.label ?? label(f.name))[language]);
  const parts = f.kind === 'flag' ? [control, text, message] : [text, control, message];
  return el('div', { className: `field ${f.kind} ${f.look ?? ''}${f.whole ? ' whole' : ''}` }, parts);
}

function flag(f, object, changed) {
  return el('input', { type: 'checkbox', checked: object[f.name] === true, onchange: (e) => changed(e.target.checked) });
}

function choice(f, object, language, changed) {
  const current = String(object[f.name] ?? '').slice(0, mostText);
  const options = f.options(object).map((o) => (typeof o === 'string' ? { value: o, text: o === '' ? '—' : label(o)[language] } : o));
  if (!options.some((o) => o.value === current)) options.unshift({ value: current, text: current || '—' });
  return el('select', { onchange: (e) => changed(e.target.value) },
    options.map((o) => el('option', { value: o.value, selected: o.value === current }, o.text)));
}

function input(f, object, changed) {
  const type = { date: 'date', time: 'time' }[f.kind] ?? 'text';
  const node = el('input', {
    type, maxLength: mostText, autocomplete: 'off', spellcheck: false,
    inputMode: { money: 'decimal', rate: 'decimal', count: 'numeric' }[f.kind] ?? 'text',
    onchange: (e) => {
      const value = tidy(f.kind, e.target.value);
      changed(value);
      if (f.kind === 'money') e.target.value = value;
    },
  });
  const value = object[f.name];
  node.value = value === undefined || value === null || typeof value === 'object' ? '' : String(value).slice(0, mostText);
  return node;
}

/** Shows faults beside their fields, and returns those that belong to no field. */
export function showFaults(root, faults, say) {
  for (const control of root.querySelectorAll('[data-path]')) {
    const mine = faults.filter((f) => f.path === control.dataset.path);
    const message = root.getElementById(control.getAttribute('aria-describedby'));
    control.toggleAttribute('aria-invalid', false);
    if (mine.length > 0) control.setAttribute('aria-invalid', 'true');
    message.hidden = mine.length === 0;
    message.textContent = mine.map((f) => say(f.message)).join(' ');
  }
  const paths = new Set(Array.from(root.querySelectorAll('[data-path]'), (c) => c.dataset.path));
  return faults.filter((f) => !paths.has(f.path));
}
