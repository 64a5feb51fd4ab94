/**
 * Makes what is in an element the same as some HTML, and touches only what differs: the focus stays where it is, what is
 * opened stays open.
 */
export function matchTo(element: Element, html: string): void {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  matchChildren(element, body);
}

function matchChildren(known: Element, fresh: Element): void {
  const before = [...known.childNodes];
  const after = [...fresh.childNodes];
  for (const node of before.slice(after.length)) node.remove();
  for (const [place, node] of after.entries()) {
    const there = before[place];
    if (!there) known.append(node);
    else if (there.nodeName !== node.nodeName) there.replaceWith(node);
    else if (there instanceof Element && node instanceof Element) matchElement(there, node);
    else if (there.nodeValue !== node.nodeValue) there.nodeValue = node.nodeValue;
  }
}

function matchElement(known: Element, fresh: Element): void {
  for (const { name } of [...known.attributes]) {
    if (!fresh.hasAttribute(name) && name !== 'open') known.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes)
    if (known.getAttribute(name) !== value) known.setAttribute(name, value);
  matchChildren(known, fresh);
}
