// SPDX-License-Identifier: Apache-2.0
// What the interface says: its own strings (strings/table.ts), and the names of types, statuses and roles, which are the
// lexicon's (lexicon/interface/labels.tsv) and come from the server.
import type {Labels} from './api';
import {settings} from './settings';
import {kStrings, type StringKey} from './strings/table';
import {formatDate, formatNumber, withDigits} from './text/dates';

let kLabels: Labels = {};

export function setLabels(labels: Labels): void {
  kLabels = labels;
}

export function t(key: StringKey, values: Record<string, string | number> = {}): string {
  // A value that the server knows and this table does not yet is shown as it stands.
  const text = kStrings[key]?.[settings.language === 'ar' ? 0 : 1] ?? key.slice(key.lastIndexOf('.') + 1);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? number(value) : value;
  });
}

export function isKey(key: string): key is StringKey {
  return key in kStrings;
}

/** Arabic counts by form: one, two, 3 to 10, more; the table's string lists them between bars. English: one, more. */
export function counted(key: StringKey, count: number): string {
  const forms = kStrings[key][settings.language === 'ar' ? 0 : 1].split('|');
  const arabic = count === 1 ? 0 : count === 2 ? 1 : count % 100 >= 3 && count % 100 <= 10 ? 2 : 3;
  const form = settings.language === 'ar' ? arabic : count === 1 ? 0 : 1;
  return (forms[form] ?? forms[forms.length - 1] ?? '').replace('#', number(count));
}

export function label(key: string): string {
  return kLabels[key]?.[settings.language] ?? key.slice(key.lastIndexOf('.') + 1).toLowerCase();
}

export function actName(type: string, mode: string | null): string {
  if (mode !== null && kLabels[`act.${type}.${mode}`]) return label(`act.${type}.${mode}`);
  return label(`type.${type}`);
}

/** One of rival authorities of a state, in words. */
export function sideName(side: string): string {
  const key = `side.${side}`;
  return isKey(key) ? t(key) : side;
}

export function number(value: number): string {
  return formatNumber(value, settings.language, settings.digits);
}

export function date(value: string, short = false): string {
  return formatDate(value, settings, short);
}

export function digits(text: string): string {
  return withDigits(text, settings.digits);
}

export function comma(): string {
  return settings.language === 'ar' ? '، ' : ', ';
}

export {countryName} from './countries';
