/** What Tab stops at. */
const stops = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
const areas = 'dialog, [popover], nav, header, main, .page-foot';

/**
 * Keeps the place of who works by keys: when what has the focus goes away, is hidden or disabled, the focus goes on to
 * what came after it, or before it, or had the focus before. Whoever has a better place in mind gives it the focus first.
 */
export function keepPlace(): void {
  let held: HTMLElement | null = null;
  let near: HTMLElement[] = [];
  let checking = false;
  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    held = target instanceof HTMLElement && target.matches(':focus-visible') ? target : null;
    near = held ? placesNear(held, relatedTarget) : [];
  });
  // Who points elsewhere has left the place.
  document.addEventListener('pointerdown', () => (held = null));
  const look = () => {
    checking = false;
    if (!held || isThere(held) || (document.activeElement ?? document.body) !== document.body) return;
    near.find(isThere)?.focus({ preventScroll: true });
  };
  new MutationObserver(() => {
    if (checking || !held) return;
    checking = true;
    // By then the browser has taken the focus from what is hidden, and others have put it where it belongs.
    requestAnimationFrame(() => setTimeout(look));
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'hidden', 'open', 'class'],
  });
}

const isThere = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true });

/** Of what a menu holds, its button; what comes next, or before, in the same section; the same in the part of the page. */
function placesNear(held: HTMLElement, before: EventTarget | null): HTMLElement[] {
  const menu = held.closest('details')?.querySelector('summary');
  return [
    ...(menu && menu !== held ? [menu] : []),
    ...around(held, held.closest('section, fieldset')),
    ...around(held, held.closest(areas)),
    ...(before instanceof HTMLElement ? [before] : []),
  ];
}

/** What Tab stops at within `part`, the nearest first, those that come next before those that came. */
function around(held: HTMLElement, part: Element | null): HTMLElement[] {
  const all = [...(part?.querySelectorAll<HTMLElement>(stops) ?? [])].filter(({ tabIndex }) => tabIndex >= 0);
  const at = all.indexOf(held);
  return [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0)).reverse()];
}
