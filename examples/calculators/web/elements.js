// One script tag makes the five custom elements usable:
//   <script type="module" src="bobine/elements.js"></script>
// What an element needs loads when one is in a page.

import { AidCalculator } from './aid.js';
import { PayslipCalculator } from './payslip.js';
import { ShootCalculator } from './shoot.js';
import { WageCalculator } from './wage.js';
import { WaterfallCalculator } from './waterfall.js';

const elements = {
  'bobine-payslip': PayslipCalculator, 'bobine-wage': WageCalculator, 'bobine-aid': AidCalculator,
  'bobine-waterfall': WaterfallCalculator, 'bobine-shoot': ShootCalculator,
};

for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
