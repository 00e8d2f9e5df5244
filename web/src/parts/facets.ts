// SPDX-License-Identifier: Apache-2.0
// What a search of claims can be narrowed by, each value with how many claims it would leave. A value is a link, so
// every choice has its address; a chosen one is taken away by the same link.
import {type Child, h} from '../dom';
import {here} from '../router';
import {settings} from '../settings';
import type {Facets, FacetValue} from '../types';
import {countryName, date, isKey, label, number, t} from '../words';
import {bdi} from './basics';

export const kFacets = ['status', 'type', 'actor', 'role', 'country', 'outlet', 'place', 'roots', 'happened', 'said', 'language'];
/** Filters that take several values. */
export const kLists = ['status', 'type', 'actor', 'role', 'country', 'outlet', 'place', 'roots', 'language'];
export const kDays = ['since', 'until', 'said_since', 'said_until'];

const kShown = 7;  // values of a facet before the rest opens on demand
const kMonths: Record<string, [string, string]> = {happened: ['since', 'until'], said: ['said_since', 'said_until']};

export function facetName(facet: string, value: FacetValue): Child {
  switch (facet) {
    case 'type': return label(`type.${value.value}`);
    case 'status': return label(`status.${value.value}`);
    case 'country': return countryName(value.value);
    case 'role': return t(`role.${value.value}` as 'role.actor');
    case 'roots': return t(`roots.${value.value}` as 'roots.1');
    case 'language': return value.value === 'und' ? '—' : new Intl.DisplayNames([settings.language], {type: 'language'}).of(value.value) ?? value.value;
    case 'said':
    case 'happened': return date(value.value);
    case 'actor': return settings.language === 'en' && value.en ? h('bdi', {lang: 'en', dir: 'ltr'}, value.en) : bdi(value.name);
    default: return bdi(value.name);
  }
}

function lastDay(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}

// The address with one value more, or without it.
function toggled(facet: string, value: string): {href: string; chosen: boolean} {
  const {query} = here();
  query.delete('cursor');
  const ends = kMonths[facet];
  let chosen: boolean;
  if (ends) {
    const [from, to] = [`${value}-01`, lastDay(value)];
    chosen = query.get(ends[0]) === from && query.get(ends[1]) === to;
    for (const [name, day] of [[ends[0], from], [ends[1], to]] as const) chosen ? query.delete(name) : query.set(name, day);
  } else {
    const values = query.getAll(facet);
    chosen = values.includes(value);
    query.delete(facet);
    for (const one of chosen ? values.filter((other) => other !== value) : [...values, value]) query.append(facet, one);
  }
  return {href: `/search?${query.toString()}`, chosen};
}

function entry(facet: string, value: FacetValue): HTMLElement {
  // Actors are filtered by name, so that an address can be read.
  const {href, chosen} = toggled(facet, facet === 'actor' ? value.name : value.value);
  return h('li', null, h('a', {href, class: chosen ? 'facet chosen' : 'facet', 'aria-current': chosen ? 'true' : null},
             h('span', null, chosen && h('span', {'aria-hidden': 'true'}, '✓ '), facetName(facet, value)), ' ', h('span', {class: 'count'}, number(value.claims))));
}

function facet(name: string, values: FacetValue[]): Child {
  if (values.length === 0 || (values.length === 1 && name === 'language')) return null;
  const list = kMonths[name] ? [...values].reverse() : values;
  const rest = list.slice(kShown);
  const heading = `facet-${name}`;
  return h('section', {class: 'facet-group', 'aria-labelledby': heading}, h('h3', {id: heading}, t(`facet.${name}` as 'facet.type')),
           h('ul', null, list.slice(0, kShown).map((value) => entry(name, value))),
           rest.length > 0 && h('details', null, h('summary', null, t('facet.all', {n: list.length})), h('ul', null, rest.map((value) => entry(name, value)))));
}

export function facetsPanel({facets}: Facets): HTMLElement {
  const wide = matchMedia('(min-width: 62rem)').matches;
  return h('aside', {class: 'facets', 'aria-label': t('facet.title')},
           h('details', {open: wide}, h('summary', null, h('h2', null, t('facet.title'))), kFacets.map((name) => facet(name, facets[name] ?? []))));
}

/** What is asked for now, each with a link that takes it away. */
export function chosenFilters(): Child {
  const {query} = here();
  const without = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    next.delete('cursor');
    const rest = next.getAll(name).filter((other) => other !== value);
    next.delete(name);
    for (const one of rest) next.append(name, one);
    return `/search?${next.toString()}`;
  };
  const chips = [...query].filter(([name, value]) => value !== '' && (kLists.includes(name) || kDays.includes(name) || name === 'q')).map(([name, value]) => {
    const day = kDays.includes(name);
    const facetOf = day ? (name.startsWith('said') ? 'said' : 'happened') : name;
    const shown: Child = day ? [t(name.endsWith('since') ? 'facet.since' : 'facet.until'), ' ', date(value, true)] : facetName(name, {value, name: value, claims: 0});
    const key = `facet.${facetOf}`;
    return h('li', null, h('span', {class: 'key'}, isKey(key) ? t(key) : name, ': '), shown, ' ',
             h('a', {href: without(name, value), class: 'remove'}, h('span', {'aria-hidden': 'true'}, '×'), h('span', {class: 'unseen'}, `${t('facet.remove')}: ${value}`)));
  });
  return chips.length === 0 ? null : h('ul', {class: 'chips chosen-filters'}, chips);
}
