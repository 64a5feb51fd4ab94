import axe from 'axe-core';
import { expect } from 'vitest';

/** Fails with the rules an element breaks, and where. What fades in is judged as it will stay. */
export async function expectAccessible(element: Element): Promise<void> {
  for (const animation of element.getAnimations({ subtree: true })) {
    if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
  }
  const { violations } = await axe.run(element, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
