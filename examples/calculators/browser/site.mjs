// The program under test, served on this machine, and a browser to look at it with.

import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

const folder = mkdtempSync(join(tmpdir(), 'bobine-browser-'));

/** The browser, empty where there is none: CHROMIUM, or one of the usual names. */
export const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) => p && existsSync(p)) ?? '';

/** Builds a program of the library and returns its path. */
export function program(name) {
  const path = join(folder, name);
  execFileSync('go', ['build', '-o', path, `./examples/${name}`], { cwd: root });
  return path;
}

/** What a door answers, a text, or null where it refuses. */
export function door(path, input) {
  try {
    return execFileSync(path, { input, stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 1 << 28 }).toString();
  } catch {
    return null;
  }
}

/** Starts the server; stop interrupts it and returns its exit status. */
export async function serve() {
  const child = spawn(program('calculators'), { cwd: root });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      const found = /^http:\/\/\S+/m.exec(said);
      if (found) resolve(found[0]);
    });
    child.stderr.on('data', (data) => { said += data; });
    child.on('exit', () => reject(new Error(said)));
  });
  const stop = () => new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.on('exit', (code) => resolve(code));
    child.kill('SIGINT');
  });
  return { address, stop };
}

export async function launch() {
  const { chromium: driver } = await import('playwright-core');
  const profile = mkdtempSync(join(folder, 'profile-'));
  return driver.launchPersistentContext(profile, {
    executablePath: chromium, headless: true, chromiumSandbox: false,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

export const clean = () => rmSync(folder, { recursive: true, force: true });
