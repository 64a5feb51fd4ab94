import type { Logger } from '../ports/index.ts';

/** Something a page shows among others; `failed` when it could not be read. */
export type Part<Value> = { failed: false; value: Value } | { failed: true };

/** Reads one part of a page: its fault is logged and leaves the other parts alone. */
export async function partOfPage<Value>(
  log: Logger,
  { name, read }: { name: string; read: () => Promise<Value> },
): Promise<Part<Value>> {
  try {
    return { failed: false, value: await read() };
  } catch (error) {
    log.error({ error, part: name }, 'A part of a page could not be read');
    return { failed: true };
  }
}
