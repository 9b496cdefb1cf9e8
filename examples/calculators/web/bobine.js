// The doors of bobine for a page or a worker: a JSON text in, a JSON text out, faults as data.
// See bobine.d.ts for the types and README.md for use.

import './wasm_exec.js';

/** Which module has which door alone. */
const alone = { payslip: 'payslip', wage: 'wage', aid: 'aid', waterfall: 'waterfall', talent: 'shoot' };

/** Every door; the module "bobine" has them all. */
export const doorNames = Object.freeze(['payslip', 'wage', 'performer', 'aid', 'waterfall', 'topsheet', 'talent']);

const running = new Map();
let started = 0;

/** Loads a module once and returns its functions, by door. */
export function loadModule(module, base = import.meta.url) {
  const url = new URL(`${module}.wasm`, base).href;
  if (!running.has(url)) {
    const loading = start(url, () => running.delete(url));
    loading.catch(() => running.delete(url)); // so that the next call tries again
    running.set(url, loading);
  }
  return running.get(url);
}

/** Loads a door by itself, or out of the module with all of them. */
export async function load(door, { module = alone[door] ?? 'bobine', base } = {}) {
  if (!doorNames.includes(door)) throw new RangeError(`${String(door)} is no door`);
  const functions = (await loadModule(module, base))[door];
  if (!functions) throw new RangeError(`${module} has no door ${door}`);
  return guarded(functions);
}

async function start(url, onExit) {
  const program = new globalThis.Go();
  const name = `bobine:${(started += 1)}`;
  program.argv = [name];
  const response = fetch(url);
  const instance = await instantiate(response, program.importObject);
  return new Promise((resolve, reject) => {
    globalThis[name] = resolve;
    // The program runs until it has called the function above, and then waits for calls.
    program.run(instance).then(() => { onExit(); reject(new Error('the module has ended')); }, reject);
    delete globalThis[name];
  });
}

/** Compiles while it loads; a server that says another type than application/wasm costs that only. */
async function instantiate(response, imports) {
  const answer = await response;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  if (answer.headers.get('Content-Type')?.startsWith('application/wasm')) {
    return (await WebAssembly.instantiateStreaming(answer, imports)).instance;
  }
  return (await WebAssembly.instantiate(await answer.arrayBuffer(), imports)).instance;
}

/** What a call answers when the module itself failed: out of memory, most likely. */
function failure(error) {
  return JSON.stringify({ faults: [{ path: '', message: `the module failed: ${error?.message ?? error}` }] });
}

/** As much of a text as a door reads before it refuses it as too long: a unit is at least a byte. */
const mostUnits = (12 << 20) + 1;
const cut = (argument) => (typeof argument === 'string' ? argument.slice(0, mostUnits) : argument);

/** Wraps the functions of a door so that none throws. */
function guarded(functions) {
  const calls = {};
  for (const [name, call] of Object.entries(functions)) {
    calls[name] = (...args) => {
      try {
        return call(...args.map(cut)) ?? failure('no answer');
      } catch (error) {
        return failure(error);
      }
    };
  }
  return Object.freeze(calls);
}

/** Reads an answer: { ok: true, value } or { ok: false, faults }. */
export function readAnswer(text) {
  const value = JSON.parse(text);
  if (value && Array.isArray(value.faults)) return { ok: false, faults: value.faults };
  return { ok: true, value };
}

/**
 * A door in a worker of its own: every call is a promise, and the page stays responsive whatever
 * it is asked. A worker that fails is started anew at the next call.
 */
export class WorkerDoor {
  #worker = null;
  #waiting = new Map();
  #last = 0;
  #door;
  #module;

  constructor(door, { module } = {}) {
    this.#door = door;
    this.#module = module;
  }

  /** Calls a function of the door. The signal stops a search, which then answers with its best. */
  call(name, args = [], { onProgress, signal } = {}) {
    const worker = this.#started();
    const id = (this.#last += 1);
    return new Promise((resolve) => {
      const stop = () => worker.postMessage({ id, stop: true });
      this.#waiting.set(id, { resolve, onProgress, done: () => signal?.removeEventListener('abort', stop) });
      worker.postMessage({ id, door: this.#door, module: this.#module, name, args: args.map(cut), progress: Boolean(onProgress) });
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  answer(text, ...rest) {
    return this.call('answer', [text, ...rest]);
  }

  /** Ends the worker, and answers what is still waiting with a fault. */
  close() {
    this.#worker?.terminate();
    this.#fail('closed');
  }

  #started() {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => { worker.terminate(); this.#fail(event.message ?? 'the worker failed'); };
    this.#worker = worker;
    return worker;
  }

  #receive({ id, text, elapsed }) {
    const call = this.#waiting.get(id);
    if (!call) return;
    if (text === undefined) {
      call.onProgress?.(elapsed);
      return;
    }
    this.#waiting.delete(id);
    call.done();
    call.resolve(text);
  }

  #fail(reason) {
    this.#worker = null;
    for (const call of this.#waiting.values()) {
      call.done();
      call.resolve(failure(reason));
    }
    this.#waiting.clear();
  }
}
