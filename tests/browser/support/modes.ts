import { expect } from 'vitest';
import type { LightElement } from '../../../src/components/light-element.ts';
import { mountClientOnly, mountHydrated } from './mount.ts';
import type { RenderOnServer } from './server-command.ts';

/** Both ways an island comes to life. */
export const modes = ['client only', 'hydrated'] as const;

/** Mounts an island either way; a hydrated one must have taken over the server's very nodes. */
export async function mountAs<Element extends LightElement>(
  mode: (typeof modes)[number],
  component: new () => Element,
  served: RenderOnServer,
): Promise<Element> {
  if (mode === 'client only') return mountClientOnly(component, served.props);
  let first: object | null = null;
  const element = await mountHydrated(component, served, (island) => {
    first = island.firstElementChild;
  });
  expect(first, 'what the server rendered').not.toBeNull();
  expect(element.firstElementChild, 'hydration took over').toBe(first);
  return element;
}
