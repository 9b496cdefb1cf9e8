// Asks doors of a module outside a browser: node ask.mjs FOLDER MODULE, with a JSON list of
// [door, function, ...arguments] on standard input; writes the JSON list of the answers.
import { readFileSync } from 'node:fs';

const [folder, module] = process.argv.slice(2);
await import(`file://${folder}/wasm_exec.js`);
const program = new globalThis.Go();
program.argv = ['ready'];
const functions = await new Promise((resolve, reject) => {
  globalThis.ready = resolve;
  WebAssembly.instantiate(readFileSync(`${folder}/${module}.wasm`), program.importObject)
    .then(({ instance }) => program.run(instance)).then(() => reject(new Error('ended')), reject);
});
const answers = [];
for (const [door, name, ...args] of JSON.parse(readFileSync(0, 'utf8'))) answers.push(await functions[door][name](...args));
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
