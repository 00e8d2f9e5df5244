// SPDX-License-Identifier: Apache-2.0
// Months as readings write them: 2020-06.

/** All months between the first and the last, at most some hundred. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = first.split('-').map(Number) as [number, number];
  for (let i = 0; i < 240; ++i) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    months.push(name);
    if (name >= last) break;
    month === 12 ? ([year, month] = [year + 1, 1]) : (month += 1);
  }
  return months;
}
