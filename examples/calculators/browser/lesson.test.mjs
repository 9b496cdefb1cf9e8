// The judge of lessons without a browser: every case is a slip whose arithmetic is in its comment.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Exact, readTyped } from '../web/exact.js';
import { exactValue, payslipFigures } from '../web/figures.js';
import { judge, judgeSteps } from '../web/lesson.js';
import { tidy } from '../web/form.js';
import { showAmount } from '../web/words.js';

// A slip of two lines: 1000.55 × 6.9 % = 69.03795, 1000.55 × 0.4 % = 4.0022; net 1000.55 − 73.04.
const line = (code, employeeRate, employeeAmount, employerRate, employerAmount) => ({
  code, labelFr: code, labelEn: code, base: '1000.55', employeeRate, employeeAmount, employerRate, employerAmount, refs: ['R'],
});
const slip = {
  socialBase: '1000.55', deduction: '0.00', ceiling: '4005.00', bases: { gross: '1000.55' }, notices: [],
  steps: [{ code: 'ceiling', base: '4005.00', rate: '1', over: 1, amount: '4005.00', refs: [] }],
  lines: [line('plafonnee', '6.9', '69.04', '8.55', '85.55'), line('deplafonnee', '0.4', '4.00', '2.11', '21.11')],
  employeeContributions: '73.04', employerContributions: '106.66', reduction: '0.00', netBeforeTax: '927.51',
  netTaxable: '927.51', netSocial: '927.51', incomeTax: '0.00', netPaid: '927.51', employerCost: '1107.21',
};
const figures = payslipFigures({}, slip);

describe('judge', () => {
  for (const [name, figure, typed, want] of [
    ['right', 'employee.plafonnee', '69.04', { verdict: 'right' }],
    ['right in French', 'employerCost', '1 107,21 €', { verdict: 'right' }],
    ['cut instead of rounded', 'employee.plafonnee', '69.03', { verdict: 'rounding' }],
    ['not rounded', 'employee.plafonnee', '69.03795', { verdict: 'rounding' }],
    ['a sum rounded once: 73.04015 is 73.04, cut 73.03', 'employeeContributions', '73.03', { verdict: 'rounding' }],
    ['two lines, three cents off', 'employeeContributions', '73.07', { verdict: 'wrong' }],
    ['the rate of the employer', 'employee.plafonnee', '85.55', { verdict: 'step', kind: 'factor', used: '8.55' }],
    ['the ceiling for a base: 4005 × 6.9 %', 'employee.plafonnee', '276.35', { verdict: 'step', kind: 'factor', used: '4005.00' }],
    ['not divided by 100', 'employee.plafonnee', '6903.795', { verdict: 'step', kind: 'over' }],
    ['a line left out', 'employeeContributions', '69.04', { verdict: 'step', kind: 'left-out' }],
    ['a line twice', 'employeeContributions', '77.04', { verdict: 'step', kind: 'twice' }],
    ['added instead of taken away: 1000.55 + 73.04', 'netBeforeTax', '1073.59', { verdict: 'step', kind: 'sign' }],
    ['below: net with 8.55 % for 6.9 %, 1000.55 − 85.55 − 4.00', 'netPaid', '911.00', { verdict: 'step', kind: 'factor', used: '8.55' }],
    ['no step explains it', 'netPaid', '123.45', { verdict: 'wrong' }],
    ['no number', 'netPaid', 'beaucoup', { verdict: 'unreadable' }],
    ['nothing', 'netPaid', '', { verdict: 'unreadable' }],
    ['no such figure', 'gros', '1', { verdict: 'unreadable' }],
  ]) {
    test(name, () => assert.deepEqual(pick(judge(figures, figure, typed), want), want));
  }
});

const pick = (value, like) => Object.fromEntries(Object.keys(like).map((key) => [key, value[key]]));

test('steps are compared in order', () => {
  const figure = figures.find((f) => f.id === 'employee.plafonnee');
  assert.equal(judgeSteps(figure, ['1000,55', '6.9 %']), -1);
  assert.equal(judgeSteps(figure, ['1000.55', '8.55']), 1);
  assert.equal(judgeSteps(figure, []), 0);
});

test('half a cent goes away from zero', () => {
  for (const [text, want] of [['0.005', '0.01'], ['-0.005', '-0.01'], ['0.0049', '0.00'], ['1/3', '0.33'], ['-2/3', '-0.67'], ['999999999999999999.995', '1000000000000000000.00']]) {
    assert.equal(Exact.of(text).toAmount(), want);
  }
  assert.equal(exactValue({ kind: 'product', factors: [{ value: '2500.00' }, { value: '98.25' }], over: '100', plus: '26.00' }).toAmount(), '2482.25');
});

test('what people type', () => {
  for (const [typed, want] of [['1 234,56', '1234.56'], ['1,234.56', '1234.56'], ['1.234.567', '1234567.00'], ['1.234,5', '1234.50'], ['−3', '-3.00'], ['12,5 %', '12.50'], ["1'000", '1000.00']]) {
    assert.equal(readTyped(typed)?.toAmount(), want, typed);
  }
  for (const typed of ['', 'x', '1e9', '--1', '1/0', '<b>', '9'.repeat(50)]) assert.equal(readTyped(typed), null, typed);
  assert.equal(tidy('money', '2 500,5'), '2500.50');
  assert.equal(tidy('money', '1.005'), '1.005', 'never rounded: the library says what is wrong');
  assert.equal(tidy('count', '21'), 21);
  assert.equal(tidy('count', '2.5'), '2.5');
  assert.equal(showAmount('fr', '-1234567.80'), '−1\u202f234\u202f567,80');
  assert.equal(showAmount('en', '1234.50'), '1,234.50');
});
