// SPDX-License-Identifier: Apache-2.0
// Two actors over time: what is told of them with and against each other, month by month, and the acts behind each bar.
import {relation as ask} from '../api';
import {type Child, h} from '../dom';
import {type Month, relationChart} from '../charts/relation';
import {monthsBetween} from '../model/months';
import {actCard, actCells, isDone, kActHeader} from '../parts/acts';
import {bdi, empty, table} from '../parts/basics';
import {filters} from '../parts/filters';
import {takeaway} from '../parts/takeaway';
import type {Address, View} from '../router';
import type {DatedAct, FoundActor} from '../types';
import {countryName, counted, date, number, sideName, t} from '../words';

function monthly(acts: DatedAct[]): {months: Month[]; byMonth: Map<string, DatedAct[]>; undated: DatedAct[]} {
  const byMonth = new Map<string, DatedAct[]>();
  const undated: DatedAct[] = [];
  for (const act of acts) {
    const month = act.date?.slice(0, 7) ?? '';
    if (/^\d{4}-\d\d$/.test(month)) byMonth.set(month, [...(byMonth.get(month) ?? []), act]);
    else undated.push(act);
  }
  const names = [...byMonth.keys()].sort();
  const all = names.length === 0 ? [] : monthsBetween(names[0]!, names[names.length - 1]!);
  const count = (list: DatedAct[], kind: string, done: boolean) => list.filter((act) => act.quad.endsWith(kind) && isDone(act) === done).length;
  return {undated, byMonth: new Map(names.map((name) => [name, byMonth.get(name)!])), months: all.map((month) => {
    const list = byMonth.get(month) ?? [];
    return {month, withDone: count(list, 'cooperation', true), withUndone: count(list, 'cooperation', false),
            againstDone: count(list, 'conflict', true), againstUndone: count(list, 'conflict', false)};
  })};
}

// A state with rival authorities: one of them is asked for, their acts are not added up.
function sides(actor: FoundActor, which: 'a' | 'b', query: URLSearchParams): Child {
  if (actor.sides.length === 0 || query.get('sides') === 'all') return null;
  const to = (value: Record<string, string>) => {
    const next = new URLSearchParams(query);
    for (const [name, one] of Object.entries(value)) next.set(name, one);
    return `/relation?${next.toString()}`;
  };
  return h('p', {class: 'note'}, bdi(actor.name ?? ''), ': ', t('relation.sides'), ' ', actor.sides.map((side) => [h('a', {href: to({[which]: `${actor.country ?? ''}/${side}`})}, sideName(side)), ' · ']),
           h('a', {href: to({sides: 'all'})}, t('relation.all-sides')));
}

function campName(camp: string): string {
  if (camp === 'outlet') return t('relation.camp-outlet');
  if (camp === 'unnamed') return t('relation.camp-unnamed');
  if (!/^[A-Z]{3}(\/|$)/.test(camp)) return camp;
  const [country = '', side] = camp.split('/');
  return side ? sideName(side) : countryName(country);
}

function actorName(actor: FoundActor): string {
  if (!actor.side) return actor.name ?? '';
  // A side goes by its country's name; a person or body keeps his own, with the side beside it.
  const own = actor.type === 'SIDE' || actor.type === 'STATE' ? null : actor.name;
  return `${own ?? (actor.country ? countryName(actor.country) : actor.name ?? '')} (${sideName(actor.side)})`;
}

export async function relationPage({query}: Address): Promise<View> {
  const a = query.get('a') ?? '', b = query.get('b') ?? '';
  const answer = a === '' || b === '' ? null
      : await ask({a, b, since: query.get('since'), until: query.get('until'), camp: query.get('camp'), sides: query.get('sides')});
  const camps = Object.entries(answer?.by_camp ?? {}).map(([camp, n]): [string, string] => [camp, `${campName(camp)} (${number(n)})`]);
  const form = filters('/relation', [{name: 'a', label: t('relation.a')}, {name: 'b', label: t('relation.b')}, {name: 'since', label: t('field.since'), kind: 'date'}, {name: 'until', label: t('field.until'), kind: 'date'},
                                     ...(camps.length > 0 ? [{name: 'camp', label: t('relation.camp'), kind: 'select' as const, options: camps}] : [])]);
  if (!answer) return {title: t('nav.relation'), node: h('div', {class: 'page'}, h('header', {class: 'page-head'}, h('h1', null, t('nav.relation')), h('p', {class: 'facts'}, t('relation.choose')), form))};
  const {months, byMonth, undated} = monthly(answer.acts);
  const cards = (list: DatedAct[]) => h('ol', {class: 'cards'}, list.map(actCard));
  return {
    title: `${actorName(answer.a)} – ${actorName(answer.b)}`,
    node: h('div', {class: 'page page-relation'},
            h('header', {class: 'page-head'}, h('p', {class: 'kicker'}, t('nav.relation')), h('h1', null, bdi(actorName(answer.a)), ' – ', bdi(actorName(answer.b))),
              h('p', {class: 'facts'}, counted('count.acts', answer.acts.length), ' · ', counted('count.texts', answer.documents)), form, sides(answer.a, 'a', query), sides(answer.b, 'b', query),
              h('div', {class: 'bar'}, takeaway({name: 'relation', json: () => answer, rows: () => ({header: kActHeader, rows: answer.acts.map(actCells)})}))),
            answer.acts.length === 0 ? empty(t('relation.none')) : [
              months.length > 0 && relationChart(months, 'relation'),
              months.length > 0 && h('details', null, h('summary', null, t('chart.as-table')), table(t('chart.relation'),
                [t('relation.month'), `${t('relation.with')}: ${t('chart.done')}`, `${t('relation.with')}: ${t('chart.undone')}`, `${t('relation.against')}: ${t('chart.done')}`, `${t('relation.against')}: ${t('chart.undone')}`],
                months.filter((m) => byMonth.has(m.month)).map((m) => [date(m.month), number(m.withDone), number(m.withUndone), number(m.againstDone), number(m.againstUndone)]))),
              [...byMonth].map(([month, list]) => h('section', {id: `month-${month}`, tabindex: '-1'}, h('h2', null, date(month), ' ', h('span', {class: 'count'}, number(list.length))), cards(list))),
              undated.length > 0 && h('section', null, h('h2', null, t('relation.undated'), ' ', h('span', {class: 'count'}, number(undated.length))), cards(undated))]),
  };
}
