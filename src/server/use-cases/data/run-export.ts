import { ProblemError } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import type { BatchRun } from '../batches/define-batch.ts';
import { noOutcome } from '../batches/outcome.ts';
import { requirePermission } from '../shared/authorise.ts';
import { exportKeptMs } from './list-exports.ts';
import { zip, type ZipEntry } from './zip.ts';

const pieceSize = 256 * 1024;
/** How far it is, is told after so many records. */
const stepSize = 2000;

const about = (areas: readonly string[], at: Date): string =>
  [
    `Exported on ${at.toISOString()}.`,
    'Each file holds one record a line, as JSON: ids are 24 hexadecimal digits, times ISO 8601 in UTC.',
    'Records in the bin are there too, with deletedAt. Passwords, sessions, API keys and other secrets are not.',
    `Files: ${areas.map((area) => `${area}.ndjson`).join(', ')}.`,
    '',
  ].join('\n');

/** Writes everything into one ZIP file, kept piece by piece. Whoever takes it up again begins anew. */
export async function handle(run: BatchRun<object>): Promise<void> {
  const { job, context, signal } = run;
  const { ports, actor } = context;
  requirePermission(actor, 'data.export', 'export all data');
  await ports.imports.dropFile(job.id);
  const total = await ports.dump.count();
  const step = (done: number) =>
    run.chunk(() =>
      Promise.resolve({ position: null, progress: { done, total: Math.max(total, done) }, result: noOutcome }),
    );
  let done = 0;
  async function* lines(area: string): AsyncGenerator<string> {
    for await (const line of ports.dump.lines(area)) {
      yield line;
      done += 1;
      if (done % stepSize === 0) await step(done);
    }
  }
  const now = ports.clock.now();
  const { areas } = ports.dump;
  const entries: ZipEntry[] = [
    { name: 'README.txt', content: once(about(areas, now)) },
    ...areas.map((area) => ({ name: `${area}.ndjson`, content: lines(area) })),
  ];
  try {
    await keep(context, { id: job.id, bytes: zip(entries, now), signal });
  } catch (error) {
    if (error instanceof RangeError)
      throw new ProblemError('too_large', `${error.message}. Back up the database instead.`);
    throw error;
  }
  await run.chunk(() =>
    Promise.resolve({ position: null, progress: { done, total: done }, result: { ...noOutcome, changed: done } }),
  );
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

async function keep(
  { ports }: Context,
  { id, bytes, signal }: { id: string; bytes: AsyncIterable<Buffer>; signal: AbortSignal },
): Promise<void> {
  const expiresAt = new Date(ports.clock.now().getTime() + exportKeptMs);
  let held: Buffer[] = [];
  let size = 0;
  let index = 0;
  const flush = async () => {
    await ports.imports.addPiece(id, index, Buffer.concat(held), expiresAt);
    index += 1;
    [held, size] = [[], 0];
  };
  for await (const piece of bytes) {
    signal.throwIfAborted();
    held.push(piece);
    size += piece.length;
    if (size >= pieceSize) await flush();
  }
  if (size > 0) await flush();
}
