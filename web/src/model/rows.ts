// SPDX-License-Identifier: Apache-2.0
// Claims across documents, as the server lists them: loading many of them, and comparing names.
import {claims, type Query} from '../api';
import type {ClaimRow} from '../types';

// More than this is not loaded for one page; the page says so.
export const kMostRows = 1000;

export async function loadRows(query: Query, most = kMostRows): Promise<{rows: ClaimRow[]; more: boolean}> {
  const rows: ClaimRow[] = [];
  let cursor: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof claims>> = await claims({...query, limit: 200, cursor});
    rows.push(...answer.claims);
    cursor = answer.next;
  } while (cursor !== null && rows.length < most);
  return {rows, more: cursor !== null};
}

/** Equal names in any spelling: as the engine folds them, near enough for comparing. */
export function folded(name: string): string {
  return name.toLowerCase().replace(/[\u064b-\u065f\u0670\u0640]/g, '').replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه').replace(/\s+/g, ' ').trim();
}

/** The claim's own id, without its document's. */
export function claimId(row: ClaimRow): string {
  return row.claim.claim.slice(row.claim.claim.lastIndexOf('#') + 1);
}
