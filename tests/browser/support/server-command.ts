import type { BrowserCommand } from 'vitest/node';

/** What a browser test sends to have an element rendered as the site's server does it. */
export interface RenderOnServer {
  /** From the repository's root: `/src/components/…`. */
  module: string;
  /** The exported element class. */
  name: string;
  /** Plain data: it travels as JSON. */
  props: Record<string, unknown>;
}

interface Renderer {
  default: {
    check(component: unknown): Promise<boolean>;
    renderToStaticMarkup(component: unknown, props: Record<string, unknown>): Promise<{ html: string }>;
  };
}

/** Runs the site's own renderer in Node, through the transforms the site is built with, and answers its markup. */
export const renderOnServer: BrowserCommand<[RenderOnServer]> = async ({ project }, { module, name, props }) => {
  const { default: renderer } = (await project.vite.ssrLoadModule(
    '/src/components/integration/server.ts',
  )) as unknown as Renderer;
  const component = (await project.vite.ssrLoadModule(module))[name] as unknown;
  if (!(await renderer.check(component))) throw new Error(`${name} of ${module} is no light element`);
  return (await renderer.renderToStaticMarkup(component, props)).html;
};
