import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDealRequest } from '../../../src/lib/contracts/deal.ts';
import type { Ports } from '../../../src/server/ports/index.ts';
import { queueBatch } from '../../../src/server/use-cases/batches/queue-batch.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { addComment } from '../../../src/server/use-cases/comments/add-comment.ts';
import { updateCompanySettings } from '../../../src/server/use-cases/company/update-settings.ts';
import { addNote } from '../../../src/server/use-cases/customers/add-note.ts';
import { deleteCustomer } from '../../../src/server/use-cases/customers/delete-customer.ts';
import { updateCustomer } from '../../../src/server/use-cases/customers/update-customer.ts';
import { createDeal } from '../../../src/server/use-cases/deals/create-deal.ts';
import { updateDeal } from '../../../src/server/use-cases/deals/update-deal.ts';
import { makeDefaultPipelines } from '../../../src/server/use-cases/pipelines/make-default-pipelines.ts';
import { changeSamples } from '../../../src/server/use-cases/samples/change-samples.ts';
import { countSamples } from '../../../src/server/use-cases/samples/count-samples.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { digestOf } from '../../support/digest.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

/** What keeps for a while that something was done; and words to search by, which are forgotten in time when no record has them. */
const logs = ['outbox', 'dealChanges', 'batchJobs', 'positions', 'presence', 'stagePackRevisions', 'vocabulary'];

let world: TaskWorld;
let ports: Ports;
beforeAll(async () => {
  world = await taskWorld();
  ({ ports } = world);
  await makeDefaultPipelines(ports);
  await world.customer();
  await world.task({ title: 'There before the sample data' });
});
afterAll(() => world.close());

const run = (id: string, stop = new AbortController().signal) =>
  runBatch(ports, id, { signal: stop, isLastAttempt: false });
async function digest(): Promise<Record<string, string>> {
  const all = await digestOf(world.connection);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !logs.includes(name)));
}
/** Fewer than usual, and for the rest the same. */
const few = 4;
const queued = () => queueBatch(world.as.admin, { kind: 'fill_samples', input: { customers: few }, total: null });
async function fill() {
  expect(await run((await queued()).id)).toBe('over');
}
async function remove() {
  const { id } = await changeSamples(world.as.admin, 'remove');
  expect(await run(id)).toBe('over');
  expect((await ports.batchJobs.find(id))?.status).toBe('complete');
}

describe('sample data', () => {
  test('is customers with deals and plans, and goes without a trace however it was changed, moved or deleted', async () => {
    const { admin, seller } = world.as;
    expect((await refusal(changeSamples(seller, 'fill'))).code).toBe('forbidden');
    expect((await refusal(changeSamples(admin, 'remove'))).code).toBe('conflict');
    await updateCompanySettings(admin, { patch: { currency: 'CHF' } });
    const before = await digest();
    await fill();
    expect(await countSamples(admin)).toMatchObject({ customers: few, busy: false });
    expect((await refusal(changeSamples(admin, 'fill'))).code).toBe('conflict');
    const { customers, deals, tasks } = await ports.samples.all();
    const made = await ports.deals.findMany(deals);
    expect(made.some(({ pipelineStage }) => pipelineStage !== null)).toBe(true);
    expect(new Set(made.map(({ currency }) => currency))).toEqual(new Set(['CHF']));
    expect((await ports.tasks.findMany(tasks)).map(({ aiGenerated }) => aiGenerated)).not.toContain(null);

    const [first = '', second = ''] = customers;
    await updateCustomer(admin, { id: first, patch: { contactInfo: { company: 'Renamed by someone' }, tags: [] } });
    await addNote(admin, { customerId: first, content: 'Called them, nobody there.' });
    await deleteCustomer(admin, { id: second });
    await updateDeal(admin, { id: deals[0]!, patch: { title: 'Another title', status: 'won' } });
    await updateTask(admin, { id: tasks[0]!, patch: { title: 'Another goal', status: 'completed' } });
    await addComment(admin, { kind: 'task', id: tasks[1]! }, 'Looks good');
    await remove();
    expect(await digest()).toEqual(before);
    expect(await ports.samples.all()).toEqual({ customers: [], deals: [], tasks: [] });
  });

  test('takes nothing along that people made themselves', async () => {
    await fill();
    const { admin } = world.as;
    const { customers, deals } = await ports.samples.all();
    const own = await world.customer();
    const task = await world.task({ title: 'Ours, about a sample', customerId: customers[0]! });
    const deal = await createDeal(
      admin,
      createDealRequest.parse({ title: 'Ours, with a sample', customerId: customers[1]! }),
    );
    const before = { own: await ports.customers.find(own.id), deal: await ports.deals.find(deal.id) };
    await remove();
    expect(await ports.customers.find(own.id)).toEqual(before.own);
    expect(await ports.deals.find(deal.id)).toEqual(before.deal);
    expect((await ports.customers.find(customers[1]!))?.deletedAt).toBeNull();
    expect(await ports.tasks.find(task.id)).toMatchObject({ title: 'Ours, about a sample', customerId: null });
    expect(await ports.customers.find(customers[0]!)).toBeNull();
    expect(await ports.deals.findMany(deals)).toEqual([]);
    expect((await countSamples(admin)).customers).toBe(0);
  });

  test('is made once, whatever stops its making', async () => {
    const { id } = await queued();
    const stop = new AbortController();
    let commits = 0;
    const dying: Ports = {
      ...ports,
      async commit(change) {
        if ((commits += 1) === 15) stop.abort(new Error('The worker dies'));
        if (stop.signal.aborted) throw new Error('The worker is dead');
        return ports.commit(change);
      },
    };
    await runBatch(dying, id, { signal: stop.signal, isLastAttempt: false }).catch(() => undefined);
    expect((await ports.samples.all()).customers.length).toBeGreaterThan(0);
    world.clock.advance(10 * 60_000);
    // One of the four is a customer by now: see above.
    expect(await run(id)).toBe('over');
    expect(await countSamples(world.as.admin)).toMatchObject({ customers: few - 1, busy: false });
    await remove();
  });
});
