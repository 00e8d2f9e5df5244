// SPDX-License-Identifier: Apache-2.0
// Addresses and pages. Each view has its own address; links of the newsroom change the page without loading it anew.
import {h, replace} from './dom';
import {hideTooltip} from './parts/tooltip';
import {problemText} from './parts/desk';
import {Problem} from './api';
import {t} from './words';

export interface Address {
  page: string;
  id: string;
  query: URLSearchParams;
}

export interface View {
  title: string;
  node: Node;
  gone?: () => void;  // when the reader leaves it
}

export type Page = (address: Address) => Promise<View>;

let pages: Record<string, Page> = {};
let around: (page: string) => void = () => {};
let shown = '';
let current: View | null = null;
let turn = 0;

export function here(): Address {
  const [page = '', ...rest] = location.pathname.split('/').slice(1);
  const query = new URLSearchParams(location.search);
  return {page, id: query.get('id') ?? decodeURIComponent(rest.join('/')), query};
}

function plainAddress(): string {
  return location.pathname + location.search;
}

export async function render(focus = true): Promise<void> {
  const mine = ++turn;
  const address = here();
  const main = document.querySelector('main');
  if (!main) return;
  shown = plainAddress();
  hideTooltip();
  main.setAttribute('aria-busy', 'true');
  const page = pages[address.page];
  let view: View;
  try {
    view = page ? await page(address) : {title: t('error.no-page'), node: h('div', {class: 'page'}, h('h1', null, t('error.no-page')), h('p', null, t('error.no-page-hint')))};
  } catch (error) {
    const missing = error instanceof Problem && error.status === 404;
    view = {
      title: missing ? t('error.missing') : t('error.title'),
      node: h('div', {class: 'trouble', role: 'alert'}, h('h1', {tabindex: '-1'}, missing ? t('error.missing') : t('error.title')),
              h('p', {dir: 'auto'}, problemText(error)),
              !missing && h('button', {type: 'button', click: () => void render()}, t('error.again'))),
    };
  }
  if (mine !== turn) return;
  current?.gone?.();
  current = view;
  document.title = `${view.title} · ${t('name')}`;
  around(address.page);
  replace(main, view.node);
  main.removeAttribute('aria-busy');
  const target = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) {
    target.scrollIntoView();
    target.focus();
  } else if (focus) {
    window.scrollTo(0, 0);
    const heading = main.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({preventScroll: true});
  }
}

export function go(address: string): void {
  history.pushState(null, '', address);
  void render();
}

export function refresh(): void {
  const at = window.scrollY;
  void render(false).then(() => window.scrollTo(0, at));
}

/** Follows a form's fields into the address, leaving empty ones out. */
export function goWithForm(page: string, form: HTMLFormElement): void {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value.trim() !== '') query.append(name, value.trim());
  const text = query.toString();
  go(text === '' ? page : `${page}?${text}`);
}

export function start(all: Record<string, Page>, shell: (page: string) => void): void {
  pages = all;
  around = shell;
  window.addEventListener('popstate', () => {
    if (plainAddress() !== shown) void render();
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const href = link?.getAttribute('href') ?? '';
    if (!link || link.hasAttribute('download') || link.hasAttribute('target') || !href.startsWith('/') || href.startsWith('/api/')) return;
    if (/\.[a-z]+$/.test(href.split(/[?#]/)[0] ?? '')) return;
    event.preventDefault();
    go(href);
  });
  void render(false);
}
