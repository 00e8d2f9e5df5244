// SPDX-License-Identifier: Apache-2.0
// Two actors over time: what they do with each other above the line, against each other below it. Full bars are told as
// done, hatched outlines are not. Each bar leads to the claims behind it.
import {scaleBand, scaleLinear} from 'd3-scale';
import {h, s} from '../dom';
import {pictureButton} from '../parts/takeaway';
import {timeRunsLeft} from '../settings';
import {date, number, t} from '../words';

export interface Month {
  month: string;  // 2020-06
  withDone: number;
  withUndone: number;
  againstDone: number;
  againstUndone: number;
}

const kWide = 960, kHigh = 320, kSide = 48;

export function relationChart(months: Month[], name: string): HTMLElement {
  const left = timeRunsLeft();
  const most = Math.max(1, ...months.flatMap((m) => [m.withDone + m.withUndone, m.againstDone + m.againstUndone]));
  const x = scaleBand<string>().domain(months.map((m) => m.month)).range(left ? [kWide - kSide, 16] : [kSide, kWide - 16]).padding(0.25);
  const y = scaleLinear().domain([-most, most]).range([kHigh - 40, 24]).nice();
  const svg = s('svg', {viewBox: `0 0 ${kWide} ${kHigh}`, class: 'chart relation', role: 'group', 'aria-label': t('chart.relation')},
                s('defs', null, s('pattern', {id: 'undone-fill', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
                                  s('line', {x1: 0, x2: 0, y1: 0, y2: 6, class: 'hatch'}))));
  for (const tick of y.ticks(5).filter(Number.isInteger))
    svg.append(s('line', {x1: 16, x2: kWide - 16, y1: y(tick), y2: y(tick), class: tick === 0 ? 'zero' : 'grid'}),
               s('text', {x: left ? kWide - 20 : 20, y: y(tick) - 4, 'text-anchor': left ? 'end' : 'start', direction: 'ltr', class: 'axis'}, number(Math.abs(tick))));
  const every = Math.ceil(months.length / 10);
  months.forEach((m, i) => {
    const at = x(m.month) ?? 0, wide = Math.min(x.bandwidth(), 46), from = at + (x.bandwidth() - wide) / 2;
    const bar = (low: number, high: number, kind: string) => high === low ? null
        : s('rect', {x: from, y: y(Math.max(low, high)), width: wide, height: Math.abs(y(low) - y(high)), class: `bar ${kind}`});
    svg.append(s('a', {href: `#month-${m.month}`, 'aria-label': date(m.month)},
                 bar(0, m.withDone, 'with done'), bar(m.withDone, m.withDone + m.withUndone, 'with undone'),
                 bar(0, -m.againstDone, 'against done'), bar(-m.againstDone, -m.againstDone - m.againstUndone, 'against undone'),
                 s('title', null, date(m.month))));
    if (i % every === 0) svg.append(s('text', {x: at + x.bandwidth() / 2, y: kHigh - 14, 'text-anchor': 'middle', class: 'axis'}, date(m.month, true)));
  });
  svg.append(s('text', {x: left ? 16 : kWide - 16, y: 16, 'text-anchor': left ? 'end' : 'end', direction: left ? 'rtl' : 'ltr', class: 'axis'}, `↑ ${t('relation.with')}`),
             s('text', {x: left ? 16 : kWide - 16, y: kHigh - 2, 'text-anchor': 'end', direction: left ? 'rtl' : 'ltr', class: 'axis'}, `↓ ${t('relation.against')}`));
  return h('figure', null, h('div', {class: 'chart-scroll', tabindex: '0', role: 'region', 'aria-label': t('chart.relation')}, svg), h('figcaption', null, t('chart.relation-key'), ' ', pictureButton(svg, name)));
}
