// SPDX-License-Identifier: Apache-2.0
// Claims across documents, as the server lists them: loading many, and which of them concern whom.
import {claims, type Query} from '../api';
import type {ClaimRow, RowParty} from '../types';

// More than this is not loaded for one page; the page says so.
export const kMostRows = 1000;

export async function loadRows(query: Query): Promise<{rows: ClaimRow[]; more: boolean}> {
  const rows: ClaimRow[] = [];
  let cursor: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof claims>> = await claims({...query, limit: 200, cursor});
    rows.push(...answer.claims);
    cursor = answer.next;
  } while (cursor !== null && rows.length < kMostRows);
  return {rows, more: cursor !== null};
}

/** Equal names in any spelling: as the engine folds them, near enough for comparing. */
export function folded(name: string): string {
  return name.toLowerCase().replace(/[\u064b-\u065f\u0670\u0640]/g, '').replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه').replace(/\s+/g, ' ').trim();
}

export function isParty(party: RowParty, name: string): boolean {
  const wanted = folded(name);
  return folded(party.name) === wanted || (party.english !== undefined && folded(party.english) === wanted);
}

export function withParty(rows: ClaimRow[], name: string): ClaimRow[] {
  return rows.filter(({claim}) => [...claim.actors, ...claim.recipients].some((party) => isParty(party, name)));
}

export const kTogether = new Set(['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT']);

/** The claim's own id, without its document's. */
export function claimId(row: ClaimRow): string {
  return row.claim.claim.slice(row.claim.claim.lastIndexOf('#') + 1);
}

/** The day an act is told for; else the day it was said. */
export function dayOf(row: ClaimRow): string | null {
  return row.claim.first_day ?? row.claim.date ?? row.claim.page.published ?? null;
}
