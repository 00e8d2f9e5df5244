// SPDX-License-Identifier: Apache-2.0
// First paint of a page in headless Chromium, without anything kept from before: the median and the longest of some
// visits, in milliseconds from the asking. Also until the list of stories stands there. Prints one line of JSON.
//   node bench/paint.mjs http://127.0.0.1:8400/
import {openBrowser} from '../tests/browser/newsroom.mjs';

const visits = 9;
const address = process.argv[2];
const browser = await openBrowser();
const paints = [], lists = [];
for (let visit = 0; visit < visits; ++visit) {
  const context = await browser.newContext({viewport: {width: 1360, height: 900}});
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector('.stories > li');
  const list = await page.evaluate(() => performance.now());
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now());
  paints.push(paint);
  lists.push(list);
  await context.close();
}
await browser.close();
const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
console.log(JSON.stringify({paint: middle(paints), longest: Math.max(...paints), list: middle(lists), longestList: Math.max(...lists)}));
