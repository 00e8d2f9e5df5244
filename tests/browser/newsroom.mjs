// SPDX-License-Identifier: Apache-2.0
// A newsroom to test: the sample news and the hostile page in a store of their own, served on a free port; and a browser.
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(join(root, 'web/package.json'));
export const axeSource = require.resolve('axe-core/axe.min.js');

function must(command, args) {
  const done = spawnSync(command, args, {encoding: 'utf8'});
  if (done.status !== 0) throw new Error(`${command} ${args[0]}: ${done.stderr}`);
}

export async function openNewsroom(isnad) {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-newsroom-'));
  const store = join(folder, 'news.db');
  const news = join(root, 'examples/news');
  const pages = readdirSync(news).filter((name) => name.endsWith('.html')).map((name) => join(news, name));
  must(isnad, ['read', '--format', 'none', '--store', store, ...pages, join(root, 'tests/browser/hostile.html')]);
  const server = spawn(isnad, ['serve', '--store', store, '--port', '0'], {stdio: ['ignore', 'pipe', 'pipe']});
  const address = await new Promise((found, failed) => {
    let said = '';
    const listen = (bytes) => {
      said += bytes;
      const at = /http:\/\/[\d.]+:\d+/.exec(said);
      if (at) found(at[0]);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', () => failed(new Error(`isnad serve ended: ${said}`)));
    setTimeout(() => failed(new Error(`isnad serve says no address: ${said}`)), 15000).unref();
  });
  const close = () => new Promise((closed) => {
    server.removeAllListeners('exit');
    server.on('exit', () => {
      rmSync(folder, {recursive: true, force: true});
      closed();
    });
    server.kill('SIGINT');
  });
  return {address, close};
}

export async function openBrowser() {
  const {chromium} = require('playwright-core');
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('no chromium: install it, or set CHROMIUM');
  return chromium.launch({executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']});
}
