import type { Context, SampleIds } from '../../ports/index.ts';
import type { CustomerRecord, DealRecord, TaskRecord } from '../../records/index.ts';
import type { BatchRun, BatchStep } from '../batches/define-batch.ts';
import { noOutcome } from '../batches/outcome.ts';
import { belongingsOf } from '../erasures/belongings-of.ts';
import { farewells } from '../erasures/farewells.ts';
import { tracesOf } from '../erasures/traces-of.ts';
import { updateTask } from '../tasks/update-task.ts';

interface Gathered {
  /** What goes. */
  customers: CustomerRecord[];
  deals: DealRecord[];
  tasks: TaskRecord[];
  /** Tasks people made themselves, about samples: they stay, without what they were about. */
  loose: TaskRecord[];
}

/**
 * Removes sample records for good, with their histories and all that hangs on them, however people changed or moved
 * them. What people made themselves stays: their tasks about a sample lose it, and a customer they gave a deal of their
 * own, or merged another into, is no sample any more.
 */
export async function removeSamples(run: Pick<BatchRun<unknown>, 'context' | 'chunk'>): Promise<void> {
  const { context } = run;
  const marks = await context.ports.samples.all();
  const ids = [...marks.customers, ...marks.deals, ...marks.tasks];
  if (ids.length === 0) return;
  const gathered = await gather(context, marks);
  // Only by ids: a text of an invented customer may be a real one's by now.
  const traces = { ...tracesOf(gathered), texts: [] };
  const total = ids.length;
  const step = (done: number): BatchStep => ({
    position: null,
    progress: { done, total },
    result: { ...noOutcome, changed: done },
  });
  for (const task of gathered.loose) {
    await run.chunk(async (inside) => {
      await updateTask(inside, { id: task.id, patch: withoutSamples(task, gathered) });
      return step(0);
    });
  }
  // Words are forgotten once no record has them any more.
  await context.ports.erasures.sweep({ ...traces, said: [] });
  await run.chunk(async ({ ports, actor }) => {
    await ports.commit({
      actor,
      events: await farewells(ports, gathered),
      async write(tx) {
        await ports.erasures.remove(traces, tx);
        await ports.samples.forget(ids, tx);
      },
    });
    return step(total);
  });
  await context.ports.erasures.sweep(traces);
}

async function gather({ ports }: Context, marks: SampleIds): Promise<Gathered> {
  const all = { ...ports, ...ports.all };
  const [isCustomer, isDeal, isTask] = [new Set(marks.customers), new Set(marks.deals), new Set(marks.tasks)];
  const customers: CustomerRecord[] = [];
  const loose = new Map<string, TaskRecord>();
  for (const customer of await all.customers.findMany(marks.customers)) {
    const belongings = await belongingsOf(all, customer);
    for (const task of belongings.tasks) if (!isTask.has(task.id)) loose.set(task.id, task);
    const hasOwn =
      belongings.deals.some(({ id }) => !isDeal.has(id)) || belongings.customers.some(({ id }) => !isCustomer.has(id));
    if (!hasOwn) customers.push(customer);
  }
  const [deals, tasks] = await Promise.all([all.deals.findMany(marks.deals), all.tasks.findMany(marks.tasks)]);
  return { customers, deals, tasks, loose: [...loose.values()] };
}

/** The references of a task to what goes, taken away. */
function withoutSamples(task: TaskRecord, { customers, deals, tasks }: Gathered) {
  const goes = new Set([...customers, ...deals, ...tasks].map(({ id }) => id));
  return {
    ...(task.dealId !== null && goes.has(task.dealId) && { dealId: null }),
    ...(task.customerId !== null && goes.has(task.customerId) && { customerId: null }),
    ...(task.parentTask !== null && goes.has(task.parentTask) && { parentTask: null }),
  };
}
