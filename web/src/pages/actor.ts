// SPDX-License-Identifier: Apache-2.0
// One actor: the names that outlets use, offices by date, acts, quotations by and about him, relations. Only who has a
// public role has a page; a person known from one article's words alone has none.
import {type Child, h} from '../dom';
import {loadArticle} from '../model/load';
import {isPublic} from '../model/actors';
import {folded, isParty, kMostRows, loadRows, withParty} from '../model/rows';
import type {Article} from '../model/article';
import {actorLink, bdi, day, empty, joined, place, table} from '../parts/basics';
import {kRowHeader, rowCard, rowCells} from '../parts/rows';
import {takeaway} from '../parts/takeaway';
import type {Address, View} from '../router';
import type {ClaimRow, Entity} from '../types';
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

function relations(name: string, rows: ClaimRow[]): Child {
  const others = new Map<string, number>();
  for (const {claim} of rows) {
    const mine = [...claim.actors, ...claim.recipients];
    for (const party of mine) if (party.known_as === 'named' && !isParty(party, name)) others.set(party.name, (others.get(party.name) ?? 0) + 1);
  }
  const list = [...others].sort((a, b) => b[1] - a[1]).slice(0, 16);
  return list.length > 0 && h('section', null, h('h2', null, t('actor.relations')), h('ul', {class: 'chips'}, list.map(([other, n]) =>
    h('li', null, h('a', {href: `/relation?a=${encodeURIComponent(name)}&b=${encodeURIComponent(other)}`}, bdi(other), ' ', h('span', {class: 'count'}, number(n)))))));
}

export async function actorPage({query}: Address): Promise<View> {
  const name = query.get('name') ?? '';
  if (name === '') return chooser();
  const loaded = await loadRows({actor: name});
  const rows = withParty(loaded.rows, name);
  const codes = [...new Set(loaded.rows.map((row) => row.document))].slice(0, kArticles);
  const seen: Seen[] = (await Promise.all(codes.map(async (code) => ({code, ...(await loadArticle(code))})))).flatMap(({code, article}) => {
    const entity = find(article, name);
    return entity ? [{document: code, article, entity}] : [];
  });
  const known = seen.some(({article, entity}) => isPublic(article, entity)) || rows.some(({claim}) => [...claim.actors, ...claim.recipients].some((p) => isParty(p, name) && p.known_as === 'named'));
  if (!known || (seen.length > 0 && !seen.some(({article, entity}) => isPublic(article, entity)))) {
    return {title: t('actor.none'), node: h('div', {class: 'page'}, h('h1', null, t('actor.none')), h('p', null, t('actor.none-hint')),
      h('p', null, h('a', {href: `/search?q=${encodeURIComponent(name)}`}, t('actor.search'))))};
  }
  const entity = seen[0]?.entity ?? null;
  return {
    title: name,
    node: h('div', {class: 'page page-actor'},
            h('header', {class: 'page-head'}, h('p', {class: 'kicker'}, entity ? t(`entity.${entity.type}`) : t('actor.kicker')), h('h1', null, bdi(name)),
              h('p', {class: 'facts'}, entity?.en && h('span', {class: 'fact'}, h('bdi', {lang: 'en'}, entity.en)), entity?.country && h('span', {class: 'fact'}, countryName(entity.country)),
                entity?.side && h('span', {class: 'fact'}, sideName(entity.side)), h('span', {class: 'fact'}, counted('count.claims', rows.length)), h('span', {class: 'fact'}, counted('count.texts', seen.length))),
              h('div', {class: 'bar'}, h('a', {href: `/?actor=${encodeURIComponent(name)}`}, t('actor.stories')), takeaway({name: 'actor', json: () => rows, rows: () => ({header: kRowHeader, rows: rows.map(rowCells)})})),
              (loaded.more || codes.length === kArticles) && h('p', {class: 'note'}, t('actor.cut', {n: loaded.more ? kMostRows : kArticles}))),
            relations(name, rows),
            seen.length > 0 && h('section', null, h('h2', null, t('actor.names')), called(seen)), offices(seen),
            h('section', null, h('h2', null, t('actor.acts'), ' ', h('span', {class: 'count'}, number(rows.length))), rows.length === 0 ? empty(label('no-acts'))
              : h('ol', {class: 'cards'}, rows.slice(0, kCards).map((row) => rowCard(row))),
              rows.length > kCards && h('details', {class: 'fold'}, h('summary', null, `${t('story.more-events')} (${number(rows.length - kCards)})`), h('ol', {class: 'cards'}, rows.slice(kCards, 300).map((row) => rowCard(row))))),
            quotations(seen)),
  };
}

// Without a name: who acts most in what was published last.
async function chooser(): Promise<View> {
  const {rows} = await loadRows({});
  const found = new Map<string, number>();
  for (const {claim} of rows) for (const party of [...claim.actors, ...claim.recipients]) if (party.known_as === 'named') found.set(party.name, (found.get(party.name) ?? 0) + 1);
  const list = [...found].sort((a, b) => b[1] - a[1]).slice(0, 120);
  return {title: t('nav.actors'), node: h('div', {class: 'page'}, h('header', {class: 'page-head'}, h('h1', null, t('nav.actors')), h('p', {class: 'facts'}, t('actor.chooser'))),
    list.length === 0 ? empty(t('list.none')) : h('ul', {class: 'chips'}, list.map(([name, n]) => h('li', null, actorLink(name), ' ', h('span', {class: 'count'}, number(n))))))};
}
