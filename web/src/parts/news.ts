// SPDX-License-Identifier: Apache-2.0
// What is new since the reader last looked: acts told first, denied, corrected, changed or withdrawn, the latest of each
// story first. It stands above the stories, because news comes before volume.
import {news} from '../api';
import {type Child, h} from '../dom';
import {lastVisit} from '../pages/visit';
import type {NewsItem} from '../types';
import {actName, comma, isKey, label, number, t} from '../words';
import {bdi, headline, joined, place} from './basics';
import {moment} from './desk';

const kAsked = 60, kShown = 8;

function standing(value: string): string {
  return value.split(', ').map((word) => (isKey(`standing.${word}`) ? t(`standing.${word}` as 'standing.done') : label(`status.${word}`))).join(comma());
}

function entry(item: NewsItem): HTMLElement {
  const who = [...item.actors, ...item.recipients].filter((one) => one.name !== null).slice(0, 3);
  const passage = item.passages[0];
  return h('li', null,
           h('p', null, h('span', {class: `mark mark-${item.kind === 'parting' ? 'differs' : item.kind}`}, t(`news.${item.kind}` as 'news.new')), ' ',
             item.type && [h('span', {class: 'act'}, actName(item.type, item.mode)), ' ', joined(who.map((one) => bdi(one.name ?? ''))), ' '],
             item.standing && item.kind !== 'corrected' && h('span', {class: 'quiet'}, standing(item.standing), item.before && item.kind === 'status' ? ` (${t('news.was')} ${standing(item.before)})` : '')),
           h('p', null, h('a', {href: place('story', item.story ?? '')}, headline(item.title || label('no-headline')))),
           h('p', {class: 'quiet'}, passage?.outlet && [bdi(passage.outlet), ' · '], item.at && moment(item.at)));
}

// The latest item of each story and kind: a story that is told again and again is one piece of news.
function once(items: NewsItem[]): NewsItem[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = `${item.story} ${item.kind === 'new' ? 'new' : item.event ?? item.id}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

export async function newsPanel(): Promise<Child> {
  const visit = lastVisit();
  const answer = await news({since: visit?.replace(/\.\d+Z$/, 'Z'), limit: kAsked}).catch(() => null);
  if (!answer) return null;
  // What is denied, corrected or withdrawn before what is merely told.
  const weight = (item: NewsItem) => (item.kind === 'new' ? 1 : 0);
  const items = once(answer.items).sort((a, b) => weight(a) - weight(b) || b.id - a.id);
  if (items.length === 0) return visit === null ? null : h('p', {class: 'facts'}, t('news.none'));
  const list = (part: NewsItem[]) => h('ol', {class: 'news'}, part.map(entry));
  return h('section', {class: 'news-panel', 'aria-labelledby': 'news-title'}, h('h2', {id: 'news-title'}, t('news.title'), ' ', h('span', {class: 'count'}, t(visit === null ? 'news.lately' : 'news.since'))),
           list(items.slice(0, kShown)),
           items.length > kShown && h('details', {class: 'fold'}, h('summary', null, `${t('news.all')} (${number(items.length)})`), list(items.slice(kShown))));
}
