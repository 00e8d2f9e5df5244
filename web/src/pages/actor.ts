// SPDX-License-Identifier: Apache-2.0
// One actor: the names that outlets use, offices by date, acts, quotations by and about him, relations. Only who has a
// public role has a page; a person known from one article's words alone has none.
import {actor, claims, findActors, Problem} from '../api';
import {type Child, h} from '../dom';
import {loadArticle} from '../model/load';
import {isPublic} from '../model/actors';
import {folded, loadRows} from '../model/rows';
import type {Article} from '../model/article';
import {actorLink, bdi, day, empty, joined, place, table} from '../parts/basics';
import {actCard, actCells, kActHeader} from '../parts/acts';
import {filters} from '../parts/filters';
import {takeaway} from '../parts/takeaway';
import type {Address, View} from '../router';
import type {ActorView, Entity} from '../types';
import {counted, countryName, label, number, sideName, t} from '../words';

const kArticles = 40, kCards = 30;

interface Seen {
  document: string;
  article: Article;
  entity: Entity;
}

function find(article: Article, name: string): Entity | null {
  const wanted = folded(name);
  return article.reading.entities.find((entity) => folded(entity.name) === wanted || (entity.en !== null && folded(entity.en) === wanted)) ?? null;
}

function called(seen: Seen[]): HTMLElement {
  const names = new Map<string, Map<string, number>>();
  for (const {article, entity} of seen)
    for (const span of entity.mentions) {
      const words = article.text(span), outlet = article.reading.outlet ?? '';
      const by = names.get(words) ?? new Map<string, number>();
      by.set(outlet, (by.get(outlet) ?? 0) + 1);
      names.set(words, by);
    }
  return table(t('actor.names'), [t('calling.words'), t('actor.by-outlet')], [...names].sort((a, b) => b[1].size - a[1].size).slice(0, 20).map(([words, by]) =>
    [h('bdi', {lang: 'ar', dir: 'auto'}, words), joined([...by].map(([outlet, n]) => [bdi(outlet), ' ', h('span', {class: 'count'}, number(n))]))]));
}

function offices(seen: Seen[]): Child {
  const rows = seen.flatMap(({document, article, entity}) => article.reading.designations.filter((d) => d.entity === entity.id && d.kind !== 'bare-form')
      .map((d) => ({document, article, d}))).sort((a, b) => (a.article.reading.published?.value ?? '').localeCompare(b.article.reading.published?.value ?? ''));
  const once = [...new Map(rows.map((row) => [`${row.article.text([row.d.start, row.d.end])}|${row.article.reading.outlet}|${row.article.reading.published?.value}`, row])).values()];
  if (once.length === 0) return null;
  return h('section', null, h('h2', null, t('actor.offices')), table(t('actor.offices'), [label('date'), t('calling.words'), t('calling.kind'), t('calling.voice'), label('outlet')],
      once.slice(0, 60).map(({document, article, d}) => [day(article.reading.published?.value, true), h('bdi', {lang: article.reading.language, dir: article.dir}, article.text([d.start, d.end])),
        t(`kind.${d.kind ?? 'none'}` as 'kind.none'), t(`voice.${d.voice}` as 'voice.outlet'), h('a', {href: place('document', document)}, bdi(article.reading.outlet ?? document))])));
}

function quotations(seen: Seen[]): Child {
  const by = seen.flatMap(({document, article, entity}) => article.reading.quotes.filter((quote) => quote.source?.entity === entity.id).map((quote) => ({document, article, quote})));
  const about = seen.flatMap(({document, article, entity}) => article.reading.quotes.filter((quote) => quote.source?.entity !== entity.id &&
      quote.content.some(([start, end]) => entity.mentions.some((m) => m[0] >= start && m[1] <= end))).map((quote) => ({document, article, quote})));
  const list = (rows: typeof by) => h('ul', {class: 'entries'}, rows.slice(0, 20).map(({document, article, quote}) =>
    h('li', null, h('blockquote', {lang: article.reading.language, dir: article.dir}, quote.content.map((span) => article.text(span)).join(' … ')),
      h('p', {class: 'quiet'}, quote.source ? bdi(article.partyText(quote.source)) : t('quote.nobody'), ' · ', t(`quote.${quote.kind}` as 'quote.direct'), ' · ',
        h('a', {href: place('document', document)}, bdi(article.reading.outlet ?? document)), ' · ', day(article.reading.published?.value, true)))));
  return [
    by.length > 0 && h('section', null, h('h2', null, t('actor.quotes-by'), ' ', h('span', {class: 'count'}, number(by.length))), list(by)),
    about.length > 0 && h('section', null, h('h2', null, t('actor.quotes-about'), ' ', h('span', {class: 'count'}, number(about.length))), list(about)),
  ];
}

function relations(name: string, view: ActorView): Child {
  const list = view.with.filter((one) => one.actor.name !== null).sort((a, b) => b.cooperation + b.hostility - a.cooperation - a.hostility).slice(0, 20);
  if (list.length === 0) return null;
  return h('section', null, h('h2', null, t('actor.relations')), table(t('actor.relations'), [t('calling.who'), t('relation.with'), t('relation.against')], list.map(({actor: other, cooperation, hostility}) =>
    [h('a', {href: `/relation?a=${encodeURIComponent(name)}&b=${encodeURIComponent(other.name ?? '')}`}, bdi(other.name ?? '')), number(cooperation), number(hostility)])));
}

export async function actorPage({query}: Address): Promise<View> {
  const name = query.get('name') ?? '';
  if (name === '') return chooser(query);
  const view = await actor(name).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  });
  const wanted = view?.actor.name ?? name;
  const codes = [...new Set((view?.acts ?? []).map((act) => act.document))];
  const named = await documentsNaming(wanted, codes);
  const seen: Seen[] = (await Promise.all(named.slice(0, kArticles).map(async (code) => ({code, ...(await loadArticle(code))})))).flatMap(({code, article}) => {
    const entity = find(article, wanted);
    return entity ? [{document: code, article, entity}] : [];
  });
  const state = view !== null && (view.actor.type === 'STATE' || view.actor.type === 'SIDE');
  const known = view !== null && (state || (view.actor.type !== 'PER' && seen.length === 0) || seen.some(({article, entity}) => isPublic(article, entity)));
  if (!view || !known) {
    return {title: t('actor.none'), node: h('div', {class: 'page'}, h('h1', null, t('actor.none')), h('p', null, t('actor.none-hint')),
      h('p', null, h('a', {href: `/search?q=${encodeURIComponent(name)}`}, t('actor.search'))))};
  }
  const entity = seen[0]?.entity ?? null;
  const acts = [...view.acts].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  const cards = (from: number, to: number) => h('ol', {class: 'cards'}, acts.slice(from, to).map(actCard));
  const {en, country, side} = view.actor;
  return {
    title: wanted,
    node: h('div', {class: 'page page-actor'},
            h('header', {class: 'page-head'}, h('p', {class: 'kicker'}, entity ? t(`entity.${entity.type}`) : t('actor.kicker')), h('h1', null, bdi(wanted)),
              h('p', {class: 'facts'}, en && h('span', {class: 'fact'}, h('bdi', {lang: 'en'}, en)), country && h('span', {class: 'fact'}, countryName(country)),
                side && h('span', {class: 'fact'}, sideName(side)), h('span', {class: 'fact'}, counted('count.acts', view.acts.length)), h('span', {class: 'fact'}, counted('count.texts', view.actor.documents))),
              h('div', {class: 'bar'}, h('a', {href: `/?actor=${encodeURIComponent(wanted)}`}, t('actor.stories')), takeaway({name: 'actor', json: () => view, rows: () => ({header: kActHeader, rows: acts.map(actCells)})})),
              named.length > kArticles && h('p', {class: 'note'}, t('actor.cut', {n: kArticles}))),
            seen.length > 0 && h('section', null, h('h2', null, t('actor.names')), called(seen)), offices(seen), relations(wanted, view),
            h('section', null, h('h2', null, t('actor.acts'), ' ', h('span', {class: 'count'}, number(acts.length))), acts.length === 0 ? empty(label('no-acts')) : cards(0, kCards),
              acts.length > kCards && h('details', {class: 'fold'}, h('summary', null, `${t('story.more-events')} (${number(acts.length - kCards)})`), cards(kCards, 400))),
            quotations(seen)),
  };
}

// Articles in which the actor acts, and those of stories that name him.
async function documentsNaming(name: string, codes: string[]): Promise<string[]> {
  const {claims: rows} = await claims({actor: name, limit: 200});
  return [...new Set([...codes, ...rows.map((row) => row.document)])];
}

// Without a name: those found by a part of one, else who acts most in what was published last.
async function chooser(query: URLSearchParams): Promise<View> {
  const wanted = query.get('q') ?? '';
  const list = wanted === '' ? await busiest() : await found(wanted);
  return {title: t('nav.actors'), node: h('div', {class: 'page'}, h('header', {class: 'page-head'}, h('h1', null, t('nav.actors')), h('p', {class: 'facts'}, wanted === '' ? t('actor.chooser') : t('actor.found')),
      filters('/actor', [{name: 'q', label: t('actor.name'), kind: 'search'}])),
    list.length === 0 ? empty(t('list.none')) : h('ul', {class: 'chips'}, list.map(([name, n]) => h('li', null, actorLink(name), ' ', h('span', {class: 'count'}, number(n))))))};
}

async function busiest(): Promise<[string, number][]> {
  const {rows} = await loadRows({}, 400);
  const counts = new Map<string, number>();
  for (const {claim} of rows) for (const party of [...claim.actors, ...claim.recipients]) if (party.known_as === 'named') counts.set(party.name, (counts.get(party.name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 120);
}

async function found(wanted: string): Promise<[string, number][]> {
  const {actors} = await findActors(wanted).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return {actors: []};
    throw error;
  });
  return actors.filter((one) => one.name !== null).map((one) => [one.name ?? '', one.acts]);
}
