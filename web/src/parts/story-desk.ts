// SPDX-License-Identifier: Apache-2.0
// The checking desk of a story: move documents to another story, put two stories together, take documents out as one of
// their own; and the log of what was done, each entry to be taken back.
import {get, note as send} from '../api';
import {type Child, h, replace} from '../dom';
import type {Act} from '../model/gather';
import type {LoadedStory} from '../model/load';
import {t} from '../words';
import {bdi, button, empty, headline} from './basics';
import {moment, problemText} from './desk';
import {say} from './takeaway';
import {whoField} from './who';

interface Change {
  id: number;
  action: string;
  subjects: string[];
  target: string | null;
  note: string | null;
  made: string;
  undone: string | null;
  who: string | null;
  undone_by: string | null;
}

async function tell(work: () => Promise<unknown>, changed: () => void): Promise<void> {
  try {
    await work();
    say(t('desk.saved'));
    changed();
  } catch (error) {
    say(`${t('desk.failed')} ${problemText(error)}`);
  }
}

/** For one telling in its event: it tells another act, or it is wrong. */
export function tellingDesk(claim: string, changed: () => void): Child {
  const rearrange = (action: string) => () => void tell(() => send('POST', 'changes', {action, subjects: [claim]}), changed);
  return [button(t('desk.part'), rearrange('part-acts'), {class: 'plain'}), ' ', button(t('desk.is-wrong-claim'), rearrange('wrong'), {class: 'plain'})];
}

/** For one event: it is the same as another one of the story. */
export function eventDesk(act: Act, others: [string, string][], changed: () => void): HTMLElement {
  const choice = h('select', {'aria-label': t('desk.other-act')}, others.filter(([id]) => id !== act.id).map(([id, name]) => h('option', {value: id}, name)));
  return h('details', {class: 'desk'}, h('summary', null, t('desk.same-act')),
           h('div', {class: 'row'}, choice, button(t('desk.join'), () => void tell(() => send('POST', 'changes', {action: 'join-acts', subjects: [act.id], target: choice.value}), changed))));
}

export function storyDesk(story: LoadedStory, changed: () => void): HTMLElement {
  const act = (work: () => Promise<unknown>) => tell(work, changed);
  const form = h('form', {class: 'desk-form', submit: (event: Event) => event.preventDefault()});
  const change = (action: string) => () => {
    const data = new FormData(form);
    const subjects = action === 'merge' ? [story.answer.id] : data.getAll('document').map(String);
    const target = String(data.get('target') ?? '').trim().replace(/^.*\/(story|document)\//, '');
    if (subjects.length === 0) return say(t('desk.choose'));
    if (action !== 'split' && target === '') return say(t('desk.target-missing'));
    void act(() => send('POST', 'changes', {action, subjects, target: action === 'split' ? '' : target, note: String(data.get('note') ?? '')}));
  };
  form.append(
      h('fieldset', null, h('legend', null, t('desk.which')), story.answer.tellings.map((telling) =>
        h('label', {class: 'check'}, h('input', {type: 'checkbox', name: 'document', value: telling.document}), ' ',
          bdi(telling.outlet ?? ''), ': ', headline(telling.title ?? telling.given_id)))),
      h('label', {class: 'wide'}, h('span', {class: 'key'}, t('desk.target')), h('input', {name: 'target', dir: 'ltr', maxlength: 300})),
      h('label', {class: 'wide'}, h('span', {class: 'key'}, t('desk.note')), h('input', {name: 'note', dir: 'auto', maxlength: 500})),
      h('div', {class: 'row'}, whoField(), button(t('desk.split'), change('split')), button(t('desk.move'), change('move')), button(t('desk.merge'), change('merge'))));
  const log = h('div', null);
  const entry = (one: Change): Child => h('li', null, h('strong', null, t(`change.${one.action}` as 'change.move')), ' ', one.who ? bdi(one.who) : h('span', {class: 'quiet'}, t('desk.anonymous')), ' · ', moment(one.made), ' ',
      h('bdi', {class: 'code'}, one.subjects.join(' ')), one.target && [' ← ', h('bdi', {class: 'code'}, one.target)], one.note && [' · ', bdi(one.note)], ' ',
      one.undone ? h('span', {class: 'quiet'}, t('desk.undone'), ' ', one.undone_by && [bdi(one.undone_by), ' '], moment(one.undone)) : button(t('desk.undo'), () => void act(() => send('DELETE', `changes/${one.id}`))));
  const desk = h('details', {class: 'desk story-desk'}, h('summary', null, t('desk.story-title')), form, h('h3', null, t('desk.log')), log);
  desk.addEventListener('toggle', () => {
    if (!desk.open) return;
    get<{changes: Change[]}>('changes').then(
        ({changes}) => replace(log, changes.length === 0 ? empty(t('desk.log-empty')) : h('ul', {class: 'entries'}, [...changes].reverse().map(entry))),
        (error: unknown) => replace(log, empty(problemText(error))));
  });
  return desk;
}

