// SPDX-License-Identifier: Apache-2.0
// Search: words with the engine's own normalisation, and claims by facets with counts. Words alone find texts; with any
// facet beside them they find the claims of those texts. Saved searches stay in the browser; each has a feed.
import {claims, facets as countFacets, search} from '../api';
import {type Child, h} from '../dom';
import {bdi, day, empty, headline, place} from '../parts/basics';
import {asked, askedLists, filters, nextPage} from '../parts/filters';
import {chosenFilters, facetsPanel, kDays, kLists} from '../parts/facets';
import {kRowHeader, rowCard, rowCells} from '../parts/rows';
import {takeaway} from '../parts/takeaway';
import {refresh, type Address, type View} from '../router';
import {settings} from '../settings';
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

// A search in words: its values, as a person would say it.
function inWords(search: string): string {
  const name = (key: string, value: string) => (key === 'type' || key === 'status' ? label(`${key}.${value}`) : value);
  return [...new URLSearchParams(search)].map(([key, value]) => name(key, value)).join(' · ');
}

function feedOf(now: string, byClaim: boolean): string {
  const query = new URLSearchParams(now);
  if (!byClaim) return `/feeds/search.atom?q=${encodeURIComponent(query.get('q') ?? '')}`;
  query.set('lang', settings.language);
  return `/feeds/claims.atom?${query.toString()}`;
}

function savedSearches(now: string, byClaim: boolean): Child {
  const list = saved();
  return h('div', {class: 'saved'},
           now !== '' && h('a', {href: feedOf(now, byClaim), type: 'application/atom+xml', download: byClaim ? 'claims.atom' : 'search.atom'}, t('search.feed')),
           now !== '' && !list.includes(now) && h('button', {type: 'button', class: 'small', click: () => {
             keep([now, ...list]);
             refresh();
           }}, t('search.save')),
           list.length > 0 && h('details', null, h('summary', null, t('search.saved')), h('ul', {class: 'chips'}, list.map((one) => h('li', null,
             h('a', {href: `/search?${one}`}, bdi(inWords(one))), ' ',
             h('button', {type: 'button', class: 'small', 'aria-label': `${t('search.forget')}: ${inWords(one)}`, click: () => {
               keep(list.filter((other) => other !== one));
               refresh();
             }}, '×'))))));
}

export async function searchPage({query}: Address): Promise<View> {
  const words = query.get('q') ?? '';
  const chosen = {...askedLists(...kLists), ...asked(...kDays), q: words};
  const byClaim = kLists.some((name) => query.getAll(name).some((value) => value !== '')) || kDays.some((name) => (query.get(name) ?? '') !== '');
  const plain = new URLSearchParams([...query].filter(([name, value]) => value !== '' && name !== 'cursor' && name !== 'lang'));
  const [counts, body] = await Promise.all([countFacets(chosen), byClaim ? claimList(chosen, query) : words !== '' ? textList(words, query) : Promise.resolve(h('p', {class: 'facts'}, t('search.hint')))]);
  const form = filters('/search', [{name: 'q', label: t('search.words'), kind: 'search'}], h('details', {class: 'time-filters', open: kDays.some((name) => query.get(name))}, h('summary', null, t('search.time')),
    h('div', {class: 'row'}, ([['since', 'field.happened-since'], ['until', 'field.happened-until'], ['said_since', 'field.said-since'], ['said_until', 'field.said-until']] as const).map(([name, key]) =>
      h('label', null, h('span', {class: 'key'}, t(key)), h('input', {name, type: 'date', value: query.get(name) ?? ''}))))));
  // What was chosen beside the form stays chosen when words are typed.
  for (const name of kLists) for (const value of query.getAll(name)) form.append(h('input', {type: 'hidden', name, value}));
  return {
    title: words === '' ? t('nav.search') : words,
    node: h('div', {class: 'page page-search'},
            h('header', {class: 'page-head'}, h('h1', null, t('nav.search')), form, chosenFilters(), savedSearches(plain.toString(), byClaim)),
            h('div', {class: 'with-facets'}, facetsPanel(counts), h('div', {class: 'results'}, body))),
  };
}

async function claimList(chosen: Record<string, string | string[] | null>, query: URLSearchParams): Promise<Child> {
  const answer = await claims({...chosen, cursor: query.get('cursor'), limit: 50, lang: settings.language});
  if (answer.claims.length === 0) return empty(t('list.none'));
  return [h('p', {class: 'facts', role: 'status'}, counted('search.found-claims', answer.total)),
          h('ol', {class: 'cards'}, answer.claims.map((row) => rowCard(row))), nextPage('/search', answer.next),
          takeaway({name: 'claims', json: () => answer.claims, rows: () => ({header: kRowHeader, rows: answer.claims.map(rowCells)})})];
}

async function textList(words: string, query: URLSearchParams): Promise<Child> {
  const answer = await search({q: words, cursor: query.get('cursor'), limit: 50});
  if (answer.hits.length === 0) return empty(t('list.none'));
  return [h('p', {class: 'facts', role: 'status'}, counted('count.texts', answer.hits.length)), found(answer.hits), nextPage('/search', answer.next),
          takeaway({name: 'search', json: () => answer.hits, rows: () => ({header: ['id', 'outlet', 'published', 'title', 'snippet'], rows: answer.hits.map((hit) => [hit.given_id, hit.outlet, hit.published, hit.title, hit.snippet])})})];
}
