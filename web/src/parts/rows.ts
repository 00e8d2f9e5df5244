// SPDX-License-Identifier: Apache-2.0
// Claims of several documents as a list; each leads to its place in its document.
import {type Child, h} from '../dom';
import {claimId} from '../model/rows';
import {settings} from '../settings';
import type {ClaimRow, RowParty} from '../types';
import {actName, date, label, t} from '../words';
import {actorLink, bdi, button, day, joined, place, statusTag} from './basics';
import {cite} from './takeaway';

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
           h('p', {class: 'card-foot'}, h('a', {href: place('document', row.document, `claim-${claimId(row)}`)}, bdi(claim.page.title ?? claim.page.document)), ' · ', day(claim.page.published, true), ' · ',
             button(t('take.cite'), () => cite(citationOfRow(row)), {class: 'plain'})));
}

/** The claim with its sentence, page and reading, as a note under a text would give it. */
export function citationOfRow({claim}: ClaimRow): string {
  const about = [claim.page.outlet, claim.page.title, claim.page.published, claim.page.url].filter((part) => part !== undefined && part !== '');
  return `«${claim.sentence}» ${about.join('. ')}. ${label(`status.${claim.status}`)}: ${actName(claim.type, claim.mode ?? null)}; ${label('on-the-word-of')} ${claim.effective_chain}. [${claim.claim}; ${t('take.read-by')}]`;
}

export const kRowHeader = ['document', 'outlet', 'published', 'claim', 'status', 'qualifier', 'type', 'mode', 'basis', 'actors', 'recipients', 'place', 'date', 'sources', 'sentence', 'url', 'rule'];

export function rowCells({claim}: ClaimRow): (string | null)[] {
  const names = (list: RowParty[]) => list.map((party) => party.name).join('; ');
  return [claim.page.document, claim.page.outlet ?? null, claim.page.published ?? null, claim.claim, claim.status, claim.qualifier ?? null, claim.type, claim.mode ?? null, claim.basis,
          names(claim.actors), names(claim.recipients), claim.place ?? null, claim.date ?? null, names(claim.sources), claim.sentence, claim.page.url ?? null, claim.rule];
}
