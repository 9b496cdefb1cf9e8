// A worker that answers for the doors: see WorkerDoor in bobine.js.

import { load } from './bobine.js';

const stopped = new Set();

self.onmessage = async ({ data }) => {
  const { id, door, module, name, args, progress, stop } = data;
  if (stop) {
    stopped.add(id);
    return;
  }
  try {
    const functions = await load(door, { module });
    // The search asks several times a second whether to stop.
    const ask = (elapsed) => {
      if (progress) self.postMessage({ id, elapsed });
      return stopped.has(id);
    };
    const search = door === 'talent' && name === 'answer';
    const [document, seconds, nodes = 0, seed = 0] = args;
    const text = await (search ? functions.answer(document, seconds, nodes, seed, ask) : functions[name](...args));
    self.postMessage({ id, text });
  } catch (error) {
    self.postMessage({ id, text: JSON.stringify({ faults: [{ path: '', message: String(error?.message ?? error) }] }) });
  } finally {
    stopped.delete(id);
  }
};
