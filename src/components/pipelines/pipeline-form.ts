import { z } from 'zod';
import { id } from '../../lib/contracts/common.ts';
import { createPipelineRequest, pipelineTypes } from '../../lib/contracts/pipeline.ts';

/** What the page of pipelines is asked to do. */
export const pipelinesIntent = z.looseObject({
  intent: z.enum(['add', 'up', 'down', 'archive', 'activate', 'delete', 'restore']),
  id: id.optional(),
});

/** The form of a new pipeline: its stages by name, one each. */
export const newPipelineForm = z
  .object({ name: z.string().default(''), type: z.enum(pipelineTypes).catch('sales'), stages: z.string().default('') })
  .transform(({ name, type, stages }) => ({
    name,
    type,
    stages: stages
      .split(/[\n,]/)
      .map((stage) => stage.trim())
      .filter(Boolean)
      .map((stage) => ({ name: stage })),
  }))
  .pipe(createPipelineRequest);

/** What the page of one pipeline is asked to do. */
export const pipelineIntent = z.looseObject({
  intent: z.string().regex(/^(save|add|(up|down|remove):\d{1,2})$/),
  version: z.coerce.number().int().optional(),
});
