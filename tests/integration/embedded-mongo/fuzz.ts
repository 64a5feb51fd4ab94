import { join } from 'node:path';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { expect } from 'vitest';
import { throwAt, VALID } from './messages.ts';
import { launch, temporary } from './support.ts';

/** Lengths and numbers that programs get wrong. */
const NASTY = [-1, 0, 1, 4, 5, 0x7fffffff, -0x80000000, 16 * 2 ** 20, 48_000_000, 0x01000000];

const edit = fc.oneof(
  fc.record({ at: fc.nat(2000), byte: fc.nat(255) }),
  fc.record({ at: fc.nat(2000), int: fc.constantFrom(...NASTY) }),
);

/** A valid message with some bytes or lengths changed, cut short, or with another behind it. */
const damaged = fc
  .record({
    original: fc.constantFrom(...VALID),
    edits: fc.array(edit, { maxLength: 5 }),
    cut: fc.option(fc.nat(2000)),
    more: fc.option(fc.constantFrom(...VALID)),
  })
  .map(({ original, edits, cut, more }) => {
    const bytes = Buffer.from(original);
    for (const { at, ...change } of edits) {
      const place = at % (bytes.length - 3);
      if ('byte' in change) bytes[place] = change.byte;
      else bytes.writeInt32LE(change.int, place);
    }
    const kept = cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
    return more ? Buffer.concat([kept, more]) : kept;
  });

const AT_ONCE = 10;

/** Throws damaged messages at a server process: it goes on, serves others, and keeps what it has. */
export async function expectUnharmed({ seed, messages }: { seed: number; messages: number }): Promise<void> {
  const { path, remove } = temporary();
  const socketPath = join(path, 'db.sock');
  const server = await launch(path, '--socket', socketPath);
  const client = await new MongoClient(server.uri).connect();
  try {
    const kept = client.db('kept').collection('things');
    await kept.insertOne({ text: 'kept' });
    const property = fc.asyncProperty(fc.array(damaged, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (list) => {
      await Promise.all(list.map((bytes) => throwAt(socketPath, bytes)));
      expect(await kept.findOne({ text: 'kept' })).not.toBeNull();
      expect(server.process.exitCode).toBeNull();
    });
    await fc.assert(property, { seed, numRuns: Math.ceil(messages / AT_ONCE) });
  } finally {
    await client.close();
    await server.stop();
    remove();
  }
}
