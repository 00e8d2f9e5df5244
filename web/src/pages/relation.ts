// SPDX-License-Identifier: Apache-2.0
// Two actors over time: what is told of them with and against each other, month by month, and the claims behind each bar.
import {h} from '../dom';
import {type Month, relationChart} from '../charts/relation';
import {isDone} from '../model/article';
import {monthsBetween} from '../model/months';
import {dayOf, isParty, kMostRows, kTogether, loadRows} from '../model/rows';
import {bdi, empty, table} from '../parts/basics';
import {filters} from '../parts/filters';
import {kRowHeader, rowCard, rowCells} from '../parts/rows';
import {takeaway} from '../parts/takeaway';
import type {Address, View} from '../router';
import type {ClaimRow} from '../types';
import {counted, date, number, t} from '../words';

function between(rows: ClaimRow[], a: string, b: string): ClaimRow[] {
  return rows.filter(({claim}) => {
    if (claim.basis !== 'report' || claim.qualifier === 'asked') return false;
    const from = claim.actors, to = claim.recipients;
    const both = (x: string, y: string) => from.some((p) => isParty(p, x)) && to.some((p) => isParty(p, y));
    const beside = kTogether.has(claim.type) && from.some((p) => isParty(p, a)) && from.some((p) => isParty(p, b));
    return both(a, b) || both(b, a) || beside;
  });
}

function monthly(rows: ClaimRow[]): {months: Month[]; byMonth: Map<string, ClaimRow[]>} {
  const byMonth = new Map<string, ClaimRow[]>();
  for (const row of rows) {
    const month = dayOf(row)?.slice(0, 7);
    if (month && /^\d{4}-\d\d$/.test(month)) byMonth.set(month, [...(byMonth.get(month) ?? []), row]);
  }
  const names = [...byMonth.keys()].sort();
  const all = names.length === 0 ? [] : monthsBetween(names[0]!, names[names.length - 1]!);
  const count = (list: ClaimRow[], together: boolean, done: boolean) => list.filter(({claim}) =>
    kTogether.has(claim.type) === together && isDone({status: claim.status, qualifier: claim.qualifier ?? null}) === done).length;
  return {byMonth, months: all.map((month) => {
    const list = byMonth.get(month) ?? [];
    return {month, withDone: count(list, true, true), withUndone: count(list, true, false), againstDone: count(list, false, true), againstUndone: count(list, false, false)};
  })};
}

export async function relationPage({query}: Address): Promise<View> {
  const a = query.get('a') ?? '', b = query.get('b') ?? '';
  const form = filters('/relation', [{name: 'a', label: t('relation.a')}, {name: 'b', label: t('relation.b')}, {name: 'since', label: t('field.since'), kind: 'date'}, {name: 'until', label: t('field.until'), kind: 'date'}]);
  if (a === '' || b === '')
    return {title: t('nav.relation'), node: h('div', {class: 'page'}, h('header', {class: 'page-head'}, h('h1', null, t('nav.relation')), h('p', {class: 'facts'}, t('relation.choose')), form))};
  const loaded = await loadRows({actor: a, since: query.get('since'), until: query.get('until')});
  const rows = between(loaded.rows, a, b).sort((x, y) => (dayOf(x) ?? '').localeCompare(dayOf(y) ?? ''));
  const {months, byMonth} = monthly(rows);
  return {
    title: `${a} – ${b}`,
    node: h('div', {class: 'page page-relation'},
            h('header', {class: 'page-head'}, h('p', {class: 'kicker'}, t('nav.relation')), h('h1', null, bdi(a), ' – ', bdi(b)), h('p', {class: 'facts'}, counted('count.claims', rows.length)), form,
              h('div', {class: 'bar'}, takeaway({name: 'relation', json: () => ({a, b, months, claims: rows}), rows: () => ({header: kRowHeader, rows: rows.map(rowCells)})})),
              loaded.more && h('p', {class: 'note'}, t('actor.cut', {n: kMostRows}))),
            months.length === 0 ? empty(t('relation.none')) : [
              relationChart(months, 'relation'),
              h('details', null, h('summary', null, t('chart.as-table')), table(t('chart.relation'),
                [t('relation.month'), `${t('relation.with')}: ${t('chart.done')}`, `${t('relation.with')}: ${t('chart.undone')}`, `${t('relation.against')}: ${t('chart.done')}`, `${t('relation.against')}: ${t('chart.undone')}`],
                months.filter((m) => byMonth.has(m.month)).map((m) => [date(m.month), number(m.withDone), number(m.withUndone), number(m.againstDone), number(m.againstUndone)]))),
              [...byMonth].map(([month, list]) => h('section', {id: `month-${month}`, tabindex: '-1'}, h('h2', null, date(month), ' ', h('span', {class: 'count'}, number(list.length))), h('ol', {class: 'cards'}, list.map((row) => rowCard(row)))))]),
  };
}
