import { afterAll, beforeAll, expect, test } from 'vitest';
import { listJobsQuery } from '../../../src/lib/contracts/job.ts';
import type { BulkCustomersChange } from '../../../src/lib/contracts/customer.ts';
import type { Ports } from '../../../src/server/ports/index.ts';
import type { CustomerRecord } from '../../../src/server/records/index.ts';
import { cancelJob } from '../../../src/server/use-cases/batches/cancel-job.ts';
import { getJob } from '../../../src/server/use-cases/batches/get-job.ts';
import { listJobs } from '../../../src/server/use-cases/batches/list-jobs.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { bulkCustomers } from '../../../src/server/use-cases/customers/bulk-customers.ts';
import { deleteCustomer } from '../../../src/server/use-cases/customers/delete-customer.ts';
import { leaseMs, RunStopped } from '../../../src/server/use-cases/runs/run-lease.ts';
import { jobOf } from '../../support/bulk.ts';
import { system } from '../../support/ports.ts';
import { aCustomer } from '../../support/records.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

const many = 230;

let world: TaskWorld;
let ports: Ports;
beforeAll(async () => {
  world = await taskWorld();
  ({ ports } = world);
});
afterAll(() => world.close());

let sources = 0;
/** Customers that a filter of their own finds. */
async function someCustomers(overrides: (index: number) => Partial<CustomerRecord> = () => ({})) {
  const source = `batch ${(sources += 1)}`;
  const records = Array.from({ length: many }, (_, index) =>
    aCustomer(ports.ids.next(), {}, { source, ...overrides(index) }),
  );
  await ports.commit({
    actor: system,
    events: [],
    async write(tx) {
      for (const record of records) await ports.customers.insert(record, tx);
    },
  });
  return { ids: records.map(({ id }) => id), filter: { source } };
}
const asked = async (filter: Record<string, string>, change: BulkCustomersChange) =>
  jobOf(await bulkCustomers(world.as.seller, { filter, change }));

const run = (id: string, { as = ports, signal = new AbortController().signal } = {}) =>
  runBatch(as, id, { signal, isLastAttempt: false });
const found = async (ids: string[]) =>
  (await ports.customers.findMany(ids)).map(({ version, status }) => ({ version, status }));
const once = Array.from({ length: many }, () => ({ version: 2, status: 'inactive' }));

/** Ports that call back before each chunk reads its records; `chunk` counts from 1. */
function watched(before: (chunk: number) => Promise<void> | void): Ports {
  let chunk = 0;
  const findMany: Ports['customers']['findMany'] = async (ids) => {
    await before((chunk += 1));
    return ports.customers.findMany(ids);
  };
  return { ...ports, customers: { ...ports.customers, findMany } };
}

test('more than 200 become a job that changes all that matched when it was asked', async () => {
  const { ids, filter } = await someCustomers();
  const job = await asked(filter, { source: 'moved', addTags: ['spring'] });
  expect(job).toMatchObject({ kind: 'bulk_customers', status: 'queued', progress: { done: 0, total: many } });
  await deleteCustomer(world.as.admin, { id: ids[7]! });

  expect(await run(job.id)).toBe('over');
  expect(await getJob(world.as.seller, job.id)).toMatchObject({
    status: 'complete',
    progress: { done: many, total: many },
    result: { changed: many - 1, unchanged: 0, refused: 1, refusals: [{ id: ids[7], status: 404 }] },
  });
  const [first] = await ports.customers.findMany([ids[0]!]);
  expect(first).toMatchObject({ source: 'moved', tags: ['spring'], version: 2 });
  const [activity] = await ports.activities.ofBatch(job.id, { after: null, limit: 5 });
  expect(activity).toMatchObject({
    actor: { id: world.as.seller.actor.id },
    batch: { id: job.id, recordId: ids[0], version: 2 },
  });
  const changed = (await world.events()).filter(({ event }) => event.type === 'customer.changed');
  expect(changed.length).toBeGreaterThanOrEqual(many - 1);
});

test('a worker that stops leaves the job to another, which goes on where it was', async () => {
  const { ids, filter } = await someCustomers();
  const job = await asked(filter, { status: 'inactive' });
  const stopping = new AbortController();
  const leaving = watched((chunk) => {
    if (chunk === 3) stopping.abort();
  });
  await expect(run(job.id, { as: leaving, signal: stopping.signal })).rejects.toBeInstanceOf(RunStopped);
  const halfway = await getJob(world.as.seller, job.id);
  expect(halfway.status).toBe('running');
  expect(halfway.progress.done).toBeGreaterThan(0);
  expect(halfway.progress.done).toBeLessThan(many);
  world.clock.advance(1);
  expect(await run(job.id)).toBe('over');
  expect(await found(ids)).toEqual(once);
  expect(await getJob(world.as.seller, job.id)).toMatchObject({ status: 'complete', result: { changed: many } });
});

test('a worker that was taken for dead changes nothing any more', async () => {
  const { ids, filter } = await someCustomers();
  const job = await asked(filter, { status: 'inactive' });
  const sleeping = watched(async (chunk) => {
    if (chunk !== 2) return;
    world.clock.advance(leaseMs * 2);
    expect(await run(job.id)).toBe('over');
  });
  await run(job.id, { as: sleeping });
  expect(await found(ids)).toEqual(once);
  expect(await getJob(world.as.seller, job.id)).toMatchObject({ status: 'complete', result: { changed: many } });
});

test('a record someone changes at the same moment is read again and changed too', async () => {
  const { ids, filter } = await someCustomers();
  const job = await asked(filter, { status: 'inactive' });
  let interfered = false;
  const late: Ports = {
    ...ports,
    async commit(change) {
      if (!interfered && change.events.length > 1) {
        interfered = true;
        await bulkCustomers(world.as.admin, { ids: [ids[1]!], change: { source: 'elsewhere' } });
      }
      return ports.commit(change);
    },
  };
  await run(job.id, { as: late });
  const [other] = await ports.customers.findMany([ids[1]!]);
  expect(other).toMatchObject({ source: 'elsewhere', status: 'inactive', version: 3 });
  expect(await getJob(world.as.seller, job.id)).toMatchObject({ result: { changed: many, refused: 0 } });
});

test('a unique key in the way refuses one record and lets the others pass', async () => {
  const { ids, filter } = await someCustomers((index) => ({
    contactInfo: { ...aCustomer('0'.repeat(24)).contactInfo, email: `taken-${index}@example.com` },
    deletedAt: new Date('2026-11-25T09:00:00Z'),
  }));
  const rival = await world.customer({
    contactInfo: { ...aCustomer('0'.repeat(24)).contactInfo, email: 'taken-60@example.com' },
  });
  const job = await asked({ ...filter, deleted: 'true' }, { restore: true });
  expect(await run(job.id)).toBe('over');
  expect(await getJob(world.as.seller, job.id)).toMatchObject({
    progress: { done: many },
    result: { changed: many - 1, refused: 1, refusals: [{ id: ids[60], status: 409, error: { code: 'duplicate' } }] },
  });
  expect((await ports.customers.findMany(ids)).filter(({ deletedAt }) => deletedAt)).toHaveLength(1);
  expect(await ports.customers.findByEmail('taken-60@example.com')).toMatchObject({ id: rival.id });
});

test('a cancelled job stops after the chunk it is at; one that waits ends at once', async () => {
  const { ids, filter } = await someCustomers();
  const waiting = await asked(filter, { status: 'inactive' });
  await cancelJob(world.as.seller, waiting.id);
  expect(await getJob(world.as.seller, waiting.id)).toMatchObject({ status: 'cancelled' });
  expect(await run(waiting.id)).toBe('over');

  const job = await asked(filter, { status: 'inactive' });
  const cancelled = watched(async (chunk) => {
    if (chunk === 2) await cancelJob(world.as.seller, job.id);
    // The next renewal of the lease tells the worker.
    if (chunk === 3) await new Promise((resolve) => setTimeout(resolve, 1000));
  });
  expect(await run(job.id, { as: cancelled })).toBe('over');
  const ended = await getJob(world.as.seller, job.id);
  expect(ended.status).toBe('cancelled');
  const changed = (await found(ids)).filter(({ status }) => status === 'inactive').length;
  expect(changed).toBe(ended.progress.done);
  expect(changed).toBeLessThan(many);
  expect(await refusal(cancelJob(world.as.seller, job.id))).toMatchObject({ code: 'conflict' });
});

test('a job acts with the rights its member has then, and only that member and admins see it', async () => {
  const { filter } = await someCustomers();
  const leaver = await world.member({ role: 'sales' });
  const as = { ports, actor: { ...world.as.seller.actor, id: leaver.id } };
  const job = jobOf(await bulkCustomers(as, { filter, change: { status: 'inactive' } }));
  await ports.commit({
    actor: system,
    events: [],
    write: (tx) => ports.users.replace({ ...leaver, isActive: false, version: 2 }, tx),
  });
  expect(await run(job.id)).toBe('over');
  expect(await getJob(as, job.id)).toMatchObject({
    status: 'failed',
    error: { code: 'forbidden' },
    progress: { done: 0 },
  });
  expect(await getJob(world.as.admin, job.id)).toMatchObject({ id: job.id });
  expect(await refusal(getJob(world.as.seller, job.id))).toMatchObject({ code: 'not_found' });
  expect(await refusal(cancelJob(world.as.seller, job.id))).toMatchObject({ code: 'not_found' });
  const own = await listJobs(as, listJobsQuery.parse({ status: 'failed' }));
  expect(own.items.map(({ id }) => id)).toEqual([job.id]);
  expect((await listJobs(as, listJobsQuery.parse({ status: 'queued,running' }))).items).toEqual([]);
  const denied = bulkCustomers(world.as.nobody, { filter, change: { status: 'inactive' } });
  expect(await refusal(denied)).toMatchObject({ code: 'forbidden' });
});
