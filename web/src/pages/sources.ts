// SPDX-License-Identifier: Apache-2.0
// The sources: which outlets the store holds, how much of each and when something of it came in last; what is known of
// outlets; what made the readings. No outlet gets a score.
import {get, overview, sources as ask} from '../api';
import {h} from '../dom';
import {bdi, day, empty, table} from '../parts/basics';
import {moment} from '../parts/desk';
import {runsPanel} from '../parts/runs';
import {takeaway} from '../parts/takeaway';
import type {View} from '../router';
import {countryName, label, number, t} from '../words';

interface Outlet {
  domain: string;
  name_ar: string;
  name_en?: string;
  country?: string;
  owner?: string;
  kind?: string;
}

export async function sourcesPage(): Promise<View> {
  const [counts, {sources}, known] = await Promise.all([overview(), ask(), get<{outlets: Outlet[]}>('outlets').catch(() => ({outlets: [] as Outlet[]}))]);
  const facts = new Map(known.outlets.map((outlet) => [outlet.name_ar, outlet]));
  const readers = counts.made_by;
  const running = runsPanel(true);
  return {
    title: t('nav.sources'),
    gone: running.gone,
    node: h('div', {class: 'page page-sources'},
            h('header', {class: 'page-head'}, h('h1', null, t('nav.sources')), h('p', {class: 'facts'}, t('sources.about', {n: counts.documents})),
              takeaway({name: 'sources', json: () => counts, rows: () => ({header: ['outlet', 'documents', 'last'], rows: counts.outlets.map((o) => [o.name, o.documents, o.last])})})),
            running.node,
            sources.length > 0 && h('section', null, h('h2', null, t('sources.followed')), table(t('sources.followed'), [t('sources.name'), t('sources.address'), t('sources.looked'), t('sources.succeeded'), t('sources.health'), t('sources.documents')],
              sources.map((source) => [bdi(source.name), bdi(source.address, {dir: 'ltr', class: 'code'}), source.tried ? moment(source.tried) : '—', source.succeeded ? moment(source.succeeded) : '—',
                source.failures > 0 ? [h('strong', {class: 'disputed'}, t('sources.failing', {n: source.failures})), ' ', h('span', {class: 'quiet', dir: 'auto'}, source.failure ?? '')] : t(source.tried ? 'sources.well' : 'sources.untried'),
                number(source.documents)]))),
            counts.outlets.length === 0 ? empty(t('list.none')) : table(t('sources.in-store'), [label('outlet'), t('sources.documents'), t('sources.last'), t('field.country'), t('sources.kind')],
              counts.outlets.map((outlet) => {
                const fact = outlet.name === null ? undefined : facts.get(outlet.name);
                return [outlet.name ? h('a', {href: `/?outlet=${encodeURIComponent(outlet.name)}`}, bdi(outlet.name)) : t('sources.unnamed'), number(outlet.documents), day(outlet.last),
                        fact?.country ? countryName(fact.country) : '', fact?.kind ? t(`outlet.${fact.kind}` as 'outlet.website') : ''];
              })),
            h('section', null, h('h2', null, t('sources.made-by')), readers.length > 1 && h('p', {class: 'note'}, t('sources.mixed')),
              table(t('sources.made-by'), [t('sources.versions'), t('sources.documents'), t('sources.last')], readers.map((reader) => [h('bdi', {class: 'code'}, reader.name ?? ''), number(reader.documents), day(reader.last)]))),
            known.outlets.length > 0 && h('details', {class: 'fold'}, h('summary', null, h('h2', null, t('sources.known'), ' ', h('span', {class: 'count'}, number(known.outlets.length)))),
              table(t('sources.known'), [label('outlet'), t('sources.domain'), t('field.country'), t('sources.owner'), t('sources.kind')], known.outlets.map((outlet) =>
                [bdi(outlet.name_ar), h('bdi', {dir: 'ltr'}, outlet.domain), outlet.country ? countryName(outlet.country) : '', bdi(outlet.owner ?? ''), outlet.kind ? t(`outlet.${outlet.kind}` as 'outlet.website') : ''])))),
  };
}
