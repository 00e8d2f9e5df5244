// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {safeAddress} from '../src/dom';
import {clean, directionOf, directionOfLanguage} from '../src/text/clean';
import {CodePoints} from '../src/text/codepoints';
import {csv} from '../src/text/csv';
import {formatDate, formatNumber, hijriOf, parseDay, withDigits} from '../src/text/dates';
import {runs} from '../src/text/segments';

test('offsets are code points: an emoji before a word moves nothing', () => {
  const points = new CodePoints('😀 قال 🇱🇾 الوزير');
  assert.equal(points.length, 15);
  assert.equal(points.slice(2, 5), 'قال');
  assert.equal(points.slice(9, 15), 'الوزير');
  assert.equal(points.slice(0, 1), '😀');
});

test('offsets outside the text are moved to its ends', () => {
  const points = new CodePoints('😀ab');
  assert.equal(points.slice(-3, 99), '😀ab');
  assert.equal(new CodePoints('').slice(0, 5), '');
});

test('a text without surrogates and one with them are cut alike', () => {
  const plain = 'قالت الحكومة', emoji = '🧿قالت الحكومة';
  for (let i = 0; i < plain.length; ++i) assert.equal(new CodePoints(plain).slice(i, i + 1), new CodePoints(emoji).slice(i + 1, i + 2));
});

test('a combining mark is a code point of its own', () => {
  assert.equal(new CodePoints('مُدرّس').slice(0, 2), 'مُ');
});

test('marks that reorder and controls are cut, joiners and letters stay', () => {
  const override = String.fromCharCode(0x202e), isolate = String.fromCharCode(0x2067), pop = String.fromCharCode(0x2069);
  assert.equal(clean(`a${override}b${isolate}c${pop}\u0007\u200c\n`), 'abc\u200c\n');
});

test('the first strong letter gives the direction', () => {
  assert.equal(directionOf('«12» قال'), 'rtl');
  assert.equal(directionOf('12 – said قال'), 'ltr');
  assert.equal(directionOf('123'), 'ltr');
  assert.equal(directionOfLanguage('ar-LY'), 'rtl');
  assert.equal(directionOfLanguage('en'), 'ltr');
});

test('overlapping marks become runs that cover the text once', () => {
  const marks = [{start: 2, end: 8, name: 'quote'}, {start: 4, end: 6, name: 'name'}, {start: 5, end: 9, name: 'time'}];
  const found = runs(0, 10, marks).map((run) => [run.start, run.end, run.marks.map((m) => m.name).join('+')]);
  assert.deepEqual(found, [[0, 2, ''], [2, 4, 'quote'], [4, 5, 'quote+name'], [5, 6, 'quote+name+time'], [6, 8, 'quote+time'], [8, 9, 'time'], [9, 10, '']]);
});

test('marks that reach outside a paragraph are cut at its ends, empty ones dropped', () => {
  assert.deepEqual(runs(5, 8, [{start: 0, end: 6}, {start: 7, end: 7}]).map((run) => [run.start, run.end, run.marks.length]), [[5, 6, 1], [6, 8, 0]]);
});

test('digits go both ways', () => {
  assert.equal(withDigits('2020-06-07', 'arab'), '٢٠٢٠-٠٦-٠٧');
  assert.equal(withDigits('٣٧ قتيلا', 'latn'), '37 قتيلا');
  assert.equal(formatNumber(1234, 'ar', 'arab'), '١٬٢٣٤');
  assert.equal(formatNumber(1234, 'en', 'latn'), '1,234');
});

test('Hijri is Umm al-Qura', () => {
  const style = {language: 'ar', digits: 'latn', hijri: true} as const;
  assert.match(hijriOf('2020-06-07', style) ?? '', /15 شوال 1441/);
  assert.match(hijriOf('2020-04-24', style) ?? '', /^1 رمضان 1441/);
  assert.equal(hijriOf('2020-06', style), null);
});

test('dates: days, months, years, intervals, and what is none', () => {
  const en = {language: 'en', digits: 'latn', hijri: false} as const, ar = {language: 'ar', digits: 'arab', hijri: false} as const;
  assert.match(formatDate('2020-06-07', en), /^Sunday,? 7 June 2020$/);
  assert.equal(formatDate('2020-06', en), 'June 2020');
  assert.equal(formatDate('2020', en), '2020');
  assert.equal(formatDate('2020-06-07/2020-06-09', en, true), '7 Jun 2020 – 9 Jun 2020');
  assert.match(formatDate('2020-06-07', ar), /الأحد.*٧ يونيو ٢٠٢٠/);
  assert.equal(formatDate('2020-W23', ar), '٢٠٢٠-W٢٣');
  assert.equal(parseDay('2020-13-01'), null);
});

test('cells that a spreadsheet would compute are escaped', () => {
  const text = csv(['a', 'b'], [['=1+1', -5], ['@x', '+y'], ['say "so"', 'two\nlines'], [' =x', null]]);
  assert.equal(text, '\ufeffa,b\r\n\'=1+1,-5\r\n\'@x,\'+y\r\n"say ""so""","two\nlines"\r\n\' =x,\r\n');
});

test('addresses: the own ones and http, nothing that runs', () => {
  assert.equal(safeAddress('/story/1'), '/story/1');
  assert.equal(safeAddress('#claim-1'), '#claim-1');
  assert.equal(safeAddress('https://a.example/x'), 'https://a.example/x');
  for (const bad of ['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//evil.example/', 'vbscript:x', 'file:///etc/passwd', 'java\nscript:x'])
    assert.equal(safeAddress(bad), null, bad);
});
