// SPDX-License-Identifier: Apache-2.0
// Long work in the store: what another program is reading into it now, and what was read before.
import {runs} from '../api';
import {type Child, h, replace} from '../dom';
import type {Run} from '../types';
import {counted, isKey, number, t} from '../words';
import {bdi, table} from './basics';
import {moment} from './desk';

const kAgain = 2000, kSilent = 60_000;  // a run that says nothing so long was killed

type State = 'done' | 'going' | 'stopped';

function stateOf(run: Run, now: string): State {
  return run.ended !== null ? 'done' : Date.parse(now) - Date.parse(run.told) > kSilent ? 'stopped' : 'going';
}

function name(run: Run): Child {
  const key = `runs.${run.what}`;
  return [isKey(key) ? t(key) : run.what, ' ', bdi(run.of, {dir: 'ltr', class: 'code'})];
}

function going(run: Run): HTMLElement {
  const known = run.whole > 0;
  const share = known ? Math.min(1, run.bytes / run.whole) : 0;
  const id = `run-${run.id}`;
  return h('li', null, h('span', {id}, name(run)), ' ', h('progress', {'aria-labelledby': id, ...(known ? {value: share, max: 1} : {})}),
           ' ', known && [number(Math.floor(share * 100)), '% · '], counted('count.texts', run.documents));
}

/** Shown while work goes on, and asked for again until it ends. `earlier`: also what ended. */
export function runsPanel(earlier: boolean): {node: HTMLElement; gone: () => void} {
  const node = h('section', {class: 'runs', hidden: true});
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    const answer = await runs().catch(() => null);
    if (!answer) return;
    const now = answer.runs.filter((run) => stateOf(run, answer.now) === 'going');
    const before = earlier ? answer.runs.filter((run) => !now.includes(run)) : [];
    node.hidden = now.length + before.length === 0;
    replace(node, now.length > 0 && [h('h2', null, t('runs.title')), h('ul', {class: 'entries', 'aria-live': 'off'}, now.map(going))],
            before.length > 0 && [h('h2', null, t('runs.ended')), table(t('runs.ended'), [t('runs.what'), t('runs.begun'), t('sources.documents'), t('runs.state')],
              before.map((run) => [name(run), moment(run.begun), number(run.documents), t(`runs.${stateOf(run, answer.now)}`)]))]);
    if (now.length > 0) timer = setTimeout(() => void look(), kAgain);
  };
  void look();
  return {node, gone: () => clearTimeout(timer)};
}
