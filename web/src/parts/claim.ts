// SPDX-License-Identifier: Apache-2.0
// One claim as a card: its status in words first, then what, who to whom, where and when, on whose word, and the
// sentence in which it stands.
import {append, type Child, h} from '../dom';
import type {Article} from '../model/article';
import type {Claim, Party, Quantity} from '../types';
import {actName, date, label, number, sideName, t} from '../words';
import {settings} from '../settings';
import {actorLink, bdi, comma, joined, statusTag} from './basics';

export function party(article: Article, one: Party): HTMLElement {
  const entity = article.partyEntity(one);
  const text = article.partyText(one) || t('party.implied');
  const about: Child[] = [];
  const attributes = {lang: article.reading.language, dir: article.dir};
  const shown = entity && entity.type !== 'LOC'
      ? h('a', {href: `/actor?name=${encodeURIComponent(entity.name)}`, class: 'name'}, bdi(text, attributes))
      : bdi(text, attributes);
  if (settings.language === 'en' && entity?.en) about.push(h('bdi', {lang: 'en', dir: 'ltr'}, entity.en));
  else if (entity && entity.name !== text && !text.includes(entity.name)) about.push(h('bdi', attributes, entity.name));
  const of = article.entity(one.of);
  if (of && !text.includes(of.name)) about.push([label('of'), ' ', h('bdi', attributes, of.name)]);
  const side = one.side ?? entity?.side;
  if (side) about.push(sideName(side));
  return h('span', {class: 'party'}, shown, about.length > 0 && h('span', {class: 'quiet'}, ' (', joined(about), ')'));
}

/** On whose word: nearest source first, then through whom; the outlet where nobody is named. */
export function chain(article: Article, claim: Claim, outlet: string | null): HTMLElement {
  const sources = article.chain(claim);
  const said: Child[] = [];
  if (sources.length === 0) {
    said.push(label('outlet-itself'));
    if (outlet) said.push(' ', h('span', {class: 'quiet'}, '(', bdi(outlet), ')'));
  }
  sources.forEach((source, i) => {
    if (i > 0) said.push(h('span', {class: 'through'}, ` ${label('to-outlet')} `));
    said.push(party(article, source));
    if (source.entity === null) said.push(' ', h('span', {class: 'quiet'}, `(${label('unnamed')})`));
  });
  if (sources.length > 0 && outlet) said.push(h('span', {class: 'through'}, ` ${label('to-outlet')} `), bdi(outlet));
  return h('span', {class: 'chain'}, h('span', {class: 'key'}, label('on-the-word-of')), ' ', said);
}

export function quantityText(quantity: Quantity): string {
  const {low, high, unit} = quantity;
  const name = label(`unit.${unit}`);
  if (low !== null && high !== null) return `${name} ${low === high ? number(low) : `${number(low)}–${number(high)}`}`;
  if (low !== null) return `${name} ${label('at-least')} ${number(low)}`;
  if (high !== null) return `${name} ${label('at-most')} ${number(high)}`;
  return name;
}

function field(name: string, values: Child[]): Child {
  if (values.length === 0) return null;
  return h('span', {class: 'field'}, h('span', {class: 'key'}, name), ' ', joined(values));
}

/** The claim in one line, its status first. */
export function claimLine(article: Article, claim: Claim): HTMLElement {
  const line = h('p', {class: 'claim-line'}, statusTag(claim), ' ',
                 h('span', {class: 'act'}, actName(claim.type, claim.mode)));
  const to = (one: Party) => party(article, one);
  const spot = article.entity(claim.place);
  const time = claim.time === null ? null : article.reading.times[claim.time] ?? null;
  append(line, [
    field(label('who'), claim.actors.map(to)),
    field(label('to-whom'), claim.recipients.map(to)),
    field(label('concerning'), claim.concerning.map(to)),
    spot && field(label('where'), [actorLink(spot.name)]),
    (time || claim.date) && field(label('when'), [[
      time && bdi(article.text([time.start, time.end]), {lang: article.reading.language, dir: article.dir}),
      time && claim.date && ' = ',
      claim.date && h('bdi', null, date(claim.date)),
    ]]),
    field(label('numbers'), article.quantities(claim).map((q) => h('bdi', null, quantityText(q)))),
  ]);
  return line;
}

/** The sentence of a claim, its trigger marked. */
export function sentence(article: Article, claim: Claim): HTMLElement {
  const span = article.sentenceAt(claim.trigger[0]) ?? claim.trigger;
  return h('blockquote', {class: 'sentence', lang: article.reading.language, dir: article.dir},
           article.text([span[0], claim.trigger[0]]), h('mark', null, article.text(claim.trigger)),
           article.text([claim.trigger[1], Math.max(span[1], claim.trigger[1])]));
}

/** Whether a person has looked at the claim. */
export function checked(article: Article, claim: Claim): HTMLElement {
  const {verdict, changed} = article.judgement(claim);
  if (verdict === 'wrong') return h('span', {class: 'checked wrong'}, t('desk.is-wrong'), ' ', h('span', {class: 'quiet'}, label('checked-by-analyst')));
  const fields = changed.filter((one) => one.field !== 'verdict').map((one) => t(`field.${one.field}` as 'field.status')).join(comma());
  const corrected = fields === '' ? null : [label('corrected'), ' ', h('span', {class: 'quiet'}, `(${fields})`)];
  if (verdict === 'right') return h('span', {class: 'checked'}, t('desk.is-right'), ' ', h('span', {class: 'quiet'}, label('checked-by-analyst')), corrected && [' · ', corrected]);
  if (corrected) return h('span', {class: 'checked'}, corrected);
  return h('span', {class: 'checked quiet'}, label('machine-read-unchecked'));
}
