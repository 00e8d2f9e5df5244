// SPDX-License-Identifier: Apache-2.0
// What of somebody else's text must not reach the page: marks that reorder what stands around them, and control
// characters. Cut after offsets were applied, since it changes lengths.

const kOrdering = /[\u202a-\u202e\u2066-\u2069]/g;
// eslint-disable-next-line no-control-regex
const kControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]/g;

export function clean(text: string): string {
  return text.replace(kOrdering, '').replace(kControls, '');
}

/** Of the first strong letter, for text whose language is not known. */
export function directionOf(text: string): 'rtl' | 'ltr' {
  const strong = /[\p{L}]/u.exec(text);
  return strong && /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(strong[0]) ? 'rtl' : 'ltr';
}

const kRightToLeft = new Set(['ar', 'fa', 'ur', 'he', 'ps', 'ckb', 'sd', 'ug', 'dv', 'syr', 'yi']);

export function directionOfLanguage(language: string): 'rtl' | 'ltr' {
  return kRightToLeft.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
