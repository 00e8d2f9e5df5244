// SPDX-License-Identifier: Apache-2.0
// Tables for spreadsheets. A cell that a spreadsheet would take for a formula gets an apostrophe before it.

export type Cell = string | number | null | undefined;

function cell(value: Cell): string {
  let text = value === null || value === undefined ? '' : String(value);
  if (typeof value === 'string' && /^[\s]*[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** RFC 4180, with a byte-order mark: spreadsheets need it to see UTF-8. */
export function csv(header: string[], rows: Cell[][]): string {
  return '\ufeff' + [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
