// SPDX-License-Identifier: Apache-2.0
// The article with what was found in it marked. Marks overlap, so the text is cut into runs; each run is one link to
// the entry that explains it, and carries a class for everything that covers it.
import {h} from '../dom';
import type {Article} from '../model/article';
import {clean} from '../text/clean';
import {runs} from '../text/segments';
import type {Claim, Region, Span} from '../types';
import {actName, date, label, t} from '../words';
import {chain, quantityText} from './claim';
import {comma} from './basics';
import {explains} from './tooltip';

type Kind = 'trigger' | 'number' | 'time' | 'name' | 'cue' | 'quote' | 'part';

interface ArticleMark {
  start: number;
  end: number;
  kind: Kind;
  ref: string;  // id of the entry in the margin
  says: string;
}

const kPriority: Kind[] = ['trigger', 'number', 'time', 'name', 'cue'];

function claimInWords(article: Article, claim: Claim): string {
  const words = [label(`status.${claim.status}`)];
  if (claim.qualifier) words.push(label(`qualifier.${claim.qualifier}`));
  return `${words.join(comma())}: ${actName(claim.type, claim.mode)} · ${chain(article, claim, null).textContent ?? ''}`;
}

function marksOf(article: Article): ArticleMark[] {
  const {reading} = article;
  const marks: ArticleMark[] = [];
  const put = (span: Span, kind: Kind, ref: string, says: string) =>
    marks.push({start: span[0], end: span[1], kind, ref, says});
  for (const claim of article.claims) {
    put(claim.trigger, 'trigger', `claim-${claim.id}`, claimInWords(article, claim));
    for (const party of [...claim.actors, ...claim.recipients, ...claim.concerning, ...claim.effective_sources])
      if (party.span) put(party.span, 'part', '', '');
  }
  reading.quantities.forEach((quantity, i) =>
    put([quantity.start, quantity.end], 'number', `number-${i}`, quantityText(quantity)));
  reading.times.forEach((time, i) =>
    put([time.start, time.end], 'time', `time-${i}`, time.value === '?' ? t('time.unresolved') : date(time.value)));
  for (const entity of reading.entities)
    for (const mention of entity.mentions)
      put(mention, 'name', `name-${entity.id}`,
          [entity.name, entity.en, t(`entity.${entity.type}` as 'entity.PER')].filter((x) => x !== null).join(' · '));
  reading.quotes.forEach((quote, i) => {
    const who = quote.source ? article.partyText(quote.source) : t('quote.nobody');
    if (quote.cue) put(quote.cue, 'cue', `quote-${i}`, `${t(`quote.${quote.kind}` as 'quote.direct')} · ${who}`);
    for (const content of quote.content) put(content, 'quote', `quote-${i}`, '');
  });
  return marks;
}

function paragraphs(article: Article, region: Region): Span[] {
  const result: Span[] = [];
  let at = region.start;
  for (const line of article.points.slice(region.start, region.end).split('\n')) {
    const length = [...line].length;
    if (line.trim() !== '') result.push([at, at + length]);
    at += length + 1;
  }
  return result;
}

function paragraph(article: Article, [start, end]: Span, marks: ArticleMark[], seen: Set<string>): Node[] {
  return runs(start, end, marks).map((run) => {
    const text = clean(article.points.slice(run.start, run.end));
    if (run.marks.length === 0) return document.createTextNode(text);
    const main = kPriority.map((kind) => run.marks.find((mark) => mark.kind === kind)).find((mark) => mark !== undefined);
    const classes = ['m', ...new Set(run.marks.map((mark) => `m-${mark.kind}`))];
    if (main) classes.push(`is-${main.kind}`);
    const attributes = {class: classes.join(' '), 'data-start': run.start, 'data-end': run.end};
    // A run of blanks or points alone would be a link without a name.
    if (!main || !/[\p{L}\p{N}]/u.test(text)) return h('span', attributes, text);
    const anchor = `at-${main.ref}`;
    const id = seen.has(anchor) ? null : anchor;
    seen.add(anchor);
    return h('a', {...attributes, id, href: `#${main.ref}`, 'data-says': main.says, 'data-ref': main.ref}, text);
  });
}

export interface MarkedArticle {
  node: HTMLElement;
  /** Shows the parts of a claim in the text, or none. */
  showClaim(claim: Claim | null): void;
}

export function markedArticle(article: Article): MarkedArticle {
  const marks = marksOf(article).sort((a, b) => a.start - b.start);
  const seen = new Set<string>();
  const regions = article.reading.regions.length > 0 ? article.reading.regions
                                                     : [{start: 0, end: article.points.length, kind: 'body'} as Region];
  const node = h('article', {class: 'marked', lang: article.reading.language, dir: article.dir});
  for (const region of regions) {
    const parts = paragraphs(article, region);
    if (parts.length === 0) continue;
    if (region.kind === 'junk') {
      node.append(h('details', {class: 'junk'},
                    h('summary', {lang: document.documentElement.lang, dir: document.documentElement.dir}, t('document.clutter')),
                    parts.map(([start, end]) => h('p', null, article.text([start, end])))));
      continue;
    }
    for (const part of parts) {
      const inside = marks.filter((mark) => mark.end > part[0] && mark.start < part[1]);
      const tag = region.kind === 'title' ? 'h2' : 'p';
      node.append(h(tag, {class: `region-${region.kind}`}, paragraph(article, part, inside, seen)));
    }
  }
  explains(node, '[data-says]', (at) => at.getAttribute('data-says') ?? '');

  const showClaim = (claim: Claim | null) => {
    for (const old of node.querySelectorAll('[data-role]')) old.removeAttribute('data-role');
    if (!claim) return;
    const spans: [Span, string][] = [[claim.trigger, 'act']];
    const add = (list: {span: Span | null}[], role: string) => {
      for (const {span} of list) if (span) spans.push([span, role]);
    };
    add(claim.actors, 'who');
    add(claim.recipients, 'whom');
    add(claim.concerning, 'whom');
    add(article.chain(claim), 'source');
    const time = claim.time === null ? null : article.reading.times[claim.time];
    if (time) spans.push([[time.start, time.end], 'when']);
    for (const run of node.querySelectorAll('[data-start]')) {
      const start = Number(run.getAttribute('data-start')), end = Number(run.getAttribute('data-end'));
      const part = spans.find(([span]) => span[0] <= start && span[1] >= end);
      if (part) run.setAttribute('data-role', part[1]);
    }
  };
  return {node, showClaim};
}
