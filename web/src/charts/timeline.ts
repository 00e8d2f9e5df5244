// SPDX-License-Identifier: Apache-2.0
// When the acts of a story are told to have happened: a row a type, a shape a status. The table beside it says the same.
import {scaleTime} from 'd3-scale';
import {h, s} from '../dom';
import type {Act} from '../model/gather';
import {isDone} from '../model/article';
import {pictureButton} from '../parts/takeaway';
import {timeRunsLeft} from '../settings';
import {actName, date, label, t} from '../words';

const kWide = 960, kRow = 26, kTop = 28, kNames = 170;

interface Dated {
  act: Act;
  at: Date;
}

function instant(value: string): Date | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(value);
  return found ? new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]), 12)) : null;
}

export function timeline(acts: Act[], name: string): HTMLElement | null {
  const dated: Dated[] = acts.flatMap((act) => {
    const at = act.date === null ? null : instant(act.date);
    return at ? [{act, at}] : [];
  });
  if (dated.length < 2) return null;
  const types = [...new Set(dated.map((d) => d.act.lead.claim.type))];
  const high = kTop + types.length * kRow + 8;
  const left = timeRunsLeft();
  const times = dated.map((d) => d.at.getTime());
  const margin = 86_400_000;
  const span: [number, number] = left ? [kWide - kNames - 50, 60] : [kNames + 50, kWide - 60];
  const x = scaleTime().domain([Math.min(...times) - margin, Math.max(...times) + margin]).range(span);
  const svg = s('svg', {viewBox: `0 0 ${kWide} ${high}`, class: 'chart timeline', role: 'group', 'aria-label': t('chart.timeline')});
  const days = x.ticks(6);
  for (const tick of [...new Map(days.map((d) => [d.toISOString().slice(0, 10), d])).values()]) {
    svg.append(s('line', {x1: x(tick), x2: x(tick), y1: kTop - 8, y2: high, class: 'grid'}),
               s('text', {x: x(tick), y: kTop - 14, 'text-anchor': 'middle', class: 'axis'}, date(tick.toISOString().slice(0, 10), true)));
  }
  types.forEach((type, row) => {
    const y = kTop + row * kRow + kRow / 2;
    svg.append(s('line', {x1: Math.min(...span) - 10, x2: Math.max(...span) + 10, y1: y, y2: y, class: 'lane'}),
               s('text', {x: left ? kWide - 8 : 8, y: y + 4, 'text-anchor': 'start', direction: left ? 'rtl' : 'ltr', class: 'axis lane-name'}, label(`type.${type}`)));
    const stacked = new Map<string, number>();
    for (const {act, at} of dated.filter((d) => d.act.lead.claim.type === type)) {
      const key = at.toISOString().slice(0, 10);
      const above = stacked.get(key) ?? 0;
      stacked.set(key, above + 1);
      const done = isDone(act.lead.claim);
      const denied = act.lead.claim.status === 'denied';
      const cx = x(at) + (above % 5) * 9 * (left ? -1 : 1), r = 4 + Math.min(act.corroboration.texts, 4);
      const shape = denied ? s('path', {d: `M${cx - r} ${y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`, class: 'point denied'})
                           : s('circle', {cx, cy: y, r, class: done ? 'point done' : 'point undone'});
      shape.append(s('title', null, `${label(`status.${act.lead.claim.status}`)}: ${actName(type, act.lead.claim.mode)} · ${date(act.date ?? '')}`));
      svg.append(s('a', {href: `#act-${act.id}`, 'aria-label': `${label(`status.${act.lead.claim.status}`)}: ${actName(type, act.lead.claim.mode)}`}, shape));
    }
  });
  return h('figure', null, h('div', {class: 'chart-scroll', tabindex: '0', role: 'region', 'aria-label': t('chart.timeline')}, svg),
           h('figcaption', null, t('chart.timeline-key'), ' ', pictureButton(svg, `${name}-timeline`)));
}
