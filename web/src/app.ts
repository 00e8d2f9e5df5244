// SPDX-License-Identifier: Apache-2.0
// The newsroom's frame: head line, ways to the pages, settings; and the start.
import {labels} from './api';
import {h, replace} from './dom';
import {button} from './parts/basics';
import {actorPage} from './pages/actor';
import {codebookPage} from './pages/codebook';
import {documentPage} from './pages/document';
import {logPage} from './pages/log';
import {readPage} from './pages/read';
import {relationPage} from './pages/relation';
import {searchPage} from './pages/search';
import {sourcesPage} from './pages/sources';
import {storyPage} from './pages/story';
import {todayPage} from './pages/today';
import {noteVisit} from './pages/visit';
import {problemText} from './parts/desk';
import {refresh, start} from './router';
import {whoField} from './parts/who';
import {applySettings, change, settings, type Settings} from './settings';
import type {StringKey} from './strings/table';
import {setLabels, t} from './words';

const kWays: [string, string, StringKey][] = [
  ['', '/', 'nav.today'], ['search', '/search', 'nav.search'], ['actor', '/actor', 'nav.actors'], ['relation', '/relation', 'nav.relation'],
  ['read', '/read', 'nav.read'], ['codebook', '/codebook', 'nav.codebook'], ['sources', '/sources', 'nav.sources'], ['log', '/log', 'nav.log'],
];

function choose<K extends keyof Settings>(name: K, shown: StringKey, options: [Settings[K] & string, StringKey][]): HTMLElement {
  return h('label', null, h('span', {class: 'key'}, t(shown)),
           h('select', {change: (event: Event) => set({[name]: (event.target as HTMLSelectElement).value} as Partial<Settings>)},
             options.map(([value, text]) => h('option', {value, selected: settings[name] === value}, t(text)))));
}

function set(what: Partial<Settings>): void {
  const controls = () => [...document.querySelectorAll<HTMLElement>('body > header :is(button, select, input)')];
  const focused = controls().indexOf(document.activeElement as HTMLElement);
  change(what);
  frame();
  if (focused >= 0) controls()[focused]?.focus();
  refresh();
}

function settingsPanel(open: boolean): HTMLElement {
  return h('details', {class: 'settings', open}, h('summary', null, t('settings.title')),
           h('div', {class: 'panel'},
             choose('digits', 'settings.digits', [['latn', 'settings.digits-latn'], ['arab', 'settings.digits-arab']]),
             choose('theme', 'settings.theme', [['auto', 'settings.auto'], ['light', 'settings.light'], ['dark', 'settings.dark']]),
             choose('timeAxis', 'settings.axis', [['auto', 'settings.axis-auto'], ['rtl', 'settings.axis-rtl'], ['ltr', 'settings.axis-ltr']]),
             h('label', {class: 'check'}, h('input', {type: 'checkbox', checked: settings.hijri, change: (event: Event) => set({hijri: (event.target as HTMLInputElement).checked})}), ' ', t('settings.hijri')), whoField()));
}

let page = '';

function frame(): void {
  const other = settings.language === 'ar' ? 'en' : 'ar';
  const head = document.querySelector('body > header')!;
  const open = head.querySelector<HTMLDetailsElement>('.settings')?.open ?? false;
  replace(head,
      h('a', {href: '#content', class: 'skip'}, t('skip')),
      h('div', {class: 'masthead'}, h('a', {href: '/', class: 'brand'}, h('span', {class: 'brand-name', lang: 'ar'}, 'إسناد'), h('span', {class: 'motto'}, t('motto'))),
        h('div', {class: 'tools'}, button(other === 'en' ? 'English' : 'العربية', () => set({language: other}), {lang: other, class: 'language'}), settingsPanel(open))),
      h('nav', {'aria-label': t('nav.title')}, h('ul', null, kWays.map(([name, href, text]) =>
        h('li', null, h('a', {href, 'aria-current': name === page ? 'page' : null}, t(text)))))));
  const foot = document.querySelector('body > footer')!;
  replace(foot, h('p', null, t('footer')), h('p', null, h('a', {href: '/openapi.json', target: '_blank', rel: 'noopener'}, t('footer.api'))));
}

async function boot(): Promise<void> {
  applySettings();
  noteVisit();
  document.body.replaceChildren(h('header', {class: 'site'}), h('main', {id: 'content', tabindex: '-1'}), h('footer', {class: 'site'}), h('div', {id: 'said', role: 'status', 'aria-live': 'polite'}));
  frame();
  try {
    setLabels(await labels());
  } catch (error) {
    const main = document.querySelector('main')!;
    replace(main, h('div', {class: 'trouble', role: 'alert'}, h('h1', null, t('error.title')), h('p', {dir: 'auto'}, problemText(error)),
                    h('button', {type: 'button', click: () => location.reload()}, t('error.again'))));
    return;
  }
  start({'': () => todayPage(), document: documentPage, story: storyPage, actor: actorPage, relation: relationPage, search: searchPage,
         codebook: () => codebookPage(), sources: () => sourcesPage(), read: () => readPage(), log: logPage}, (name) => {
    page = name;
    for (const link of document.querySelectorAll('nav a')) {
      if (link.getAttribute('href') === `/${page}`) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  });
}

void boot();
