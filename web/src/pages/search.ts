// SPDX-License-Identifier: Apache-2.0
// Search: words with the engine's own normalisation, or claims by type, status, actor, outlet and time. Saved searches
// stay in the browser; each has a feed.
import {claims, overview, search} from '../api';
import {type Child, h} from '../dom';
import {kTypes, kStatuses} from '../parts/desk';
import {bdi, day, empty, headline, place} from '../parts/basics';
import {asked, filters, nextPage} from '../parts/filters';
import {kRowHeader, rowCard, rowCells} from '../parts/rows';
import {takeaway} from '../parts/takeaway';
import {refresh, type Address, type View} from '../router';
import {clean, directionOf} from '../text/clean';
import {CodePoints} from '../text/codepoints';
import {runs} from '../text/segments';
import type {SearchHit} from '../types';
import {counted, label, t} from '../words';

const kKey = 'isnad.searches';

function saved(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(kKey) ?? '[]');
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function keep(list: string[]): void {
  try {
    localStorage.setItem(kKey, JSON.stringify(list.slice(0, 50)));
  } catch {
    // Not kept then.
  }
}

function snippet(hit: SearchHit): HTMLElement {
  const points = new CodePoints(hit.snippet);
  const marks = hit.marks.map(([start, end]) => ({start, end}));
  const dir = directionOf(hit.snippet);
  return h('p', {class: 'snippet', dir, lang: dir === 'rtl' ? 'ar' : 'und'}, runs(0, points.length, marks).map((run) => {
    const text = clean(points.slice(run.start, run.end));
    return run.marks.length > 0 ? h('mark', null, text) : text;
  }));
}

function found(hits: SearchHit[]): HTMLElement {
  return h('ol', {class: 'hits'}, hits.map((hit) => h('li', null, h('article', null,
      h('p', {class: 'kicker'}, hit.outlet && bdi(hit.outlet), ' · ', day(hit.published, true)),
      h('h2', null, h('a', {href: place('document', hit.document ?? hit.given_id)}, hit.title ? headline(hit.title) : label('no-headline'))), snippet(hit)))));
}

function savedSearches(now: string): Child {
  const list = saved();
  const words = new URLSearchParams(now).get('q') ?? '';
  return h('div', {class: 'saved'},
           words !== '' && h('a', {href: `/feeds/search.atom?q=${encodeURIComponent(words)}`, type: 'application/atom+xml', download: 'search.atom'}, t('search.feed')),
           now !== '' && !list.includes(now) && h('button', {type: 'button', class: 'small', click: () => {
             keep([now, ...list]);
             refresh();
           }}, t('search.save')),
           list.length > 0 && h('details', null, h('summary', null, t('search.saved')), h('ul', {class: 'chips'}, list.map((one) => h('li', null,
             h('a', {href: `/search?${one}`}, bdi([...new URLSearchParams(one).values()].join(' · '))), ' ',
             h('button', {type: 'button', class: 'small', 'aria-label': t('search.forget'), click: () => {
               keep(list.filter((other) => other !== one));
               refresh();
             }}, '×'))))));
}

export async function searchPage({query}: Address): Promise<View> {
  const counts = await overview();
  const form = filters('/search', [
    {name: 'q', label: t('search.words'), kind: 'search'}, {name: 'actor', label: t('field.actor')},
    {name: 'type', label: t('field.type'), kind: 'select', options: kTypes.map((type) => [type, label(`type.${type}`)])},
    {name: 'status', label: t('field.status'), kind: 'select', options: kStatuses.map((status) => [status, label(`status.${status}`)])},
    {name: 'outlet', label: label('outlet'), kind: 'select', options: counts.outlets.flatMap(({name}): [string, string][] => name ? [[name, name]] : [])},
    {name: 'since', label: t('field.happened-since'), kind: 'date'}, {name: 'until', label: t('field.happened-until'), kind: 'date'},
    {name: 'said_since', label: t('field.said-since'), kind: 'date'}, {name: 'said_until', label: t('field.said-until'), kind: 'date'}]);
  const words = query.get('q') ?? '';
  const facets = asked('actor', 'type', 'status', 'outlet', 'since', 'until', 'said_since', 'said_until');
  const byClaim = Object.values(facets).some((value) => value !== null && value !== '');
  const plain = new URLSearchParams(query);
  plain.delete('cursor');
  plain.delete('lang');
  let body: Child = h('p', {class: 'facts'}, t('search.hint'));
  if (byClaim && words === '') {
    const answer = await claims({...facets, cursor: query.get('cursor'), limit: 50});
    body = [answer.claims.length === 0 ? empty(t('list.none')) : h('ol', {class: 'cards'}, answer.claims.map((row) => rowCard(row))), nextPage('/search', answer.next),
            takeaway({name: 'claims', json: () => answer.claims, rows: () => ({header: kRowHeader, rows: answer.claims.map(rowCells)})})];
  } else if (words !== '') {
    const answer = await search({q: words, ...facets, cursor: query.get('cursor'), limit: 50});
    body = [byClaim && h('p', {class: 'note'}, t('search.both')), answer.hits.length === 0 ? empty(t('list.none')) : [h('p', {class: 'facts', role: 'status'}, counted('count.texts', answer.hits.length)), found(answer.hits)],
            nextPage('/search', answer.next),
            takeaway({name: 'search', json: () => answer.hits, rows: () => ({header: ['id', 'outlet', 'published', 'title', 'snippet'], rows: answer.hits.map((hit) => [hit.given_id, hit.outlet, hit.published, hit.title, hit.snippet])})})];
  }
  return {title: words === '' ? t('nav.search') : words, node: h('div', {class: 'page page-search'}, h('header', {class: 'page-head'}, h('h1', null, t('nav.search')), form, savedSearches(plain.toString())), body)};
}
