import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.ts';
import { inventCompany } from '../../../scripts/demo/companies.ts';
import { storyOf } from '../../../scripts/demo/story.ts';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { listCustomersQuery } from '../../../src/lib/contracts/customer.ts';
import { listDealsQuery } from '../../../src/lib/contracts/deal.ts';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { listCustomerActivity } from '../../../src/server/use-cases/activity/list-customer-activity.ts';
import { listCustomers } from '../../../src/server/use-cases/customers/list-customers.ts';
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

const day = 24 * 60 * 60 * 1000;
const all = { limit: '200' };

test('demo data: customers with histories of months, in the names of who sells; once only unless told', async () => {
  const { stdout } = await demoData('--customers', '30', '--seed', '7');
  expect(stdout).toContain('Made 30 customers with their histories');
  const { items: tasks } = await listTasks(world.as.admin, listTasksQuery.parse(all));
  expect(tasks.every((task) => task.aiGenerated?.metadata.generatedBy === 'local-planner')).toBe(true);
  expect(tasks.every((task) => task.createdBy !== null && task.createdBy === task.assignedTo)).toBe(true);
  expect(new Set(tasks.map((task) => task.status))).toEqual(new Set(['pending', 'in_progress', 'completed']));
  const { items: deals } = await listDeals(world.as.admin, listDealsQuery.parse(all));
  expect(deals.map(({ status }) => status)).toEqual(expect.arrayContaining(['open', 'won']));
  expect(new Set(deals.map(({ pipelineStage }) => pipelineStage)).size).toBeGreaterThan(3);

  const { items: customers } = await listCustomers(world.as.admin, listCustomersQuery.parse(all));
  expect(customers).toHaveLength(30);
  const won = customers.find(({ status }) => status === 'customer')!;
  const query = listActivityQuery.parse({ limit: '100' });
  const { items: history } = await listCustomerActivity(world.as.admin, { id: won.id, query });
  const times = history.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  expect(times.every((time) => time < Date.now())).toBe(true);
  expect(times[0]! - times.at(-1)!).toBeGreaterThan(14 * day);
  expect(history.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['created', 'note_added', 'deal_created', 'deal_won']),
  );

  await expect(demoData()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There are 30 invented customers already') as string,
  });
  await expect(demoData('--customers', 'many')).rejects.toMatchObject({ code: 1 });
});

test('the same seed invents the same companies and stories, whoever was asked for before', () => {
  const told = (number: number) => {
    const company = inventCompany(7, number);
    const { dice: _dice, ...facts } = company;
    const times = storyOf(company, { owner: null, now: new Date('2026-11-27T12:00:00Z'), stages: [] }).map(
      ({ at }) => at,
    );
    return { facts, times };
  };
  const first = told(3);
  told(4);
  expect(told(3)).toEqual(first);
  expect(told(5)).not.toEqual(first);
});
