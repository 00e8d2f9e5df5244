// SPDX-License-Identifier: Apache-2.0
// Where the acts of a story are told to have happened, over a base map of borders that the program brings with it.
// A place whose position is not known is shown at its state, and named so in the table.
import {geoCentroid, geoMercator, geoPath} from 'd3-geo';
import {feature, mesh} from 'topojson-client';
import type {GeometryCollection, Topology} from 'topojson-specification';
import type {Feature, Geometry} from 'geojson';
import {places} from '../api';
import {borderNumber, countryName} from '../countries';
import {h, s} from '../dom';
import type {Act} from '../model/gather';
import {isDone} from '../model/article';
import {actorLink, table} from '../parts/basics';
import {pictureButton} from '../parts/takeaway';
import {clean} from '../text/clean';
import {number, t} from '../words';

export interface Spot {
  name: string;
  english: string | null;
  country: string | null;
  acts: number;
  done: number;
  at: [number, number] | null;
  exact: boolean;
}

type Borders = Topology<{countries: GeometryCollection; land: GeometryCollection}>;
let asked: Promise<Borders> | null = null;

function borders(): Promise<Borders> {
  asked ??= fetch('/borders.json').then((response) => response.json() as Promise<Borders>);
  return asked;
}

export function spotsOf(acts: Act[]): Spot[] {
  const found = new Map<string, Spot>();
  for (const act of acts) {
    const {article, claim} = act.lead;
    const entity = article.entity(claim.place);
    if (!entity || article.folded(claim)) continue;
    const spot = found.get(entity.name) ?? {name: entity.name, english: entity.en, country: entity.country, acts: 0, done: 0, at: null, exact: true};
    spot.acts += 1;
    spot.done += Number(isDone(claim));
    found.set(entity.name, spot);
  }
  return [...found.values()].sort((a, b) => b.acts - a.acts);
}

export function geojson(spots: Spot[]): unknown {
  return {
    type: 'FeatureCollection',
    features: spots.map((spot) => ({
      type: 'Feature', geometry: spot.at ? {type: 'Point', coordinates: spot.at} : null,
      properties: {name: spot.name, english: spot.english, country: spot.country, acts: spot.acts, done: spot.done, exact: spot.exact},
    })),
  };
}

// Distance of the outermost places decides how much of the world is seen, and never less than a region.
function frame(points: [number, number][]): [[number, number], [number, number]] {
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const wide = Math.max(26, (Math.max(...xs) - Math.min(...xs)) * 1.3), high = Math.max(14, (Math.max(...ys) - Math.min(...ys)) * 1.4);
  const x = (Math.max(...xs) + Math.min(...xs)) / 2, y = (Math.max(...ys) + Math.min(...ys)) / 2;
  return [[x - wide / 2, Math.max(-60, y - high / 2)], [x + wide / 2, Math.min(75, y + high / 2)]];
}

export async function mapChart(spots: Spot[], name: string): Promise<HTMLElement | null> {
  if (spots.length === 0) return null;
  const [topology, known] = await Promise.all([borders(), places()]);
  const positions = new Map(known.places.flatMap((at) => [[`${at.name} ${at.country ?? ''}`, at], [at.name, at]] as const).reverse());
  for (const spot of spots) {
    const at = positions.get(`${spot.name} ${spot.country ?? ''}`) ?? (spot.country === null ? positions.get(spot.name) : undefined);
    if (at) spot.at = [at.lon, at.lat];
  }
  const {features} = feature(topology, topology.objects.countries);
  const byNumber = new Map<string, Feature<Geometry>>(features.map((f) => [String(f.id), f]));
  for (const spot of spots) {
    if (spot.at || spot.country === null) continue;
    const state = byNumber.get(borderNumber(spot.country) ?? '');
    if (state) [spot.at, spot.exact] = [geoCentroid(state) as [number, number], false];
  }
  const placed = spots.filter((spot) => spot.at !== null);
  if (placed.length === 0) return null;
  const wide = 960, high = 460;
  const [[w, south], [e, north]] = frame(placed.map((spot) => spot.at!));
  const projection = geoMercator().fitSize([wide, high], {type: 'MultiPoint', coordinates: [[w, south], [e, north], [w, north], [e, south]]})
                         .clipExtent([[-5, -5], [wide + 5, high + 5]]);
  const path = geoPath(projection).digits(1);
  const svg = s('svg', {viewBox: `0 0 ${wide} ${high}`, class: 'chart map', role: 'img', 'aria-label': t('chart.map')},
                s('path', {d: path(feature(topology, topology.objects.land)) ?? '', class: 'land'}),
                s('path', {d: path(mesh(topology, topology.objects.countries, (a, b) => a !== b)) ?? '', class: 'border'}));
  const taken: [number, number, number][] = [];
  for (const spot of placed) {
    const [x, y] = projection(spot.at!) ?? [0, 0];
    const r = 4 + Math.min(spot.acts, 9);
    svg.append(s('circle', {cx: x, cy: y, r, class: `spot${spot.done > 0 ? ' done' : ' undone'}${spot.exact ? '' : ' rough'}`},
                 s('title', null, `${clean(spot.name)}: ${number(spot.acts)}`)));
    const half = spot.name.length * 4 + 6;
    if (taken.some(([tx, ty, th]) => Math.abs(tx - x) < th + half && Math.abs(ty - y) < 16)) continue;
    taken.push([x, y, half]);
    svg.append(s('text', {x, y: y - r - 5, 'text-anchor': 'middle', class: 'spot-name'}, clean(spot.name)));
  }
  return h('figure', null, h('div', {class: 'chart-scroll', tabindex: '0', role: 'region', 'aria-label': t('chart.map')}, svg), h('figcaption', null, t('chart.map-key'), ' ', pictureButton(svg, `${name}-map`)),
           h('details', null, h('summary', null, t('chart.as-table')),
             table(t('chart.map'), [t('field.place'), t('field.country'), t('chart.acts'), t('chart.done'), t('chart.where')],
                   spots.map((spot) => [actorLink(spot.name), spot.country ? countryName(spot.country) : '', number(spot.acts), number(spot.done),
                                        spot.at === null ? t('chart.nowhere') : spot.exact ? t('chart.exact') : t('chart.at-state')]))));
}
