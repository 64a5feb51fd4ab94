import { z } from 'zod';
import { id, instant } from './common.ts';
import { proposal } from './proposal.ts';

export const modelChoice = z.enum(['auto', 'fast', 'quality']).meta({ id: 'ModelChoice' });
export type ModelChoice = z.infer<typeof modelChoice>;

export const progressStages = ['analyzing', 'generating', 'optimizing', 'complete', 'failed', 'cancelled'] as const;
export const progress = z
  .object({
    stage: z.enum(progressStages),
    percentage: z.int().min(0).max(100),
    message: z.string(),
    estimatedTimeRemaining: z.int().min(0).nullable().describe('Seconds.'),
  })
  .meta({ id: 'Progress' });
export type Progress = z.infer<typeof progress>;

export const generationKinds = ['plan', 'timeline', 'optimize'] as const;
export type GenerationKind = (typeof generationKinds)[number];

/** A subtask as it arrives from the model, before the plan is validated: to look at, not to act on. */
export const arrivingSubtask = z
  .object({
    index: z.int().min(0),
    title: z.string(),
    description: z.string(),
    estimatedTime: z.int().nullable(),
    dependencies: z.array(z.int()),
    priority: z.enum(['low', 'medium', 'high']),
  })
  .meta({ id: 'ArrivingSubtask' });
export type ArrivingSubtask = z.infer<typeof arrivingSubtask>;

/** One run that makes, dates or re-orders a plan. */
export const generation = z
  .object({
    id,
    taskId: id,
    kind: z.enum(generationKinds),
    status: z.enum(['queued', 'running', 'complete', 'failed', 'cancelled']),
    progress,
    subtasks: z.array(arrivingSubtask).describe('Those seen so far.'),
    model: modelChoice,
    instructions: z.string().nullable(),
    generatedBy: z.string().nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    proposal: proposal.nullable().describe('The plan it made, where it was to be shown before it is saved.'),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Generation' });
export type Generation = z.infer<typeof generation>;

/** What a model is asked for, and what any compatible provider may answer. */
export const modelPlan = z.object({
  subtasks: z.array(
    z.object({
      title: z.string().describe('A concrete action, starting with a verb'),
      description: z.string().describe('One or two sentences: how, and why'),
      estimatedTime: z.number().describe('Minutes of focused work'),
      dependencies: z.array(z.number()).describe('0-based indexes of subtasks that must be finished first'),
      priority: z.enum(['low', 'medium', 'high']),
    }),
  ),
  milestones: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      afterSubtask: z.number().describe('0-based index of the subtask that reaches it'),
    }),
  ),
  totalEstimatedTime: z.number().describe('Minutes'),
  confidence: z.number().describe('0 to 1: how sure the plan is right'),
  assumptions: z.array(z.string()),
});
export type ModelPlan = z.infer<typeof modelPlan>;
