// SPDX-License-Identifier: Apache-2.0
// Questions to the server. Answers are kept for the visit, so that going back is instant; a change forgets them.
import type {ActorView, ClaimRow, Facets, LogEntry, NewsItem, Run, Source, Why, DocumentAnswer, DocumentRow, FoundActor, Overview, Reading, Relation, SearchHit, StoryAnswer, StoryEvents, StoryRow} from './types';

import {settings} from './settings';

export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, readonly detail: string) {
    super(`${title}: ${detail}`);
  }
}

export type Query = Record<string, string | string[] | number | null | undefined>;

const kKept = 400;
const kept = new Map<string, Promise<unknown>>();

export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== null && one !== undefined && one !== '') parameters.append(name, String(one));
  const text = parameters.toString();
  return `/api/v1/${path}${text ? `?${text}` : ''}`;
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    throw new Problem(response.status, 'No JSON', text.slice(0, 200));
  }
  if (response.ok) return body as T;
  const problem = (body ?? {}) as {title?: string; detail?: string};
  throw new Problem(response.status, problem.title ?? response.statusText, problem.detail ?? '');
}

export function get<T>(path: string, query: Query = {}): Promise<T> {
  const at = address(path, query);
  const known = kept.get(at);
  if (known) return known as Promise<T>;
  const asked = fetch(at, {headers: {Accept: 'application/json'}}).then((response) => answer<T>(response));
  if (kept.size >= kKept) kept.delete(kept.keys().next().value!);
  kept.set(at, asked);
  asked.catch(() => kept.delete(at));
  return asked;
}

export function forget(): void {
  kept.clear();
}

export async function send<T>(method: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(address(path), {
    method,
    headers: {'Content-Type': 'application/json', 'X-Isnad': 'newsroom'},
    body: JSON.stringify(body),
  });
  const result = await answer<T>(response);
  forget();
  return result;
}

export type Labels = Record<string, {en: string; ar: string}>;
interface Paged {
  next: string | null;
  total?: number;
}

export const labels = () => get<Labels>('labels');
export const overview = () => get<Overview>('overview');
export const stories = (query: Query) => get<Paged & {stories: StoryRow[]}>('stories', query);
export const story = (id: string) => get<StoryAnswer>(`stories/${encodeURIComponent(id)}`);
export const storyEvents = (id: string) => get<StoryEvents>(`stories/${encodeURIComponent(id)}/events`);
export const actor = (name: string, query: Query = {}) => get<ActorView>(`actors/${encodeURIComponent(name)}`, query);
export const findActors = (q: string) => get<{actors: FoundActor[]}>('actors', {q});
export const relation = (query: Query) => get<Relation>('relations', query);
export const places = () => get<{places: {name: string; country: string | null; lat: number; lon: number}[]}>('places');
export const documents = (query: Query) => get<Paged & {documents: DocumentRow[]}>('documents', query);
export const documentOf = (id: string) => get<DocumentAnswer>(`documents/${encodeURIComponent(id)}`);
export const claims = (query: Query) => get<Paged & {claims: ClaimRow[]; total: number}>('claims', query);
export const facets = (query: Query) => get<Facets>('claims/facets', query);
export const why = (document: string, claim: string) => get<Why>(`documents/${encodeURIComponent(document)}/why/${encodeURIComponent(claim)}`);
export const log = (query: Query) => get<Paged & {entries: LogEntry[]; total: number}>('log', query);
export const news = (query: Query) => get<Paged & {items: NewsItem[]; upto: number}>('news', query);
export const sources = () => get<{sources: Source[]}>('sources');
export const runs = () => fetch(address('runs')).then((response) => answer<{now: string; runs: Run[]}>(response));
/** Notes who does it beside what is done. */
export const note = (method: string, path: string, body: Record<string, unknown> = {}) =>
    send(method, method === 'DELETE' && settings.who !== '' ? `${path}?who=${encodeURIComponent(settings.who)}` : path, {...body, who: settings.who});
export const search = (query: Query) => get<Paged & {hits: SearchHit[]}>('search', query);

export interface ReadRequest {
  text?: string;
  html?: string;
  title?: string;
  outlet?: string;
  date?: string;
  url?: string;
}
export const read = (request: ReadRequest) => send<Reading>('POST', 'read', request);
