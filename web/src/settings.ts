// SPDX-License-Identifier: Apache-2.0
// What the reader chose, kept in the browser. An address may ask for a language (?lang=en), for sharing a page.
import type {DateStyle, Digits, Language} from './text/dates';

export interface Settings extends DateStyle {
  theme: 'auto' | 'light' | 'dark';
  who: string;  // as the reader names himself in the log of the desk
  timeAxis: 'auto' | 'rtl' | 'ltr';  // which way time runs in charts; auto: as the interface is read
}

const kKey = 'isnad.settings';
const kDefaults: Settings = {language: 'ar', digits: 'latn', hijri: false, theme: 'auto', who: '', timeAxis: 'auto'};

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.includes(value as T) ? (value as T) : otherwise;
}

function load(): Settings {
  let kept: Record<string, unknown> = {};
  try {
    kept = JSON.parse(localStorage.getItem(kKey) ?? '{}') as Record<string, unknown>;
  } catch {
    // A browser that keeps nothing gets what is usual.
  }
  const asked = new URLSearchParams(location.search).get('lang');
  return {
    language: oneOf<Language>(asked ?? kept.language, ['ar', 'en'], kDefaults.language),
    digits: oneOf<Digits>(kept.digits, ['arab', 'latn'], kDefaults.digits),
    hijri: kept.hijri === true,
    who: typeof kept.who === 'string' ? kept.who.slice(0, 80) : '',
    theme: oneOf(kept.theme, ['auto', 'light', 'dark'], kDefaults.theme),
    timeAxis: oneOf(kept.timeAxis, ['auto', 'rtl', 'ltr'], kDefaults.timeAxis),
  };
}

export const settings: Settings = load();

export function applySettings(): void {
  const root = document.documentElement;
  root.lang = settings.language;
  root.dir = settings.language === 'ar' ? 'rtl' : 'ltr';
  if (settings.theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
}

export function change(what: Partial<Settings>): void {
  Object.assign(settings, what);
  try {
    localStorage.setItem(kKey, JSON.stringify(settings));
  } catch {
    // It then holds for this visit only.
  }
  applySettings();
}

/** True when the past stands on the right of a chart. */
export function timeRunsLeft(): boolean {
  return settings.timeAxis === 'auto' ? settings.language === 'ar' : settings.timeAxis === 'rtl';
}
