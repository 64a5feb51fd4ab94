import type { DragEvents } from './drag-events.ts';

/** So long a finger rests before it lifts what is under it; sooner it scrolls, as everywhere. */
const holdMs = 350;
/** A finger that rests is never quite still. */
const slackPx = 10;
/** This near to an edge what lies beyond it comes into view, so much with each frame. */
const edgePx = 48;
const scrollPx = 9;

interface Point {
  x: number;
  y: number;
}

interface Lifted {
  id: string;
  element: HTMLElement;
  ghost: HTMLElement;
  /** From the finger to the corner of what it carries. */
  grip: Point;
  at: Point;
  frame: number;
}

const pointOf = ({ clientX: x, clientY: y }: Touch): Point => ({ x, y });

/**
 * Dragging by finger: browsers begin one of their own on some phones only. Hold, then move; letting go puts it down, a
 * second finger leaves it where it was.
 */
export function touchDragWithin(root: HTMLElement, { over, drop }: DragEvents): () => void {
  const ending = new AbortController();
  let holding: { timer: number; start: Point } | null = null;
  let lifted: Lifted | null = null;

  const placeAt = ({ x, y }: Point): string | null => {
    const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-place]');
    return place && root.contains(place) ? (place.dataset.place ?? null) : null;
  };
  const letGo = () => {
    if (holding) clearTimeout(holding.timer);
    holding = null;
  };
  const carry = () => {
    if (!lifted) return;
    const { ghost, grip, at, id } = lifted;
    ghost.style.transform = `translate(${at.x - grip.x}px, ${at.y - grip.y}px)`;
    scrollAtEdge(at);
    over(id, placeAt(at));
    lifted.frame = requestAnimationFrame(carry);
  };
  const lift = (element: HTMLElement, at: Point) => {
    holding = null;
    // Else browsers that drag by themselves would begin to, a moment later.
    element.draggable = false;
    const { ghost, grip } = ghostOf(element, at);
    lifted = { id: element.dataset.movable ?? '', element, ghost, grip, at, frame: 0 };
    carry();
  };
  const putDown = (place: string | null) => {
    letGo();
    if (!lifted) return;
    const { id, element, ghost, frame } = lifted;
    lifted = null;
    cancelAnimationFrame(frame);
    ghost.remove();
    element.draggable = true;
    drop(id, place);
  };

  const options = { signal: ending.signal, passive: false } as const;
  root.addEventListener(
    'touchstart',
    (event) => {
      if (event.touches.length > 1) {
        putDown(null);
        return;
      }
      const [touch] = event.touches;
      const target = event.target instanceof Element ? event.target : null;
      const element = target?.closest<HTMLElement>('[data-movable]');
      if (!touch || !element || target?.closest('select, input, textarea')) return;
      const start = pointOf(touch);
      holding = { start, timer: window.setTimeout(() => lift(element, start), holdMs) };
    },
    options,
  );
  root.addEventListener(
    'touchmove',
    (event) => {
      const [touch] = event.touches;
      if (!touch) return;
      const at = pointOf(touch);
      if (holding && Math.hypot(at.x - holding.start.x, at.y - holding.start.y) > slackPx) letGo();
      if (!lifted) return;
      event.preventDefault();
      lifted.at = at;
    },
    options,
  );
  root.addEventListener(
    'touchend',
    (event) => {
      if (lifted) event.preventDefault();
      putDown(lifted ? placeAt(lifted.at) : null);
    },
    options,
  );
  root.addEventListener('touchcancel', () => putDown(null), options);
  root.addEventListener('contextmenu', (event) => lifted && event.preventDefault(), options);
  return () => {
    putDown(null);
    ending.abort();
  };
}

/** What is carried under the finger: a copy, so that the list stays as it is until it is put down. */
function ghostOf(element: HTMLElement, at: Point): { ghost: HTMLElement; grip: Point } {
  const { left, top, width } = element.getBoundingClientRect();
  const ghost = element.cloneNode(true) as HTMLElement;
  ghost.removeAttribute('data-movable');
  ghost.setAttribute('aria-hidden', 'true');
  ghost.inert = true;
  Object.assign(ghost.style, {
    position: 'fixed',
    inset: '0 auto auto 0',
    width: `${width}px`,
    zIndex: '60',
    opacity: '0.9',
    pointerEvents: 'none',
  });
  document.body.append(ghost);
  return { ghost, grip: { x: at.x - left, y: at.y - top } };
}

function scrollAtEdge({ x, y }: Point): void {
  const dx = x < edgePx ? -scrollPx : x > innerWidth - edgePx ? scrollPx : 0;
  const dy = y < edgePx ? -scrollPx : y > innerHeight - edgePx ? scrollPx : 0;
  if (dx !== 0) sidewaysScroller(document.elementFromPoint(x, y))?.scrollBy(dx, 0);
  if (dy !== 0) window.scrollBy(0, dy);
}

function sidewaysScroller(from: Element | null): Element | null {
  for (let element = from; element; element = element.parentElement) {
    if (element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX))
      return element;
  }
  return null;
}
