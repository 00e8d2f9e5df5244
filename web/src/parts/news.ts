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

const kAsked = 200, kShown = 6, kLines = 3;

function standing(value: string): string {
  return value.split(', ').map((word) => (isKey(`standing.${word}`) ? t(`standing.${word}` as 'standing.done') : label(`status.${word}`))).join(comma());
}

// One item in a line: what kind of news, the act with its parties, how it stands.
function line(item: NewsItem): HTMLElement {
  const who = [...item.actors, ...item.recipients].filter((one) => one.name !== null).slice(0, 3);
  return h('li', null, h('span', {class: `mark mark-${item.kind === 'parting' ? 'differs' : item.kind}`}, t(`news.${item.kind}` as 'news.new')), ' ',
           item.type && [h('span', {class: 'act'}, actName(item.type, item.mode)), who.length > 0 && [' · ', joined(who.map((one) => bdi(one.name ?? '')))]],
           item.standing && item.kind !== 'corrected' && h('span', {class: 'quiet'}, ' · ', standing(item.standing), item.before && item.kind === 'status' ? ` (${t('news.was')} ${standing(item.before)})` : ''));
}

function entry(items: NewsItem[]): HTMLElement {
  const [first] = items;
  const outlets = [...new Set(items.map((item) => item.passages[0]?.outlet ?? '').filter((outlet) => outlet !== ''))].slice(0, 3);
  return h('li', null,
           h('p', null, h('a', {href: place('story', first?.story ?? '')}, headline(first?.title || label('no-headline')))),
           h('ul', null, items.slice(0, kLines).map(line)),
           h('p', {class: 'quiet'}, items.length > kLines && [`+${number(items.length - kLines)} · `], outlets.length > 0 && [joined(outlets.map((outlet) => bdi(outlet))), ' · '], first?.at && moment(first.at)));
}

// What is denied, corrected or withdrawn before what is merely told, the latest first; an act once for each kind.
function byStory(items: NewsItem[]): NewsItem[][] {
  const weight = (item: NewsItem) => Number(item.kind === 'new');
  const stories = new Map<string, NewsItem[]>();
  const seen = new Set<string>();
  for (const item of [...items].sort((a, b) => weight(a) - weight(b) || b.id - a.id)) {
    const key = `${item.kind} ${item.event ?? item.id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const story = item.story ?? `${item.id}`;
    stories.set(story, [...(stories.get(story) ?? []), item]);
  }
  return [...stories.values()];
}

export async function newsPanel(): Promise<Child> {
  const visit = lastVisit();
  const answer = await news({since: visit?.replace(/\.\d+Z$/, 'Z'), limit: kAsked}).catch(() => null);
  if (!answer) return null;
  const items = byStory(answer.items);
  if (items.length === 0) return visit === null ? null : h('p', {class: 'facts'}, t('news.none'));
  const list = (part: NewsItem[][]) => h('ol', {class: 'news'}, part.map(entry));
  return h('section', {class: 'news-panel', 'aria-labelledby': 'news-title'}, h('h2', {id: 'news-title'}, t('news.title'), ' ', h('span', {class: 'count'}, t(visit === null ? 'news.lately' : 'news.since'))),
           list(items.slice(0, kShown)),
           items.length > kShown && h('details', {class: 'fold'}, h('summary', null, `${t('news.all')} (${number(items.length)})`), list(items.slice(kShown))));
}
