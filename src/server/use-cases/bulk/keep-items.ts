import type { Ports } from '../../ports/index.ts';

/** Ids of a job are kept in pages of so many. */
export const pageSize = 1000;

/** Keeps the ids a job is to work on; answers how many they are. */
export async function keepItems(
  { batchJobs, clock }: Pick<Ports, 'batchJobs' | 'clock'>,
  jobId: string,
  ids: AsyncIterable<string>,
): Promise<number> {
  let total = 0;
  for await (const page of pagesOf(ids)) {
    await batchJobs.addItems(jobId, total / pageSize, page, clock.now());
    total += page.length;
  }
  return total;
}

/** All but the last are full. */
export async function* pagesOf(ids: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string[]> {
  let page: string[] = [];
  for await (const id of ids) {
    page.push(id);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
