// SPDX-License-Identifier: Apache-2.0
// A reading with the questions that pages ask of it. Corrections of analysts are laid over the claims; the reading
// itself stays as it was made.
import {clean, directionOfLanguage} from '../text/clean';
import {CodePoints} from '../text/codepoints';
import type {Claim, Correction, Entity, Party, Quantity, Reading, Span, Status} from '../types';

export interface Judgement {
  verdict: 'right' | 'wrong' | null;
  changed: Correction[];  // the corrections that hold, the last of each field
}

/** Acts that are told to be going on or done. Nothing else may look done. */
export function isDone(claim: Pick<Claim, 'status' | 'qualifier'>): boolean {
  return (claim.status === 'happened' || claim.status === 'ongoing') && claim.qualifier === null;
}

function corrected(claim: Claim, changes: Correction[]): Claim {
  const result = {...claim};
  for (const {field, value} of changes) {
    if (field === 'type' && value !== result.type) {
      result.type = value;
      result.mode = null;
    } else if (field === 'status') result.status = value as Status;
    else if (field === 'qualifier') result.qualifier = value === 'none' ? null : (value as Claim['qualifier']);
    else if (field === 'basis') result.basis = value as Claim['basis'];
  }
  return result;
}

export class Article {
  readonly points: CodePoints;
  readonly claims: Claim[];
  readonly dir: 'rtl' | 'ltr';
  private readonly judgements = new Map<string, Judgement>();
  private readonly entities = new Map<string, Entity>();

  constructor(readonly reading: Reading, corrections: Correction[] = []) {
    this.points = new CodePoints(reading.text);
    this.dir = directionOfLanguage(reading.language);
    for (const entity of reading.entities) this.entities.set(entity.id, entity);
    const last = new Map<string, Map<string, Correction>>();
    for (const one of corrections) {
      const fields = last.get(one.claim) ?? new Map<string, Correction>();
      fields.set(one.field, one);
      last.set(one.claim, fields);
    }
    this.claims = reading.events.map((claim) => {
      const fields = last.get(claim.id);
      if (!fields) return claim;
      const changed = [...fields.values()];
      const verdict = fields.get('verdict')?.value;
      this.judgements.set(claim.id, {verdict: verdict === 'right' || verdict === 'wrong' ? verdict : null, changed});
      return corrected(claim, changed);
    });
  }

  judgement(claim: Claim): Judgement {
    return this.judgements.get(claim.id) ?? {verdict: null, changed: []};
  }

  text(span: Span): string {
    return clean(this.points.slice(span[0], span[1]));
  }

  title(): string {
    return this.reading.title ? this.text(this.reading.title) : '';
  }

  entity(id: string | null): Entity | null {
    return id === null ? null : this.entities.get(id) ?? null;
  }

  claim(id: string | null): Claim | null {
    return id === null ? null : this.claims.find((claim) => claim.id === id) ?? null;
  }

  sentenceAt(point: number): Span | null {
    return this.reading.sentences.find(([start, end]) => point >= start && point < end) ?? null;
  }

  /** What a party is called in the text; where it is only implied, its entity's name or its country. */
  partyText(party: Party): string {
    if (party.span) return this.text(party.span);
    return this.entity(party.entity)?.name ?? this.entity(party.of)?.name ?? party.country ?? '';
  }

  partyEntity(party: Party): Entity | null {
    return this.entity(party.entity);
  }

  /** The chain that the claim comes through, nearest first; empty: the outlet's own word. */
  chain(claim: Claim): Party[] {
    return claim.sources.length > 0 ? claim.sources : claim.effective_sources;
  }

  quantities(claim: Claim): Quantity[] {
    return this.reading.quantities.filter((quantity) => quantity.event === claim.id);
  }

  /** Claims of one act together (`same`), the fullest telling first, the weightiest act first. */
  acts(): Claim[][] {
    const groups = new Map<string, Claim[]>();
    for (const claim of this.claims) {
      const key = claim.same === null ? claim.id : `same ${claim.same}`;
      const group = groups.get(key);
      if (group) group.push(claim);
      else groups.set(key, [claim]);
    }
    const acts = [...groups.values()];
    for (const act of acts) act.sort((a, b) => this.fullness(b) - this.fullness(a));
    const worth = new Map(acts.map((act) => [act, this.worth(act)]));
    return acts.sort((a, b) => worth.get(b)! - worth.get(a)!);
  }

  private fullness(claim: Claim): number {
    return 4 * Number(claim.sources.length > 0) + 2 * (Number(claim.actors.length > 0) + Number(claim.recipients.length > 0)) +
        Number(claim.time !== null) + Number(claim.place !== null) + 2 * Number(!this.folded(claim));
  }

  folded(claim: Claim): boolean {
    return claim.basis !== 'report' || claim.qualifier === 'asked' || this.judgement(claim).verdict === 'wrong';
  }

  /** Headline and lead come first, then what is told often and with its parties; background last. */
  worth(act: Claim[]): number {
    let most = 0;
    for (const claim of act) {
      const sentence = this.reading.sentences.findIndex(([start, end]) => claim.trigger[0] >= start && claim.trigger[0] < end);
      let one = sentence < 0 ? 0 : 3 / (1 + sentence);
      one += 0.5 * Number(claim.actors.length > 0) + 0.5 * Number(claim.recipients.length > 0) + 0.5 * claim.parse_confidence;
      if (this.folded(claim)) one -= 1.5;
      most = Math.max(most, one);
    }
    return most + 0.2 * Math.min(act.length, 5);
  }
}
