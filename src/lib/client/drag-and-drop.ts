import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';

import type { DragEvents } from './drag-events.ts';
import { touchDragWithin } from './touch-drag.ts';

const placeOf = (targets: readonly { element: Element }[]): string | null => {
  const element = targets[0]?.element;
  return element instanceof HTMLElement ? (element.dataset.place ?? null) : null;
};

/** Lets the things of an element be dragged to its places. `wire` is called again when there are others. */
export function dragWithin(root: HTMLElement, { over, drop }: DragEvents): { wire: () => void; stop: () => void } {
  const wired = new Map<HTMLElement, () => void>();
  const idOf = (source: { element: HTMLElement }) => source.element.dataset.movable ?? '';
  const stopMonitor = monitorForElements({
    canMonitor: ({ source }) => root.contains(source.element),
    onDragStart: ({ source, location }) => over(idOf(source), placeOf(location.current.dropTargets)),
    onDropTargetChange: ({ source, location }) => over(idOf(source), placeOf(location.current.dropTargets)),
    onDrop: ({ source, location }) => drop(idOf(source), placeOf(location.current.dropTargets)),
  });
  const wireOne = (element: HTMLElement) =>
    'movable' in element.dataset
      ? draggable({ element })
      : dropTargetForElements({ element, canDrop: ({ source }) => root.contains(source.element) });
  return {
    wire() {
      for (const [element, stop] of wired) {
        if (element.isConnected) continue;
        stop();
        wired.delete(element);
      }
      for (const element of root.querySelectorAll<HTMLElement>('[data-movable], [data-place]')) {
        if (!wired.has(element)) wired.set(element, wireOne(element));
      }
    },
    stop: combine(stopMonitor, touchDragWithin(root, { over, drop }), () => {
      for (const stop of wired.values()) stop();
      wired.clear();
    }),
  };
}
