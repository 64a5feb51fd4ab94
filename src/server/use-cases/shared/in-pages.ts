import type { Page } from '../../../lib/contracts/common.ts';

/** The most a list gives at once. */
const limit = 200;

/** All of a list, one after another, read page by page as they are taken. */
export async function* inPages<Item>(
  read: (page: { limit: number; cursor: string | undefined }) => Promise<Pick<Page<Item>, 'items' | 'nextCursor'>>,
): AsyncGenerator<Item> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await read({ limit, cursor });
    yield* page.items;
    cursor = page.nextCursor;
  }
}
