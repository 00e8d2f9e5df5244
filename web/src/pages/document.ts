// SPDX-License-Identifier: Apache-2.0
// One article: its text with everything found marked in it, and beside it the claims, quotations, names, times and
// counts that explain the marks.
import {type Child, h} from '../dom';
import {loadArticle} from '../model/load';
import type {Article} from '../model/article';
import {markedArticle, type MarkedArticle} from '../parts/article';
import {actorLink, bdi, button, day, empty, joined, original, quoted, table, comma, place} from '../parts/basics';
import {chain, checked, claimLine, party, quantityText} from '../parts/claim';
import {claimDesk} from '../parts/desk';
import {cite, takeaway} from '../parts/takeaway';
import {why} from '../parts/why';
import {refresh, type Address, type View} from '../router';
import type {Claim, DocumentAnswer} from '../types';
import {actName, countryName, date, digits, label, number, sideName, t} from '../words';

function facts(article: Article, answer: DocumentAnswer): HTMLElement {
  const {reading} = article;
  const parts: Child[] = [
    reading.outlet && h('strong', null, bdi(reading.outlet)),
    h('span', null, day(reading.published?.value), reading.published && reading.published.value
        ? h('span', {class: 'quiet'}, ` ${label(`basis.${reading.published.basis}`)}`) : null),
    reading.agency && [label('agency'), ': ', bdi(reading.agency)],
    reading.author && [label('author'), ': ', bdi(reading.author)],
    (answer.version ?? 1) > 1 && h('strong', {class: 'flag'}, t('document.version', {n: answer.version ?? 1})),
    original(reading.url ?? reading.canonical_url ?? ''),
  ].filter((part) => part !== null && part !== false);
  return h('p', {class: 'facts'}, parts.map((part) => h('span', {class: 'fact'}, part)));
}

export function claimCard(article: Article, claim: Claim, extra: {document: string | null; outlet: string | null; text: MarkedArticle | null}): HTMLElement {
  const show = () => extra.text?.showClaim(claim);
  const hide = () => extra.text?.showClaim(null);
  const wrong = article.judgement(claim).verdict === 'wrong';
  return h('li', {class: `card${wrong ? ' is-wrong' : ''}`, id: `claim-${claim.id}`, tabindex: '-1', mouseenter: show, mouseleave: hide,
                  focusin: show, focusout: hide},
           claimLine(article, claim), h('p', {class: 'told'}, chain(article, claim, extra.outlet)),
           h('p', {class: 'card-foot'}, h('a', {href: `#at-claim-${claim.id}`}, t('claim.in-text')), ' · ', checked(article, claim)),
           h('div', {class: 'card-tools'}, why(article, claim, extra.document), button(t('take.cite'), () => cite(citationOf(article, claim)), {class: 'plain'}), extra.document !== null && claimDesk(extra.document, claim, article.judgement(claim).changed, refresh)));
}

function claimsSection(article: Article, answer: DocumentAnswer | null, text: MarkedArticle): HTMLElement {
  const acts = article.acts();
  const cards = (claims: Claim[][]) => claims.map((act) => {
    const extra = {document: answer?.document ?? null, outlet: article.reading.outlet, text};
    const [first, ...others] = act;
    if (!first) return null;
    const card = claimCard(article, first, extra);
    if (others.length > 0)
      card.append(h('details', {class: 'others'}, h('summary', null, `${t('claim.others')} (${number(others.length)})`),
                    h('ul', {class: 'cards'}, others.map((claim) => claimCard(article, claim, extra)))));
    return card;
  });
  const news = acts.filter((act) => act.some((claim) => !article.folded(claim)));
  const folded = acts.filter((act) => !news.includes(act));
  return h('section', {'aria-labelledby': 'claims-title'},
           h('h2', {id: 'claims-title'}, label('acts'), ' ', h('span', {class: 'count'}, number(news.length))),
           news.length === 0 ? empty(label('no-acts')) : h('ol', {class: 'cards'}, cards(news)),
           folded.length > 0 && h('details', {class: 'fold'}, h('summary', null, `${label('background')} (${number(folded.length)})`),
                                  h('ol', {class: 'cards'}, cards(folded))));
}

function fold(title: string, count: number, body: Child): HTMLElement | null {
  if (count === 0) return null;
  return h('details', {class: 'fold'}, h('summary', null, h('h2', null, title, ' ', h('span', {class: 'count'}, number(count)))), body);
}

function quotes(article: Article): Child {
  const {reading} = article;
  return fold(label('quotations'), reading.quotes.length, h('ol', {class: 'entries'}, reading.quotes.map((quote, i) =>
    h('li', {id: `quote-${i}`, tabindex: '-1'},
      quote.source ? party(article, quote.source) : t('quote.nobody'), !quote.named && quote.source ? h('span', {class: 'quiet'}, ` (${label('unnamed')})`) : null,
      quote.via.length > 0 && [' ', label('to-outlet'), ' ', joined(quote.via.map((one) => party(article, one)))],
      h('span', {class: 'quiet'}, ` · ${t(`quote.${quote.kind}` as 'quote.direct')} · ${t(`cue.${quote.cue_class}` as 'cue.neutral')}`),
      quote.content.map((span) => h('blockquote', {lang: reading.language, dir: article.dir}, article.text(span)))))));
}

function names(article: Article): Child {
  const {reading} = article;
  return fold(t('document.names'), reading.entities.length, h('ul', {class: 'entries names'}, reading.entities.map((entity) =>
    h('li', {id: `name-${entity.id}`, tabindex: '-1'}, actorLink(entity.name), ' ',
      h('span', {class: 'quiet'}, [t(`entity.${entity.type}` as 'entity.PER'), entity.en && [comma(), h('bdi', {lang: 'en'}, entity.en)],
                                   entity.country && [comma(), countryName(entity.country)], entity.side && [comma(), sideName(entity.side)]]),
      ' ', h('span', {class: 'count'}, number(entity.mentions.length))))));
}

function times(article: Article): Child {
  const {reading} = article;
  return fold(t('document.times'), reading.times.length, h('ul', {class: 'entries'}, reading.times.map((time, i) =>
    h('li', {id: `time-${i}`, tabindex: '-1'}, quoted(article.text([time.start, time.end]), reading.language, article.dir), ' = ',
      time.value === '?' ? t('time.unresolved') : h('bdi', null, date(time.value)),
      time.candidates.length > 0 && h('span', {class: 'quiet'}, ` ${t('time.or')} `, joined(time.candidates.map((c) => h('bdi', null, date(c)))))))));
}

function counts(article: Article): Child {
  const {reading} = article;
  return fold(label('numbers'), reading.quantities.length, h('ul', {class: 'entries'}, reading.quantities.map((quantity, i) =>
    h('li', {id: `number-${i}`, tabindex: '-1'}, h('strong', null, quantityText(quantity)), ' ',
      quoted(article.text([quantity.start, quantity.end]), reading.language, article.dir),
      h('span', {class: 'quiet'}, ' · ', label('on-the-word-of'), ' ',
        quantity.sources.length === 0 ? label('outlet-itself') : joined(quantity.sources.map((one) => party(article, one))))))));
}

function callings(article: Article): Child {
  const list = article.reading.designations.filter((d) => d.kind !== 'bare-form');
  return fold(t('document.callings'), list.length, table(t('document.callings'),
      [t('calling.who'), t('calling.words'), t('calling.voice'), t('calling.kind')],
      list.map((d) => {
        const entity = article.entity(d.entity);
        return [entity ? actorLink(entity.name) : '', quoted(article.text([d.start, d.end]), article.reading.language, article.dir),
                t(`voice.${d.voice}` as 'voice.outlet'), t(`kind.${d.kind ?? 'none'}` as 'kind.none')];
      })));
}

function issues(article: Article): Child {
  const {issues: list} = article.reading;
  return fold(label('issues'), list.length, h('ul', {class: 'entries'}, list.map((issue) =>
    h('li', null, h('bdi', {class: 'code'}, issue.code), ' ', h('bdi', {dir: 'auto'}, issue.message)))));
}

export function citationOf(article: Article, claim: Claim | null = null): string {
  const {reading} = article;
  const about = [reading.outlet, article.title(), reading.published?.value, reading.url ?? reading.canonical_url]
      .filter((part): part is string => typeof part === 'string' && part !== '');
  const made = Object.entries(reading.made_by).map(([what, version]) => `${what} ${version}`).join(', ');
  if (!claim) return `${about.join('. ')}. [${t('take.read-by')}: ${made}]`;
  const span = article.sentenceAt(claim.trigger[0]) ?? claim.trigger;
  return `«${article.text(span)}» ${about.join('. ')}. ${label(`status.${claim.status}`)}: ${actName(claim.type, claim.mode)}; ` +
      `${chain(article, claim, reading.outlet).textContent ?? ''}. [${claim.id}; ${t('take.read-by')}: ${made}]`;
}

export function claimRows(article: Article): {header: string[]; rows: (string | number | null)[][]} {
  const {reading} = article;
  const words = (list: {span: unknown}[]) => list.map((one) => article.partyText(one as Claim['actors'][number])).join('; ');
  return {
    header: ['id', 'status', 'qualifier', 'type', 'mode', 'basis', 'actors', 'recipients', 'concerning', 'place', 'date', 'sources',
             'sentence', 'outlet', 'published', 'url', 'rule', 'verdict'],
    rows: article.claims.map((claim) => [
      claim.id, claim.status, claim.qualifier, claim.type, claim.mode, claim.basis, words(claim.actors), words(claim.recipients),
      words(claim.concerning), article.entity(claim.place)?.name ?? null, claim.date, words(article.chain(claim)),
      article.text(article.sentenceAt(claim.trigger[0]) ?? claim.trigger), reading.outlet, reading.published?.value ?? null,
      reading.url ?? reading.canonical_url, claim.rule, article.judgement(claim).verdict]),
  };
}

/** An article with everything beside it; `answer` where it is kept in the store and can be checked. */
export function readingView(article: Article, answer: DocumentAnswer | null): HTMLElement {
  const text = markedArticle(article);
  text.node.addEventListener('mouseover', (event) => {
    const ref = event.target instanceof Element ? event.target.getAttribute('data-ref') : null;
    text.showClaim(ref?.startsWith('claim-') ? article.claim(ref.slice(6)) : null);
  });
  text.node.addEventListener('focusin', (event) => {
    const ref = event.target instanceof Element ? event.target.getAttribute('data-ref') : null;
    text.showClaim(ref?.startsWith('claim-') ? article.claim(ref.slice(6)) : null);
  });
  // An entry in a closed fold opens before the address leads there.
  text.node.addEventListener('click', (event) => {
    const ref = event.target instanceof Element ? event.target.closest('[data-ref]')?.getAttribute('data-ref') : null;
    const entry = ref ? document.getElementById(ref) : null;
    for (let at = entry?.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    if (entry) setTimeout(() => entry.focus({preventScroll: true}));
  });
  return h('div', {class: 'reading'},
           h('div', {class: 'reading-text'}, legend(), text.node),
           h('aside', {class: 'margin', 'aria-label': t('document.found')}, claimsSection(article, answer, text), quotes(article), names(article), times(article),
             counts(article), callings(article), issues(article)));
}

function legend(): HTMLElement {
  const item = (kind: string, key: 'legend.trigger' | 'legend.name' | 'legend.time' | 'legend.number' | 'legend.quote') =>
    h('span', {class: `m m-${kind} is-${kind}`}, t(key));
  return h('p', {class: 'legend'}, h('span', {class: 'quiet'}, t('legend.title')), ' ', item('trigger', 'legend.trigger'), ' ', item('name', 'legend.name'),
           ' ', item('time', 'legend.time'), ' ', item('number', 'legend.number'), ' ', item('quote', 'legend.quote'));
}

export async function documentPage({id}: Address): Promise<View> {
  const {answer, article} = await loadArticle(id);
  const title = article.title() || label('no-headline');
  return {
    title,
    node: h('div', {class: 'page page-document'},
            h('header', {class: 'page-head'}, h('p', {class: 'kicker'}, t('document.kicker')), h('h1', {class: article.reading.regions.some((region) => region.kind === 'title') ? 'unseen' : null, lang: article.reading.language, dir: article.dir}, title),
              facts(article, answer),
              h('div', {class: 'bar'}, h('a', {href: place('story', answer.document)}, t('document.story')),
                takeaway({name: answer.document, json: () => answer.reading, rows: () => claimRows(article), citation: () => citationOf(article)}))),
            readingView(article, answer),
            h('footer', {class: 'made quiet'}, t('document.made-by'), ' ',
              h('bdi', {class: 'code'}, digits(Object.entries(article.reading.made_by).map(([k, v]) => `${k} ${v}`).join(' · '))))),
  };
}
