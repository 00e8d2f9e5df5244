// SPDX-License-Identifier: Apache-2.0
// Acts across documents as a list: how they stand in words first, on how many roots, each leading to its place.
import {h} from '../dom';
import type {DatedAct} from '../types';
import {actName, counted, date, label, t} from '../words';
import {bdi, comma, day, joined, place} from './basics';

/** Told as done, and denied by nobody. */
export function isDone(act: DatedAct): boolean {
  return act.standing === 'done';
}

export function standingTag(act: DatedAct): HTMLElement {
  const done = isDone(act), words = act.standing.split(', ').map((word) => t(`standing.${word}` as 'standing.done')).join(comma()), denied = act.standing.includes('denied');
  return h('strong', {class: `status ${done ? 'done' : 'undone'}${denied ? ' status-denied' : ''}`},
           h('span', {'aria-hidden': 'true', class: 'shape'}, done ? '●' : denied ? '✕' : '◌'), words);
}

export function actCard(act: DatedAct): HTMLElement {
  const claim = act.id.slice(act.id.indexOf('.') + 1);
  const roots = act.roots.filter((root) => root !== null);
  return h('li', {class: 'card'},
           h('p', {class: 'claim-line'}, standingTag(act), ' ', h('span', {class: 'act'}, actName(act.type, act.mode)),
             act.from && h('span', {class: 'field'}, h('span', {class: 'key'}, label('who')), ' ', bdi(act.from)),
             act.to && h('span', {class: 'field'}, h('span', {class: 'key'}, label('to-whom')), ' ', bdi(act.to)),
             act.date && h('span', {class: 'field'}, h('span', {class: 'key'}, label('when')), ' ', h('bdi', null, date(act.date)))),
           h('p', {class: 'told'}, h('span', {class: 'key'}, label('on-the-word-of')), ' ', roots.length === 0 ? label('outlet-itself') : joined(roots.map((root) => bdi(root))),
             h('span', {class: 'quiet'}, ' · ', counted('count.claims', act.claims), act.background && ` · ${t('basis.background')}`)),
           act.sentence && h('blockquote', {class: 'sentence', lang: 'ar', dir: 'rtl'}, bdi(act.sentence)),
           h('p', {class: 'card-foot'}, h('a', {href: place('document', act.document, `claim-${claim}`)}, bdi(act.outlet ?? act.document)), ' · ', day(act.published, true)));
}

export const kActHeader = ['id', 'date', 'type', 'mode', 'class', 'from', 'to', 'standing', 'background', 'sentence', 'document', 'outlet', 'published', 'claims', 'roots'];

export function actCells(act: DatedAct): (string | number | null)[] {
  return [act.id, act.date, act.type, act.mode, act.quad, act.from, act.to, act.standing, act.background, act.sentence, act.document, act.outlet, act.published, act.claims, act.roots.join('; ')];
}
