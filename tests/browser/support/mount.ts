import { commands } from 'vitest/browser';
import renderer from '../../../src/components/integration/client.ts';
import type { LightElement } from '../../../src/components/light-element.ts';
import '../../../src/styles/global.css';
import type { RenderOnServer } from './server-command.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    renderOnServer(what: RenderOnServer): Promise<string>;
  }
}

type ElementClass<Element extends LightElement> = new () => Element;
type Props = Record<string, unknown>;

const newIsland = (): HTMLElement => document.body.appendChild(document.createElement('astro-island'));

const begin = async <Element extends LightElement>(
  island: HTMLElement,
  component: ElementClass<Element>,
  props: Props,
  client: 'load' | 'only',
): Promise<Element> => {
  renderer(island)(component, props, {}, { client });
  const element = island.firstElementChild as Element;
  await element.updateComplete;
  return element;
};

/** An island that exists in the browser only. */
export const mountClientOnly = <Element extends LightElement>(
  component: ElementClass<Element>,
  props: Props = {},
): Promise<Element> => begin(newIsland(), component, props, 'only');

/**
 * An island as a page has it: rendered by the server, then taken over. `meanwhile` runs in between, while the page is
 * there and its program is not.
 */
export async function mountHydrated<Element extends LightElement>(
  component: ElementClass<Element>,
  { module, name, props }: RenderOnServer,
  meanwhile: (served: HTMLElement) => void | Promise<void> = () => undefined,
): Promise<Element> {
  const island = newIsland();
  island.innerHTML = await commands.renderOnServer({ module, name, props });
  await meanwhile(island.firstElementChild as HTMLElement);
  return begin(island, component, props, 'load');
}

/** Removes what a test put on the page. */
export const clearPage = (): void => document.body.replaceChildren();
