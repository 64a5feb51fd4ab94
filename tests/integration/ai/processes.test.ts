import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildContainer, type Container } from '../../../src/server/container.ts';
import { parseEnvironment } from '../../../src/server/env.ts';
import { cancelGeneration } from '../../../src/server/use-cases/generations/cancel-generation.ts';
import { runGeneration } from '../../../src/server/use-cases/generations/run-generation.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { updateAiSettings } from '../../../src/server/use-cases/ai/update-settings.ts';
import { startAiProvider, type AiProvider } from '../../support/ai-provider.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { request } from '../tasks/world.ts';
import { system } from '../../support/ports.ts';
import { planRequest } from './world.ts';

/* Two containers are what two processes have: they share the database and nothing else. */

let database: TestDatabase;
let provider: AiProvider;
let one: Container;
let two: Container;
beforeAll(async () => {
  [database, provider] = await Promise.all([startDatabase(), startAiProvider()]);
  const env = parseEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    MONGODB_URI: database.uri,
    JWT_SECRET: 'x'.repeat(32),
    JWT_REFRESH_SECRET: 'y'.repeat(32),
    OPENROUTER_API_KEY: 'or-test-key',
    OPENROUTER_BASE_URL: provider.url,
  });
  [one, two] = [await buildContainer(env), await buildContainer(env)];
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await Promise.all([provider.close(), database.stop()]);
});

const ignore = () => undefined;
const generate = ({ ports }: Container) =>
  ports.ai.generateSubtasks(
    { ...planRequest, model: 'fast' },
    { signal: AbortSignal.timeout(20_000), onProgress: ignore, onSubtask: ignore, onRestart: ignore },
  );
const change = (patch: Parameters<typeof updateAiSettings>[1]['patch']) =>
  updateAiSettings({ ports: one.ports, actor: system }, { patch });

test('what an admin changes holds in every process from its next request on', async () => {
  expect((await generate(two)).generatedBy).toBe('openai/gpt-4o-mini-2026');
  await change({ models: { fast: 'some/other' } });
  expect((await generate(two)).generatedBy).toBe('some/other-2026');
  await change({ budgets: { company: { daily: 0 } } });
  await expect(generate(two)).rejects.toMatchObject({ reason: expect.stringContaining('budget for today') as string });
  await change({ budgets: { company: { daily: null } } });
});

test('the requests of a minute are counted for all processes together', async () => {
  await change({ models: { fast: 'counted/model' }, limits: { requestsPerMinute: 3 } });
  const before = provider.requests.length;
  const outcomes = await Promise.allSettled([one, two, one, two, one].map(generate));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(provider.requests).toHaveLength(before + 3);
});

test('the ledger and the budgets have every process’s requests', async () => {
  const { items } = await one.ports.usage.list({ limit: 200, sort: '-createdAt' });
  expect(items).toHaveLength(provider.requests.length);
  const [spent] = await two.ports.allowances.used([`budget:company:${new Date().toISOString().slice(0, 7)}`]);
  expect(spent).toBeCloseTo(items.reduce((sum, { cost }) => sum + (cost ?? 0), 0));
});

test('a cancel in one process hangs up on the provider in the other', async () => {
  await change({ models: { fast: 'slow/model' }, limits: { requestsPerMinute: 100 } });
  provider.use('stall', 'slow/model');
  const asked = provider.requests.length;
  const { task, generation } = await createTask({ ports: one.ports, actor: system }, request({ model: 'fast' }));
  const signal = new AbortController().signal;
  const running = runGeneration(two.ports, generation!.id, { signal, isLastAttempt: true });
  await expect.poll(() => provider.requests.length, { timeout: 10_000 }).toBe(asked + 1);
  await cancelGeneration({ ports: one.ports, actor: system }, task.id);
  await expect.poll(() => provider.requests.at(-1)?.aborted, { timeout: 10_000 }).toBe(true);
  expect(await running).toBe('over');
  expect(await one.ports.generations.find(generation!.id)).toMatchObject({ status: 'cancelled' });
  expect((await one.ports.tasks.find(task.id))?.aiGenerated).toBeNull();
});
