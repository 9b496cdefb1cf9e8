import { Calculator } from './calculator.js';
import { payslipFigures } from './figures.js';
import { fieldset } from './form.js';

const onlyArtist = (d) => d.category === 'artist';
const fields = [
  { name: 'date', kind: 'date' },
  { name: 'category', kind: 'choice', options: () => ['technician', 'artist'], redraws: true },
  { name: 'agreement', kind: 'choice', options: () => ['3097', '2642', '1285', '3090', '2717'] },
  { name: 'gross', kind: 'money' },
  { name: 'days', kind: 'count' },
  { name: 'hours', kind: 'rate' },
  { name: 'headcount', kind: 'count' },
  { name: 'executive', kind: 'flag' },
  { name: 'fullMonth', kind: 'flag', redraws: true },
  { name: 'accidentRate', kind: 'rate' },
  { name: 'mobilityRate', kind: 'rate' },
  { name: 'ceilingMethod', kind: 'choice', options: () => ['', 'thirtieths', 'calendar', 'daily'], when: (d) => !d.fullMonth, redraws: true },
  { name: 'calendarDays', kind: 'count', when: (d) => d.ceilingMethod === 'calendar' },
  { name: 'deduction', kind: 'choice', options: () => ['', 'performer', 'musician'], when: onlyArtist, redraws: true },
  { name: 'deductionToDate', kind: 'money', when: (d) => onlyArtist(d) && Boolean(d.deduction) },
  { name: 'withholdingRate', kind: 'rate' },
  { name: 'alsaceMoselle', kind: 'flag' },
  { name: 'shortContract', kind: 'flag' },
];

/** <bobine-payslip>: the payslip of an intermittent, both shares. */
export class PayslipCalculator extends Calculator {
  static door = 'payslip';
  static title = 'payslip';

  drawInputs(context) { return fieldset(fields, this.document, context); }

  textOf(document) {
    // Absent is true for shortContract: an empty box has to be said.
    const { shortContract = false } = document;
    return super.textOf({ id: '1', ...document, shortContract });
  }

  figuresOf(input, slip) { return payslipFigures(input, slip); }
}
