// SPDX-License-Identifier: Apache-2.0
// On how many words something rests, said in words: texts are no roots, a party to the act confirms nothing, and
// whether unnamed sources are independent nobody knows.
import type {Child} from '../dom';
import type {Corroboration, Root} from '../types';
import {counted, t} from '../words';
import {bdi, joined} from './basics';

export function corroborationText(c: Corroboration): string {
  const parts = [counted('count.outlets', c.outlets), counted('count.texts', c.texts)];
  if (c.named > 0) parts.push(counted('count.named', c.named));
  if (c.parties > 0) parts.push(counted('count.parties', c.parties));
  if (c.unnamed > 0) parts.push(counted('count.unnamed', c.unnamed));
  if (c.own > 0) parts.push(counted('count.own', c.own));
  return parts.join(' · ');
}

function root(one: Root): Child {
  return [bdi(one.name ?? one.outlets[0] ?? ''), one.kind === 'named' ? null : ` (${t(`root.${one.kind}`)})`];
}

export function corroboration(c: Corroboration): Child[] {
  return [corroborationText(c), c.roots.length > 0 && [': ', joined(c.roots.slice(0, 8).map(root))]];
}
