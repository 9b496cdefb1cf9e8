// The figures of an answer with their working, read off the library's own trace. A figure is
//   { id, label: {fr, en}, value, group, working, refs, notices }
// and its working is a product, sign × factors / over + plus, or a sum of other figures:
//   { kind: 'product', factors: [{ label, value, unit }], over, plus }
//   { kind: 'sum', terms: [{ id, label, value, sign }] }
// A figure without working is given by the library as it is.

import { Exact, zero } from './exact.js';
import { label } from './labels.js';

/** The exact value of a working, before rounding; null where there is none. */
export function exactValue(working) {
  if (!working) return null;
  if (working.kind === 'sum') {
    return working.terms.reduce((sum, t) => (t.sign < 0 ? sum.minus(Exact.of(t.value)) : sum.plus(Exact.of(t.value))), zero);
  }
  const product = working.factors.reduce((p, f) => p.times(Exact.of(f.value)), new Exact(1n));
  return product.over(Exact.of(working.over ?? '1')).plus(Exact.of(working.plus ?? '0'));
}

const product = (factors, over, plus) => ({ kind: 'product', factors, over: String(over ?? 1), plus });
const factor = (name, value, unit = '') => ({ label: label(name), value: String(value), unit });

class Figures {
  list = [];

  add(id, name, value, { working = null, refs = [], notices = [], group = '' } = {}) {
    const figure = { id, label: typeof name === 'string' ? label(name) : name, value, group, working, refs, notices };
    this.list.push(figure);
    return figure;
  }

  /** A sum over figures that are there; the ids may begin with a minus. */
  sum(...ids) {
    const terms = [];
    for (const each of ids.flat()) {
      const sign = each.startsWith('-') ? -1 : 1;
      const figure = this.list.find((f) => f.id === each.replace(/^-/, ''));
      if (figure) terms.push({ id: figure.id, label: figure.label, value: figure.value, sign });
    }
    return { kind: 'sum', terms };
  }
}

const nonzero = (amount) => !/^-?0\.00$/.test(amount);
const citing = (notices, refs) => notices.filter((n) => n.refs?.some((r) => refs.includes(r)));

export function payslipFigures(input, slip) {
  const all = new Figures();
  const about = (code) => slip.notices.filter((n) => String(n.key ?? '').split('/')[0] === code);
  const steps = new Map(slip.steps.map((s) => [s.code, s]));
  const step = (code) => {
    const s = steps.get(code);
    if (!s || s.bound) return { refs: s?.refs };
    return { working: product([factor('base', s.base, '€'), factor('rate', s.rate, s.over === 100 ? '%' : '')], s.over, s.plus), refs: s.refs };
  };
  all.add('gross', 'gross', slip.bases.gross, { group: 'base' });
  all.add('deduction', 'deduction', slip.deduction, { group: 'base', ...step('deduction') });
  all.add('socialBase', 'socialBase', slip.socialBase, { group: 'base', working: all.sum('gross', '-deduction') });
  all.add('ceiling', 'ceiling', slip.ceiling, { group: 'base', ...step('ceiling') });
  const csg = steps.get('csg-base');
  if (csg) all.add('csgBase', 'csgBase', csg.amount, { group: 'base', ...step('csg-base') });
  for (const side of ['employee', 'employer']) {
    for (const line of slip.lines) {
      if (!nonzero(line[`${side}Amount`])) continue;
      all.add(`${side}.${line.code}`, { fr: line.labelFr, en: line.labelEn }, line[`${side}Amount`], {
        group: side, refs: line.refs, notices: about(line.code),
        working: product([factor('base', line.base, '€'), factor(`${side}Rate`, line[`${side}Rate`], '%')], 100),
      });
    }
  }
  const ids = (side) => all.list.filter((f) => f.group === side).map((f) => f.id);
  all.add('employeeContributions', 'employeeContributions', slip.employeeContributions, { group: 'total', working: all.sum(ids('employee')) });
  all.add('netBeforeTax', 'netBeforeTax', slip.netBeforeTax, { group: 'total', working: all.sum('gross', '-employeeContributions') });
  all.add('netTaxable', 'netTaxable', slip.netTaxable, { group: 'total', working: all.sum('netBeforeTax', 'employee.csg-non-deductible', 'employee.crds') });
  all.add('netSocial', 'netSocial', slip.netSocial, { group: 'total' });
  all.add('incomeTax', 'incomeTax', slip.incomeTax, { group: 'total', ...step('income-tax') });
  all.add('netPaid', 'netPaid', slip.netPaid, { group: 'total', working: all.sum('netBeforeTax', '-incomeTax') });
  all.add('employerContributions', 'employerContributions', slip.employerContributions, { group: 'total', working: all.sum(ids('employer')) });
  all.add('reduction', 'reduction', slip.reduction, { group: 'total', notices: about('reduction'), ...step('reduction') });
  all.add('employerCost', 'employerCost', slip.employerCost, { group: 'total', working: all.sum('gross', 'employerContributions', '-reduction') });
  return all.list;
}

export function wageFigures(input, wage, { codes = [] } = {}) {
  const all = new Figures();
  const labels = new Map(codes.map((c) => [c.code, { fr: c.labelFr, en: c.labelEn }]));
  const total = { pay: [], allowance: [] };
  wage.lines.forEach((line, at) => {
    const group = line.code === 'meal' || line.code === 'snack' ? 'allowance' : 'pay';
    const id = `line.${line.code}${wage.lines.findIndex((l) => l.code === line.code) === at ? '' : `.${line.rate}`}`;
    const quantity = line.hours === undefined ? factor('count', line.count) : factor('hours', line.hours, 'h');
    const working = line.price === undefined
      ? product([quantity, factor('premium', line.rate), factor('weeklyPay', wage.weeklyPay, '€')], wage.baseHours)
      : product([quantity, factor('price', line.price, '€')]);
    all.add(id, labels.get(line.code) ?? line.code, line.amount, { group, working, refs: line.refs, notices: citing(wage.notices, line.refs) });
    total[group].push(id);
  });
  all.add('gross', 'gross', wage.gross, { group: 'total', working: all.sum(total.pay) });
  all.add('allowances', 'allowances', wage.allowances, { group: 'total', working: all.sum(total.allowance) });
  all.add('minimum', 'minimum', wage.minimum, { group: 'total', notices: wage.notices });
  return all.list;
}

export function aidFigures(input, granted) {
  const all = new Figures();
  granted.lines.forEach((line, at) => {
    const id = `line.${line.code}${granted.lines.findIndex((l) => l.code === line.code) === at ? '' : `.${at + 1}`}`;
    const factors = [factor('base', line.base, '€'), factor('rate', line.rate)];
    if (line.share !== undefined) factors.splice(1, 0, factor('share', line.share));
    const working = product(factors);
    // A line that was cut, or less another aid, is not base × rate alone: it stands as given.
    const sound = exactValue(working).rounded().equals(Exact.of(line.amount));
    all.add(id, line.code, line.amount, { group: 'step', working: sound ? working : null, refs: line.refs, notices: citing(granted.notices, line.refs) });
  });
  const tranches = all.list.filter((f) => f.id.startsWith('line.tranche')).map((f) => f.id);
  const sum = all.sum(tranches);
  const same = all.list.filter((f) => f.value === granted.amount);
  const working = tranches.length > 0 && exactValue(sum).equals(Exact.of(granted.amount)) ? sum
    : same.length > 0 ? all.sum(same[0].id) : null;
  all.add('amount', 'amount', granted.amount, { group: 'total', working: granted.eligible ? working : null, notices: granted.notices });
  return all.list;
}

export function waterfallFigures(deal, result) {
  const all = new Figures();
  for (const event of result.events) {
    event.lines?.forEach((line, at) => {
      const name = `${event.id} · ${line.pot} · ${line.step} → ${line.payee}`;
      const figure = all.add(`event.${event.id}.${at}`, { fr: name, en: name }, line.amount, { group: 'event' });
      figure.payee = line.payee;
      figure.facts = [['inflow', line.inflow], ['taken', line.taken]];
    });
  }
  for (const { payee, paid } of result.payees) {
    const ids = all.list.filter((f) => f.group === 'event' && f.payee === payee).map((f) => f.id);
    const sum = all.sum(ids);
    const sound = exactValue(sum).equals(Exact.of(paid));
    all.add(`payee.${payee}`, { fr: payee, en: payee }, paid, { group: 'payee', working: sound ? sum : null });
  }
  for (const { id, balance } of result.accounts ?? []) {
    all.add(`account.${id}`, { fr: `Compte ${id}`, en: `Account ${id}` }, balance, { group: 'account' });
  }
  const payees = all.list.filter((f) => f.group === 'payee').map((f) => f.id);
  all.add('totalIn', 'totalIn', result.totalIn, { group: 'total' });
  all.add('totalOut', 'totalOut', result.totalOut, { group: 'total', working: all.sum(payees) });
  return all.list;
}

/** Where an actor is on the set in an order: the places of the first and last scene, and the days. */
export function presence(problem, order, actor) {
  const needed = new Set(actor.scenes);
  const places = order.flatMap((scene, at) => (needed.has(scene) ? [at] : []));
  const first = places[0] ?? 0;
  const last = places.at(-1) ?? -1;
  let days = 0;
  let played = 0;
  for (let at = first; at <= last; at += 1) {
    const length = problem.durations[order[at] - 1];
    days += length;
    if (needed.has(order[at])) played += length;
  }
  return { first, last, days, played };
}

export function shootFigures(problem, plan) {
  const all = new Figures();
  const euros = (n) => `${n}.00`;
  const ids = { pay: [], wait: [] };
  problem.actors.forEach((actor, at) => {
    const { days, played } = presence(problem, plan.order, actor);
    for (const [group, count] of [['pay', days], ['wait', days - played]]) {
      const id = `${group}.${at + 1}`;
      ids[group].push(id);
      all.add(id, { fr: actor.name, en: actor.name }, euros(BigInt(actor.dailyCost) * BigInt(count)), {
        group, working: product([factor('dailyCost', actor.dailyCost, '€'), factor(group === 'pay' ? 'daysPaid' : 'daysWaiting', count)]),
      });
    }
  });
  all.add('cost', 'cost', euros(plan.cost), { group: 'total', working: all.sum(ids.pay) });
  all.add('holdingCost', 'holdingCost', euros(plan.holdingCost), { group: 'total', working: all.sum(ids.wait) });
  all.add('lowerBound', 'lowerBound', euros(plan.lowerBound), { group: 'total' });
  return all.list;
}
