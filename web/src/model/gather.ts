// SPDX-License-Identifier: Apache-2.0
// What the tellings of one story say together: acts that several tell, on whose word, where they differ. Two acts of
// different documents are taken for one when type, a party and the day agree; everything is shown with its claims, so
// a wrong match can be seen.
import type {Claim, Entity, Party, Telling} from '../types';
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
  documents: number;      // texts that tell it, without copies
  roots: string[];        // on whose word in the end, one each
  statuses: Set<string>;
  date: string | null;
}

export interface Difference {
  act: Act;
  kind: 'status' | 'number' | 'date' | 'denied';
  versions: {value: string; told: Told[]}[];
}

export interface Source {
  telling: Telling;
  article: Article;
}

export interface Gathered {
  sources: Source[];
  acts: Act[];
  differences: Difference[];
  roots: string[];
}

/** Who somebody is across documents: Wikidata id, else the state, else the folded name. */
export function identity(entity: Entity): string {
  if (entity.kb) return entity.kb;
  if (entity.en) return `${entity.type} ${entity.en.toLowerCase()}`;
  return `${entity.type} ${entity.name.replace(/[\u064b-\u0652\u0640]/g, '').replace(/[أإآ]/g, 'ا').replace(/\s+/g, ' ')}`;
}

export function partyKeys(article: Article, party: Party): string[] {
  const entity = article.partyEntity(party);
  const keys: string[] = [];
  if (entity) keys.push(identity(entity));
  const of = article.entity(party.of);
  if (of) keys.push(identity(of));
  const country = party.country ?? entity?.country ?? null;
  if (country) keys.push(`@${country}${party.side ?? entity?.side ? `/${party.side ?? entity?.side}` : ''}`);
  return keys;
}

/** The end of a chain: who is the root of a claim. The outlet itself where it names nobody. */
export function rootOf(told: {telling: Telling; article: Article; claim: Claim}): string {
  const chain = told.article.chain(told.claim);
  const last = chain[chain.length - 1];
  if (!last) return told.article.reading.agency ?? told.telling.outlet ?? told.telling.given_id;
  return told.article.partyEntity(last)?.name ?? told.article.partyText(last);
}

function parties(told: Told): Set<string> {
  const {claim, article} = told;
  return new Set([...claim.actors, ...claim.recipients, ...claim.concerning].flatMap((p) => partyKeys(article, p)));
}

function overlap(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const key of a) if (b.has(key)) shared += key.startsWith('@') ? 1 : 2;
  return shared;
}

function sameDay(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true;
  const length = Math.min(a.length, b.length, 10);
  return a.slice(0, length) === b.slice(0, length);
}

// How far two acts agree; 0 where they cannot be one.
function likeness(a: {told: Told; keys: Set<string>}, b: {told: Told; keys: Set<string>}): number {
  const x = a.told.claim, y = b.told.claim;
  if (x.type !== y.type) return 0;
  if (x.mode !== null && y.mode !== null && x.mode !== y.mode) return 0;
  if (!sameDay(x.date, y.date)) return 0;
  const shared = overlap(a.keys, b.keys);
  const dated = x.date !== null && y.date !== null ? 1 : 0;
  const placeX = a.told.article.entity(x.place), placeY = b.told.article.entity(y.place);
  const placed = placeX && placeY ? (identity(placeX) === identity(placeY) ? 1 : -1) : 0;
  const mode = x.mode !== null && x.mode === y.mode ? 1 : 0;
  return shared === 0 ? 0 : shared + dated + placed + mode;
}

const kEnough = 3;

function actsOf(sources: Source[]): Act[] {
  const groups: {told: Told; keys: Set<string>}[][] = [];
  for (const {telling, article} of sources) {
    if (telling.copy_of !== null && telling.share > 0.8) continue;
    const fresh: {told: Told; keys: Set<string>}[][] = [];
    for (const claims of article.acts()) {
      const members = claims.filter((claim) => article.judgement(claim).verdict !== 'wrong')
                          .map((claim) => ({telling, article, claim}))
                          .map((told) => ({told, keys: parties(told)}));
      if (members.length === 0) continue;
      let best = 0;
      let home: typeof members | null = null;
      for (const group of groups) {
        const near = Math.max(...members.slice(0, 4).flatMap((m) => group.slice(0, 8).map((g) => likeness(m, g))));
        if (near >= kEnough && near > best) [best, home] = [near, group];
      }
      if (home) home.push(...members);
      else fresh.push(members);
    }
    groups.push(...fresh);
  }
  return groups.map((group) => {
    const tellings = group.map((member) => member.told);
    const lead = tellings.find((told) => !told.article.folded(told.claim)) ?? tellings[0]!;
    return {
      id: `${lead.telling.document}.${lead.claim.id}`,
      tellings,
      lead,
      documents: new Set(tellings.map((told) => told.telling.document)).size,
      roots: [...new Set(tellings.map(rootOf))],
      statuses: new Set(tellings.map((told) => told.claim.status)),
      date: tellings.map((told) => told.claim.date).find((date) => date !== null) ?? null,
    };
  });
}

function versions(act: Act, valueOf: (told: Told) => string[]): {value: string; told: Told[]}[] {
  const found = new Map<string, Told[]>();
  for (const told of act.tellings)
    for (const value of valueOf(told)) found.set(value, [...(found.get(value) ?? []), told]);
  return [...found].map(([value, told]) => ({value, told}));
}

function countsByUnit(act: Act): Map<string, {value: string; told: Told[]}[]> {
  const units = new Set(act.tellings.flatMap((told) => told.article.quantities(told.claim).map((q) => q.unit)));
  const result = new Map<string, {value: string; told: Told[]}[]>();
  for (const unit of units)
    result.set(unit, versions(act, (told) => told.article.quantities(told.claim).filter((q) => q.unit === unit)
        .map((q) => `${unit}|${q.low ?? ''}|${q.high ?? ''}`)));
  return result;
}

function differencesOf(act: Act): Difference[] {
  const result: Difference[] = [];
  const across = (list: {told: Told[]}[]) => new Set(list.flatMap((v) => v.told.map((t) => t.telling.document))).size > 1;
  const statuses = versions(act, (told) => [told.claim.status]);
  if (statuses.length > 1 && statuses.some((v) => v.value === 'denied'))
    result.push({act, kind: 'denied', versions: statuses});
  else if (statuses.length > 1 && across(statuses)) result.push({act, kind: 'status', versions: statuses});
  const dates = versions(act, (told) => (told.claim.date && told.claim.date.length >= 10 ? [told.claim.date.slice(0, 10)] : []));
  if (dates.length > 1 && across(dates)) result.push({act, kind: 'date', versions: dates});
  for (const list of countsByUnit(act).values()) if (list.length > 1 && across(list)) result.push({act, kind: 'number', versions: list});
  return result;
}

/** `sources` in the order of publication. */
export function gather(sources: Source[]): Gathered {
  const acts = actsOf(sources);
  const order = new Map(acts.map((act, i) => [act, i]));
  acts.sort((a, b) => b.documents - a.documents || Number(a.lead.article.folded(a.lead.claim)) -
      Number(b.lead.article.folded(b.lead.claim)) || order.get(a)! - order.get(b)!);
  const told = acts.filter((act) => !act.lead.article.folded(act.lead.claim));
  return {
    sources,
    acts,
    differences: told.flatMap(differencesOf),
    roots: [...new Set(told.flatMap((act) => act.roots))],
  };
}

/** Told as done by more than one root, and by nobody otherwise. */
export function isAgreed(act: Act): boolean {
  return act.documents > 1 && act.tellings.every((told) => isDone(told.claim));
}
