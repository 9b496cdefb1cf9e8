// The lesson mode on the page: for each figure asked, a field for the learner's answer, what is
// said of it, and the steps where the answer alone does not tell.

import { el, freshID } from './dom.js';
import { judge, judgeSteps, stepsOf } from './lesson.js';
import { say, showAmount } from './words.js';

/**
 * Reads a lesson, null where it is none:
 *   { title: {fr, en}, text: {fr, en}, input: {…}, ask: ["netPaid"], hide: ["…"] | "all" }
 */
export function readLesson(value) {
  const sound = value && typeof value === 'object' && value.input && typeof value.input === 'object'
    && Array.isArray(value.ask) && value.ask.length <= 50 && value.ask.every((id) => typeof id === 'string');
  if (!sound) return null;
  const hide = Array.isArray(value.hide) ? value.hide.map(String) : 'all';
  return { title: value.title, text: value.text, input: value.input, ask: value.ask, hide };
}

/** The figures that are still hidden: those of the lesson without those found. */
export function hiddenFigures(lesson, figures, found) {
  const ids = lesson.hide === 'all' ? figures.map((f) => f.id) : [...lesson.hide, ...lesson.ask];
  const all = lesson.ask.every((id) => found.has(id)) ? [] : ids;
  return new Set(all.filter((id) => !found.has(id)));
}

/** The questions of a lesson. onVerdict is told each verdict. */
export function exercise(lesson, figures, { language, onVerdict }) {
  const text = (t) => (t && typeof t === 'object' ? t[language] ?? t.fr ?? t.en : t) ?? '';
  return el('section', {}, el('h3', {}, text(lesson.title) || say(language, 'lesson')), text(lesson.text) && el('p', {}, text(lesson.text)),
    lesson.ask.map((id) => figures.find((f) => f.id === id)).filter(Boolean).map((f) => question(f, figures, { language, onVerdict })));
}

function question(figure, figures, { language, onVerdict }) {
  const id = freshID('answer');
  const input = el('input', { id, type: 'text', inputMode: 'decimal', maxLength: 60, autocomplete: 'off' });
  const said = el('p', { role: 'status', className: 'verdict' });
  const steps = el('div');
  const form = el('form', {
    className: 'item', 'data-ask': figure.id,
    onsubmit: (event) => {
      event.preventDefault();
      const verdict = judge(figures, figure.id, input.value);
      said.className = `verdict ${verdict.verdict === 'right' ? 'good' : 'bad'}`;
      said.textContent = sayVerdict(verdict, figures, language);
      steps.replaceChildren(...(verdict.verdict === 'wrong' && stepsOf(figure).length > 0 ? [stepFields(figure, language)] : []));
      onVerdict(figure.id, verdict);
    },
  }, el('div', { className: 'bar' },
    el('div', { className: 'field' }, el('label', { htmlFor: id }, `${figure.label[language]} – ${say(language, 'yourAnswer')}`), input),
    el('button', { className: 'first' }, say(language, 'check'))), said, steps);
  return form;
}

export function sayVerdict(verdict, figures, language) {
  if (verdict.verdict !== 'step') return say(language, verdict.verdict);
  const step = figures.find((f) => f.id === verdict.figure)?.label[language];
  if (verdict.kind === 'factor') {
    return say(language, 'otherFactor', { step, factor: verdict.factor.label[language], used: showAmount(language, verdict.used), of: verdict.of[language] });
  }
  return say(language, verdict.kind, { step, term: verdict.term?.label[language] });
}

/** A field for each step of a figure, compared in order. */
function stepFields(figure, language) {
  const all = stepsOf(figure);
  const fields = all.map((step) => {
    const id = freshID('step');
    return [el('label', { htmlFor: id }, step.label[language]), el('input', { id, type: 'text', inputMode: 'decimal', maxLength: 60, autocomplete: 'off' })];
  });
  const said = el('p', { role: 'status', className: 'bad' });
  const check = () => {
    const at = judgeSteps(figure, fields.map(([, input]) => input.value));
    said.textContent = at < 0 ? say(language, 'lastDiffers') : say(language, 'stepDiffers', { factor: all[at].label[language] });
  };
  return el('div', {}, el('div', { className: 'fields' }, fields.map((f) => el('div', { className: 'field' }, f))),
    el('div', { className: 'bar' }, el('button', { type: 'button', onclick: check }, say(language, 'checkSteps'))), said);
}
