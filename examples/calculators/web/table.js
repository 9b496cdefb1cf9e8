// Tables of figures, each amount a button that opens its explanation below it.

import { el, freshID } from './dom.js';
import { Exact } from './exact.js';
import { exactValue } from './figures.js';
import { label } from './labels.js';
import { colon, say, showAmount } from './words.js';

/** The tables of figures, one a group. A hidden figure shows no amount and explains nothing. */
export function figureTables(figures, { language, references, hidden = new Set(), currency = '€' }) {
  const groups = [...new Set(figures.map((f) => f.group))];
  return groups.map((group) => el('table', {},
    el('caption', {}, label(`group.${group}`)[language]),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, say(language, 'figure')),
      el('th', { scope: 'col', className: 'amount' }, `${say(language, 'amountHead')} (${currency})`))),
    el('tbody', {}, figures.filter((f) => f.group === group).flatMap((f) => rows(f, { language, references, hidden, figures })))));
}

function rows(figure, context) {
  const { language, hidden } = context;
  const total = figure.group === 'total' ? 'total' : '';
  const name = el('th', { scope: 'row' }, figure.label[language], figure.notices.length > 0 && el('span', { 'aria-hidden': 'true' }, ' *'));
  if (hidden.has(figure.id)) {
    const covered = el('td', { className: 'amount' }, el('span', { 'aria-hidden': 'true' }, '•••'), el('span', { className: 'unseen' }, say(language, 'hidden')));
    return [el('tr', { className: total }, name, covered)];
  }
  const id = freshID('why');
  const why = el('tr', { id, hidden: true }, el('td', { colSpan: 2 }));
  const button = el('button', {
    type: 'button', 'aria-expanded': 'false', 'aria-controls': id, 'data-figure': figure.id,
    onclick: () => {
      if (why.hidden && !why.firstChild.hasChildNodes()) why.firstChild.append(explanation(figure, context));
      why.hidden = !why.hidden;
      button.setAttribute('aria-expanded', String(!why.hidden));
    },
  }, el('span', { className: 'unseen' }, `${say(language, 'explain')} ${figure.label[language]}${colon(language)}`), showAmount(language, figure.value));
  return [el('tr', { className: total }, name, el('td', { className: 'amount' }, button)), why];
}

function explanation(figure, { language, references, hidden, figures }) {
  const box = el('div', { className: 'why' });
  box.append(working(figure, { language, hidden }));
  for (const [name, value] of figure.facts ?? []) box.append(el('p', {}, `${label(name)[language]}${colon(language)}${showAmount(language, value)}`));
  if (figure.refs.length > 0) {
    box.append(el('p', {}, `${say(language, 'sources')}${colon(language)}`), el('ul', {}, figure.refs.map((key) => el('li', {}, source(key, references)))));
  }
  if (figure.notices.length > 0) box.append(noticeList(figure.notices, language));
  return box;
}

function working(figure, { language, hidden }) {
  const { working: w } = figure;
  if (!w) return el('p', {}, say(language, 'given'));
  const shown = (value) => showAmount(language, value);
  if (w.kind === 'sum') {
    const terms = w.terms.map((t) => el('li', {}, `${t.sign < 0 ? '− ' : '+ '}${t.label[language]}${colon(language)}${hidden.has(t.id) ? '•••' : shown(t.value)}`));
    return el('div', {}, el('p', {}, say(language, 'sumOf') + colon(language)), el('ul', {}, terms));
  }
  const factors = w.factors.map((f) => `${f.label[language]} ${shown(f.value)}${f.unit && f.unit !== '€' ? ` ${f.unit}` : ''}`).join(' × ');
  const over = w.over === '1' || w.factors.some((f) => f.unit === '%') ? '' : ` ÷ ${shown(w.over)}`;
  const plus = w.plus && !Exact.of(w.plus).equals(Exact.of('0')) ? ` + ${shown(w.plus)}` : '';
  return el('p', {}, `${factors}${over}${plus}, ${say(language, 'roundedTo')} ${shown(exactValue(w).toAmount())}`);
}

/** A reference with its title, and a link where its address is https. */
function source(key, references) {
  const known = references.get(key);
  if (!known) return key;
  const text = `${key} – ${known.title}`;
  if (!/^https:\/\//.test(known.url)) return text;
  return el('a', { href: known.url, rel: 'noopener noreferrer', target: '_blank' }, text);
}

export function noticeList(notices, language) {
  return el('div', { className: 'notices' }, el('p', {}, `* ${say(language, 'notices')}${colon(language)}`),
    el('ul', {}, notices.map((n) => el('li', { lang: 'en' }, String(n.message ?? n.code).slice(0, 500)))));
}
