// Every calculator in a real browser: npm install && npm test.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { chromium, clean, door, launch, program, read, serve } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kinds = ['payslip', 'wage', 'aid', 'waterfall', 'shoot'];
const shots = new URL('./shots/', import.meta.url).pathname;

describe('calculators', { skip: chromium ? false : 'no Chromium on this machine' }, () => {
  let site;
  let browser;
  const problems = [];

  before(async () => {
    mkdirSync(shots, { recursive: true });
    site = await serve();
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    assert.equal(await site?.stop(), 0, 'an interrupt stops the server cleanly');
    clean();
  });

  /** A page that reports what goes wrong in it. */
  async function open(path, { width = 1280, height = 900, colorScheme = 'light' } = {}) {
    const page = await browser.newPage();
    page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) problems.push(`${path}: ${m.text()}`); });
    page.on('pageerror', (e) => problems.push(`${path}: ${e.message}`));
    page.on('request', (r) => { if (!r.url().startsWith(site.address) && !/^(data|blob):/.test(r.url())) problems.push(`${path}: asks ${r.url()}`); });
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(site.address + path);
    return page;
  }

  const sound = () => assert.deepEqual(problems.splice(0), []);

  /** Opens a calculator and waits for its first answer. */
  async function calculator(kind, options = {}) {
    const page = await open(`${kind}.html?lang=${options.lang ?? 'fr'}${options.hash ?? ''}`, options);
    await page.waitForFunction((k) => document.querySelector(`bobine-${k}`)?.answer, kind, { timeout: 30_000 });
    return page;
  }

  /** Gives an element a document and returns what it answers. */
  const ask = (page, kind, document) => page.evaluate(([k, d]) => new Promise((resolve) => {
    const element = window.document.querySelector(`bobine-${k}`);
    const done = (e) => { element.removeEventListener('bobine-answer', done); element.removeEventListener('bobine-faults', done); resolve(e.detail); };
    element.addEventListener('bobine-answer', done);
    element.addEventListener('bobine-faults', done);
    element.input = d;
  }), [kind, document]);

  describe('the same cents as the doors', () => {
    const cases = {
      payslip: read('payroll/testdata/payslips.json').map((c) => c.case),
      wage: read('payroll/testdata/wages.json').map((c) => c.case),
      aid: read('examples/calculators/web/examples/aid.json').map((e) => e.document),
      waterfall: read('rights/testdata/deals.json').map((d) => d.deal),
    };
    for (const [kind, documents] of Object.entries(cases)) {
      test(kind, async () => {
        const path = program(kind);
        const page = await calculator(kind);
        for (const document of documents) {
          const list = kind !== 'waterfall';
          // An absent shortContract is true, and the form says so.
          const asked = kind === 'payslip' ? { ...document, shortContract: document.shortContract ?? true } : document;
          const want = JSON.parse(door(path, JSON.stringify(list ? [asked] : asked)));
          assert.deepEqual((await ask(page, kind, asked)).answer, want, `${kind} ${document.id ?? ''}`);
          const shown = await page.evaluate((k) => {
            const element = window.document.querySelector(`bobine-${k}`);
            const buttons = Array.from(element.shadowRoot.querySelectorAll('[data-figure]'));
            return { buttons: buttons.length, figures: element.figures.length };
          }, kind);
          assert.equal(shown.buttons, shown.figures, 'each amount can be explained');
        }
        sound();
        await page.close();
      });
    }
  });

  test('every working adds up to its figure, over the worked cases', async () => {
    for (const [kind, documents] of [['payslip', read('payroll/testdata/payslips.json')], ['wage', read('payroll/testdata/wages.json')]]) {
      const page = await calculator(kind);
      for (const { case: document } of documents) {
        await ask(page, kind, document);
        const off = await page.evaluate(async (k) => {
          const { exactValue } = await import('./figures.js');
          return window.document.querySelector(`bobine-${k}`).figures.filter((f) => f.working && exactValue(f.working).toAmount() !== f.value).map((f) => `${f.id} ${f.value} ${exactValue(f.working).toAmount()}`);
        }, kind);
        assert.deepEqual(off, [], document.id);
      }
      await page.close();
    }
    sound();
  });

  test('the doors as functions give the same bytes, in the page and in a worker', async () => {
    const page = await open('index.html');
    const input = JSON.stringify(read('payroll/testdata/payslips.json').map((c) => c.case));
    const want = door(program('payslip'), input);
    const got = await page.evaluate(async (text) => {
      const { load, WorkerDoor } = await import('./bobine.js');
      const [alone, all] = [await load('payslip'), await load('payslip', { module: 'bobine' })];
      const worker = new WorkerDoor('payslip');
      const answers = [alone.answer(text), all.answer(text), await worker.answer(text), alone.answer(), alone.answer(7)];
      worker.close();
      return answers;
    }, input);
    assert.deepEqual(got.slice(0, 3), [want, want, want]);
    for (const refused of got.slice(3)) assert.match(refused, /"faults"/);
    sound();
    await page.close();
  });

  test('an amount is explained one click away', async () => {
    const page = await calculator('payslip');
    const button = page.locator('[data-figure="employee.vieillesse-plafonnee"]');
    await button.click();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    const why = await page.locator(`#${await button.getAttribute('aria-controls')}`).innerText();
    assert.match(why, /Base .* × Taux salarial 6,9 %/);
    assert.match(why, /CSS D242-4/);
    sound();
    await page.close();
  });

  test('the keyboard does it all', async () => {
    const page = await calculator('payslip', { lang: 'en' });
    const gross = page.getByLabel('Gross', { exact: true });
    await gross.focus();
    await gross.fill('2 500,5');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('bobine-payslip').answer?.bases.gross === '2500.50');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'bobine-payslip');
    const figure = page.locator('[data-figure="netPaid"]');
    await figure.focus();
    await page.keyboard.press('Space');
    assert.equal(await figure.getAttribute('aria-expanded'), 'true');
    sound();
    await page.close();
  });

  test('bad input shows its messages by the field', async () => {
    const page = await calculator('payslip');
    const gross = page.getByLabel('Brut', { exact: true });
    await gross.fill('-1');
    await gross.blur();
    await page.waitForFunction(() => document.querySelector('bobine-payslip').answer === null);
    assert.equal(await gross.getAttribute('aria-invalid'), 'true');
    assert.match(await page.locator(`#${await gross.getAttribute('aria-describedby')}`).innerText(), /négatif/);
    assert.match(await page.locator('[role=alert]').innerText(), /Brut\s: est négatif/);
    await gross.fill('1000');
    await gross.blur();
    await page.waitForFunction(() => document.querySelector('bobine-payslip').answer);
    assert.equal(await gross.getAttribute('aria-invalid'), null);
    await page.close();
    for (const [kind, path, document] of [
      ['wage', 'days[0].wrap', { id: '1', date: '2026-06-01', agreement: '3097', job: 'Cadreur cinéma', setting: 'shoot', engagement: 'weekly', days: [{ date: '2026-06-01', call: '09:00', wrap: '25:00' }] }],
      ['aid', 'facts.spend', { id: '1', scheme: 'us-ga', date: '2026-06-01', facts: { spend: '<img src=x onerror=alert(1)>' } }],
      ['waterfall', 'events[0].amount', { currency: 'EUR', pots: [{ id: 'p', steps: [] }], events: [{ id: 'e', date: '2026-01-01', kind: 'receipt', pot: 'p', amount: 'much' }] }],
    ]) {
      const other = await calculator(kind);
      const { faults } = await ask(other, kind, document);
      assert.ok(faults.some((f) => f.path.endsWith(path)), JSON.stringify(faults));
      assert.equal(await other.locator(`[data-path="${path}"]`).getAttribute('aria-invalid'), 'true');
      await other.close();
    }
    sound();
  });

  test('a link carries the inputs', async () => {
    const page = await calculator('payslip');
    await ask(page, 'payslip', { ...read('payroll/testdata/payslips.json')[47].case, shortContract: true });
    const href = await page.getByRole('link', { name: 'Lien vers ces données' }).getAttribute('href');
    const net = await page.evaluate(() => document.querySelector('bobine-payslip').answer.netPaid);
    const other = await calculator('payslip', { hash: href });
    assert.equal(await other.evaluate(() => document.querySelector('bobine-payslip').answer.netPaid), net);
    await page.close();
    await other.close();
    for (const hash of ['#bobine-payslip=%%%', '#bobine-payslip=W10', `#bobine-payslip=${'A'.repeat(40_000)}`, '#<script>alert(1)</script>']) {
      const bad = await calculator('payslip', { hash });
      assert.ok(await bad.evaluate(() => document.querySelector('bobine-payslip').answer.netPaid));
      await bad.close();
    }
    sound();
  });

  test('hostile texts leave the page responsive and nothing injected', async () => {
    const page = await calculator('payslip');
    const worst = await page.evaluate(async () => {
      const { load, WorkerDoor } = await import('./bobine.js');
      const element = document.querySelector('bobine-payslip');
      const hostile = {
        long: 'x'.repeat(10 << 20), deep: '['.repeat(1 << 20), digits: `[{"id":"a","gross":${'9'.repeat(1_000_000)}}]`,
        quoted: `[{"id":"a","gross":"${'9'.repeat(1_000_000)}"}]`, html: '[{"id":"<img src=x onerror=window.injected=1>","<script>window.injected=1</script>":1}]',
        huge: 'y'.repeat(40 << 20), surrogate: '[{"id":"\ud800"}]',
      };
      const worker = new WorkerDoor('payslip');
      await worker.answer('[]');
      let longest = 0;
      let last = performance.now();
      const timer = setInterval(() => { longest = Math.max(longest, performance.now() - last); last = performance.now(); }, 5);
      const refused = [];
      const pauses = {};
      const noted = (name) => { pauses[name] = Math.round(longest); longest = 0; };
      for (const [name, text] of Object.entries(hostile)) {
        refused.push([name, JSON.parse(await worker.answer(text)).faults?.length > 0]);
        noted(name);
      }
      for (const gross of [hostile.quoted, hostile.html, 'z'.repeat(10 << 20), '9'.repeat(1_000_000)]) {
        element.input = { ...element.input, gross };
        await new Promise((resolve) => { element.addEventListener('bobine-faults', resolve, { once: true }); });
        noted(`element ${gross.length}`);
      }
      clearInterval(timer);
      const here = await load('payslip');
      for (const [name, text] of Object.entries(hostile)) refused.push([`${name} in the page`, JSON.parse(here.answer(text)).faults?.length > 0]);
      worker.close();
      return { longest: Math.max(...Object.values(pauses)), pauses, refused, injected: window.injected, images: element.shadowRoot.querySelectorAll('img, script').length };
    });
    for (const [name, refused] of worst.refused) assert.ok(refused, name);
    assert.equal(worst.injected, undefined);
    assert.equal(worst.images, 0);
    console.log('# longest pauses of the page under hostile texts, in ms:', worst.pauses);
    assert.ok(worst.longest < 1000, `${worst.longest} ms`);
    sound();
    await page.close();
  });

  test('the search shows progress and stops', async () => {
    const page = await open('shoot.html?lang=en');
    await page.waitForFunction(() => document.querySelector('bobine-shoot')?.answer);
    const small = await page.evaluate(() => document.querySelector('bobine-shoot').answer);
    assert.equal(small.optimal, true);
    const large = read('examples/calculators/web/examples/shoot.json')[2].document;
    await page.evaluate((d) => { document.querySelector('bobine-shoot').input = d; }, large);
    await page.locator('progress').waitFor();
    await page.waitForFunction(() => document.querySelector('bobine-shoot').shadowRoot.querySelector('progress')?.value > 600, null, { timeout: 20_000 });
    assert.ok(await page.locator('.strip td.works').count() > 0, 'a first order is drawn while the search goes on');
    const begun = Date.now();
    await page.locator('[data-stop]').click();
    await page.locator('progress').waitFor({ state: 'detached' });
    const took = Date.now() - begun;
    console.log(`# the search stopped after ${took} ms`);
    assert.ok(took < 2000, `${took} ms`);
    const plan = await page.evaluate(() => document.querySelector('bobine-shoot').answer);
    assert.deepEqual([...plan.order].sort((a, b) => a - b), Array.from({ length: large.scenes }, (_, i) => i + 1));
    assert.ok(plan.lowerBound <= plan.cost);
    sound();
    await page.close();
  });

  test('lessons tell right, rounding and the step that differs', async () => {
    const page = await open('lesson.html?lang=fr');
    await page.waitForFunction(() => document.querySelector('bobine-payslip')?.answer);
    const answer = async (figure, text) => {
      const form = page.locator(`[data-ask="${figure}"]`);
      await form.getByRole('textbox').first().fill(text);
      await form.getByRole('button').first().click();
      return form.locator('.verdict').innerText();
    };
    const hidden = await page.evaluate(() => document.querySelector('bobine-payslip').shadowRoot.querySelector('[data-figure="netBeforeTax"]'));
    assert.equal(hidden, null, 'what is asked is hidden');
    const { figures, rate } = await page.evaluate(() => {
      const element = document.querySelector('bobine-payslip');
      const line = element.answer.lines.find((l) => l.code === 'vieillesse-plafonnee');
      return { figures: Object.fromEntries(element.figures.map((f) => [f.id, f.value])), rate: line };
    });
    const cents = (text) => Math.round(Number(text) * 100);
    const text = (n) => (n / 100).toFixed(2);
    assert.match(await answer('employee.vieillesse-plafonnee', rate.employerAmount), /Taux salarial : vous avez pris 8,55/);
    assert.match(await answer('employee.vieillesse-plafonnee', 'abc'), /pas un nombre/);
    assert.match(await answer('employee.vieillesse-plafonnee', rate.employeeAmount.replace('.', ',')), /^Juste/);
    assert.match(await answer('employeeContributions', text(cents(figures.employeeContributions) + 2)), /Presque/);
    assert.match(await answer('netBeforeTax', figures.gross), /Il manque « Cotisations salariales »/);
    assert.match(await answer('netBeforeTax', '1234.00'), /Donnez vos étapes/);
    const form = page.locator('[data-ask="netBeforeTax"]');
    const steps = form.locator('.fields input');
    await steps.nth(0).fill(figures.gross);
    await steps.nth(1).fill('1');
    await form.getByRole('button', { name: 'Vérifier les étapes' }).click();
    assert.match(await form.locator('p.bad').last().innerText(), /Cotisations salariales/);
    assert.match(await answer('netBeforeTax', `${figures.netBeforeTax} €`), /^Juste/);
    sound();
    await page.close();
  });

  describe('layout and accessibility', () => {
    for (const kind of [...kinds, 'lesson', 'index']) {
      for (const width of [400, 1280]) {
        for (const colorScheme of ['light', 'dark']) {
          test(`${kind} at ${width} px, ${colorScheme}`, async () => {
            const page = await open(`${kind}.html?lang=${width === 400 ? 'fr' : 'en'}`, { width, colorScheme });
            if (kind !== 'index') await page.waitForFunction(() => Array.from(document.querySelectorAll('bobine-payslip, bobine-wage, bobine-aid, bobine-waterfall, bobine-shoot')).every((e) => e.answer), null, { timeout: 30_000 });
            const figure = page.locator('[data-figure]').first();
            if (await figure.count() > 0) await figure.click();
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            assert.ok(wide <= 0, `${wide} px too wide`);
            await page.screenshot({ path: `${shots}${kind}-${width}-${colorScheme}.png`, fullPage: true });
            await page.evaluate(axe); // by the driver, past the policy
            const { violations } = await page.evaluate(() => window.axe.run());
            assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join('; ')}`), []);
            sound();
            await page.close();
          });
        }
      }
    }
  });

  test('speed', async () => {
    for (const kind of kinds) {
      const page = await open('index.html');
      const took = await page.evaluate(async (k) => {
        const { load } = await import('./bobine.js');
        const begun = performance.now();
        await load(k === 'shoot' ? 'talent' : k);
        return performance.now() - begun;
      }, kind);
      console.log(`# ${kind}.wasm ready in ${took.toFixed(0)} ms`);
      await page.close();
    }
    const page = await open('index.html');
    const [, , each] = await page.evaluate(async (text) => {
      const { load } = await import('./bobine.js');
      const payslip = await load('payslip');
      const begun = performance.now();
      payslip.answer(text);
      const first = performance.now() - begun;
      for (let i = 0; i < 200; i += 1) payslip.answer(text);
      const warm = performance.now();
      for (let i = 0; i < 1000; i += 1) payslip.answer(text);
      return [first, warm, (performance.now() - warm) / 1000];
    }, JSON.stringify([read('payroll/testdata/payslips.json')[0].case]));
    console.log(`# a payslip in the page: ${each.toFixed(3)} ms`);
    await page.close();
  });
});
