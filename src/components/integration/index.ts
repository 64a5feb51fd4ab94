import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

// Entry points must be strings: a URL passes the build and then fails to resolve at run time.
const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Astro renderer for Lit elements that render into light DOM (see ../light-element.ts). */
export default function lit(): AstroIntegration {
  return {
    name: 'throughline:lit',
    hooks: {
      'astro:config:setup'({ addRenderer, updateConfig }) {
        addRenderer({
          name: 'throughline:lit',
          serverEntrypoint: at('./server.ts'),
          clientEntrypoint: at('./client.ts'),
        });
        updateConfig({
          vite: {
            // One copy of lit on the server: the renderer and the elements must share its registry.
            ssr: {
              external: [
                'lit',
                'lit-element',
                'lit-html',
                '@lit/reactive-element',
                '@lit-labs/ssr',
                '@lit-labs/ssr-client',
                '@lit-labs/ssr-dom-shim',
              ],
            },
          },
        });
      },
    },
  };
}
