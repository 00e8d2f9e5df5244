// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Article, isDone} from '../src/model/article';
import {gather, hasOneRoot, isAgreed} from '../src/model/gather';
import {monthsBetween} from '../src/model/months';
import {kStrings} from '../src/strings/table';
import type {Claim, Entity, Reading, StoryEvent, Telling} from '../src/types';

const kText = '😀 زار الوزير عدن.';

function claim(changes: Partial<Claim> = {}): Claim {
  return {id: 'c1', trigger: [2, 5], type: 'CONSULT', mode: 'visit', actors: [{span: [6, 12], entity: 'e1', of: null, country: null, side: null, sector: null}], recipients: [],
          concerning: [], place: 'e2', time: null, date: '2020-06-07', status: 'happened', qualifier: null, basis: 'report', sources: [], effective_sources: [], denies: null, same: null,
          parse_confidence: 0.9, rule: 'consult.tsv:زار', ...changes};
}

function reading(id: string, claims: Claim[]): Reading {
  const entities: Entity[] = [{id: 'e1', type: 'PER', name: 'الوزير', en: 'Minister', country: null, side: null, kb: 'Q1', mentions: [[6, 12]]},
                              {id: 'e2', type: 'GPE', name: 'عدن', en: 'Aden', country: 'YEM', side: null, kb: null, mentions: [[13, 16]]}];
  return {schema: 'isnad-reading/1', id, url: null, canonical_url: null, outlet: id, author: null, agency: null, published: null, modified: null, language: 'ar', title: null,
          text: kText, regions: [], sentences: [[0, 17]], entities, times: [], quantities: [], quotes: [], events: claims, designations: [], issues: [], made_by: {}};
}

function telling(document: string, changes: Partial<Telling> = {}): Telling {
  return {document, given_id: document, url: null, outlet: document, published: '2020-06-07', title: null, copy_of: null, share: 1, versions: 1, ...changes};
}

test('spans are cut behind an emoji', () => {
  const article = new Article(reading('a', [claim()]));
  assert.equal(article.text([2, 5]), 'زار');
  assert.equal(article.partyText(article.claims[0]!.actors[0]!), 'الوزير');
  assert.deepEqual(article.sentenceAt(2), [0, 17]);
});

test('only what is told as going on or happened, without reserve, is done', () => {
  assert.equal(isDone(claim()), true);
  assert.equal(isDone(claim({status: 'ongoing'})), true);
  for (const status of ['planned', 'possible', 'called-for', 'conditional', 'denied'] as const) assert.equal(isDone(claim({status})), false, status);
  for (const qualifier of ['alleged', 'asked', 'wanted', 'negated'] as const) assert.equal(isDone(claim({qualifier})), false, qualifier);
});

test('the last correction of a field holds, the reading stays as it was', () => {
  const made = reading('a', [claim()]);
  const article = new Article(made, [{id: 1, who: null, claim: 'c1', field: 'status', value: 'planned', note: null, made: '1'}, {id: 1, who: null, claim: 'c1', field: 'status', value: 'denied', note: null, made: '2'},
                                     {id: 1, who: null, claim: 'c1', field: 'qualifier', value: 'none', note: null, made: '3'}, {id: 1, who: null, claim: 'c1', field: 'verdict', value: 'wrong', note: null, made: '4'}]);
  assert.equal(article.claims[0]!.status, 'denied');
  assert.equal(article.claims[0]!.qualifier, null);
  assert.equal(article.judgement(article.claims[0]!).verdict, 'wrong');
  assert.equal(article.folded(article.claims[0]!), true);
  assert.equal(made.events[0]!.status, 'happened');
});

function event(claims: string[], changes: Partial<StoryEvent> = {}): StoryEvent {
  return {id: claims[0]!, type: 'CONSULT', mode: 'visit', date: '2020-06-07', place: null, statuses: ['happened'], differences: [],
          corroboration: {outlets: 2, voices: 2, texts: 2, named: 0, parties: 0, unnamed: 1, own: 0, roots: [{name: 'مصدر', kind: 'unnamed', outlets: ['a', 'b'], claims}]},
          claims: claims.map((id) => ({id, document: id.split('.')[0]!, copied: false, wrong: false})), ...changes};
}

test('events of a story find their claims in the articles; those marked wrong are left out', () => {
  const sources = ['a', 'b'].map((name) => ({telling: telling(name), article: new Article(reading(name, [claim()]))}));
  const {acts} = gather(sources, [event(['a.c1', 'b.c1']), event(['x.c1']), event(['a.gone'])]);
  assert.equal(acts.length, 1);
  assert.equal(acts[0]!.tellings.length, 2);
  assert.equal(isAgreed(acts[0]!), true);
  assert.equal(hasOneRoot(acts[0]!), true);
  const wrong = event(['a.c1']);
  wrong.claims[0]!.wrong = true;
  assert.equal(gather(sources, [wrong]).acts.length, 0);
});

test('what differs, or is not told as done, is not agreed', () => {
  const sources = ['a', 'b'].map((name) => ({telling: telling(name), article: new Article(reading(name, [claim({status: 'planned'})]))}));
  assert.equal(isAgreed(gather(sources, [event(['a.c1', 'b.c1'])]).acts[0]!), false);
  const done = ['a', 'b'].map((name) => ({telling: telling(name), article: new Article(reading(name, [claim()]))}));
  const passage = (document: string, outlet: string) => ({claim: `${document}.c1`, document, outlet, source: null, sentence: null});
  const dated = (document: string, outlet: string) => event(['a.c1', 'b.c1'], {differences: [{about: 'date', versions: [
    {value: '2020-06-07', passages: [passage('a', 'A')]}, {value: '2020-06-06', passages: [passage(document, outlet)]}]}]});
  assert.equal(isAgreed(gather(done, [dated('b', 'B')]).acts[0]!), false);
  assert.equal(isAgreed(gather(done, [dated('a', 'A')]).acts[0]!), true);  // one text that gives two days parts nobody
});

test('months run on over the turn of the year', () => {
  assert.deepEqual(monthsBetween('2020-11', '2021-02'), ['2020-11', '2020-12', '2021-01', '2021-02']);
  assert.equal(monthsBetween('1900-01', '2100-01').length, 240);
});

test('every string stands in both languages, with the same places for values', () => {
  const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();
  for (const [key, [ar, en]] of Object.entries(kStrings)) {
    assert.ok(ar.length > 0 && en.length > 0, key);
    assert.equal(holes(ar), holes(en), key);
    if (key.startsWith('count.')) assert.deepEqual([ar.split('|').length, en.split('|').length], [4, 2], key);
  }
});
