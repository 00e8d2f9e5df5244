// SPDX-License-Identifier: Apache-2.0
// When the reader last looked: kept in the browser alone, and the same through one visit.

const kKey = 'isnad.visit';

/** ISO 8601, UTC, of the visit before this one; null on the first. */
export function lastVisit(): string | null {
  try {
    return sessionStorage.getItem(kKey) || null;
  } catch {
    return null;
  }
}

export function noteVisit(): void {
  try {
    if (sessionStorage.getItem(kKey) === null) sessionStorage.setItem(kKey, localStorage.getItem(kKey) ?? '');
    localStorage.setItem(kKey, new Date().toISOString());
  } catch {
    // Nothing is marked as new then.
  }
}
