// Judges a learner's answer for a figure against the library's own trace: right, off by rounding,
// or which step differs. Pure, exact, without a page.

import { Exact, readTyped } from './exact.js';
import { exactValue } from './figures.js';

const cent = Exact.of('0.01');
/** No sum of rounded lines may be off by more and still be called rounding. */
const mostRounding = Exact.of('0.20');

/**
 * Returns a verdict:
 *   { verdict: 'unreadable' }  what was typed is no number
 *   { verdict: 'right' }
 *   { verdict: 'rounding' }    the way is right, the rounding is not
 *   { verdict: 'step', ... }   which step differs, see below
 *   { verdict: 'wrong' }       no single step explains it: ask for the steps, judgeSteps
 * A step: { figure, kind: 'factor', factor, used, of } a factor was taken from elsewhere;
 * { kind: 'left-out' | 'twice' | 'sign', term } a term of a sum.
 */
export function judge(figures, id, typed) {
  const figure = figures.find((f) => f.id === id);
  const answer = readTyped(typed);
  if (!figure || !answer) return { verdict: 'unreadable' };
  const value = Exact.of(figure.value);
  if (answer.equals(value)) return { verdict: 'right' };
  if (isRounding(figures, figure, answer)) return { verdict: 'rounding' };
  const step = differingStep(figures, figure, answer);
  return step ? { verdict: 'step', ...step } : { verdict: 'wrong' };
}

/** How far an answer may be that rounded otherwise: a cent, or a cent a rounded line of a sum. */
function isRounding(figures, figure, answer) {
  const off = answer.minus(Exact.of(figure.value)).abs();
  if (figure.working?.kind === 'product') return answer.minus(exactValue(figure.working)).abs().compare(cent) < 0;
  if (figure.working?.kind !== 'sum') return false;
  const lines = roundedLines(figures, figure, new Set());
  const allowed = cent.times(new Exact(BigInt(lines)));
  return off.compare(allowed) <= 0 && off.compare(mostRounding) <= 0;
}

/** How many rounded products a sum rests on. */
function roundedLines(figures, figure, seen) {
  if (seen.has(figure.id)) return 0;
  seen.add(figure.id);
  if (figure.working?.kind === 'product') return 1;
  const terms = figure.working?.terms ?? [];
  return terms.reduce((count, t) => count + roundedLines(figures, figures.find((f) => f.id === t.id), seen), 0);
}

function differingStep(figures, figure, answer) {
  if (figure.working?.kind === 'product') return otherFactor(figures, figure, answer);
  if (figure.working?.kind !== 'sum') return null;
  return otherTerm(figure, answer) ?? below(figures, figure, answer);
}

/** Tries, for each factor, the values of the same name and unit elsewhere in the answer. */
function otherFactor(figures, figure, answer) {
  const { factors } = figure.working;
  for (const [at, right] of factors.entries()) {
    for (const { value, source } of candidates(figures, figure, right)) {
      const tried = { ...figure.working, factors: factors.with(at, { ...right, value }) };
      if (exactValue(tried).rounded().equals(answer.rounded())) {
        return { figure: figure.id, kind: 'factor', factor: right, used: value, of: source };
      }
    }
  }
  const over = Exact.of(figure.working.over);
  const plain = exactValue({ ...figure.working, plus: '0' });
  if (figure.working.plus && answer.rounded().equals(plain.rounded())) return { figure: figure.id, kind: 'plus', used: '0', factor: null };
  if (answer.equals(exactValue(figure.working).times(over))) return { figure: figure.id, kind: 'over', factor: null };
  return null;
}

/** Other values that a learner may have taken for a factor, each with the figure it is from. */
function candidates(figures, figure, right) {
  const found = [];
  for (const other of figures) {
    if (other === figure) continue;
    if (right.unit === '€' && other.value !== right.value) found.push({ value: other.value, source: other.label });
    for (const f of other.working?.factors ?? []) {
      const alike = right.unit !== '€' && f.unit === right.unit && f.value !== right.value;
      if (alike) found.push({ value: f.value, source: other.label });
    }
  }
  return found;
}

/** One term left out, added twice, or with the other sign. */
function otherTerm(figure, answer) {
  const off = answer.minus(Exact.of(figure.value));
  for (const term of figure.working.terms) {
    const signed = Exact.of(term.value).times(new Exact(BigInt(term.sign)));
    if (signed.n === 0n) continue;
    const ways = [['left-out', -1n], ['twice', 1n], ['sign', -2n]];
    for (const [kind, times] of ways) {
      if (off.equals(signed.times(new Exact(times)))) return { figure: figure.id, kind, term };
    }
  }
  return null;
}

/** One term of the sum is itself wrong by one of its steps. */
function below(figures, figure, answer) {
  const off = answer.minus(Exact.of(figure.value));
  for (const term of figure.working.terms) {
    const part = figures.find((f) => f.id === term.id);
    if (!part?.working) continue;
    const theirs = Exact.of(part.value).plus(off.times(new Exact(BigInt(term.sign))));
    const step = differingStep(figures, part, theirs);
    if (step) return step;
  }
  return null;
}

/** The steps that a learner can be asked for: factors of a product, terms of a sum. */
export function stepsOf(figure) {
  if (figure.working?.kind === 'product') return figure.working.factors;
  return figure.working?.terms ?? [];
}

/**
 * Compares the steps that a learner typed, in order, and returns the index of the first one that
 * differs, -1 where all are right and it is the last operation that differs.
 */
export function judgeSteps(figure, typed) {
  return stepsOf(figure).findIndex((step, at) => {
    const answer = readTyped(typed[at] ?? '');
    return !answer || !answer.equals(Exact.of(step.value));
  });
}
