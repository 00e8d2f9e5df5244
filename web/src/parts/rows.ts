// SPDX-License-Identifier: Apache-2.0
// Claims of several documents as a list; each leads to its place in its document.
import {type Child, h} from '../dom';
import {claimId} from '../model/rows';
import {settings} from '../settings';
import type {ClaimRow, RowParty} from '../types';
import {actName, date, label} from '../words';
import {actorLink, bdi, day, joined, place, statusTag} from './basics';

function one(party: RowParty): Child {
  const english = settings.language === 'en' && party.english ? [' ', h('span', {class: 'quiet'}, '(', h('bdi', {lang: 'en', dir: 'ltr'}, party.english), ')')] : null;
  return party.known_as === 'named' ? [actorLink(party.name, party.text || party.name), english] : bdi(party.known_as === 'masked' ? label('private-person') : party.text || party.name);
}

function field(name: string, values: Child[]): Child {
  return values.length === 0 ? null : h('span', {class: 'field'}, h('span', {class: 'key'}, name), ' ', joined(values));
}

export function rowCard(row: ClaimRow, id: string | null = null): HTMLElement {
  const {claim} = row;
  const sources = claim.sources.length > 0 ? claim.sources : claim.effective_sources;
  const at = claim.sentence.indexOf(claim.trigger);
  return h('li', {class: 'card', id, tabindex: id === null ? null : '-1'},
           h('p', {class: 'claim-line'}, statusTag({status: claim.status, qualifier: claim.qualifier ?? null}), ' ', h('span', {class: 'act'}, actName(claim.type, claim.mode ?? null)),
             field(label('who'), claim.actors.map(one)), field(label('to-whom'), claim.recipients.map(one)),
             field(label('where'), claim.place ? [actorLink(claim.place)] : []), field(label('when'), claim.date ? [h('bdi', null, date(claim.date))] : [])),
           h('p', {class: 'told'}, h('span', {class: 'chain'}, h('span', {class: 'key'}, label('on-the-word-of')), ' ',
             sources.length === 0 ? [label('outlet-itself'), claim.page.outlet && h('span', {class: 'quiet'}, ' (', bdi(claim.page.outlet), ')')]
                                  : [joined(sources.map(one)), claim.page.outlet && [h('span', {class: 'through'}, ` ${label('to-outlet')} `), bdi(claim.page.outlet)]])),
           h('blockquote', {class: 'sentence', lang: 'ar', dir: 'rtl'}, at < 0 ? bdi(claim.sentence)
               : [bdi(claim.sentence.slice(0, at)), h('mark', null, claim.trigger), bdi(claim.sentence.slice(at + claim.trigger.length))]),
           h('p', {class: 'card-foot'}, h('a', {href: place('document', row.document, `claim-${claimId(row)}`)}, bdi(claim.page.title ?? claim.page.document)), ' · ', day(claim.page.published, true)));
}

export const kRowHeader = ['document', 'outlet', 'published', 'claim', 'status', 'qualifier', 'type', 'mode', 'basis', 'actors', 'recipients', 'place', 'date', 'sources', 'sentence', 'url', 'rule'];

export function rowCells({claim}: ClaimRow): (string | null)[] {
  const names = (list: RowParty[]) => list.map((party) => party.name).join('; ');
  return [claim.page.document, claim.page.outlet ?? null, claim.page.published ?? null, claim.claim, claim.status, claim.qualifier ?? null, claim.type, claim.mode ?? null, claim.basis,
          names(claim.actors), names(claim.recipients), claim.place ?? null, claim.date ?? null, names(claim.sources), claim.sentence, claim.page.url ?? null, claim.rule];
}
