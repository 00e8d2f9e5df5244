// SPDX-License-Identifier: Apache-2.0
// A row of fields whose values stand in the address, so that every choice can be shared.
import {type Child, h} from '../dom';
import {goWithForm, here} from '../router';
import {t} from '../words';

export interface Field {
  name: string;
  label: string;
  kind?: 'text' | 'search' | 'date' | 'select';
  options?: [string, string][];
}

export function filters(page: string, fields: Field[], more: Child = null): HTMLFormElement {
  const {query} = here();
  const form = h('form', {
    class: 'filters', role: 'search', 'aria-label': t('filters.title'),
    submit: (event: Event) => {
      event.preventDefault();
      goWithForm(page, form);
    },
  }, fields.map(({name, label, kind = 'text', options}) => {
    const value = query.get(name) ?? '';
    const input = kind === 'select'
        ? h('select', {name}, h('option', {value: ''}, t('filters.any')),
            (options ?? []).map(([key, shown]) => h('option', {value: key, selected: key === value}, shown)))
        : h('input', {name, type: kind, value, dir: kind === 'date' ? null : 'auto', maxlength: 500});
    return h('label', {class: `field-${kind}`}, h('span', {class: 'key'}, label), input);
  }), h('button', {type: 'submit'}, t('filters.go')),
  [...query.keys()].some((key) => key !== 'lang') && h('a', {href: page, class: 'reset'}, t('filters.reset')), more);
  return form;
}

/** A link to the next page of a list, where there is one. */
export function nextPage(page: string, next: string | null | undefined): HTMLElement | null {
  if (!next) return null;
  const {query} = here();
  query.set('cursor', next);
  return h('p', {class: 'next'}, h('a', {href: `${page}?${query.toString()}`, rel: 'next'}, t('list.next')));
}

/** All values of fields that may be asked for several times. */
export function askedLists(...names: string[]): Record<string, string[]> {
  const {query} = here();
  return Object.fromEntries(names.map((name) => [name, query.getAll(name).filter((value) => value !== '')]));
}

export function asked(...names: string[]): Record<string, string | null> {
  const {query} = here();
  return Object.fromEntries(names.map((name) => [name, query.get(name)]));
}
