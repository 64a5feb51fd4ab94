import { hydrate } from '@lit-labs/ssr-client';
import { LitElement, type PropertyValues } from 'lit';
import { keepTyped } from './integration/typed.ts';

/**
 * Renders into light DOM (the page's styles apply) and adopts the server's markup when its island hydrates.
 * Text typed, boxes ticked and options chosen before that moment are kept. In what the server renders, bind booleans as
 * attributes (`?checked`, `?selected`): it prints `.checked=${false}` as `checked="false"`, which is a ticked box.
 */
export class LightElement extends LitElement {
  static readonly light = true;
  #adopting = false;

  protected override createRenderRoot() {
    return this;
  }

  /** Server-rendered elements stay inert until the island hands them their properties. */
  override connectedCallback() {
    if (!this.hasAttribute('data-ssr')) super.connectedCallback();
  }

  /** Takes over server-rendered markup; called once, after the properties are set. */
  adopt() {
    if (!this.hasAttribute('data-ssr')) return;
    this.removeAttribute('data-ssr');
    this.renderOptions.host ??= this;
    this.#adopting = true;
    super.connectedCallback();
  }

  protected override update(changed: PropertyValues<this>) {
    if (!this.#adopting) {
      super.update(changed);
      return;
    }
    this.#adopting = false;
    const restore = keepTyped(this);
    try {
      hydrate(this.render(), this, this.renderOptions);
    } catch (error) {
      console.warn('hydration mismatch', this.localName, error);
      this.replaceChildren();
      delete (this as { _$litPart$?: unknown })._$litPart$;
    }
    super.update(changed);
    restore();
  }
}

/** What an .astro file may pass to an island: reactive properties and global attributes. */
type Own<T> = {
  [
    K in keyof T as K extends keyof LightElement ? never : T[K] extends (...args: never[]) => unknown ? never : K
  ]?: T[K];
};
export type IslandProps<T> = Own<T> & { class?: string; id?: string };

/** The same class, typed as an Astro component, so that `astro check` verifies the properties passed to it. */
export const island = <T extends LightElement>(component: new () => T) =>
  component as unknown as (props: IslandProps<T>) => unknown;
