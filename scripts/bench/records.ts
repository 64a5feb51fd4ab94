import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObjectId } from 'bson';
import { createConnection } from 'mongoose';
import { start } from '../../src/server/embedded-mongo/index.ts';
import { storedCustomer } from '../../src/server/stores/customer-document.ts';
import { createStores } from '../../src/server/stores/index.ts';
import { Api } from '../lib/api.ts';
import { npmStart } from '../lib/npm-start.ts';
import { inventedCustomers, word } from './invented.ts';
import { summary, timed, type Row } from './measure.ts';

const customers = 100_000;
const batch = 1000;
const times = 40;
const aim = 'p95 < 50 ms';

/** Lists, filters and searches over 100,000 customers on the embedded database, by HTTP, one after another. */
export async function benchRecords(env: Record<string, string>): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-records-'));
  try {
    await fill(join(folder, 'db'));
    const running = await npmStart({ ...env, DATA_DIR: folder });
    try {
      const api = new Api(running.url);
      await api.register('ada@example.com');
      return await measure(api);
    } finally {
      await running.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the documents as the store would, many at a time. */
async function fill(path: string): Promise<void> {
  const ids = { next: () => new ObjectId().toHexString() };
  const server = await start({ path });
  const connection = await createConnection(server.uri, { autoIndex: false, autoCreate: false }).asPromise();
  try {
    const stores = await createStores(connection, { clock: { now: () => new Date() }, ids });
    const model = connection.models.customers!;
    let documents: object[] = [];
    let count = 0;
    for (const record of inventedCustomers(customers, ids)) {
      documents.push(storedCustomer(record));
      if (++count % batch > 0) continue;
      await model.collection.insertMany(documents);
      documents = [];
    }
    await stores.vocabulary.tend(new AbortController().signal);
  } finally {
    await connection.close();
    await server.close();
  }
}

async function measure(api: Api): Promise<Row[]> {
  const lastName = word(30, 40);
  const queries: [string, string][] = [
    ['first page', ''],
    ['by company', 'sort=company'],
    ['one status', 'status=lead'],
    ['one source, by company', 'source=website&sort=company'],
    ['search of a common word', 'q=gmail'],
    ['search of a rare word', `q=${word(900, 40)}`],
    ['search of two words', `q=${word(3)}+${lastName}`],
    ['search of a word, one status', `q=${lastName}&status=lead`],
    ['search of a mistyped word', 'q=gmial'],
  ];
  const rows: Row[] = [];
  for (const [what, query] of queries) {
    const read = () => api.call<{ total: number }>('GET', `/api/customers?${query}`);
    const { total } = await read();
    rows.push({ what: `  ${what} (${total} match)`, measured: summary(await timed(times, read)), aim });
  }
  const everything: [string, string][] = [
    ['one letter', 'a'],
    ['a common word', 'gmail'],
    ['a rare word', word(900, 40)],
    ['a mistyped word', 'gmial'],
  ];
  for (const [what, q] of everything) {
    const read = () => api.call('GET', `/api/search?${new URLSearchParams({ q })}`);
    await read();
    rows.push({ what: `  everything, by ${what}`, measured: summary(await timed(times, read)), aim });
  }
  return [{ what: `customers, 25 of ${customers}, in turn`, measured: '' }, ...rows];
}
