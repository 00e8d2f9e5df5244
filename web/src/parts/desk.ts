// SPDX-License-Identifier: Apache-2.0
// The checking desk of one claim: accept it, mark it wrong, say what it should be. Who and when is kept by the store.
import {note as tell, Problem} from '../api';
import {type Child, h} from '../dom';
import type {Claim, Correction} from '../types';
import {settings} from '../settings';
import {label, t} from '../words';
import {bdi, button, day} from './basics';
import {say} from './takeaway';
import {whoField} from './who';

export const kTypes = ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT',
                       'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'];
export const kStatuses = ['happened', 'ongoing', 'planned', 'possible', 'called-for', 'conditional', 'denied'];
const kQualifiers = ['none', 'alleged', 'asked', 'wanted', 'negated'];
const kBases = ['report', 'background', 'inference'];

export function problemText(error: unknown): string {
  if (error instanceof Problem) return error.detail || error.title;
  return error instanceof Error ? error.message : String(error);
}

function select(name: string, values: string[], chosen: string, shown: (value: string) => string): HTMLElement {
  return h('label', null, h('span', {class: 'key'}, t(`field.${name}` as 'field.status')),
           h('select', {name}, values.map((value) => h('option', {value, selected: value === chosen}, shown(value)))));
}

/** A corrected value in words. */
export function correctedValue(field: string, value: string): string {
  if (field === 'verdict') return t(value === 'right' ? 'desk.is-right' : 'desk.is-wrong');
  if (field === 'basis') return t(`basis.${value}` as 'basis.report');
  if (field === 'qualifier' && value === 'none') return t('desk.none');
  return label(`${field}.${value}`);
}

/** A moment of the log: day and minute as this machine's clock has them. */
export function moment(made: string): Child {
  const at = new Date(made);
  return Number.isNaN(at.getTime()) ? day(made) : h('time', {datetime: made}, h('bdi', null, at.toLocaleString(settings.language === 'ar' ? 'ar-EG' : 'en-GB',
    {dateStyle: 'medium', timeStyle: 'short', numberingSystem: settings.digits} as Intl.DateTimeFormatOptions)));
}

/** Takes a correction back, and says so. */
export async function undo(path: string, changed: () => void): Promise<void> {
  try {
    await tell('DELETE', path);
    say(t('desk.saved'));
    changed();
  } catch (error) {
    say(`${t('desk.failed')} ${problemText(error)}`);
  }
}

function standing(corrections: Correction[], changed: () => void): Child {
  if (corrections.length === 0) return null;
  return h('ul', {class: 'entries', 'aria-label': t('desk.corrections')}, corrections.map((one) => h('li', null,
    h('span', {class: 'key'}, t(`field.${one.field}` as 'field.status')), ': ', h('strong', null, correctedValue(one.field, one.value)), ' · ',
    one.who ? bdi(one.who) : h('span', {class: 'quiet'}, t('desk.anonymous')), ' · ', moment(one.made), one.note && [' · ', bdi(one.note)], ' ',
    button(t('desk.undo'), () => void undo(`corrections/${one.id}`, changed), {class: 'small', 'aria-label': `${t('desk.undo')}: ${correctedValue(one.field, one.value)}`}))));
}

/** `changed` is called after the store took the correction. */
export function claimDesk(document: string, claim: Claim, corrections: Correction[], changed: () => void): HTMLElement {
  const post = async (fields: [string, string][], note: string) => {
    try {
      for (const [field, value] of fields)
        await tell('POST', `documents/${encodeURIComponent(document)}/corrections`, {claim: claim.id, field, value, note});
      say(t('desk.saved'));
      changed();
    } catch (error) {
      say(`${t('desk.failed')} ${problemText(error)}`);
    }
  };
  const form = h('form', {
    class: 'desk-form',
    submit: (event: Event) => {
      event.preventDefault();
      const data = new FormData(form);
      const now: Record<string, string> = {type: claim.type, status: claim.status, qualifier: claim.qualifier ?? 'none', basis: claim.basis};
      const fields = Object.keys(now).filter((name) => String(data.get(name)) !== now[name])
                         .map((name): [string, string] => [name, String(data.get(name))]);
      if (fields.length === 0) say(t('desk.nothing'));
      else void post(fields, String(data.get('note') ?? ''));
    },
  },
  select('type', kTypes, claim.type, (value) => label(`type.${value}`)),
  select('status', kStatuses, claim.status, (value) => label(`status.${value}`)),
  select('qualifier', kQualifiers, claim.qualifier ?? 'none', (value) => value === 'none' ? t('desk.none') : label(`qualifier.${value}`)),
  select('basis', kBases, claim.basis, (value) => t(`basis.${value}` as 'basis.report')),
  h('label', {class: 'wide'}, h('span', {class: 'key'}, t('desk.note')), h('input', {name: 'note', maxlength: 500, dir: 'auto'})),
  h('button', {type: 'submit'}, t('desk.save')));
  return h('details', {class: 'desk'}, h('summary', null, t('desk.title')),
           standing(corrections, changed),
           h('div', {class: 'row'}, whoField(),
             button(t('desk.accept'), () => void post([['verdict', 'right']], '')),
             button(t('desk.wrong'), () => void post([['verdict', 'wrong']], ''))),
           form);
}
