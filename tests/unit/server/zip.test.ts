import { expect, test } from 'vitest';
import { zip } from '../../../src/server/use-cases/data/zip.ts';
import { unzip } from '../../support/unzip.ts';

async function* lines(count: number): AsyncGenerator<string> {
  for (let index = 0; index < count; index += 1) {
    yield await Promise.resolve(`${JSON.stringify({ index, name: 'Zoë' })}\n`);
  }
}

test('what is written is read back, file by file', async () => {
  const counts = { 'empty.ndjson': 0, 'many.ndjson': 20_000, 'few.ndjson': 2 };
  const entries = Object.entries(counts).map(([name, count]) => ({ name, content: lines(count) }));
  const pieces: Buffer[] = [];
  for await (const piece of zip(entries, new Date('2026-11-27T12:34:56Z'))) pieces.push(piece);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(200_000);
  const files = unzip(Buffer.concat(pieces));
  expect(Object.keys(files)).toEqual(Object.keys(counts));
  for (const [name, count] of Object.entries(counts)) {
    const expected: string[] = [];
    for await (const line of lines(count)) expected.push(line);
    expect(files[name]).toBe(expected.join(''));
  }
});
