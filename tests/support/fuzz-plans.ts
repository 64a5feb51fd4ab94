import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';
import { task as taskContract, type Plan } from '../../src/lib/contracts/task.ts';
import { AIGenerationError } from '../../src/lib/domain/errors.ts';
import { findDependencyCycle } from '../../src/lib/planning/index.ts';
import { PLAN_LIMITS } from '../../src/lib/planning/limits.ts';
import { seededRandom } from '../../src/lib/planning/random.ts';
import { createSubtaskReader } from '../../src/server/ai/arriving-subtasks.ts';
import { readPlan } from '../../src/server/ai/read-plan.ts';
import { noAi } from './no-ai.ts';
import type {
  ActivityStore,
  Ai,
  AiSettingsStore,
  CompanySettingsStore,
  GenerationStore,
  Ports,
  TaskStore,
  Tx,
} from '../../src/server/ports/index.ts';
import { runGeneration } from '../../src/server/use-cases/generations/run-generation.ts';
import { getTask } from '../../src/server/use-cases/tasks/get-task.ts';
import type { GenerationWorld } from '../integration/generations/world.ts';
import { presentTask } from '../../src/server/use-cases/tasks/present-task.ts';
import { spoiltAnswer } from './fuzz-answers.ts';
import { silent, testClock, testIds, testPolicy } from './ports.ts';
import { aGeneration, aTask } from './records.ts';

/** A model whose answers are spoilt: read by the real reader, while they arrive and when they are complete. */
function spoiltModel(): Ai & { text: string } {
  const model: Ai & { text: string } = {
    ...noAi,
    available: true,
    text: '',
    generateSubtasks(_request, { onSubtask }) {
      const reader = createSubtaskReader(onSubtask);
      for (let at = 0; at < model.text.length; at += 1000) reader.write(model.text.slice(at, at + 1000));
      const reading = readPlan(model.text);
      if (reading.kind === 'unreadable') return Promise.reject(new AIGenerationError('Task generation failed'));
      return Promise.resolve({
        answer: reading.answer,
        generatedBy: 'some/model',
        promptUsed: '',
        contextLength: 100,
        routing: 'As asked.',
        cost: null,
      });
    },
  };
  return model;
}

/** What holds of every plan in the database. */
export function expectValidPlan({ subtasks, timeline, metadata }: Plan): void {
  expect(subtasks.length).toBeGreaterThanOrEqual(PLAN_LIMITS.minSubtasks);
  expect(subtasks.length).toBeLessThanOrEqual(PLAN_LIMITS.maxSubtasks);
  const ids = subtasks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  subtasks.forEach(({ title, description, estimatedTime, dependencies, order }, index) => {
    expect(title.trim()).not.toBe('');
    expect(title.length).toBeLessThanOrEqual(PLAN_LIMITS.titleLength);
    expect(description.length).toBeLessThanOrEqual(PLAN_LIMITS.descriptionLength);
    expect(estimatedTime).toBeGreaterThanOrEqual(PLAN_LIMITS.minMinutes);
    expect(estimatedTime).toBeLessThanOrEqual(PLAN_LIMITS.maxMinutes);
    for (const id of dependencies) expect(ids.slice(0, index)).toContain(id);
    expect(order).toBe(index);
  });
  expect(findDependencyCycle(subtasks)).toBeNull();
  expect(timeline!.totalEstimatedTime).toBe(subtasks.reduce((sum, { estimatedTime }) => sum + estimatedTime, 0));
  expect(metadata.assumptions.length).toBeLessThanOrEqual(PLAN_LIMITS.assumptions + 2);
}

/** Megabytes in use once all garbage is gone. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}

/** What a run needs, with the task and the run in memory: what is "saved" is what a database would be given. */
function memoryWorld(model: Ai) {
  const task = aTask('a'.repeat(24));
  const ids = testIds();
  const world = { task, run: aGeneration('b'.repeat(24), task.id) };
  const ports: Partial<Ports> = {
    ai: model,
    clock: testClock(),
    ids,
    log: silent,
    policy: testPolicy,
    commit: ({ write }) => write({} as Tx),
    activities: { insert: () => Promise.resolve() } as Partial<ActivityStore> as ActivityStore,
    aiSettings: { find: () => Promise.resolve(null) } as Partial<AiSettingsStore> as AiSettingsStore,
    companySettings: { find: () => Promise.resolve(null) } as Partial<CompanySettingsStore> as CompanySettingsStore,
    tasks: {
      find: () => Promise.resolve(world.task),
      finishedPlans: () => Promise.resolve([]),
      replace(record) {
        world.task = record;
        return Promise.resolve();
      },
    } as Partial<TaskStore> as TaskStore,
    generations: {
      find: () => Promise.resolve(world.run),
      claim: () => Promise.resolve({ ...world.run, status: 'running' }),
      renew: () => Promise.resolve('running'),
      report: () => Promise.resolve(),
      finish(_id, _fence, end) {
        world.run = { ...world.run, ...end };
        return Promise.resolve();
      },
    } as Partial<GenerationStore> as GenerationStore,
  };
  const titles = () => Promise.resolve(new Map<string, string>());
  ports.all = { tasks: { ...ports.tasks, titles } } as Partial<Ports['all']> as Ports['all'];
  return { world, ports: ports as Ports };
}

/**
 * Has `count` plans made of spoilt answers, one after the other, and looks at each as it would be saved. Answers how
 * often the model's answer was used, and by how many megabytes the heap grew after the first tenth.
 */
export async function fuzzPlans({ count, seed }: { count: number; seed: number }) {
  const model = spoiltModel();
  const random = seededRandom(seed);
  const { world, ports } = memoryWorld(model);
  const signal = new AbortController().signal;
  let used = 0;
  let before = 0;
  for (let index = 0; index < count; index++) {
    model.text = spoiltAnswer(random);
    try {
      world.run = aGeneration('b'.repeat(24), world.task.id, { replaceEdits: true });
      await runGeneration(ports, world.run.id, { signal, isLastAttempt: true });
      expect(world.run).toMatchObject({ status: 'complete', error: null });
      const saved = taskContract.parse(await presentTask(ports, world.task));
      expect(saved.aiGenerated!.metadata.regenerationCount).toBe(index);
      expectValidPlan(saved.aiGenerated!);
    } catch (error) {
      throw new Error(`Answer ${index} of seed ${seed}: ${model.text.slice(0, 2000)}`, { cause: error });
    }
    if (world.run.generatedBy === 'some/model') used++;
    if (index === Math.floor(count / 10)) before = heapInUse();
  }
  return { used, grownBy: heapInUse() - before };
}

/** The same in a real database: each saved plan is read back. */
export async function fuzzSavedPlans(world: GenerationWorld, { count, seed }: { count: number; seed: number }) {
  const model = spoiltModel();
  world.ports.ai = model;
  const random = seededRandom(seed);
  const { task, generation } = await world.queued();
  for (let index = 0, run = generation; index < count; index++) {
    model.text = spoiltAnswer(random);
    if (index > 0) run = await world.again(task.id, { replaceEdits: true });
    await world.run(run.id, { isLastAttempt: true });
    const { aiGenerated } = await getTask(world.as.admin, task.id);
    expect(aiGenerated!.metadata.regenerationCount).toBe(index);
    expectValidPlan(aiGenerated!);
  }
}
