// SPDX-License-Identifier: Apache-2.0
// Who acts towards whom: a link for each pair, its width the number of acts; dashed where nothing of it is told as done.
import {forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY,
        type SimulationLinkDatum, type SimulationNodeDatum} from 'd3-force';
import {h, s} from '../dom';
import {isDone} from '../model/article';
import {isPublic} from '../model/actors';
import {identity, type Act} from '../model/gather';
import {pictureButton} from '../parts/takeaway';
import {actorLink, table} from '../parts/basics';
import {clean} from '../text/clean';
import {number, t} from '../words';

interface Node extends SimulationNodeDatum {
  id: string;
  name: string;
  acts: number;
}

interface Link extends SimulationLinkDatum<Node> {
  from: Node;
  to: Node;
  acts: number;
  done: number;
}

export interface Network {
  nodes: Node[];
  links: Link[];
}

const kMost = 24;

export function networkOf(acts: Act[]): Network {
  const nodes = new Map<string, Node>();
  const links = new Map<string, Link>();
  for (const act of acts) {
    const {article, claim} = act.lead;
    if (article.folded(claim)) continue;
    const known = (list: typeof claim.actors) => list.flatMap((party) => {
      const entity = article.partyEntity(party);
      if (!entity || !isPublic(article, entity)) return [];
      const id = identity(entity);
      const node = nodes.get(id) ?? {id, name: entity.name, acts: 0};
      nodes.set(id, node);
      return [node];
    });
    const from = known(claim.actors), to = known(claim.recipients);
    for (const node of [...from, ...to]) node.acts += 1;
    for (const a of from)
      for (const b of to) {
        if (a === b) continue;
        const key = `${a.id} > ${b.id}`;
        const link = links.get(key) ?? {source: a, target: b, from: a, to: b, acts: 0, done: 0};
        link.acts += 1;
        link.done += Number(isDone(claim));
        links.set(key, link);
      }
  }
  const kept = new Set([...nodes.values()].sort((a, b) => b.acts - a.acts).slice(0, kMost));
  const list = [...links.values()].filter((link) => kept.has(link.from) && kept.has(link.to));
  return {nodes: [...kept].filter((node) => list.some((link) => link.from === node || link.to === node)), links: list};
}

export function graphml({nodes, links}: Network): string {
  const xml = (text: string) => clean(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
          '<key id="name" for="node" attr.name="name" attr.type="string"/>', '<key id="acts" for="edge" attr.name="acts" attr.type="int"/>',
          '<key id="done" for="edge" attr.name="done" attr.type="int"/>', '<graph edgedefault="directed">',
          ...nodes.map((node) => `<node id="${xml(node.id)}"><data key="name">${xml(node.name)}</data></node>`),
          ...links.map((link) => `<edge source="${xml(link.from.id)}" target="${xml(link.to.id)}"><data key="acts">${link.acts}</data><data key="done">${link.done}</data></edge>`),
          '</graph>', '</graphml>', ''].join('\n');
}

export function networkChart(network: Network, name: string): HTMLElement | null {
  const {nodes, links} = network;
  if (links.length === 0) return null;
  const wide = 960, high = nodes.length > 10 ? 560 : 340, long = nodes.length > 10 ? 130 : 210;
  const simulation = forceSimulation(nodes)
      .force('link', forceLink<Node, Link>(links).distance(long).strength(0.5))
      .force('apart', forceManyBody().strength(nodes.length > 10 ? -520 : -1400)).force('middle', forceCenter(wide / 2, high / 2))
      .force('x', forceX(wide / 2).strength(0.04)).force('y', forceY(high / 2).strength(0.11)).force('room', forceCollide(44)).stop();
  simulation.tick(300);
  for (const node of nodes) {
    node.x = Math.max(80, Math.min(wide - 80, node.x ?? 0));
    node.y = Math.max(24, Math.min(high - 34, node.y ?? 0));
  }
  const svg = s('svg', {viewBox: `0 0 ${wide} ${high}`, class: 'chart network', role: 'group', 'aria-label': t('chart.network')},
                s('defs', null, s('marker', {id: 'tip-arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse'},
                                  s('path', {d: 'M0 0 8 4 0 8z', class: 'arrow'}))));
  for (const link of links) {
    const x1 = link.from.x ?? 0, y1 = link.from.y ?? 0, x2 = link.to.x ?? 0, y2 = link.to.y ?? 0;
    const length = Math.hypot(x2 - x1, y2 - y1) || 1, trim = 11 / length;
    const bend = links.some((other) => other.from === link.to && other.to === link.from) ? 18 : 0;
    const ax = x1 + (x2 - x1) * trim, ay = y1 + (y2 - y1) * trim, bx = x2 - (x2 - x1) * trim, by = y2 - (y2 - y1) * trim;
    const mx = (ax + bx) / 2 - ((y2 - y1) / length) * bend, my = (ay + by) / 2 + ((x2 - x1) / length) * bend;
    svg.append(s('path', {d: `M${ax} ${ay}Q${mx} ${my} ${bx} ${by}`, class: link.done > 0 ? 'link done' : 'link undone',
                          'stroke-width': 1 + Math.min(link.acts, 5) * 0.6, 'marker-end': 'url(#tip-arrow)'},
                 s('title', null, `${link.from.name} ← ${link.to.name}: ${number(link.acts)}`)));
  }
  for (const node of nodes)
    svg.append(s('a', {href: `/actor?name=${encodeURIComponent(node.name)}`, class: 'node'},
                 s('circle', {cx: node.x ?? 0, cy: node.y ?? 0, r: 5 + Math.min(node.acts, 8) * 0.6}),
                 s('text', {x: node.x ?? 0, y: (node.y ?? 0) + 24, 'text-anchor': 'middle'}, clean(node.name).slice(0, 34))));
  return h('figure', null, h('div', {class: 'chart-scroll', tabindex: '0', role: 'region', 'aria-label': t('chart.network')}, svg), h('figcaption', null, t('chart.network-key'), ' ', pictureButton(svg, `${name}-network`)),
           h('details', null, h('summary', null, t('chart.as-table')),
             table(t('chart.network'), [t('calling.who'), t('chart.to-whom'), t('chart.acts'), t('chart.done')],
                   links.map((link) => [actorLink(link.from.name), actorLink(link.to.name), number(link.acts), number(link.done)]))));
}
