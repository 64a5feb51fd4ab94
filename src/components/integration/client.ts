import type { LightElement } from '../light-element.ts';
import { attributeOf, isAttribute } from './attributes.ts';

type Settable = Record<string, unknown>;

/** Hands an island its properties; the element then takes over the server's markup, or renders afresh without one. */
export default (island: HTMLElement) =>
  (Component: new () => LightElement, props: Settable, _slots: unknown, { client }: { client: string }): void => {
    const served = client === 'only' ? null : (island.firstElementChild as LightElement | null);
    const element = served ?? new Component();
    for (const [name, value] of Object.entries(props)) {
      if (name in Component.prototype) (element as unknown as Settable)[name] = value;
      else if (!served && isAttribute(value)) element.setAttribute(name, attributeOf(value));
    }
    if (served) served.adopt();
    else island.replaceChildren(element);
  };
