// The style of the calculators, in their shadow trees. Custom properties let the page around
// change the colours; a constructed sheet needs no 'unsafe-inline' in the policy.

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host {
  --ink: var(--bobine-ink, #1b1f24); --paper: var(--bobine-paper, #fff); --soft: var(--bobine-soft, #f3f4f6);
  --line: var(--bobine-line, #8a9099); --accent: var(--bobine-accent, #0b57a4); --on-accent: var(--bobine-on-accent, #fff);
  --bad: var(--bobine-bad, #a61b1b); --good: var(--bobine-good, #17652f); --wait: var(--bobine-wait, #e3b341);
  display: block; color: var(--ink); background: var(--paper); font: 16px/1.45 system-ui, sans-serif;
  border: 1px solid var(--line); border-radius: 8px; padding: 1rem; box-sizing: border-box; max-width: 72rem; color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :host {
    --ink: var(--bobine-ink, #e8eaed); --paper: var(--bobine-paper, #16191d); --soft: var(--bobine-soft, #23282f); --line: var(--bobine-line, #7d8590);
    --accent: var(--bobine-accent, #8ec5ff); --on-accent: var(--bobine-on-accent, #0d1117); --bad: var(--bobine-bad, #ff9d96); --good: var(--bobine-good, #7ee2a0);
  }
}
:host([hidden]) { display: none; }
*, *::before { box-sizing: border-box; }
h2 { font-size: 1.3rem; margin: 0 0 .6rem; }
h3 { font-size: 1.05rem; margin: 1.1rem 0 .4rem; }
.columns { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
.columns > * { min-width: 0; }
:host([wide]) .columns { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
:host([wide][stacked]) .columns { grid-template-columns: minmax(0, 1fr); }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { font-weight: 600; padding: 0; }
.fields { display: grid; gap: .7rem 1rem; grid-template-columns: repeat(auto-fill, minmax(min(11.5rem, 100%), 1fr)); align-items: end; }
.field { display: flex; flex-direction: column; gap: .2rem; min-width: 0; }
.field.flag { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; min-height: 2.75rem; gap: 0 .5rem; }
.field.flag .fault { grid-column: 1 / -1; }
.field.whole { grid-column: 1 / -1; }
label { overflow-wrap: anywhere; }
input, select, textarea, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .45rem .55rem; min-height: 2.75rem; max-width: 100%; min-width: 0; }
.field input:not([type=checkbox]), .field select, textarea { width: 100%; }
textarea { font: 14px/1.4 ui-monospace, monospace; resize: vertical; }
input[type=checkbox] { width: 1.5rem; height: 1.5rem; min-height: 0; margin: 0; accent-color: var(--accent); }
button { background: var(--soft); cursor: pointer; }
button.first { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600; }
button:disabled { cursor: not-allowed; opacity: .6; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[aria-invalid=true] { border: 2px solid var(--bad); }
.fault { color: var(--bad); font-size: .92rem; overflow-wrap: anywhere; }
.bar { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: .8rem 0; }
.bar .field { flex: 1 1 12rem; }
.item { border: 1px solid var(--line); border-radius: 6px; padding: .7rem; margin: .6rem 0; }
.item > .bar { margin: 0 0 .4rem; justify-content: space-between; align-items: center; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; padding: .8rem 0 .2rem; }
th, td { text-align: start; padding: .25rem .4rem; border-bottom: 1px solid color-mix(in srgb, var(--line) 45%, transparent); vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
thead th { font-size: .85rem; }
.amount { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.amount { width: 1%; }
td.amount button { min-height: 2.1rem; padding: .1rem .5rem; font-variant-numeric: tabular-nums; text-decoration: underline dotted; text-underline-offset: 3px; white-space: nowrap; }
tr.total th, tr.total td { font-weight: 650; }
.why { background: var(--soft); padding: .6rem .7rem; border-radius: 6px; }
.why p, .why ul { margin: .2rem 0; }
ul { padding-inline-start: 1.2rem; }
a { color: var(--accent); overflow-wrap: anywhere; }
.notices { font-size: .92rem; }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
.quiet { font-size: .88rem; }
details { margin: .8rem 0; }
summary { cursor: pointer; min-height: 2rem; }
.scroll { overflow-x: auto; max-width: 100%; position: relative; }
.scroll table { width: auto; min-width: 100%; }
.scroll th, .scroll td { overflow-wrap: normal; white-space: nowrap; vertical-align: middle; }
.scroll .fields { display: block; }
.scroll .field.count input { width: 3.4rem; padding-inline: .4rem; }
.scroll .field.cost input { width: 5.5rem; }
.scroll .field.text input { width: 8rem; }
.scroll .field .fault { white-space: normal; display: block; max-width: 8rem; }
.scroll .field .fault[hidden] { display: none; }
.strip { border-collapse: separate; border-spacing: 2px; width: auto; }
.strip th, .strip td { border: 0; padding: .15rem .3rem; text-align: center; min-width: 2rem; white-space: nowrap; }
.strip tbody th { text-align: start; position: sticky; inset-inline-start: 0; background: var(--paper); }
.strip td.works { background: var(--accent); color: var(--on-accent); }
.strip td.waits { background: repeating-linear-gradient(45deg, var(--wait) 0 5px, transparent 5px 9px); }
.strip td.waits span { background: var(--paper); padding: 0 .2rem; border-radius: 3px; }
progress { width: 100%; height: 1rem; accent-color: var(--accent); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { button, .bar, details { display: none; } }
`);
