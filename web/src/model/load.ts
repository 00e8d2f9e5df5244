// SPDX-License-Identifier: Apache-2.0
// Stories and documents from the server, as articles.
import {documentOf, story, storyEvents} from '../api';
import {Article} from './article';
import {gather, type Gathered, type Source} from './gather';
import type {Corroboration, DocumentAnswer, StoryAnswer, Telling} from '../types';

// A story of more texts is shown from its first ones; the page says so.
export const kMostTellings = 60;

const articles = new WeakMap<DocumentAnswer, Article>();

export async function loadArticle(id: string): Promise<{answer: DocumentAnswer; article: Article}> {
  const answer = await documentOf(id);
  const known = articles.get(answer);
  const article = known ?? new Article(answer.reading, answer.corrections);
  if (!known) articles.set(answer, article);
  return {answer, article};
}

export interface LoadedStory extends Gathered {
  answer: StoryAnswer;
  corroboration: Corroboration;
  added: string | null;  // when the newest of its documents came in
  left: number;          // tellings that were not loaded
}

/** The first `most` tellings of a story, texts before copies. */
export async function loadStory(id: string, most = kMostTellings): Promise<LoadedStory> {
  const [answer, {events, corroboration}] = await Promise.all([story(id), storyEvents(id)]);
  const texts = [...answer.tellings].sort((a, b) => Number(a.copy_of !== null) - Number(b.copy_of !== null)).slice(0, most);
  const chosen = answer.tellings.filter((telling) => texts.includes(telling));
  const loaded = await Promise.all(chosen.map(async (telling: Telling) => ({telling, ...(await loadArticle(telling.document))})));
  const sources: Source[] = loaded.map(({telling, article}) => ({telling, article}));
  const added = loaded.map((one) => one.answer.added ?? '').sort().pop() ?? '';
  return {...gather(sources, events), corroboration, answer, added: added === '' ? null : added, left: answer.tellings.length - chosen.length};
}
