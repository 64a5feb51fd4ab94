import node from '@astrojs/node';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, fontProviders } from 'astro/config';
import lit from './src/components/integration/index.ts';
import { siteUrlPlaceholder } from './src/server/web/site-url.ts';

// Astro emits its policy in dev too, where it would block Vite's inline styles and scripts.
const dev = process.argv.includes('dev');
const realtime = `http://${process.env['REALTIME_HOST'] ?? '127.0.0.1'}:${process.env['REALTIME_PORT'] ?? '3001'}`;

/** The part of a variable font's alphabet in one file, from an installed @fontsource-variable package. */
const variant = (family, subset, weight, unicodeRange) => ({
  weight,
  style: 'normal',
  src: [`./node_modules/@fontsource-variable/${family}/files/${family}-${subset}-wght-normal.woff2`],
  unicodeRange,
});
const latin = [
  'U+0000-00FF',
  'U+0131',
  'U+0152-0153',
  'U+02BB-02BC',
  'U+02C6',
  'U+02DA',
  'U+02DC',
  'U+0304',
  'U+0308',
  'U+0329',
  'U+2000-206F',
  'U+20AC',
  'U+2122',
  'U+2191',
  'U+2193',
  'U+2212',
  'U+2215',
  'U+FEFF',
  'U+FFFD',
];
const latinExt = [
  'U+0100-02BA',
  'U+02BD-02C5',
  'U+02C7-02CC',
  'U+02CE-02D7',
  'U+02DD-02FF',
  'U+1D00-1DBF',
  'U+1E00-1E9F',
  'U+1EF2-1EFF',
  'U+2020',
  'U+20A0-20AB',
  'U+20AD-20C0',
  'U+2113',
  'U+2C60-2C7F',
  'U+A720-A7FF',
];
const font = (name, family, cssVariable, weight, fallbacks) => ({
  provider: fontProviders.local(),
  name,
  cssVariable,
  // No text moves when the letters come late: that page keeps its fallback, the next one has them.
  display: 'optional',
  fallbacks,
  options: { variants: [variant(family, 'latin', weight, latin), variant(family, 'latin-ext', weight, latinExt)] },
});

export default defineConfig({
  site: dev ? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}` : siteUrlPlaceholder,
  output: 'static',
  adapter: node({ mode: 'middleware', experimentalDisableStreaming: true, staticHeaders: true }),
  integrations: [lit()],
  session: false,
  // Every form and link is our own; prefetching would run dashboard queries nobody asked for.
  prefetch: false,
  fonts: [
    font('Instrument Sans', 'instrument-sans', '--font-instrument-sans', '400 700', ['system-ui', 'sans-serif']),
    font('Geist Mono', 'geist-mono', '--font-geist-mono', '100 900', ['ui-monospace', 'monospace']),
  ],
  security: {
    // Origins are checked in src/middleware.ts by SITE_URL and FRONTEND_URL, for JSON bodies too, at run time.
    checkOrigin: false,
    csp: dev
      ? false
      : {
          directives: [
            "default-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
          ],
        },
  },
  image: {
    service: {
      entrypoint: 'astro/assets/services/sharp',
      // The quickest effort but one: a tenth of the time of the default for a sixth more bytes, still below WebP's.
      config: { avif: { quality: 55, effort: 1 } },
    },
  },
  devToolbar: { enabled: false },
  vite: {
    plugins: [tailwindcss()],
    server: { proxy: { '/socket.io': { target: realtime, ws: true } } },
    // Listed so that dev does not discover them late, reload the page and load a second Lit.
    optimizeDeps: {
      include: [
        'lit',
        'lit/decorators.js',
        'lit/directives/repeat.js',
        'lit/directives/ref.js',
        'lit/directives/live.js',
        '@lit-labs/ssr-client',
        'socket.io-client',
      ],
    },
  },
});
