// SPDX-License-Identifier: Apache-2.0
// Today: the stories, newest first. Each shows its lead act with status and root, what changed, and where tellings
// differ. The list comes at once; what has to be read from the articles follows as it is loaded.
import {stories} from '../api';
import {append, type Child, h} from '../dom';
import {loadStory, type LoadedStory} from '../model/load';
import {actorsOf} from '../model/actors';
import {hasOneRoot, partsTexts} from '../model/gather';
import {corroborationText} from '../parts/corroboration';
import {actorLink, day, empty, headline, joined, place} from '../parts/basics';
import {chain, claimLine} from '../parts/claim';
import {asked, filters, nextPage} from '../parts/filters';
import {newsPanel} from '../parts/news';
import {runsPanel} from '../parts/runs';
import {takeaway} from '../parts/takeaway';
import type {View} from '../router';
import type {StoryRow} from '../types';
import {counted, label, t} from '../words';
import {lastVisit} from './visit';

const kDigest = 12;  // tellings that the list looks into

function marks(loaded: LoadedStory): Child[] {
  const flags: Child[] = [];
  const mark = (kind: string, text: string) => flags.push(h('li', {class: `mark mark-${kind}`}, text));
  const {answer, acts} = loaded;
  const news = acts.filter((act) => !act.lead.article.folded(act.lead.claim));
  const visit = lastVisit();
  if (visit !== null && loaded.added !== null && loaded.added > visit) mark('new', t('today.new'));
  if (answer.tellings.some((telling) => telling.versions > 1)) mark('changed', t('today.changed'));
  if (news.some((act) => act.statuses.has('denied'))) mark('denied', t('today.denied'));
  if (news.some((act) => act.differences.some(partsTexts))) mark('differs', t('today.differs'));
  if (acts[0] && hasOneRoot(acts[0])) mark('root', t('today.one-root'));
  return flags;
}

function digest(loaded: LoadedStory): Child[] {
  const lead = loaded.acts[0];
  const actors = actorsOf(loaded.sources).filter((actor) => actor.public && actor.type !== 'LOC' && actor.acts > 0).slice(0, 4);
  const flags = marks(loaded);
  const of = (actor: {name: string}) => actorLink(actor.name);
  return [
    lead && [claimLine(lead.lead.article, lead.lead.claim),
             h('p', {class: 'told'}, chain(lead.lead.article, lead.lead.claim, lead.lead.telling.outlet))],
    flags.length > 0 && h('ul', {class: 'marks', 'aria-label': t('today.marks')}, flags),
    h('p', {class: 'about quiet'}, lead && corroborationText(lead.corroboration), actors.length > 0 && [' · ', joined(actors.map(of))]),
  ];
}

function row(story: StoryRow): HTMLElement {
  const more = h('div', {class: 'digest', 'aria-live': 'off'});
  void loadStory(story.id, kDigest).then((loaded) => append(more, digest(loaded)), () => {});
  const until = story.last && story.last !== story.first ? [' – ', day(story.last, true)] : null;
  return h('li', null, h('article', {class: 'story'},
      h('p', {class: 'kicker'}, day(story.first, true), until, ' · ', counted('count.outlets', story.outlets), ' · ', counted('count.texts', story.texts),
        story.documents > story.texts && [' · ', counted('count.copies', story.documents - story.texts)]),
      h('h2', null, h('a', {href: place('story', story.id)}, story.title ? headline(story.title) : label('no-headline'))), more));
}

export async function todayPage(): Promise<View> {
  const query = asked('since', 'until', 'actor', 'place', 'outlet', 'cursor');
  const plain = Object.values(query).every((value) => value === null);
  const [answer, fresh] = await Promise.all([stories({...query, limit: 20}), plain ? newsPanel() : Promise.resolve(null)]);
  const running = runsPanel(false);
  const form = filters('/', [
    {name: 'actor', label: t('field.actor')}, {name: 'place', label: t('field.place')}, {name: 'outlet', label: label('outlet')},
    {name: 'since', label: t('field.since'), kind: 'date'}, {name: 'until', label: t('field.until'), kind: 'date'}]);
  return {
    title: t('nav.today'),
    gone: running.gone,
    node: h('div', {class: 'page page-today'},
            h('header', {class: 'page-head'}, h('h1', null, t('nav.today')),
              h('p', {class: 'facts'}, counted('count.stories', answer.total ?? answer.stories.length)),
              h('details', {class: 'filter-fold', open: Object.values(query).some((value) => value !== null)}, h('summary', null, t('filters.title')), form)),
            running.node, fresh,
            answer.stories.length === 0 ? empty(t('today.none')) : h('ol', {class: 'stories'}, answer.stories.map(row)), nextPage('/', answer.next),
            takeaway({
              name: 'stories', json: () => answer.stories,
              rows: () => ({header: ['id', 'title', 'first', 'last', 'documents', 'texts', 'outlets'],
                            rows: answer.stories.map((s) => [s.id, s.title, s.first, s.last, s.documents, s.texts, s.outlets])}),
            })),
  };
}

