// SPDX-License-Identifier: Apache-2.0
// The name under which the reader's changes stand in the log; kept in the browser.
import {h} from '../dom';
import {change, settings} from '../settings';
import {t} from '../words';

export function whoField(): HTMLElement {
  return h('label', null, h('span', {class: 'key'}, t('desk.who')), h('input', {class: 'who', value: settings.who, dir: 'auto', maxlength: 80, autocomplete: 'name', change: (event: Event) => {
    change({who: (event.target as HTMLInputElement).value.trim()});
    for (const other of document.querySelectorAll<HTMLInputElement>('input.who')) other.value = settings.who;
  }}));
}
