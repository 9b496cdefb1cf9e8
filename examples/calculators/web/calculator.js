// The common part of the calculators: a custom element with a form, an answer with its
// explanations, examples, a link that carries the inputs, and the lesson mode.

import { WorkerDoor, readAnswer } from './bobine.js';
import { el, freshID } from './dom.js';
import { exercise, hiddenFigures, readLesson } from './exercise.js';
import { showFaults } from './form.js';
import { fromFragment, toFragment } from './link.js';
import { sheet } from './style.js';
import { figureTables, noticeList } from './table.js';
import { colon, languages, say, sayFault } from './words.js';

/** A wait after the last change before the answer is computed: typing goes on. */
const pause = 60;
const tags = ['bobine-payslip', 'bobine-wage', 'bobine-aid', 'bobine-waterfall', 'bobine-shoot'];

export class Calculator extends HTMLElement {
  static observedAttributes = ['lang', 'lesson'];

  // What a calculator says of itself: its door and name, whether the door takes a list of
  // documents, whether it computes at each change; examples is the address of its examples.
  static door = '';
  static title = '';
  static listed = true;
  static eager = true;

  #door;
  #document = {};
  #answer = null;
  #figures = [];
  #lesson = null;
  #found = new Set();
  #references = new Map();
  #timer;
  #asked = 0;
  #nodes = {};
  #list;
  #watch;
  #hashed = () => this.#fromLink();

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
  }

  // --- for the page around ---------------------------------------------------------------

  /** The document in the form; setting it computes. */
  get input() { return structuredClone(this.#document); }
  set input(document) {
    this.#document = structuredClone(document);
    this.#drawForm();
    this.compute();
  }

  /** The last answer, null while there is none. */
  get answer() { return this.#answer; }
  get figures() { return this.#figures; }
  get lesson() { return this.#lesson; }
  set lesson(value) { this.#begin(value); }

  get language() {
    const wanted = (this.getAttribute('lang') ?? this.closest('[lang]')?.getAttribute('lang') ?? 'fr').slice(0, 2);
    return languages.includes(wanted) ? wanted : 'fr';
  }

  // --- for each calculator ------------------------------------------------------------------

  drawInputs() { return []; }
  figuresOf() { return []; }
  drawAnswer() { return []; }
  async prepare() {}
  textOf(document) { return JSON.stringify(this.constructor.listed ? [document] : document); }
  say(key, values) { return say(this.language, key, values); }
  get door() { return this.#door; }
  get document() { return this.#document; }
  get references() { return this.#references; }
  get covered() { return this.#lesson ? hiddenFigures(this.#lesson, this.#figures, this.#found) : new Set(); }
  get nodes() { return this.#nodes; }

  // --- the element ---------------------------------------------------------------------------

  async connectedCallback() {
    this.#door = new WorkerDoor(this.constructor.door, { module: moduleOf(this.ownerDocument) });
    this.#watch = new ResizeObserver(([entry]) => this.toggleAttribute('wide', entry.contentRect.width > 760));
    this.#watch.observe(this);
    window.addEventListener('hashchange', this.#hashed);
    this.#drawFrame();
    this.#status('loading');
    await this.prepare();
    if (!this.isConnected) return;
    this.#references = new Map(readList(await this.#door.call('references')).map((r) => [r.key, r]));
    await this.#first();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#door?.close();
    this.#watch?.disconnect();
    window.removeEventListener('hashchange', this.#hashed);
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#nodes.form) return;
    if (name === 'lang') this.#redraw();
    if (name === 'lesson') this.#fetchLesson(after);
  }

  /** What the form begins with: a lesson, a link, what the page has set, the first example. */
  async #first() {
    const inline = this.querySelector(':scope > script[type="application/json"]');
    if (inline) return this.#begin(inline.textContent);
    if (this.hasAttribute('lesson')) return this.#fetchLesson(this.getAttribute('lesson'));
    if (Object.keys(this.#document).length === 0 && !this.#fromLink()) {
      const [first] = await this.#examples();
      if (first && Object.keys(this.#document).length === 0) this.#document = structuredClone(first.document);
    }
    this.#redraw();
  }

  /** The examples, fetched once. */
  #examples() {
    this.#list ??= fetchJSON(`./examples/${this.constructor.title}.json`).then((list) => list ?? []);
    return this.#list;
  }

  #redraw() {
    this.#drawFrame();
    this.#drawForm();
    this.compute();
  }

  #drawFrame() {
    const title = freshID('title');
    const form = el('form', { noValidate: true, onsubmit: (e) => { e.preventDefault(); this.compute(); } });
    const status = el('p', { role: 'status', className: 'quiet' });
    const faults = el('div', { role: 'alert' });
    const result = el('div');
    const head = el('h2', { id: title }, this.say(this.constructor.title));
    const inputs = el('div', {}, form);
    const output = el('div', {}, faults, status, result, el('p', { className: 'quiet' }, this.say('notAdvice')));
    this.#nodes = { form, status, faults, result };
    this.shadowRoot.replaceChildren(el('div', { role: 'group', 'aria-labelledby': title, lang: this.language }, head, el('div', { className: 'columns' }, inputs, output)));
  }

  #drawForm() {
    const { form } = this.#nodes;
    if (!form) return;
    const fields = el('fieldset', { disabled: Boolean(this.#lesson) }, el('legend', {}, this.say('inputs')),
      this.drawInputs({ language: this.language, onChange: () => this.#changed(), redraw: () => this.#drawForm() }));
    const active = this.shadowRoot.activeElement?.dataset.path;
    if (this.#lesson) {
      form.replaceChildren(fields);
      return;
    }
    const link = el('a', { hidden: true }, this.say('link'));
    this.#nodes.link = link;
    form.replaceChildren(this.#exampleChoice(), fields,
      el('div', { className: 'bar' }, el('button', { className: 'first' }, this.say(this.constructor.eager ? 'compute' : 'start')), link), this.#documentEditor());
    this.#showLink();
    if (active) form.querySelector(`[data-path="${CSS.escape(active)}"]`)?.focus();
  }

  #exampleChoice() {
    const id = freshID('example');
    const select = el('select', { id }, el('option', { value: '' }, this.say('load')));
    this.#examples().then((list) => {
      select.append(...list.map((e, at) => el('option', { value: String(at) }, e.title?.[this.language] ?? String(at + 1))));
    });
    select.addEventListener('change', async () => {
      const chosen = (await this.#examples())[Number(select.value)];
      if (select.value !== '' && chosen) this.input = chosen.document;
    });
    return el('div', { className: 'bar' }, el('div', { className: 'field' }, el('label', { htmlFor: id }, this.say('example')), select));
  }

  #documentEditor() {
    const id = freshID('document');
    const text = el('textarea', { id, rows: 10, spellcheck: false });
    const said = el('p', { className: 'fault', role: 'status' });
    const apply = () => {
      const document = parseObject(text.value);
      said.textContent = document ? '' : this.say('badDocument');
      if (document) this.input = document;
    };
    return el('details', { ontoggle: (e) => { if (e.target.open) text.value = JSON.stringify(this.#document, null, 1); } },
      el('summary', {}, this.say('document')), el('label', { htmlFor: id, className: 'unseen' }, this.say('document')), text,
      el('div', { className: 'bar' }, el('button', { type: 'button', onclick: apply }, this.say('apply'))), said);
  }

  #changed() {
    this.#showLink();
    clearTimeout(this.#timer);
    if (this.constructor.eager) this.#timer = setTimeout(() => this.compute(), pause);
  }

  #showLink() {
    const { link } = this.#nodes;
    if (!link) return;
    const fragment = toFragment(this.localName, this.#document);
    link.hidden = !fragment;
    if (fragment) link.href = fragment;
  }

  #fromLink() {
    try {
      const document = fromFragment(this.localName, location.hash);
      if (document === undefined || this.#lesson) return false;
      if (JSON.stringify(document) !== JSON.stringify(this.#document)) this.input = document;
      return true;
    } catch {
      this.#status('badLink');
      return false;
    }
  }

  // --- the answer ------------------------------------------------------------------------------

  /** Computes the answer of the document; resolves when it is shown. */
  async compute() {
    if (!this.#nodes.form || !this.#door) return;
    clearTimeout(this.#timer);
    const asked = (this.#asked += 1);
    const text = await this.ask(this.textOf(this.#document));
    if (asked !== this.#asked || text === null) return; // overtaken by another
    this.receive(text);
  }

  ask(text) { return this.#door.answer(text); }

  /** Shows an answer, or the faults. */
  receive(text) {
    const answer = readAnswer(text);
    const detail = answer.ok ? { input: this.input, answer: answer.value } : { input: this.input, faults: answer.faults };
    this.#showFaults(answer.ok ? [] : answer.faults);
    this.#answer = answer.ok ? (this.constructor.listed ? answer.value[0] : answer.value) : null;
    this.#figures = answer.ok ? this.figuresOf(this.#document, this.#answer) : [];
    this.#drawResult();
    this.#status(answer.ok ? 'ready' : '');
    this.dispatchEvent(new CustomEvent(answer.ok ? 'bobine-answer' : 'bobine-faults', { detail, bubbles: true, composed: true }));
  }

  #drawResult() {
    const { result } = this.#nodes;
    if (!this.#answer) {
      result.replaceChildren();
      return;
    }
    const hidden = this.covered;
    const tables = figureTables(this.#figures, { language: this.language, references: this.#references, hidden, currency: this.document.currency === undefined ? '€' : String(this.document.currency).slice(0, 3) });
    const notices = this.#answer.notices ?? [];
    const table = el('div', {}, this.drawAnswer(this.#answer, hidden), ...this.ordered(tables), notices.length > 0 && noticeList(notices, this.language));
    if (this.#lesson && !this.#nodes.exercise) {
      this.#nodes.exercise = exercise(this.#lesson, this.#figures, { language: this.language, onVerdict: (id, v) => this.#verdict(id, v) });
      this.#nodes.tables = el('div');
      result.replaceChildren(this.#nodes.exercise, this.#nodes.tables);
    }
    if (this.#lesson) this.#nodes.tables.replaceChildren(table);
    else result.replaceChildren(table);
  }

  /** The totals first: they are what is looked for. */
  ordered(tables) { return tables.length > 1 ? [tables.at(-1), ...tables.slice(0, -1)] : tables; }

  #showFaults(faults) {
    const { form, faults: box } = this.#nodes;
    const local = faults.map((f) => ({ ...f, path: this.constructor.listed ? f.path.replace(/^\[0\]\.?/, '') : f.path }));
    const sayMine = (message) => sayFault(this.language, message);
    showFaults(this.shadowRoot, local, sayMine);
    box.replaceChildren();
    if (local.length === 0) return;
    box.append(el('h3', {}, this.say('faults')), el('ul', { className: 'fault' }, local.slice(0, 50).map((f) => {
      const control = form.querySelector(`[data-path="${CSS.escape(f.path)}"]`);
      const name = control?.labels?.[0]?.textContent ?? f.path.slice(0, 200);
      return el('li', {}, `${name ? name + colon(this.language) : ''}${sayMine(f.message)}`);
    })));
  }

  #status(key) {
    if (this.#nodes.status) this.#nodes.status.textContent = key ? this.say(key) : '';
  }

  // --- lessons ------------------------------------------------------------------------------------

  async #fetchLesson(address) {
    const lesson = address ? await fetchJSON(address, this.baseURI) : null;
    if (address && !lesson) this.#status('badLesson');
    else this.#begin(lesson);
  }

  #begin(value) {
    const given = typeof value === 'string' ? parseObject(value) : value;
    const lesson = given ? readLesson(given) : null;
    this.#lesson = lesson;
    this.#found = new Set();
    if (lesson) this.#document = structuredClone(lesson.input);
    this.#redraw();
    if (given && !lesson) this.#status('badLesson');
  }

  #verdict(id, verdict) {
    if (verdict.verdict === 'right') this.#found.add(id);
    this.#drawResult();
    this.dispatchEvent(new CustomEvent('bobine-lesson', { detail: { figure: id, ...verdict }, bubbles: true, composed: true }));
  }
}

/** The module to load: the one with all doors where a page has several calculators. */
function moduleOf(document) {
  const kinds = tags.filter((tag) => document.querySelector(tag));
  return kinds.length > 1 ? 'bobine' : undefined;
}

function parseObject(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

export function readList(text) {
  const answer = readAnswer(text);
  return answer.ok && Array.isArray(answer.value) ? answer.value : [];
}

async function fetchJSON(address, base = import.meta.url) {
  try {
    const response = await fetch(new URL(address, base));
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
