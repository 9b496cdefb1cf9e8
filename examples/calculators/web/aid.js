import { Calculator, readList } from './calculator.js';
import { el } from './dom.js';
import { aidFigures } from './figures.js';
import { fieldset } from './form.js';
import { schemeName } from './labels.js';

const kinds = { amount: 'money', share: 'rate', count: 'count', flag: 'flag', date: 'date', word: 'choice' };

/** <bobine-aid>: what a scheme of public aid grants. */
export class AidCalculator extends Calculator {
  static door = 'aid';
  static title = 'aid';
  #schemes = [];

  async prepare() { this.#schemes = readList(await this.door.call('schemes')); }

  drawInputs(context) {
    const document = this.document;
    if (document.facts === null || typeof document.facts !== 'object') document.facts = {};
    const schemes = this.#schemes.map((s) => ({ value: s.scheme, text: schemeName(s.scheme, context.language) }));
    const facts = this.#schemes.find((s) => s.scheme === document.scheme)?.facts ?? [];
    const fields = facts.map((f) => ({ name: f.name, kind: kinds[f.kind], options: () => (f.required ? f.words : ['', ...f.words]) }));
    const top = [{ name: 'scheme', kind: 'choice', options: () => schemes, redraws: true, whole: true }, { name: 'date', kind: 'date' }];
    return [fieldset(top, document, context), el('br'), fieldset(fields, document.facts, { ...context, prefix: 'facts.' })];
  }

  textOf(document) {
    const known = this.#schemes.find((s) => s.scheme === document.scheme)?.facts;
    const named = new Set(known?.map((f) => f.name));
    // Facts of the scheme chosen before stay in the form for coming back, and out of the claim.
    const facts = known ? Object.fromEntries(Object.entries(document.facts ?? {}).filter(([name]) => named.has(name))) : document.facts;
    return super.textOf({ id: '1', ...document, facts });
  }

  figuresOf(input, granted) { return aidFigures(input, granted); }

  drawAnswer(granted) {
    const reasons = granted.reasons ?? [];
    return [!granted.eligible && el('p', { className: 'bad' }, this.say('ineligible')),
      reasons.length > 0 && el('h3', {}, this.say('reasons')), reasons.length > 0 && el('ul', { lang: 'en' }, reasons.map((r) => el('li', {}, r)))];
  }
}
