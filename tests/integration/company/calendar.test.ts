import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateCompanySettingsRequest } from '../../../src/lib/contracts/company-settings.ts';
import { createTaskRequest } from '../../../src/lib/contracts/task.ts';
import { listJobsQuery } from '../../../src/lib/contracts/job.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { listJobs } from '../../../src/server/use-cases/batches/list-jobs.ts';
import { updateCompanySettings } from '../../../src/server/use-cases/company/update-settings.ts';
import { createSubtask } from '../../../src/server/use-cases/tasks/create-subtask.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { getTask } from '../../../src/server/use-cases/tasks/get-task.ts';
import { siteNameOf } from '../../../src/server/use-cases/company/site-name.ts';
import { taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const set = (calendar: object) =>
  updateCompanySettings(world.as.admin, { patch: updateCompanySettingsRequest.parse({ calendar }) });

/** A task of one step of eight hours, to be begun on Monday 30 November 2026 at nine in London. */
async function planned() {
  const input = createTaskRequest.parse({
    title: 'A day of work',
    scheduledFor: '2026-11-30T09:00:00Z',
    generate: false,
  });
  const { task } = await createTask(world.as.admin, input);
  return createSubtask(world.as.admin, {
    id: task.id,
    input: {
      title: 'All of it',
      description: '',
      estimatedTime: 480,
      dependencies: [],
      priority: 'medium',
      assignedTo: null,
    },
  });
}
const endOf = (task: Awaited<ReturnType<typeof planned>>) => task.aiGenerated?.timeline?.estimatedEndDate;

async function runJobs(): Promise<number> {
  const { items } = await listJobs(world.as.admin, listJobsQuery.parse({ status: 'queued' }));
  for (const { id } of items) {
    await runBatch(world.ports, id, { signal: new AbortController().signal, isLastAttempt: true });
  }
  return items.length;
}

describe('the working calendar', () => {
  test('dates what is planned from then on, and what is open already', async () => {
    await set({ timeZone: 'Europe/London' });
    const before = await planned();
    expect(endOf(before)).toBe('2026-11-30T17:30:00.000Z');

    await set({ holidays: [{ date: '2026-11-30', name: 'St Andrew’s Day' }] });
    expect(endOf(await planned())).toBe('2026-12-01T17:30:00.000Z');
    expect(await runJobs()).toBeGreaterThan(0);
    expect(endOf(await getTask(world.as.admin, before.id))).toBe('2026-12-01T17:30:00.000Z');

    await set({ days: { tuesday: [{ start: '10:00', end: '14:00' }] } });
    await runJobs();
    expect(endOf(await getTask(world.as.admin, before.id))).toBe('2026-12-02T13:30:00.000Z');

    await set({ timeZone: 'America/New_York', holidays: [] });
    await runJobs();
    expect(endOf(await getTask(world.as.admin, before.id))).toBe('2026-11-30T22:30:00.000Z');
  });

  test('what is finished keeps its dates', async () => {
    await set({ timeZone: 'Europe/London', holidays: [], days: { tuesday: [{ start: '09:00', end: '17:00' }] } });
    const { id } = await planned();
    const record = (await world.ports.tasks.find(id))!;
    const done = { ...record, version: record.version + 1, status: 'completed' as const };
    const { actor } = world.as.admin;
    await world.ports.commit({ actor, events: [], write: (tx) => world.ports.tasks.replace(done, tx) });
    await set({ holidays: [{ date: '2026-11-30', name: '' }] });
    await runJobs();
    expect(endOf(await getTask(world.as.admin, id))).toBe('2026-11-30T17:30:00.000Z');
  });

  test('must leave time to work, in hours that are hours', async () => {
    const none = Object.fromEntries(
      ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => [day, []]),
    );
    await expect(set({ days: none })).rejects.toMatchObject({ code: 'validation_failed' });
    const faulty = (calendar: object) => updateCompanySettingsRequest.safeParse({ calendar }).error?.issues[0]?.path;
    const hours = (...monday: object[]) => faulty({ days: { monday } });
    expect(hours({ start: '12:00', end: '09:00' })).toContain('end');
    expect(hours({ start: '09:00', end: '12:00' }, { start: '11:00', end: '15:00' })).toContain('monday');
    expect(hours({ start: '9', end: '12' })).toContain('start');
    expect(faulty({ timeZone: 'Mars/Olympus' })).toContain('timeZone');
    expect(faulty({ holidays: [{ date: '2026-02-30', name: '' }] })).toContain('date');
  });

  test('of two who change it at once, the later learns of it; other days are merged', async () => {
    const { version } = await set({ holidays: [] });
    await set({ days: { monday: [{ start: '08:00', end: '12:00' }] } });
    const late = (days: object) =>
      updateCompanySettings(world.as.admin, {
        patch: updateCompanySettingsRequest.parse({ calendar: { days } }),
        expectedVersion: version,
      });
    await late({ friday: [{ start: '09:00', end: '15:00' }] });
    const refused = late({ monday: [{ start: '07:00', end: '11:00' }] });
    await expect(refused).rejects.toMatchObject({ code: 'conflict', options: { conflicts: ['calendar.days.monday'] } });
  });
});

test('the company’s own name goes before the server’s', async () => {
  expect(await siteNameOf(world.ports)).toBe('Throughline');
  await updateCompanySettings(world.as.admin, { patch: { name: 'Halcyon Freight' } });
  expect(await siteNameOf(world.ports)).toBe('Halcyon Freight');
});
