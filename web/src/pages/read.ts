// SPDX-License-Identifier: Apache-2.0
// Paste a text or the source of a page, and see its reading. Nothing is kept, and no address is fetched.
import {read} from '../api';
import {h, replace} from '../dom';
import {Article} from '../model/article';
import {quoted, bdi, day, empty} from '../parts/basics';
import {problemText} from '../parts/desk';
import {takeaway} from '../parts/takeaway';
import type {View} from '../router';
import {label, t} from '../words';
import {citationOf, claimRows, readingView} from './document';

let last: {text: string; date: string; outlet: string} = {text: '', date: '', outlet: ''};

export function readPage(): Promise<View> {
  const result = h('div', {class: 'result', 'aria-live': 'polite'});
  const show = (article: Article) => replace(result,
      h('header', {class: 'page-head'}, quoted(article.title() || label('no-headline'), article.reading.language, article.dir, 'h2'),
        h('p', {class: 'facts'}, article.reading.outlet && bdi(article.reading.outlet), ' ', day(article.reading.published?.value)),
        takeaway({name: 'reading', json: () => article.reading, rows: () => claimRows(article), citation: () => citationOf(article)})),
      readingView(article, null));
  const form = h('form', {
    class: 'read-form',
    submit: (event: Event) => {
      event.preventDefault();
      const data = new FormData(form);
      last = {text: String(data.get('text') ?? ''), date: String(data.get('date') ?? ''), outlet: String(data.get('outlet') ?? '')};
      if (last.text.trim() === '') return replace(result, empty(t('read.nothing')));
      const page = /<(?:!doctype|html|body|article|p|div)\b/i.test(last.text.slice(0, 5000));
      replace(result, h('p', {class: 'facts', role: 'status'}, t('read.reading')));
      const known = {...(last.date ? {date: last.date} : {}), ...(last.outlet ? {outlet: last.outlet} : {})};
      read({...(page ? {html: last.text} : {text: last.text}), ...known})
          .then((reading) => show(new Article(reading)), (error: unknown) => replace(result, h('p', {class: 'trouble', role: 'alert'}, problemText(error))));
    },
  },
  h('label', {class: 'wide'}, h('span', {class: 'key'}, t('read.text')), h('textarea', {name: 'text', rows: 10, dir: 'auto', maxlength: 4_000_000, required: true}, last.text)),
  h('div', {class: 'row'},
    h('label', null, h('span', {class: 'key'}, t('read.date')), h('input', {name: 'date', type: 'date', value: last.date})),
    h('label', null, h('span', {class: 'key'}, label('outlet')), h('input', {name: 'outlet', dir: 'auto', value: last.outlet, maxlength: 200})),
    h('button', {type: 'submit', class: 'main'}, t('read.go'))));
  return Promise.resolve({
    title: t('nav.read'),
    node: h('div', {class: 'page page-read'}, h('header', {class: 'page-head'}, h('h1', null, t('nav.read')), h('p', {class: 'facts'}, t('read.about'))), form, result),
  });
}
