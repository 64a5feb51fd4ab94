import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Astro's handler in middleware mode; `locals` reaches pages and endpoints. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: undefined,
  locals: Partial<App.Locals>,
) => Promise<void>;

const dist = resolve(import.meta.dirname, '../../../dist');

/** The files of the build that are served as they are. */
export const clientFolder = join(dist, 'client');
/** The headers Astro wants on prerendered pages. */
export const staticHeadersFile = join(dist, '_headers.json');

/** Loads what `astro build` made. Throws an Error that says what to do when there is no build. */
export async function loadHandler(): Promise<Handler> {
  const entry = join(dist, 'server/entry.mjs');
  if (!existsSync(entry)) {
    throw new Error(
      'The product is not built yet: there is no dist/server. `npm run build` makes it, `npm start` too.',
    );
  }
  const { handler } = (await import(pathToFileURL(entry).href)) as { handler: Handler };
  return handler;
}
