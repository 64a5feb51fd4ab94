import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Permission } from '../../../src/lib/contracts/permission.ts';
import type { Context, Ports } from '../../../src/server/ports/index.ts';
import { createApiKey } from '../../../src/server/use-cases/api-keys/create-key.ts';
import { memberOfKnownKey } from '../../../src/server/use-cases/api-keys/member-of-key.ts';
import { revokeApiKey } from '../../../src/server/use-cases/api-keys/revoke-key.ts';
import { getJob } from '../../../src/server/use-cases/batches/get-job.ts';
import { revertBatch } from '../../../src/server/use-cases/batches/revert-batch.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { bulkCustomers } from '../../../src/server/use-cases/customers/bulk-customers.ts';
import { planRequest } from '../../../src/server/use-cases/generations/plan-request.ts';
import { queueGeneration } from '../../../src/server/use-cases/generations/queue-generation.ts';
import { defaultCalendar } from '../../../src/lib/planning/calendar.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

/* What a key asks for in the background is done with the key's rights, not with its member's. */

let world: TaskWorld;
let ports: Ports;
beforeAll(async () => {
  world = await taskWorld();
  ({ ports } = world);
});
afterAll(() => world.close());

/** A key of the seller's with these rights: its id, and who acts with it. */
async function keyFor(...permissions: Permission[]): Promise<{ id: string; as: Context }> {
  const { apiKey } = await createApiKey(world.as.seller, { name: 'Zapier', permissions, expiresAt: null });
  const { actor } = (await memberOfKnownKey(ports, apiKey.id))!;
  return { id: apiKey.id, as: { ports, actor } };
}
const run = (id: string) => runBatch(ports, id, { signal: new AbortController().signal, isLastAttempt: true });
const statusOf = async (id: string) => (await ports.customers.find(id))?.status;

/** Two customers the seller, or a key of theirs, made inactive, and the batch that did it. */
async function changed(as: Context) {
  const ids = [(await world.customer()).id, (await world.customer()).id];
  const answer = await bulkCustomers(as, { ids, change: { status: 'inactive' } });
  if ('job' in answer) throw new Error('It became a job');
  return { first: ids[0]!, batchId: answer.batchId };
}

test('a job changes nothing that its key may not change', async () => {
  const { first, batchId } = await changed(world.as.seller);
  const reader = await keyFor('customers.read');
  const job = await revertBatch(reader.as, batchId);
  await run(job.id);
  expect(await statusOf(first)).toBe('inactive');
  expect(await getJob(world.as.seller, job.id)).toMatchObject({ result: { changed: 0, refused: 2 } });

  const writer = await keyFor('customers.read', 'customers.write');
  const allowed = await revertBatch(writer.as, batchId);
  await run(allowed.id);
  expect(await statusOf(first)).toBe('lead');
  const [done] = await ports.activities.ofBatch(allowed.id, { after: null, limit: 1 });
  expect(done?.actor).toEqual({ kind: 'api_key', id: writer.id, name: 'API key Zapier' });
});

test('what a key changed can be put back by its member, and by no other seller', async () => {
  const key = await keyFor('customers.read', 'customers.write');
  const { first, batchId } = await changed(key.as);
  expect((await refusal(revertBatch(world.as.nobody, batchId))).code).toBe('not_found');
  await run((await revertBatch(world.as.seller, batchId)).id);
  expect(await statusOf(first)).toBe('lead');
});

test('a job ends with its key', async () => {
  const { first, batchId } = await changed(world.as.seller);
  const key = await keyFor('customers.read', 'customers.write');
  const job = await revertBatch(key.as, batchId);
  await revokeApiKey(world.as.seller, key.id);
  await run(job.id);
  expect(await getJob(world.as.seller, job.id)).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
  expect(await statusOf(first)).toBe('inactive');
});

test('a plan is asked for from no more than its key may read', async () => {
  const customer = await world.customer();
  const asked = async (...permissions: Permission[]) => {
    const task = await world.task({ customerId: customer.id });
    const { as } = await keyFor(...permissions);
    const { id } = await queueGeneration(as, { taskId: task.id, kind: 'plan' });
    const generation = (await ports.generations.find(id))!;
    return (await planRequest(ports, generation, task, { past: [], calendar: defaultCalendar() })).company;
  };
  expect(await asked('tasks.write', 'ai.generate')).toBeNull();
  expect(await asked('tasks.write', 'ai.generate', 'customers.read')).toBe('Acme');
});
