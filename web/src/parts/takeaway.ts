// SPDX-License-Identifier: Apache-2.0
// What a page shows, taken away: a table, JSON, a picture, a citation. Made in the browser from what is on the page.
import {h} from '../dom';
import {csv, type Cell} from '../text/csv';
import {t} from '../words';
import {button} from './basics';

export function save(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], {type}));
  const link = h('a', {download: name});
  link.href = url;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export interface Takeaway {
  name: string;
  json?: () => unknown;
  rows?: () => {header: string[]; rows: Cell[][]};
  graphml?: () => string;
  geojson?: () => unknown;
  citation?: () => string;
}

function saveJson(name: string, value: unknown, ending = 'json'): void {
  save(`${name}.${ending}`, 'application/json', JSON.stringify(value, null, 1));
}

/** A row of buttons; each saves a file, the citation goes to the clipboard and is said aloud. */
export function takeaway(what: Takeaway): HTMLElement {
  const {name, json, rows, graphml, geojson, citation} = what;
  return h('div', {class: 'takeaway', role: 'group', 'aria-label': t('take.title')},
           h('span', {class: 'quiet'}, t('take.title')),
           rows && button('CSV', () => {
             const {header, rows: lines} = rows();
             save(`${name}.csv`, 'text/csv', csv(header, lines));
           }),
           json && button('JSON', () => saveJson(name, json())),
           graphml && button('GraphML', () => save(`${name}.graphml`, 'application/graphml+xml', graphml())),
           geojson && button('GeoJSON', () => saveJson(name, geojson(), 'geojson')),
           citation && button(t('take.cite'), () => cite(citation())));
}

export function cite(text: string): void {
  navigator.clipboard?.writeText(text).then(() => say(t('take.copied')), () => save('citation.txt', 'text/plain', text));
}

/** Said by screen readers and shown for some seconds. */
export function say(text: string): void {
  const at = document.getElementById('said');
  if (!at) return;
  at.textContent = text;
  at.classList.add('shown');
  setTimeout(() => {
    if (at.textContent === text) at.classList.remove('shown');
  }, 5000);
}

const kPainted = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-size', 'font-family', 'text-anchor',
                  'direction', 'font-weight'];

/** A chart as a file of its own: what the style sheet gave it is written into it. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll('*')], to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, i) => {
    const painted = getComputedStyle(element);
    for (const name of kPainted) to[i]!.setAttribute(name, painted.getPropertyValue(name));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

const kScale = 2;  // points of the picture for each unit of the chart

/** The chart as a picture, on the ground of the page. */
export async function png(svg: SVGSVGElement): Promise<Blob> {
  const {width, height} = svg.viewBox.baseVal;
  const image = new Image(width * kScale, height * kScale);
  const sized = svgText(svg).replace('<svg ', `<svg width="${width * kScale}" height="${height * kScale}" `);
  const url = URL.createObjectURL(new Blob([sized], {type: 'image/svg+xml'}));
  image.src = url;
  await image.decode().finally(() => URL.revokeObjectURL(url));
  const canvas = h('canvas', {width: width * kScale, height: height * kScale});
  const context = canvas.getContext('2d');
  if (!context) throw new Error(t('take.no-picture'));
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error(t('take.no-picture')))), 'image/png'));
}

export function pictureButton(svg: SVGSVGElement, name: string): HTMLElement {
  return h('span', {class: 'takeaway'}, button('SVG', () => save(`${name}.svg`, 'image/svg+xml', svgText(svg)), {class: 'small'}),
           button('PNG', () => void png(svg).then((blob) => save(`${name}.png`, 'image/png', blob), (error: unknown) => say(String(error))), {class: 'small'}));
}
