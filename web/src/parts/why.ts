// SPDX-License-Identifier: Apache-2.0
// Why the program says so: what fired, word by word. The rule and the words are at once there; the entries of codebook
// and lexicon come from the server, which reads the article again when somebody asks.
import {why as ask} from '../api';
import {append, type Child, h, replace} from '../dom';
import type {Article} from '../model/article';
import type {Claim, Fired, Why} from '../types';
import {countryName, date, digits, isKey, label, t} from '../words';
import {bdi, joined} from './basics';
import {problemText} from './desk';

const row = (name: Child, ...value: Child[]): Child[] => [h('dt', null, name), h('dd', null, value)];

function words(text: string | undefined, article: Article): Child {
  return text ? h('mark', {class: 'cue', lang: article.reading.language, dir: article.dir}, text) : null;
}

// The line of the lexicon: its cells as they stand, its place as a file.
function entry(fired: Fired): Child {
  const cells = Object.entries(fired.row ?? {}).filter(([name]) => name !== 'example' && name !== 'note');
  const example = fired.row?.example;
  return h('span', {class: 'entry'}, cells.map(([, cell], i) => [i > 0 && ' · ', h('bdi', {lang: /[\u0600-\u06ff]/.test(cell) ? 'ar' : 'en'}, cell)]),
           example && h('span', {class: 'quiet'}, ' — ', h('bdi', {lang: 'ar', dir: 'rtl'}, example)),
           fired.where && h('span', {class: 'quiet'}, ' ', h('bdi', {class: 'code', dir: 'ltr'}, fired.where)));
}

function fired(list: Fired[], article: Article): Child {
  return list.map((one) => h('div', null, words(one.text, article), ' ← ', entry(one)));
}

function slotName(slot: string): Child {
  return joined(slot.split(/[|,]/).map((one) => (isKey(`slot.${one}`) ? t(`slot.${one}` as 'slot.subject') : h('bdi', {lang: 'ar'}, `«${one}»`))));
}

function parties(why: Why, article: Article): Child {
  if (why.parties.length === 0) return null;
  return row(t('why.parties'), h('ul', null, why.parties.map((party) => h('li', null, h('span', {class: 'key'}, t(`role.${party.role}`)), ' ',
    party.text ? words(party.text, article) : bdi(party.name ?? (party.country ? countryName(party.country) : '')), ': ', t(`why.where-${party.where}`),
    party.slot && ['; ', t('why.slot'), ' ', slotName(party.slot)],
    party.word_before && ['; ', t('why.led-by'), ' ', h('bdi', {lang: article.reading.language}, `«${party.word_before}»`)],
    party.name && party.name !== party.text && ['; ', party.member ? `${t('why.member')} ` : '= ', bdi(party.name)],
    party.known && [' ', h('bdi', {class: 'code'}, party.known)], party.country && [' · ', countryName(party.country)]))));
}

function evidence(why: Why, article: Article): Child[] {
  const of = (part: string) => why.fired.filter((one) => one.part === part);
  const status = of('status'), sources = of('source');
  const cues = why.quotations.length > 0 ? why.quotations.flatMap((quote) => (quote.fired.length > 0 ? quote.fired : [{part: 'cue', text: quote.cue.text}])) : sources;
  return [
    row(t('why.word'), fired(of('trigger'), article)),
    row(t('why.status-cue'), status.length > 0 ? fired(status, article)
        : why.status === 'happened' && why.qualifier === null ? t('why.no-cue') : t('why.model')),
    parties(why, article),
    row(t('why.source-cue'), why.chain.length === 0 ? t('why.no-source') : [joined(why.chain.map((one) => [bdi(one.name), !one.named && h('span', {class: 'quiet'}, ` (${label('unnamed')})`)])),
        why.taken_over && h('span', {class: 'quiet'}, ' · ', t('why.taken-over')), fired(cues, article)]),
    why.time && row(t('why.time'), words(why.time.text, article), ' = ', h('bdi', null, date(why.time.value)), why.time.counted_from && [' ', t('why.counted-from'), ' ', h('bdi', null, date(why.time.counted_from))]),
    row(t('document.made-by'), h('bdi', {class: 'code'}, digits(why.made_by))),
  ].flat();
}

/** `document`: code of the article in the store, or null for a text that is not kept. */
export function why(article: Article, claim: Claim, document: string | null): HTMLElement {
  const [file, ...lemma] = claim.rule.split(':');
  const same = claim.same === null ? [] : article.claims.filter((c) => c.same === claim.same && c.id !== claim.id);
  const denied = article.claim(claim.denies);
  const list = h('dl', null);
  append(list, [
    row(t('why.entry'), h('bdi', {class: 'code'}, file ?? ''), ' ', h('bdi', {lang: 'ar', dir: 'rtl'}, lemma.join(':'))),
    document === null && row(t('why.word'), words(article.text(claim.trigger), article)),
    row(t('why.basis'), t(`basis.${claim.basis}`)),
    document === null && claim.sources.length === 0 && claim.effective_sources.length > 0 && row(t('why.chain'), t('why.taken-over')),
    same.length > 0 && row(label('told-times'), digits(String(same.length + 1))),
    denied && row(label('denies'), h('a', {href: `#claim-${denied.id}`}, bdi(article.text(denied.trigger)))),
    row(t('why.id'), h('bdi', {class: 'code'}, claim.id)),
  ].flat());
  const more = h('div', {'aria-live': 'polite'});
  const fold = h('details', {class: 'why'}, h('summary', null, t('claim.why')), more, list);
  fold.addEventListener('toggle', () => {
    if (!fold.open || document === null || more.firstChild) return;
    replace(more, h('p', {class: 'quiet'}, t('why.asked')));
    ask(document, claim.id).then((found) => replace(more, h('dl', null, evidence(found, article))),
                                 (error: unknown) => replace(more, h('p', {class: 'quiet'}, t('why.failed'), ' ', h('span', {dir: 'auto'}, problemText(error)))));
  });
  return fold;
}
