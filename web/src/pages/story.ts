// SPDX-License-Identifier: Apache-2.0
// One story: what its tellings agree on and where they differ, its events with every claim behind them, who copied
// whom, how each outlet names the actors, and the pictures.
import {type Child, h} from '../dom';
import {mapChart, geojson, spotsOf} from '../charts/map';
import {graphml, networkChart, networkOf} from '../charts/network';
import {timeline} from '../charts/timeline';
import {actorsOf} from '../model/actors';
import {type Act, hasOneRoot, isAgreed, partsTexts, type Told} from '../model/gather';
import {loadStory, type LoadedStory} from '../model/load';
import {actorLink, bdi, day, empty, headline, joined, place, statusTag, table} from '../parts/basics';
import {chain, checked, claimLine, sentence} from '../parts/claim';
import {corroboration, corroborationText} from '../parts/corroboration';
import {eventDesk, storyDesk, tellingDesk} from '../parts/story-desk';
import {takeaway} from '../parts/takeaway';
import {type Address, refresh, type View} from '../router';
import {clean} from '../text/clean';
import type {Difference, Status} from '../types';
import {actName, counted, date, digits, isKey, label, number, t} from '../words';
import {claimRows} from './document';

const kActs = 40;  // shown at once; the others open on demand

function told(one: Told): HTMLElement {
  const {telling, article, claim} = one;
  return h('li', {class: 'told-entry'},
           h('p', {class: 'quiet'}, statusTag(claim), ' ', h('a', {href: place('document', telling.document, `claim-${claim.id}`)}, bdi(telling.outlet ?? telling.given_id)),
             ' · ', day(telling.published, true), ' · ', checked(article, claim)),
           h('p', {class: 'told'}, chain(article, claim, telling.outlet)), sentence(article, claim),
           h('p', {class: 'card-foot'}, tellingDesk(`${telling.document}.${claim.id}`, refresh)));
}

// An act as a person would name it in a list.
function nameOf(act: Act): string {
  const {claim, article} = act.lead;
  return [actName(claim.type, claim.mode), ...[...claim.actors, ...claim.recipients].slice(0, 2).map((party) => article.partyText(party))].join(' · ').slice(0, 80);
}

// Tellings are many: they are made when they are asked for.
function actCard(act: Act, acts: Act[]): HTMLElement {
  const {lead} = act;
  const list = h('ol', {class: 'tellings'}), desk = h('div', null);
  const tellings = h('details', null, h('summary', null, counted('count.claims', act.tellings.length)), list, desk);
  tellings.addEventListener('toggle', () => {
    if (!tellings.open || list.firstChild) return;
    list.append(...act.tellings.map(told));
    desk.append(eventDesk(act, acts.slice(0, 80).map((other): [string, string] => [other.id, nameOf(other)]), refresh));
  });
  return h('li', {class: 'card', id: `act-${act.id}`, tabindex: '-1'}, claimLine(lead.article, lead.claim),
           h('p', {class: 'quiet'}, hasOneRoot(act) && [h('strong', null, t('today.one-root')), ' · '], corroboration(act.corroboration)), tellings);
}

// What of an act differs: the kind of it in words.
function differenceName(about: string): string {
  const known = `differs.${about}`, noun = about.startsWith('number: ') ? about.slice(8) : null;
  if (noun !== null) return `${t('differs.number')}: ${noun}`;
  return isKey(known) ? t(known) : `${t('differs.number')}: ${label(`unit.${about}`)}`;
}

function versionText(about: string, value: string | null): Child {
  if (value === null) return label('date-unknown');
  if (about === 'status') return value === 'alleged' ? h('strong', {class: 'status undone'}, label('qualifier.alleged')) : statusTag({status: value as Status, qualifier: null});
  if (about === 'date') return h('bdi', null, date(value));
  return h('bdi', {lang: 'ar', dir: 'auto'}, digits(clean(value).replace(/^at least /, `${label('at-least')} `).replace(/^at most /, `${label('at-most')} `)));
}

function disputed(act: Act, difference: Difference): Child[] {
  const denied = difference.about === 'status' && difference.versions.some((version) => version.value === 'denied');
  return [h('strong', {class: 'disputed'}, denied ? t('differs.denied') : differenceName(difference.about)), actLink(act),
          h('ul', {class: 'versions'}, difference.versions.map(({value, passages}) => h('li', null, versionText(difference.about, value), ' ', h('span', {class: 'quiet'}, '— ', joined([...new Map(passages.map((one) => [`${one.outlet} ${one.source}`, one])).values()].slice(0, 8).map((passage) => [
            h('a', {href: place('document', passage.document ?? '', passage.claim ? `claim-${passage.claim.slice(passage.claim.indexOf('.') + 1)}` : '')}, bdi(passage.outlet ?? passage.document ?? '')),
            passage.source && [` (${label('on-the-word-of')} `, bdi(passage.source), ')']]))))))];
}

function actLink(act: Act): HTMLElement {
  const {claim, article} = act.lead;
  return h('a', {href: `#act-${act.id}`}, actName(claim.type, claim.mode), ' ', joined([...claim.actors, ...claim.recipients].slice(0, 3).map((p) => bdi(article.partyText(p)))));
}

function agreedAndDisputed(story: LoadedStory): HTMLElement {
  const news = story.acts.filter((act) => !act.lead.article.folded(act.lead.claim));
  const rows: Child[][] = [
    ...news.flatMap((act) => act.differences.filter(partsTexts).map((difference) => disputed(act, difference))).slice(0, 40),
    ...news.filter(isAgreed).slice(0, 20).map((act): Child[] => [h('span', {class: 'agreed'}, t('story.agreed')), actLink(act),
      [statusTag(act.lead.claim), ' ', h('span', {class: 'quiet'}, corroboration(act.corroboration))]]),
  ];
  const within = news.flatMap((act) => act.differences.filter((difference) => !partsTexts(difference)).map((difference) => disputed(act, difference))).slice(0, 40);
  return h('section', null, h('h2', null, t('story.agreed-disputed')),
           rows.length === 0 ? empty(t('story.nothing-shared')) : table(t('story.agreed-disputed'), [t('story.state'), t('story.act'), t('story.tellings-say')], rows),
           within.length > 0 && h('details', {class: 'fold'}, h('summary', null, `${t('story.within')} (${number(within.length)})`),
             table(t('story.within'), [t('story.state'), t('story.act'), t('story.tellings-say')], within)));
}

function tellings(story: LoadedStory): HTMLElement {
  const byCode = new Map(story.answer.tellings.map((telling) => [telling.document, telling]));
  return h('section', null, h('h2', null, t('story.tellings')),
           table(t('story.tellings'), [label('outlet'), label('date'), t('story.headline'), t('story.copy')], story.answer.tellings.map((telling) => {
             const from = telling.copy_of === null ? null : byCode.get(telling.copy_of) ?? null;
             return [bdi(telling.outlet ?? telling.given_id), day(telling.published, true),
                     [h('a', {href: place('document', telling.document)}, headline(telling.title ?? telling.given_id)),
                      telling.versions > 1 && h('span', {class: 'flag'}, ' ', t('today.changed'))],
                     telling.copy_of === null ? t('story.own-text')
                                              : [t('story.copy-of', {percent: `${number(Math.round(telling.share * 100))}%`}), ' ', bdi(from?.outlet ?? telling.copy_of)]];
           })));
}

function namings(story: LoadedStory): HTMLElement | null {
  const actors = actorsOf(story.sources).filter((actor) => actor.public && actor.type !== 'LOC' && actor.namings.size > 1).slice(0, 12);
  if (actors.length === 0) return null;
  const outlets = [...new Set(story.sources.map(({telling}) => telling.outlet ?? telling.given_id))];
  return h('section', null, h('h2', null, t('story.namings')), h('p', {class: 'quiet'}, t('story.namings-hint')),
           table(t('story.namings'), [t('calling.who'), ...outlets.map((outlet) => bdi(outlet))], actors.map((actor) => [actorLink(actor.name),
             ...outlets.map((outlet) => joined([...actor.namings.values()].filter((n) => n.outlets.has(outlet))
                 .sort((a, b) => b.outlets.get(outlet)! - a.outlets.get(outlet)!).slice(0, 5).map((n) => h('bdi', {lang: 'ar', dir: 'auto'}, n.name))))])));
}

function events(story: LoadedStory): HTMLElement {
  const news = story.acts.filter((act) => !act.lead.article.folded(act.lead.claim));
  const rest = [...news.slice(kActs), ...story.acts.filter((act) => !news.includes(act))];
  return h('section', null, h('h2', null, t('story.events'), ' ', h('span', {class: 'count'}, number(news.length))),
           h('ol', {class: 'cards'}, news.slice(0, kActs).map((act) => actCard(act, story.acts))),
           rest.length > 0 && h('details', {class: 'fold'}, h('summary', null, `${t('story.more-events')} (${number(rest.length)})`), h('ol', {class: 'cards'}, rest.map((act) => actCard(act, story.acts)))));
}

export async function storyPage({id}: Address): Promise<View> {
  const story = await loadStory(id);
  const first = story.answer.tellings.find((telling) => telling.copy_of === null) ?? story.answer.tellings[0];
  const title = first?.title ?? label('no-headline');
  const code = story.answer.id;
  const news = story.acts.filter((act) => !act.lead.article.folded(act.lead.claim));
  const network = networkOf(news), spots = spotsOf(news), line = timeline(news, code);
  const map = await mapChart(spots, code).catch(() => null);
  const picture = networkChart(network, code);
  const outlets = [...new Set(story.answer.tellings.map((telling) => telling.outlet ?? ''))].filter((name) => name !== '');
  const lead = story.acts[0];
  return {
    title,
    node: h('div', {class: 'page page-story'},
            h('header', {class: 'page-head'}, h('p', {class: 'kicker'}, t('story.kicker')), h('h1', null, headline(title)),
              h('p', {class: 'facts'}, h('span', {class: 'fact'}, day(first?.published)), h('span', {class: 'fact'}, corroborationText(story.corroboration)), h('span', {class: 'fact'}, joined(outlets.map((name) => bdi(name))))),
              lead && h('div', {class: 'lead-act'}, claimLine(lead.lead.article, lead.lead.claim), h('p', {class: 'told'}, chain(lead.lead.article, lead.lead.claim, lead.lead.telling.outlet)), h('p', {class: 'quiet'}, corroboration(lead.corroboration))),
              h('div', {class: 'bar'}, takeaway({
                name: `story-${code}`, json: () => ({story: story.answer, readings: story.sources.map((source) => source.article.reading)}),
                rows: () => {
                  const all = story.sources.map((source) => claimRows(source.article));
                  return {header: all[0]?.header ?? [], rows: all.flatMap((one) => one.rows)};
                },
                ...(picture ? {graphml: () => graphml(network)} : {}), ...(map ? {geojson: () => geojson(spots)} : {}),
              })),
              story.left > 0 && h('p', {class: 'note'}, t('story.left', {n: story.left}))),
            agreedAndDisputed(story), line && h('section', null, h('h2', null, t('chart.timeline')), line), events(story), tellings(story), namings(story),
            map && h('section', null, h('h2', null, t('chart.map')), map), picture && h('section', null, h('h2', null, t('chart.network')), picture),
            storyDesk(story, refresh)),
  };
}
