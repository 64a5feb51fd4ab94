import type { Page } from 'playwright';
import type { AiProvider } from '../../tests/support/ai-provider.ts';
import type { Api } from '../lib/api.ts';
import { whenShown } from './live.ts';
import { summary, timed, type Row } from './measure.ts';

const inTurn = 20;
const watched = 10;
const atOnce = 50;
/** A quick model: 24 characters every few milliseconds. */
const quick = { firstMs: 0, pieceMs: 3 };
const waiting = { prefer: 'wait=30' };

interface World {
  api: Api;
  /** Shows the task's page. */
  page: Page;
  provider: AiProvider;
  taskId: string;
}
interface Planned {
  task: { aiGenerated: { metadata: { generatedBy: string } } | null };
}

const goal = (title: string) => ({ title, description: 'Measured', priority: 'medium' });

/** Has a task planned; throws unless a model did it. */
async function plan(api: Api, title: string): Promise<void> {
  const { task } = await api.call<Planned>('POST', '/api/tasks', goal(title), waiting);
  const by = task.aiGenerated?.metadata.generatedBy ?? 'nobody';
  if (!by.startsWith('openai/')) throw new Error(`“${title}” was planned by ${by} within 30 s.`);
}

/** What a plan takes besides the model, how soon its first step is seen, and many plans at once. */
export async function benchAi({ api, page, provider, taskId }: World): Promise<Row[]> {
  const overheads: number[] = [];
  const plans = await timed(inTurn, async (index) => {
    const startedAt = performance.now();
    await plan(api, `Goal ${index}`);
    const asked = provider.requests.at(-1)!;
    overheads.push(performance.now() - startedAt - (asked.endedAt! - asked.startedAt));
  });
  provider.setPace(quick);
  const firstSteps = [];
  for (let index = 0; index < watched; index++)
    firstSteps.push(await firstStep(api, page, provider, { taskId, index }));
  const startedAt = performance.now();
  const many = await Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      await plan(api, `Goal ${index} of many`);
      return performance.now() - startedAt;
    }),
  );
  return [
    { what: 'goal to saved plan, model answering at once', measured: summary(plans) },
    { what: '  of that without the model’s time', measured: summary(overheads) },
    { what: 'provider’s first byte to the first step on a screen', measured: summary(firstSteps) },
    { what: `${atOnce} goals to saved plans at once`, measured: summary(many) },
  ];
}

/** Milliseconds from the provider's first byte to the frame that shows the first step. */
async function firstStep(
  api: Api,
  page: Page,
  provider: AiProvider,
  { taskId, index }: { taskId: string; index: number },
): Promise<number> {
  const title = `Watched plan ${index}`;
  await api.call('PATCH', `/api/tasks/${taskId}`, { title });
  const shown = page.evaluate(whenShown, `Collect what is known for “${title}”`);
  const body = { model: 'fast', replaceEdits: true };
  await api.call('POST', `/api/tasks/${taskId}/generate-subtasks`, body, waiting);
  const { firstByteAt } = provider.requests.at(-1)!;
  return (await shown) - (performance.timeOrigin + firstByteAt!);
}
