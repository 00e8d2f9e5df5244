// SPDX-License-Identifier: Apache-2.0
// What the tellings of one story say together: the server's events, each with the claims of the articles behind it.
import type {Claim, Corroboration, Difference, Entity, StoryEvent, Telling} from '../types';
import {Article, isDone} from './article';

export interface Told {
  telling: Telling;
  article: Article;
  claim: Claim;
}

export interface Act {
  id: string;
  tellings: Told[];       // the fullest first
  lead: Told;
  corroboration: Corroboration;
  differences: Difference[];
  statuses: Set<string>;
  date: string | null;
}

export interface Source {
  telling: Telling;
  article: Article;
}

export interface Gathered {
  sources: Source[];
  acts: Act[];
}

/** Who somebody is across documents: Wikidata id, else the state, else the folded name. */
export function identity(entity: Entity): string {
  if (entity.kb) return entity.kb;
  if (entity.en) return `${entity.type} ${entity.en.toLowerCase()}`;
  return `${entity.type} ${entity.name.replace(/[\u064b-\u0652\u0640]/g, '').replace(/[أإآ]/g, 'ا').replace(/\s+/g, ' ')}`;
}

// Claims that the reader sees first: with a source before one without, news before background.
function fullness(told: Told): number {
  const {claim, article} = told;
  return 8 * Number(!article.folded(claim)) + 4 * Number(article.chain(claim).length > 0) + 2 * Number(claim.actors.length > 0) +
      2 * Number(claim.recipients.length > 0) + Number(claim.date !== null) + Number(claim.place !== null);
}

/** The acts of a story as the server found them, with the claims of the documents that are loaded. */
export function gather(sources: Source[], events: StoryEvent[]): Gathered {
  const byDocument = new Map(sources.map((source) => [source.telling.document, source]));
  const told = (id: string): Told[] => {
    const dot = id.indexOf('.');
    const source = byDocument.get(id.slice(0, dot));
    const claim = source?.article.claim(id.slice(dot + 1));
    return source && claim ? [{...source, claim}] : [];
  };
  const acts = events.flatMap((event): Act[] => {
    const claims = event.claims.filter((claim) => !claim.wrong);
    const tellings = claims.flatMap((claim) => told(claim.id)).sort((a, b) => fullness(b) - fullness(a));
    const lead = tellings[0];
    if (!lead) return [];
    return [{id: event.id, tellings, lead, corroboration: event.corroboration, differences: event.differences,
             statuses: new Set(event.statuses), date: event.date}];
  });
  const news = (act: Act) => Number(act.lead.article.folded(act.lead.claim));
  const weight = new Map(acts.map((act) => [act, prominence(act)]));
  acts.sort((a, b) => news(a) - news(b) || b.corroboration.texts - a.corroboration.texts || weight.get(b)! - weight.get(a)!);
  return {sources, acts};
}

// Headline and lead first: the earliest sentence in which a telling of the act stands.
function prominence(act: Act): number {
  return Math.max(...act.tellings.map(({article, claim}) => article.worth([claim])));
}

/** True where outlets, or the words that they rest on, differ: not where one text alone gives two versions. */
export function partsTexts({versions}: Difference): boolean {
  const tell = versions.flatMap((version, i) => version.passages.map((passage) => ({...passage, i})));
  return tell.some((a) => tell.some((b) => a.i < b.i && a.document !== b.document && (a.outlet !== b.outlet || a.source !== b.source)));
}

/** Told as done by more than one text, with no difference found. */
export function isAgreed(act: Act): boolean {
  return act.corroboration.texts > 1 && !act.differences.some(partsTexts) && act.tellings.every((told) => isDone(told.claim));
}

/** Several texts, and one word behind them. */
export function hasOneRoot(act: Act): boolean {
  return act.corroboration.texts > 1 && act.corroboration.roots.length === 1;
}
