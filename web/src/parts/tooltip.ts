// SPDX-License-Identifier: Apache-2.0
// One tooltip for the page: shown on hover and on focus, hidden with Escape, stays while the pointer is on it.
import {h} from '../dom';

let tip: HTMLElement | null = null;
let owner: Element | null = null;

function hide(): void {
  owner?.removeAttribute('aria-describedby');
  owner = null;
  if (tip) tip.hidden = true;
}

function show(at: Element, text: string): void {
  if (!tip) {
    tip = h('div', {id: 'tip', role: 'tooltip', hidden: true, mouseleave: hide});
    document.body.append(tip);
  }
  if (owner !== at) hide();
  owner = at;
  tip.textContent = text;
  tip.hidden = false;
  at.setAttribute('aria-describedby', 'tip');
  const box = at.getClientRects()[0] ?? at.getBoundingClientRect();
  const wide = tip.offsetWidth, high = tip.offsetHeight;
  const x = Math.max(8, Math.min(box.left + box.width / 2 - wide / 2, document.documentElement.clientWidth - wide - 8));
  const y = box.bottom + high + 10 < window.innerHeight ? box.bottom + 6 : box.top - high - 6;
  const page = document.documentElement;
  tip.style.insetInlineStart = `${Math.round(page.dir === 'rtl' ? page.clientWidth - x - wide : x)}px`;
  tip.style.insetBlockStart = `${Math.round(y)}px`;
}

/** Explains whatever in `root` `textOf` knows something to say about. */
export function explains(root: HTMLElement, selector: string, textOf: (at: Element) => string): void {
  const found = (event: Event) => (event.target instanceof Element ? event.target.closest(selector) : null);
  const open = (event: Event) => {
    const at = found(event);
    if (at) show(at, textOf(at));
  };
  root.addEventListener('mouseover', open);
  root.addEventListener('focusin', open);
  root.addEventListener('focusout', hide);
  root.addEventListener('mouseout', (event) => {
    if (event.relatedTarget !== tip) hide();
  });
}

export function hideTooltip(): void {
  hide();
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});
document.addEventListener('scroll', hide, {capture: true, passive: true});
