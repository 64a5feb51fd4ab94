// npm run smoke: the main job as someone with a fresh clone has it: npm start, the first account, a goal, its plan, a stop.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from './lib/api.ts';
import { main } from './lib/foreground.ts';
import { npmStart } from './lib/npm-start.ts';
import { root } from './lib/root.ts';

interface Task {
  aiGenerated: { subtasks: { title: string }[]; metadata: { generatedBy: string } } | null;
}

await main(async () => {
  const running = await npmStart();
  try {
    const api = new Api(running.url);
    await api.register('ada@example.com');
    console.log('The first account is made.');
    await makePlan(api);
    tryWebSocket(running.url);
  } catch (error) {
    await running.stop();
    throw error;
  }
  await running.stop();
  console.log('npm start works.');
});

async function makePlan(api: Api): Promise<void> {
  const goal = { title: 'Win the Acme renewal', description: 'Signed before 15 December', priority: 'high' };
  const { task } = await api.call<{ task: Task }>('POST', '/api/tasks', goal, { prefer: 'wait=20' });
  const { subtasks = [], metadata } = task.aiGenerated ?? {};
  if (subtasks.length < 3) throw new Error(`The goal has no plan: ${JSON.stringify(task)}`);
  console.log(`${metadata?.generatedBy ?? 'Nobody'} made a plan: ${subtasks.map(({ title }) => title).join(' · ')}`);
}

function tryWebSocket(url: string): void {
  const program = join(root, 'tests/websocket-test.mjs');
  if (!existsSync(program)) return;
  const { status } = spawnSync(process.execPath, [program, url], { stdio: 'inherit', timeout: 60_000 });
  if (status !== 0) throw new Error('tests/websocket-test.mjs failed.');
}
