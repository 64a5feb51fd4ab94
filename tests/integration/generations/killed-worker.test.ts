import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sidecar } from '../../../src/server/realtime/sidecar.ts';
import { getTask } from '../../../src/server/use-cases/tasks/get-task.ts';
import { waitForGeneration } from '../../../src/server/use-cases/generations/wait-for-generation.ts';
import { startAiProvider, type AiProvider } from '../../support/ai-provider.ts';
import { startSidecarProcess, type SidecarProcess } from '../../support/sidecar-process.ts';
import { newTask, realtimeWorld, type Login, type RealtimeWorld } from '../realtime/world.ts';
import { until } from './world.ts';

let world: RealtimeWorld;
let provider: AiProvider;
let dana: Login;
const processes: SidecarProcess[] = [];
beforeAll(async () => {
  world = await realtimeWorld();
  // Slow enough to be killed while the answer is on its way.
  provider = await startAiProvider({ firstMs: 50, pieceMs: 60 });
  dana = await world.login();
});
afterAll(async () => {
  for (const one of processes) await one.stop();
  await provider.close();
  await world.close();
});

async function start(): Promise<SidecarProcess> {
  const started = await startSidecarProcess({
    MONGODB_URI: world.container.env.MONGODB_URI,
    OPENROUTER_BASE_URL: provider.url,
    OPENROUTER_API_KEY: 'a key',
    SITE_URL: world.container.env.SITE_URL,
  });
  processes.push(started);
  return started;
}
const events = () => world.ports.outbox.after(0, 1000);
const run = (id: string) => world.ports.generations.find(id);

test('a run whose worker is killed is taken up by another and saved once', { timeout: 90_000 }, async () => {
  const [victim] = [await start()];
  const { task, generation } = await newTask(dana);
  await until(async () => ((await run(generation!.id))?.subtasks.length ?? 0) > 0);
  await victim.kill();
  expect(await run(generation!.id)).toMatchObject({ status: 'running', fence: 1 });

  await start();
  let found = await waitForGeneration(dana, generation!.id, { seconds: 30 });
  if (found.status === 'running') found = await waitForGeneration(dana, generation!.id, { seconds: 30 });
  expect(found).toMatchObject({
    status: 'complete',
    generatedBy: expect.stringContaining('openai/gpt-4o-mini') as string,
  });
  expect(await run(generation!.id)).toMatchObject({ fence: 2 });
  expect(await getTask(dana, task.id)).toMatchObject({
    version: 2,
    aiGenerated: { metadata: { regenerationCount: 0 } },
  });
  const changes = async () => (await events()).filter(({ event }) => event.type === 'task.changed').length;
  await until(async () => (await changes()) === 2);
});

test('a sidecar that is asked to stop hands its run over at once and ends cleanly', { timeout: 60_000 }, async () => {
  const leaving = processes.at(-1)!;
  const { task, generation } = await newTask(dana);
  await until(async () => ((await run(generation!.id))?.subtasks.length ?? 0) > 0);
  expect(await leaving.stop()).toBe(0);
  const staying: Sidecar = await world.sidecar();
  expect(staying.url).toMatch(/^http/);
  const found = await waitForGeneration(dana, generation!.id, { seconds: 10 });
  expect(found.status).toBe('complete');
  expect(await getTask(dana, task.id)).toMatchObject({ version: 2 });
});
