// SPDX-License-Identifier: Apache-2.0
// Elements without a framework. Text always goes in as text nodes, never as markup, so nothing that an article says can
// become an element; addresses are checked before they become a link.

export type Child = Node | string | number | null | undefined | false | Child[];
type Value = string | number | boolean | null | undefined | EventListener;
export type Attributes = Record<string, Value>;

const kSvg = 'http://www.w3.org/2000/svg';

/** An address that a click may follow: this newsroom's own, or plain http(s). Anything else is none. */
export function safeAddress(address: string): string | null {
  if (/^[/#?](?!\/)/.test(address)) return address;
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

function put(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (name === 'href') {
      const address = safeAddress(String(value));
      if (address !== null) element.setAttribute(name, address);
    } else if (name === 'style' || name.startsWith('on') || name === 'src' || name === 'srcdoc') {
      throw new Error(`attribute ${name} is not set from here`);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

export function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes?: Attributes | null,
                                                         ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (attributes) put(element, attributes);
  append(element, children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(tag: K, attributes?: Attributes | null,
                                                        ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(kSvg, tag);
  if (attributes) put(element, attributes);
  append(element, children);
  return element;
}

export function clear(node: Node): void {
  while (node.lastChild) node.removeChild(node.lastChild);
}

export function replace(node: Node, ...children: Child[]): void {
  clear(node);
  append(node, children);
}
