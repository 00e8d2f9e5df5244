// SPDX-License-Identifier: Apache-2.0
// Builds the newsroom's pages into ../build/web (or --out DIR), or with --test the unit tests into ../build/web-test.
// The script in all must stay under 250 kB gzip: the build fails beyond.
import {build} from 'esbuild';
import {cpSync, mkdirSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';

const kMostScript = 250_000;
const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const testing = args.includes('--test');
const given = args.indexOf('--out');
const out = given >= 0 ? resolve(args[given + 1]) : resolve(here, '../build', testing ? 'web-test' : 'web');

rmSync(out, {recursive: true, force: true});
mkdirSync(out, {recursive: true});

if (testing) {
  const tests = readdirSync(join(here, 'test')).filter((name) => name.endsWith('.test.ts'));
  await build({entryPoints: tests.map((name) => join(here, 'test', name)), outdir: out, bundle: true, format: 'esm',
               platform: 'node', target: 'node18', outExtension: {'.js': '.mjs'}, logLevel: 'warning'});
} else {
  await build({entryPoints: [join(here, 'src/app.ts'), join(here, 'src/app.css')], outdir: out, bundle: true,
               format: 'esm', target: ['es2022', 'safari16', 'firefox115'], minify: true, legalComments: 'none',
               external: ['*.svg'], logLevel: 'warning'});
  for (const name of ['index.html', 'icon.svg']) cpSync(join(here, 'src', name), join(out, name));
  cpSync(join(here, 'node_modules/world-atlas/countries-50m.json'), join(out, 'borders.json'));
  const script = gzipSync(readFileSync(join(out, 'app.js'))).length;
  console.log(`web: ${(script / 1000).toFixed(1)} kB of script (gzip)`);
  if (script > kMostScript) {
    console.error(`web: more than ${kMostScript / 1000} kB`);
    process.exit(1);
  }
}
