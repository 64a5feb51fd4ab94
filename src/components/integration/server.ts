// No DOM shim is imported: lit's Node build installs customElements itself, and a second registry would lose the tags.
import { LitElementRenderer } from '@lit-labs/ssr/lib/lit-element-renderer.js';
import { renderThunked } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import type { LitElement } from 'lit';
import { attributeOf, isAttribute } from './attributes.ts';

interface LightElementClass {
  new (): LitElement;
  readonly prototype: LitElement;
  readonly light: true;
}

// No declarative shadow roots: each <style> in one would need a hash in the policy, and hydrate() cannot walk them.
class LightRenderer extends LitElementRenderer {
  override renderShadow() {
    return undefined;
  }
}

const isLight = (value: unknown): value is LightElementClass =>
  typeof value === 'function' && '_$litElement$' in value && 'light' in value;

/** What stands in a text area is no attribute of it, and lit binds nothing inside one: it is given as `data-text`. */
const withText = (html: string): string =>
  html.replace(/(<textarea\b[^>]*\sdata-text="([^"]*)"[^>]*>)(<\/textarea>)/g, '$1\n$2$3');

export default {
  name: 'throughline:lit',
  check: (component: unknown) => Promise.resolve(isLight(component)),
  async renderToStaticMarkup(component: LightElementClass, props: Record<string, unknown>) {
    const tag = customElements.getName(component);
    if (!tag) throw new Error(`The Lit element ${component.name} is not registered: @customElement is missing`);
    const renderer = new LightRenderer(tag);
    for (const [name, value] of Object.entries(props)) {
      if (name in component.prototype) renderer.setProperty(name, value);
      else if (isAttribute(value)) renderer.setAttribute(name, attributeOf(value));
    }
    renderer.connectedCallback(); // runs willUpdate() and reflects attributes
    const info = {
      elementRenderers: [LightRenderer],
      customElementInstanceStack: [renderer],
      customElementHostStack: [],
      eventTargetStack: [],
      slotStack: [],
      deferHydration: false,
    };
    const attributes = await collectResult(renderer.renderAttributes());
    const element = renderer.element as LitElement & { render(): unknown };
    const inner = await collectResult(renderThunked(element.render(), info));
    return { html: `<${tag}${attributes} data-ssr>${withText(inner)}</${tag}>` };
  },
};
