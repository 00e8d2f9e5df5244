// SPDX-License-Identifier: Apache-2.0
// For work on the pages: rebuilds them on change, serves them, and passes questions on to a running `isnad serve`.
//   node dev/proxy.mjs [PORT] [http://127.0.0.1:8400]
import {createServer, request} from 'node:http';
import {readFile} from 'node:fs/promises';
import {spawn} from 'node:child_process';
import {watch} from 'node:fs';
import {dirname, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const pages = join(here, '../../build/web');
const port = Number(process.argv[2] ?? 8401);
const behind = new URL(process.argv[3] ?? 'http://127.0.0.1:8400');
const types = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json'};
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";

let building = null;
function build() {
  building ??= setTimeout(() => {
    building = null;
    spawn(process.execPath, ['build.mjs'], {cwd: join(here, '..'), stdio: 'inherit'});
  }, 200);
}
watch(join(here, '../src'), {recursive: process.platform !== 'linux'}, build);

createServer(async (asked, answer) => {
  const path = new URL(asked.url ?? '/', 'http://localhost').pathname;
  if (path.startsWith('/api/') || path.startsWith('/feeds/') || path === '/openapi.json') {
    const headers = {...asked.headers, host: behind.host};
    delete headers.origin;
    asked.pipe(request(new URL(asked.url, behind), {method: asked.method, headers}, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    }).on('error', (error) => answer.writeHead(502).end(error.message)));
    return;
  }
  const name = extname(path) === '' ? '/index.html' : path;
  try {
    const bytes = await readFile(join(pages, name));
    answer.writeHead(200, {'Content-Type': types[extname(name)] ?? 'application/octet-stream', 'Content-Security-Policy': policy}).end(bytes);
  } catch {
    answer.writeHead(404).end();
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
build();
