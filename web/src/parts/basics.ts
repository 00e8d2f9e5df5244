// SPDX-License-Identifier: Apache-2.0
// Small pieces that every page is made of: names and dates in their own direction, statuses, links, empty states.
import {type Child, h} from '../dom';
import {comma, label, t, date as dateText} from '../words';
import type {Claim} from '../types';
import {isDone} from '../model/article';
import {clean, directionOf} from '../text/clean';

export {comma} from '../words';

/** A name or figure of unknown direction among other words. */
export function bdi(text: string, attributes: Record<string, string> = {}): HTMLElement {
  return h('bdi', attributes, clean(text));
}

/** Words of an article, in its language. */
export function quoted(text: string, language: string, dir: string, tag: 'span' | 'p' | 'h1' | 'h2' | 'h3' = 'span'): HTMLElement {
  return h(tag, {lang: language, dir}, clean(text));
}

/** A headline where its language is not known: readings are Arabic unless their letters say otherwise. */
export function headline(text: string): HTMLElement {
  const dir = directionOf(text);
  return h('bdi', {dir, lang: dir === 'rtl' ? 'ar' : 'und'}, clean(text));
}

export function day(value: string | null | undefined, short = false): Child {
  if (!value) return h('span', {class: 'faint'}, label('date-unknown'));
  return h('time', {datetime: value.length >= 4 && /^\d{4}(-\d\d(-\d\d)?)?$/.test(value.slice(0, 10)) ? value.slice(0, 10) : null},
           h('bdi', null, dateText(value, short)));
}

const kShapes: Record<string, string> = {
  happened: '●', ongoing: '◐', planned: '▷', possible: '◇', 'called-for': '◎', conditional: '⋯', denied: '✕',
};

/** The status in words. The shape before it repeats it for the eye; nothing hangs on colour. */
export function statusTag(claim: Pick<Claim, 'status' | 'qualifier'>): HTMLElement {
  const done = isDone(claim);
  const words = [label(`status.${claim.status}`)];
  if (claim.qualifier) words.push(label(`qualifier.${claim.qualifier}`));
  return h('strong', {class: `status ${done ? 'done' : 'undone'} status-${claim.status}`},
           h('span', {'aria-hidden': 'true', class: 'shape'}, done || claim.qualifier === null ? kShapes[claim.status] ?? '' : '◌'),
           words.join(comma()));
}

export function joined(items: Child[]): Child[] {
  return items.flatMap((item, i) => (i === 0 ? [item] : [comma(), item]));
}

// A part of a path: ids with a dot or a slash would look like a file.
export function place(page: string, id: string, anchor = ''): string {
  const at = /[./?#%]/.test(id) ? `/${page}?id=${encodeURIComponent(id)}` : `/${page}/${encodeURIComponent(id)}`;
  return anchor === '' ? at : `${at}#${encodeURIComponent(anchor)}`;
}

export function actorLink(name: string, shown = name): HTMLElement {
  return h('a', {href: `/actor?name=${encodeURIComponent(name)}`, class: 'name'}, bdi(shown));
}

export function empty(text: string): HTMLElement {
  return h('p', {class: 'empty'}, text);
}

/** The address of an original page: opened by a click only, with nothing said about where the click came from. */
export function original(url: string): HTMLElement | null {
  if (!/^https?:\/\//i.test(url)) return null;
  return h('a', {href: url, rel: 'noreferrer noopener external', target: '_blank', class: 'original'},
           t('document.original'), ' ', h('span', {'aria-hidden': 'true'}, '↗'));
}

export function button(text: Child, click: (event: Event) => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  return h('button', {type: 'button', ...attributes, click}, text);
}

export function table(caption: string, header: Child[], rows: Child[][], attributes: Record<string, string> = {}): HTMLElement {
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption, ...attributes},
           h('table', null, h('caption', {class: 'quiet'}, caption),
             h('thead', null, h('tr', null, header.map((cell) => h('th', {scope: 'col'}, cell)))),
             h('tbody', null, rows.map((row) => h('tr', null, row.map((cell, i) =>
               i === 0 ? h('th', {scope: 'row'}, cell) : h('td', null, cell)))))));
}
