// SPDX-License-Identifier: Apache-2.0
// The log of the desk: who changed what and when; each entry that holds can be taken back here.
import {log} from '../api';
import {type Child, h} from '../dom';
import {bdi, button, empty, headline, place, table} from '../parts/basics';
import {correctedValue, moment, undo} from '../parts/desk';
import {nextPage} from '../parts/filters';
import {takeaway} from '../parts/takeaway';
import {refresh, type Address, type View} from '../router';
import type {LogEntry} from '../types';
import {comma, t} from '../words';

function what(entry: LogEntry): Child {
  const note = entry.note ? [' · ', bdi(entry.note)] : null;
  if (entry.kind === 'correction')
    return [t(`field.${entry.field ?? ''}` as 'field.status'), ': ', h('strong', null, correctedValue(entry.field ?? '', entry.value ?? '')), note];
  return [h('strong', null, t(`change.${entry.action ?? ''}` as 'change.move')), note];
}

function where(entry: LogEntry): Child {
  if (entry.kind === 'correction')
    return h('a', {href: place('document', entry.document ?? '', `claim-${entry.claim ?? ''}`)}, headline(entry.title ?? entry.document ?? ''));
  const link = (subject: string) => {
    const [document = '', claim] = subject.split('.');
    return h('a', {href: claim ? place('document', document, `claim-${claim}`) : place('story', document)}, h('bdi', {class: 'code'}, subject));
  };
  return [(entry.subjects ?? []).slice(0, 6).map((subject, i) => [i > 0 && comma(), link(subject)]), entry.target && [' ← ', link(entry.target)]];
}

function state(entry: LogEntry): Child {
  const path = entry.kind === 'correction' ? `corrections/${entry.id}` : `changes/${entry.id}`;
  if (entry.undone) return h('span', {class: 'quiet'}, t('desk.undone'), ' ', entry.undone_by && [bdi(entry.undone_by), ' '], moment(entry.undone));
  return button(t('desk.undo'), () => void undo(path, refresh), {class: 'small'});
}

export async function logPage({query}: Address): Promise<View> {
  const {entries, total, next} = await log({cursor: query.get('cursor'), document: query.get('document'), limit: 100});
  return {
    title: t('nav.log'),
    node: h('div', {class: 'page page-log'},
            h('header', {class: 'page-head'}, h('h1', null, t('nav.log')), h('p', {class: 'facts'}, t('log.about')),
              takeaway({name: 'log', json: () => entries, rows: () => ({
                header: ['kind', 'id', 'made', 'who', 'document', 'claim', 'field', 'value', 'action', 'subjects', 'target', 'note', 'undone', 'undone_by'],
                rows: entries.map((e) => [e.kind, e.id, e.made, e.who, e.document ?? null, e.claim ?? null, e.field ?? null, e.value ?? null, e.action ?? null, (e.subjects ?? []).join(' '), e.target ?? null, e.note, e.undone, e.undone_by])})})),
            total === 0 ? empty(t('desk.log-empty')) : table(t('nav.log'), [t('log.when'), t('log.who'), t('log.what'), t('log.where'), ''], entries.map((entry) =>
              [moment(entry.made), entry.who ? bdi(entry.who) : h('span', {class: 'quiet'}, t('desk.anonymous')), what(entry), where(entry), state(entry)])),
            nextPage('/log', next)),
  };
}
