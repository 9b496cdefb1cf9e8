import { Calculator } from './calculator.js';
import { readAnswer } from './bobine.js';
import { el, freshID } from './dom.js';
import { presence, shootFigures } from './figures.js';
import { fieldset } from './form.js';
import { label } from './labels.js';

/** The largest problem that is shown as a grid of boxes. */
const mostScenes = 40;
const mostActors = 30;
/** A search that does not stop in so many milliseconds is ended, and its first order stands. */
const stopPatience = 1500;
/** A first order is drawn after this many seconds, while the search goes on. */
const firstLook = 0.4;

/** <bobine-shoot>: the order of the scenes in which actors wait least. */
export class ShootCalculator extends Calculator {
  static door = 'talent';
  static title = 'shoot';
  static listed = false;
  static eager = false;
  #seconds = '10';
  #search = null;

  connectedCallback() {
    this.toggleAttribute('stacked', true); // the grid of scenes needs the width
    return super.connectedCallback();
  }

  drawInputs(context) {
    const document = this.document;
    if (!Array.isArray(document.durations)) document.durations = [];
    if (!Array.isArray(document.actors)) document.actors = [];
    const large = document.durations.length > mostScenes || document.actors.length > mostActors;
    return [large ? el('p', {}, this.say('tooLarge')) : this.#grid(context), this.#limit(context)];
  }

  #limit(context) {
    const id = freshID('seconds');
    return el('div', { className: 'field' }, el('label', { htmlFor: id }, this.say('seconds')),
      el('input', { id, type: 'text', inputMode: 'numeric', maxLength: 6, value: this.#seconds, 'data-path': '-time', 'aria-describedby': `${id}-fault`,
        onchange: (e) => { this.#seconds = e.target.value.trim(); context.onChange(); } }),
      el('span', { className: 'fault', id: `${id}-fault`, hidden: true }));
  }

  #grid(context) {
    const { document } = this;
    const words = (name) => label(name)[context.language];
    const scenes = document.durations.map((_, at) => at + 1);
    const edit = (change) => { change(); context.redraw(); context.onChange(); };
    const head = el('tr', {}, el('td'), el('th', { scope: 'col' }, words('dailyCost')), scenes.map((s) => el('th', { scope: 'col' }, el('span', { className: 'unseen' }, `${words('scene')} `), String(s))), el('td'));
    const lengths = el('tr', {}, el('th', { scope: 'row' }, words('durations')), el('td'), scenes.map((s) => el('td', {},
      this.#cell(document.durations, s - 1, `durations[${s - 1}]`, `${words('durations')}, ${words('scene')} ${s}`, context))), el('td'));
    const rows = document.actors.map((actor, at) => this.#actor(actor, at, scenes, edit, context));
    return el('div', {},
      el('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': this.say('strip') }, el('table', {}, el('thead', {}, head), el('tbody', {}, lengths, rows))),
      el('div', { className: 'bar' },
        el('button', { type: 'button', onclick: () => edit(() => { document.durations.push(1); document.scenes = document.durations.length; }) }, this.say('addScene')),
        el('button', { type: 'button', onclick: () => edit(() => document.actors.push({ name: `${this.say('actor')} ${document.actors.length + 1}`, dailyCost: 400, scenes: [1] })) }, this.say('addActor'))));
  }

  #cell(object, name, path, text, context, { kind = 'count', look } = {}) {
    const box = fieldset([{ name, kind, look, path, label: { fr: text, en: text } }], object, context);
    box.querySelector('label').className = 'unseen';
    return box;
  }

  #actor(actor, at, scenes, edit, context) {
    if (actor === null || typeof actor !== 'object') return null;
    const { document } = this;
    const name = String(actor.name ?? '').slice(0, 60);
    const plays = new Set(Array.isArray(actor.scenes) ? actor.scenes : []);
    const toggle = (scene, on) => {
      on ? plays.add(scene) : plays.delete(scene);
      actor.scenes = [...plays].sort((a, b) => a - b);
      context.onChange();
    };
    const nameCell = this.#cell(actor, 'name', `actors[${at}].name`, `${this.say('actor')} ${at + 1}`, context, { kind: 'text' });
    return el('tr', {}, el('th', { scope: 'row' }, nameCell),
      el('td', {}, this.#cell(actor, 'dailyCost', `actors[${at}].dailyCost`, `${label('dailyCost')[context.language]}, ${name}`, context, { look: 'cost' })),
      scenes.map((s) => el('td', {}, el('input', { type: 'checkbox', checked: plays.has(s), 'aria-label': `${name}, ${label('scene')[context.language]} ${s}`, onchange: (e) => toggle(s, e.target.checked) }))),
      el('td', {}, el('button', { type: 'button', 'aria-label': `${this.say('remove')} ${name}`, onclick: () => edit(() => document.actors.splice(at, 1)) }, this.say('remove'))));
  }

  // --- the search -------------------------------------------------------------------------------

  /** Stops the search, which answers with its best order. */
  stop() { this.#search?.abort(); }

  disconnectedCallback() {
    this.stop();
    super.disconnectedCallback();
  }

  /** A first look, drawn at once where it is not the last word, and then the search. */
  async ask(text) {
    this.stop();
    const search = (this.#search = new AbortController());
    const seconds = Number(this.#seconds.replace(',', '.'));
    const bar = this.#bar(search, seconds);
    const options = { signal: search.signal, onProgress: (elapsed) => bar.show(elapsed) };
    this.nodes.result.prepend(bar.node);
    try {
      if (!(seconds > firstLook)) return await this.door.call('answer', [text, seconds], options);
      const first = await this.door.call('answer', [text, firstLook], options);
      const early = readAnswer(first);
      if (!early.ok || early.value.optimal || search.signal.aborted) return first;
      this.receive(first);
      this.nodes.result.prepend(bar.node);
      const second = await this.#orStopped(this.door.call('answer', [text, seconds], options), search.signal);
      return better(early.value, first, second);
    } finally {
      bar.node.remove();
    }
  }

  /** An answer, or where a stopped search does not come to one, a fault from a worker that was ended. */
  async #orStopped(answer, signal) {
    let timer;
    const end = () => { timer = setTimeout(() => this.door.close(), stopPatience); };
    signal.addEventListener('abort', end, { once: true });
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }

  #bar(search, seconds) {
    const progress = el('progress', { max: Math.max(seconds * 1000, 1) || 1, value: 0, 'aria-label': this.say('progress') });
    const stop = el('button', { type: 'button', 'data-stop': true, onclick: () => search.abort() }, this.say('stop'));
    const node = el('div', { className: 'item' }, el('p', {}, `${this.say('searching')}…`), progress, el('div', { className: 'bar' }, stop));
    return { node, show: (elapsed) => { progress.value = elapsed; } };
  }

  figuresOf(problem, plan) { return shootFigures(problem, plan); }

  drawAnswer(plan) {
    return [el('p', { className: plan.optimal ? 'good' : '' }, this.say(plan.optimal ? 'proved' : 'notProved')), this.#strip(plan)];
  }

  /** The strip order: a column a scene, a row an actor. */
  #strip(plan) {
    const { document } = this;
    const head = el('tr', {}, el('td'), plan.order.map((s) => el('th', { scope: 'col' }, String(s))));
    const rows = document.actors.map((actor) => {
      const { first, last } = presence(document, plan.order, actor);
      const needed = new Set(actor.scenes);
      return el('tr', {}, el('th', { scope: 'row' }, String(actor.name).slice(0, 60)), plan.order.map((s, at) => {
        const state = needed.has(s) ? 'works' : at > first && at < last ? 'waits' : 'off';
        const letter = { works: '■', waits: '·', off: '' }[state];
        return el('td', { className: state }, el('span', { 'aria-hidden': 'true' }, letter), el('span', { className: 'unseen' }, this.say(state)));
      }));
    });
    return el('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': this.say('strip') },
      el('table', { className: 'strip' }, el('caption', {}, this.say('strip')), el('thead', {}, head), el('tbody', {}, rows)));
  }

  /** Totals before the actors. */
  ordered(tables) { return [tables.at(-1), ...tables.slice(0, -1)]; }
}

/** The cheaper of two plans of a problem, and the later where they cost the same. */
function better(early, first, second) {
  const late = readAnswer(second);
  return late.ok && late.value.cost <= early.cost ? second : first;
}
