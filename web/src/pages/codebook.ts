// SPDX-License-Identifier: Apache-2.0
// The codebook: what the program takes for an act, by type, with the words that carry it and an example of each.
import {get, overview} from '../api';
import {h} from '../dom';
import {bdi, table} from '../parts/basics';
import {kTypes} from '../parts/desk';
import {takeaway} from '../parts/takeaway';
import type {View} from '../router';
import {actName, digits, label, t} from '../words';

interface Entry {
  lemma: string;
  pos: string;
  mode?: string;
  actor?: string;
  recipient?: string;
  needs?: string;
  not?: string;
  example?: string;
}

interface Codebook {
  engine: string;
  lexicon: string;
  codebook: string;
  models: string;
  types: Record<string, Entry[]>;
}

function entries(type: string, list: Entry[]): HTMLElement {
  const arabic = (text: string | undefined) => (text ? h('bdi', {lang: 'ar', dir: 'auto'}, text) : '');
  return table(label(`type.${type}`), [t('codebook.word'), t('codebook.pos'), t('codebook.act'), t('codebook.who'), t('codebook.needs'), t('codebook.example')],
    list.map((entry) => [arabic(entry.lemma), h('bdi', {lang: 'en'}, entry.pos), entry.mode ? actName(type, entry.mode) : '',
      h('bdi', {lang: 'ar', dir: 'auto'}, [entry.actor, entry.recipient].filter((x) => x).join(' ← ')), h('bdi', {class: 'code', dir: 'auto'}, [entry.needs, entry.not && `¬ ${entry.not}`].filter((x) => x).join(' ')), arabic(entry.example)]));
}

export async function codebookPage(): Promise<View> {
  const [book, counts] = await Promise.all([get<Codebook>('codebook'), overview()]);
  const used = new Map(counts.types.map((type) => [type.name, type.documents]));
  const types = kTypes.filter((type) => book.types[type.toLowerCase()]);
  return {
    title: t('nav.codebook'),
    node: h('div', {class: 'page page-codebook'},
            h('header', {class: 'page-head'}, h('h1', null, t('nav.codebook')), h('p', {class: 'facts'}, t('codebook.about')),
              h('p', {class: 'quiet'}, h('bdi', {class: 'code'}, digits(`${book.engine} · lexicon ${book.lexicon} · codebook ${book.codebook} · models ${book.models}`))),
              h('div', {class: 'bar'}, takeaway({name: 'codebook', json: () => book, rows: () => ({header: ['type', 'lemma', 'pos', 'mode', 'actor', 'recipient', 'needs', 'not', 'example'],
                rows: types.flatMap((type) => book.types[type.toLowerCase()]!.map((e) => [type, e.lemma, e.pos, e.mode, e.actor, e.recipient, e.needs, e.not, e.example]))})}))),
            types.map((type) => {
              const list = book.types[type.toLowerCase()]!;
              const body = h('div', null);
              const fold = h('details', {class: 'fold', id: type}, h('summary', null, h('h2', null, label(`type.${type}`), ' ', bdi(type, {class: 'code'}), ' ',
                h('span', {class: 'quiet'}, t('codebook.counts', {entries: list.length, claims: used.get(type) ?? 0})))), body);
              fold.addEventListener('toggle', () => {
                if (fold.open && !body.firstChild) body.append(entries(type, list));
              });
              return fold;
            })),
  };
}

