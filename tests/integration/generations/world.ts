import { setTimeout as pass } from 'node:timers/promises';
import { AIGenerationError } from '../../../src/lib/domain/errors.ts';
import type { ArrivingSubtask, Generation } from '../../../src/lib/contracts/generation.ts';
import type { GenerateSubtasksRequest, Task } from '../../../src/lib/contracts/task.ts';
import type { Ai, PlanRequest } from '../../../src/server/ports/index.ts';
import { runGeneration } from '../../../src/server/use-cases/generations/run-generation.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { generateSubtasks } from '../../../src/server/use-cases/tasks/generate-subtasks.ts';
import { noAi } from '../../support/no-ai.ts';
import { request, taskWorld, type TaskWorld } from '../tasks/world.ts';

/** A model as use-cases see it: it writes its steps one after the other, until told to stop. */
export interface ScriptedAi extends Ai {
  available: boolean;
  requests: PlanRequest[];
  /** What it answers; an error is thrown. */
  answer: unknown;
  /** Resolves when the model may go on after its first step. */
  gate: Promise<unknown>;
  /** Called when the model has written its first step. */
  onFirstStep: () => void;
}

const steps = (titles: string[]) =>
  titles.map((title, index) => ({
    title,
    description: `How to: ${title}`,
    estimatedTime: 60,
    dependencies: index === 0 ? [] : [index - 1],
    priority: 'medium' as const,
  }));

/** An answer as a model gives it: steps in a row, the sum and how sure it is. */
export const answer = (...titles: string[]) => ({
  subtasks: steps(titles),
  totalEstimatedTime: titles.length * 60,
  confidence: 0.8,
  assumptions: ['Dana is in the office'],
});

export const usual = ['Review the contract', 'Write the offer', 'Call Dana'];

function scriptedAi(): ScriptedAi {
  const ai: ScriptedAi = {
    ...noAi,
    available: true,
    requests: [],
    answer: answer(...usual),
    gate: Promise.resolve(),
    onFirstStep: () => undefined,
    async generateSubtasks(wanted, { signal, onProgress, onSubtask }) {
      ai.requests.push(wanted);
      if (ai.answer instanceof Error) throw ai.answer;
      const written = (ai.answer as { subtasks?: Omit<ArrivingSubtask, 'index'>[] }).subtasks ?? [];
      for (const [index, subtask] of written.entries()) {
        onProgress({
          stage: 'generating',
          percentage: 10 + index * 20,
          message: subtask.title,
          estimatedTimeRemaining: 2,
        });
        onSubtask({ index, ...subtask });
        if (index > 0) continue;
        ai.onFirstStep();
        await Promise.race([ai.gate, aborted(signal)]);
        signal.throwIfAborted();
      }
      return {
        answer: ai.answer,
        generatedBy: 'some/model',
        promptUsed: `Plan: ${wanted.title}`,
        contextLength: 500,
        routing: 'as asked',
        cost: 0.002,
      };
    },
  };
  return ai;
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

export const noModel = (reason = 'No model answered.') => new AIGenerationError('Task generation failed', { reason });

export interface GenerationWorld extends TaskWorld {
  ai: ScriptedAi;
  /** A task and the queued run that plans it. */
  queued(input?: Parameters<typeof request>[0]): Promise<{ task: Task; generation: Generation }>;
  again(taskId: string, wish?: Partial<GenerateSubtasksRequest>): Promise<Generation>;
  /** Runs a generation as a worker does. */
  run(id: string, options?: { signal?: AbortSignal; isLastAttempt?: boolean }): Promise<'over' | 'busy'>;
}

export async function generationWorld(): Promise<GenerationWorld> {
  const world = await taskWorld();
  const ai = scriptedAi();
  world.ports.ai = ai;
  return {
    ...world,
    ai,
    async queued(input = {}) {
      const { task, generation } = await createTask(world.as.seller, request(input));
      if (!generation) throw new Error('No run was queued');
      return { task, generation };
    },
    again: (taskId, wish = {}) =>
      generateSubtasks(world.as.seller, taskId, { model: 'auto', replaceEdits: false, propose: false, ...wish }),
    run: (id, { signal = new AbortController().signal, isLastAttempt = false } = {}) =>
      runGeneration(world.ports, id, { signal, isLastAttempt }),
  };
}

/** Waits, at most 20 s, until something is so. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    if (await isSo()) return;
    await pass(20);
  }
  throw new Error('It did not come about within 20 s');
}
