import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.ts';
import { listDealsQuery } from '../../../src/lib/contracts/deal.ts';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { listDeals } from '../../../src/server/use-cases/deals/list-deals.ts';
import { listTasks } from '../../../src/server/use-cases/tasks/list-tasks.ts';
import { taskWorld, type TaskWorld } from './world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const demoData = (...wishes: string[]) =>
  promisify(execFile)(process.execPath, ['scripts/demo-data.ts', ...wishes], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      MONGODB_URI: world.database.uri,
      JWT_SECRET: 'j'.repeat(32),
      JWT_REFRESH_SECRET: 'r'.repeat(32),
    },
  });

test('demo data: customers, planned tasks in every state, in the first admin’s name; once only unless told', async () => {
  const { stdout } = await demoData('--customers', '8');
  expect(stdout).toContain('Made 8 customers and 8 planned tasks.');
  const { items, total } = await listTasks(world.as.admin, listTasksQuery.parse({}));
  expect(total).toBe(8);
  expect(items.every((task) => task.aiGenerated?.metadata.generatedBy === 'local-planner')).toBe(true);
  expect(items.every((task) => task.createdBy === world.as.admin.actor.id && task.assignedTo !== null)).toBe(true);
  expect(new Set(items.map((task) => task.status))).toEqual(new Set(['pending', 'in_progress', 'completed']));

  const deals = await listDeals(world.as.admin, listDealsQuery.parse({}));
  expect(new Set(deals.items.map(({ status }) => status))).toEqual(new Set(['open', 'won', 'lost']));

  await expect(demoData()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There are 8 invented customers already') as string,
  });
  expect((await demoData('--customers', '1', '--again')).stdout).toContain('Made 1 customers');
  await expect(demoData('--customers', 'many')).rejects.toMatchObject({ code: 1 });
});
