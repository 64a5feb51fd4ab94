import { createHash } from 'node:crypto';
import { EJSON } from 'bson';
import type { Connection } from 'mongoose';

/** What changes by being asked at all, whatever the answer. */
const ofAsking = ['sessions', 'refreshTokens', 'rateLimits', 'idempotencyKeys', 'audit', 'apiKeys'];

/** Everything a database holds, by collection: how many documents, and a digest of them byte for byte. */
export async function digestOf(connection: Connection): Promise<Record<string, string>> {
  const { db } = connection;
  const names = (await db?.listCollections({}, { nameOnly: true }).toArray())?.map(({ name }) => name) ?? [];
  const digests: Record<string, string> = {};
  for (const name of names.filter((each) => !ofAsking.includes(each)).toSorted()) {
    const hash = createHash('sha256');
    let count = 0;
    for await (const document of connection.collection(name).find().sort({ _id: 1 })) {
      hash.update(EJSON.stringify(document, { relaxed: false }));
      count += 1;
    }
    digests[name] = `${count} ${hash.digest('hex')}`;
  }
  return digests;
}
