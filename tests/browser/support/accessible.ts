import axe from 'axe-core';
import { expect } from 'vitest';

/** Fails with the rules an element breaks, and where. */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
