import { Calculator, readList } from './calculator.js';
import { el } from './dom.js';
import { wageFigures } from './figures.js';
import { fieldset } from './form.js';
import { label } from './labels.js';
import { colon } from './words.js';

const film = (d) => d.agreement === '3097';
const television = (d) => d.agreement === '2642';
const territories = ['', 'metropole', 'alsace-moselle', 'guadeloupe', 'martinique', 'guyane', 'reunion', 'mayotte'];
/** The most days that the form shows; the library says what a week may hold. */
const mostDays = 14;

const dayFields = [
  { name: 'date', kind: 'date' },
  { name: 'call', kind: 'time' },
  { name: 'wrap', kind: 'time' },
  { name: 'meal', kind: 'count' },
  { name: 'transport', kind: 'count' },
  { name: 'holidayOff', kind: 'flag' },
  { name: 'mealOwed', kind: 'flag' },
  { name: 'snackOwed', kind: 'flag' },
  { name: 'unrecovered', kind: 'flag' },
];

/** <bobine-wage>: the pay of a technician's week, from its hours. */
export class WageCalculator extends Calculator {
  static door = 'wage';
  static title = 'wage';
  #functions = [];
  #codes = [];

  async prepare() {
    this.#functions = readList(await this.door.call('functions'));
    this.#codes = readList(await this.door.call('codes'));
  }

  drawInputs(context) {
    const document = this.document;
    if (!Array.isArray(document.days)) document.days = [];
    return [fieldset(this.#fields(), document, context),
      el('h3', {}, label('days')[context.language]),
      document.days.slice(0, mostDays).map((day, at) => this.#day(day, at, context)),
      el('button', { type: 'button', onclick: () => { document.days.push(nextDay(document)); context.redraw(); context.onChange(); } }, this.say('addDay'))];
  }

  #fields() {
    const jobs = (d) => [...new Set(this.#functions.filter((f) => f.agreement === d.agreement).map((f) => f.job))].map((job) => ({ value: job, text: job }));
    const branches = (d) => ['', ...this.#functions.filter((f) => f.agreement === d.agreement && f.job === d.job && f.branch).map((f) => f.branch)];
    return [
      { name: 'date', kind: 'date' },
      { name: 'agreement', kind: 'choice', options: () => ['3097', '2642'], redraws: true },
      { name: 'job', kind: 'choice', options: jobs, whole: true, redraws: true },
      { name: 'setting', kind: 'choice', options: () => ['shoot', 'studio', 'prep', 'post'] },
      { name: 'engagement', kind: 'choice', options: () => ['weekly', 'daily'] },
      { name: 'territory', kind: 'choice', options: () => territories },
      { name: 'regime', kind: 'choice', options: () => ['', 'annexe1', 'annexe3'], when: film },
      { name: 'genre', kind: 'choice', options: () => ['', 'fiction', 'flux', 'documentary', 'other'], when: television },
      { name: 'branch', kind: 'choice', options: branches, when: (d) => television(d) && branches(d).length > 2 },
      { name: 'weeklyPay', kind: 'money' },
      { name: 'paris', kind: 'flag', when: film },
      { name: 'noEquivalence', kind: 'flag', when: film },
      { name: 'specialised', kind: 'flag', when: television },
    ];
  }

  #day(day, at, context) {
    if (day === null || typeof day !== 'object') return null;
    const { document } = this;
    const remove = () => { document.days.splice(at, 1); context.redraw(); context.onChange(); };
    const shown = film(document) ? dayFields : dayFields.filter((f) => !['mealOwed', 'snackOwed', 'unrecovered'].includes(f.name));
    const title = `${this.say('day')} ${at + 1}`;
    return el('div', { className: 'item', role: 'group', 'aria-label': title },
      el('div', { className: 'bar' }, el('strong', {}, title), el('button', { type: 'button', 'aria-label': `${this.say('remove')} ${title}`, onclick: remove }, this.say('remove'))),
      fieldset(shown, day, { ...context, prefix: `days[${at}].` }));
  }

  textOf(document) { return super.textOf({ id: '1', ...document }); }

  figuresOf(input, wage) { return wageFigures(input, wage, { codes: this.#codes }); }

  drawAnswer(wage) {
    if (!wage.breaches?.length) return [];
    return [el('h3', {}, this.say('breaches')), el('ul', {}, wage.breaches.map((b) => el('li', {},
      `${b.date} – ${b.rule}${colon(this.language)}${this.say('measured')} ${b.measured}, ${this.say('allowed')} ${b.allowed} (${b.refs.join(', ')})`)))];
  }
}

/** The day after the last one, with its hours. */
function nextDay(document) {
  const last = document.days.at(-1);
  const next = new Date(`${last?.date ?? document.date}T00:00:00Z`);
  if (Number.isNaN(next.getTime())) return {};
  if (last) next.setUTCDate(next.getUTCDate() + 1);
  return { call: '09:00', wrap: '18:00', meal: 60, ...last, date: next.toISOString().slice(0, 10) };
}
