// SPDX-License-Identifier: Apache-2.0
// Days and figures as the reader wants them: Arabic or English months, Arabic-Indic or ASCII digits, Hijri beside
// Gregorian. Readings hold EDTF values; what is no plain day, month or year is shown as it stands.

export type Language = 'ar' | 'en';
export type Digits = 'arab' | 'latn';

export function withDigits(text: string, digits: Digits): string {
  if (digits === 'latn') return text.replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x660));
  return text.replace(/[0-9]/g, (d) => String.fromCharCode(0x660 + d.charCodeAt(0) - 48));
}

export function formatNumber(value: number, language: Language, digits: Digits): string {
  const locale = language === 'ar' ? 'ar-EG' : 'en';
  return new Intl.NumberFormat(locale, {numberingSystem: digits}).format(value);
}

interface Parts {
  year: number;
  month?: number;
  day?: number;
}

export function parseDay(value: string): Parts | null {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?[~?%]?$/.exec(value);
  if (!found) return null;
  const parts: Parts = {year: Number(found[1])};
  if (found[2]) parts.month = Number(found[2]);
  if (found[3]) parts.day = Number(found[3]);
  if (parts.month !== undefined && (parts.month < 1 || parts.month > 12)) return null;
  if (parts.day !== undefined && (parts.day < 1 || parts.day > 31)) return null;
  return parts;
}

export interface DateStyle {
  language: Language;
  digits: Digits;
  hijri: boolean;
}

function utc(parts: Parts): Date {
  return new Date(Date.UTC(parts.year, (parts.month ?? 1) - 1, parts.day ?? 1, 12));
}

/** The Umm al-Qura day of a Gregorian one, as «15 شوال 1441 هـ»; null where only a year or month is known. */
export function hijriOf(value: string, style: DateStyle): string | null {
  const parts = parseDay(value);
  if (!parts || parts.day === undefined) return null;
  const locale = `${style.language === 'ar' ? 'ar' : 'en'}-u-ca-islamic-umalqura-nu-${style.digits}`;
  return new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'})
      .format(utc(parts));
}

function gregorian(value: string, style: DateStyle, short: boolean): string {
  const parts = parseDay(value);
  if (!parts) return withDigits(value, style.digits);
  const options: Intl.DateTimeFormatOptions = {year: 'numeric', timeZone: 'UTC', numberingSystem: style.digits,
                                               calendar: 'gregory'};
  if (parts.month !== undefined) options.month = short ? 'short' : 'long';
  if (parts.day !== undefined) options.day = 'numeric';
  if (parts.day !== undefined && !short) options.weekday = 'long';
  return new Intl.DateTimeFormat(style.language === 'ar' ? 'ar-EG' : 'en-GB', options).format(utc(parts));
}

/** An EDTF value in words; intervals with both ends. */
export function formatDate(value: string, style: DateStyle, short = false): string {
  const ends = value.split('/');
  if (ends.length === 2 && ends[0] && ends[1])
    return `${gregorian(ends[0], style, short)} – ${gregorian(ends[1], style, short)}`;
  const text = gregorian(value, style, short);
  const hijri = style.hijri ? hijriOf(value, style) : null;
  return hijri === null ? text : `${text} (${hijri})`;
}
