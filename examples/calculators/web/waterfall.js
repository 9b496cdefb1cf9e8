import { Calculator } from './calculator.js';
import { el, freshID } from './dom.js';
import { waterfallFigures } from './figures.js';
import { fieldset } from './form.js';

/** The most events that the form shows; a longer deal is edited as a document. */
const mostEvents = 60;
const listed = (list) => (Array.isArray(list) ? list.map((x) => String(x?.id ?? '')).slice(0, 200) : []).map((id) => ({ value: id, text: id }));

/** <bobine-waterfall>: who is paid what of the receipts, event by event. */
export class WaterfallCalculator extends Calculator {
  static door = 'waterfall';
  static title = 'waterfall';
  static listed = false;

  drawInputs(context) {
    const document = this.document;
    if (!Array.isArray(document.events)) document.events = [];
    const shown = document.events.slice(0, mostEvents);
    return [...shown.map((event, at) => this.#event(event, at, context)),
      document.events.length > mostEvents && el('p', {}, this.say('tooLarge')),
      el('button', { type: 'button', onclick: () => { this.#add(); context.redraw(); context.onChange(); } }, this.say('addEvent')),
      this.#plan(context)];
  }

  #event(event, at, context) {
    if (event === null || typeof event !== 'object') return null;
    const { document } = this;
    const fields = [
      { name: 'date', kind: 'date' },
      { name: 'kind', kind: 'choice', options: () => ['receipt', 'accrue'], redraws: true },
      { name: 'pot', kind: 'choice', options: () => listed(document.pots), when: (e) => e.kind === 'receipt' },
      { name: 'account', kind: 'choice', options: () => listed(document.accounts), when: (e) => e.kind === 'accrue' },
      { name: 'amount', kind: 'money' },
    ];
    const title = String(event.id ?? at + 1).slice(0, 60);
    const remove = () => { document.events.splice(at, 1); context.redraw(); context.onChange(); };
    return el('div', { className: 'item', role: 'group', 'aria-label': title },
      el('div', { className: 'bar' }, el('strong', {}, title), el('button', { type: 'button', 'aria-label': `${this.say('remove')} ${title}`, onclick: remove }, this.say('remove'))),
      fieldset(fields, event, { ...context, prefix: `events[${at}].` }));
  }

  #add() {
    const { document } = this;
    const ids = new Set(document.events.map((e) => e?.id));
    let number = document.events.length + 1;
    while (ids.has(`e${number}`)) number += 1;
    document.events.push({ id: `e${number}`, date: document.events.at(-1)?.date ?? '2026-12-31', kind: 'receipt', pot: document.pots?.[0]?.id, amount: '0.00' });
  }

  /** The plan is a document of its own: pots with their steps, and accounts. */
  #plan(context) {
    const { events, ...plan } = this.document;
    const id = freshID('plan');
    const said = el('p', { className: 'fault', role: 'status' });
    const text = el('textarea', {
      id, rows: 14, spellcheck: false, value: JSON.stringify(plan, null, 1),
      onchange: () => {
        try {
          const changed = JSON.parse(text.value);
          if (changed === null || typeof changed !== 'object' || Array.isArray(changed)) throw new TypeError('no plan');
          for (const key of Object.keys(plan)) delete this.document[key];
          Object.assign(this.document, changed, { events });
          said.textContent = '';
          context.onChange();
        } catch {
          said.textContent = this.say('badDocument');
        }
      },
    });
    return el('div', { className: 'field' }, el('label', { htmlFor: id }, this.say('plan')), text, said);
  }

  figuresOf(deal, result) { return waterfallFigures(deal, result); }

  /** Totals, payees and accounts before the payments they are made of. */
  ordered(tables) { return tables.toReversed(); }
}
