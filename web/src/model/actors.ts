// SPDX-License-Identifier: Apache-2.0
// Who takes part in the acts of several documents, and what outlets call them. A person has a page of his own only
// where he is known: an entry of the lexicon stands behind the name, or an office is told of him.
import type {Entity, Party} from '../types';
import type {Article} from './article';
import {identity, type Source} from './gather';

export interface Naming {
  name: string;
  outlets: Map<string, number>;
}

export interface KnownActor {
  key: string;
  name: string;
  type: Entity['type'];
  country: string | null;
  side: string | null;
  public: boolean;
  acts: number;
  namings: Map<string, Naming>;
}

export function isPublic(article: Article, entity: Entity): boolean {
  if (entity.type !== 'PER') return true;
  if (entity.kb !== null) return true;
  const office = (list: Party[]) => list.some((party) => party.entity === entity.id && party.sector !== null);
  return article.claims.some((claim) => office(claim.actors) || office(claim.recipients) || office(claim.sources)) ||
      article.reading.designations.some((d) => d.entity === entity.id && (d.kind === 'office' || d.kind === 'recognition'));
}

/** All that are named in the sources, most acts first; with the words that each outlet names them by. */
export function actorsOf(sources: Source[]): KnownActor[] {
  const found = new Map<string, KnownActor>();
  for (const {article, telling} of sources) {
    const outlet = telling.outlet ?? telling.given_id;
    const acts = new Map<string, number>();
    for (const claim of article.claims)
      for (const party of [...claim.actors, ...claim.recipients])
        if (party.entity) acts.set(party.entity, (acts.get(party.entity) ?? 0) + 1);
    for (const entity of article.reading.entities) {
      const key = identity(entity);
      const actor = found.get(key) ?? {key, name: entity.name, type: entity.type, country: entity.country, side: entity.side,
                                       public: false, acts: 0, namings: new Map<string, Naming>()};
      found.set(key, actor);
      actor.public ||= isPublic(article, entity);
      actor.acts += acts.get(entity.id) ?? 0;
      const called = article.reading.designations.filter((d) => d.entity === entity.id && d.voice === 'outlet' && d.kind !== 'bare-form')
                         .map((d): [number, number] => [d.start, d.end]);
      for (const span of [...entity.mentions, ...called]) {
        if (article.reading.regions.some((r) => r.kind === 'junk' && span[0] >= r.start && span[1] <= r.end)) continue;
        const words = article.text(span);
        const naming = actor.namings.get(words) ?? {name: words, outlets: new Map<string, number>()};
        naming.outlets.set(outlet, (naming.outlets.get(outlet) ?? 0) + 1);
        actor.namings.set(words, naming);
      }
    }
  }
  return [...found.values()].sort((a, b) => b.acts - a.acts);
}
