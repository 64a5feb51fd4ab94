import { z } from 'zod';
import { board, boardQuery } from '../board.ts';
import { bulkResult } from '../bulk.ts';
import { id, searchedPage } from '../common.ts';
import { job, jobAnswer } from '../job.ts';
import {
  bulkPipelinesRequest,
  createPipelineRequest,
  deletePipelineQuery,
  listPipelinesQuery,
  pipeline,
  pipelineWarning,
  updatePipelineRequest,
} from '../pipeline.ts';
import { pipelineAnalyticsQuery, pipelineAnalyticsReport } from '../pipeline-analytics.ts';
import { operation } from './operation.ts';

const base = { tag: 'Pipelines', auth: 'member' } as const;
const params = z.object({ id });
const one = { description: 'The pipeline', schema: z.object({ pipeline }) };
const saved = z.object({ pipeline, warnings: z.array(pipelineWarning) });
const written = { description: 'The pipeline, and what will probably not go as meant', schema: saved };

export const pipelineOperations = {
  listPipelines: operation({
    id: 'listPipelines',
    method: 'GET',
    path: '/api/pipelines',
    ...base,
    permissions: ['pipelines.read'],
    summary: 'Pipelines by filter, sorted, page by page',
    query: listPipelinesQuery,
    answers: { 200: { description: 'Pipelines', schema: searchedPage(pipeline) } },
    errors: ['forbidden'],
  }),
  createPipeline: operation({
    id: 'createPipeline',
    method: 'POST',
    path: '/api/pipelines',
    ...base,
    permissions: ['pipelines.configure'],
    summary: 'Create a pipeline with its stages',
    body: createPipelineRequest,
    idempotent: true,
    answers: { 201: written },
    errors: ['forbidden'],
  }),
  bulkPipelines: operation({
    id: 'bulkPipelines',
    method: 'POST',
    path: '/api/pipelines/bulk',
    ...base,
    permissions: ['pipelines.configure'],
    summary: 'Change, delete or restore several pipelines; each succeeds or fails alone',
    body: bulkPipelinesRequest,
    idempotent: true,
    answers: { 200: { description: 'What became of each', schema: bulkResult.omit({ batchId: true }) } },
    errors: ['forbidden'],
  }),
  getPipeline: operation({
    id: 'getPipeline',
    method: 'GET',
    path: '/api/pipelines/{id}',
    ...base,
    permissions: ['pipelines.read'],
    summary: 'One pipeline',
    params,
    answers: { 200: one },
    errors: ['forbidden', 'not_found'],
  }),
  updatePipeline: operation({
    id: 'updatePipeline',
    method: 'PATCH',
    path: '/api/pipelines/{id}',
    ...base,
    permissions: ['pipelines.configure'],
    summary: 'Change a pipeline (merge patch); stages that are left out are deleted, their deals go to `moveTo`',
    params,
    body: updatePipelineRequest,
    versioned: true,
    answers: {
      200: written,
      202: {
        description: 'The pipeline; more than 200 deals are being moved, see Location',
        schema: saved.extend({ job }),
      },
    },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  deletePipeline: operation({
    id: 'deletePipeline',
    method: 'DELETE',
    path: '/api/pipelines/{id}',
    ...base,
    permissions: ['pipelines.configure'],
    summary: 'Put a pipeline in the bin; its deals go to `moveTo`',
    params,
    query: deletePipelineQuery,
    versioned: true,
    answers: {
      204: { description: 'In the bin' },
      202: { description: 'In the bin; more than 200 deals are being moved, see Location', schema: jobAnswer },
    },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  restorePipeline: operation({
    id: 'restorePipeline',
    method: 'POST',
    path: '/api/pipelines/{id}/restore',
    ...base,
    permissions: ['pipelines.configure'],
    summary: 'Bring a pipeline back from the bin; deals stay where they are',
    params,
    idempotent: true,
    answers: { 200: one },
    errors: ['forbidden', 'not_found'],
  }),
  getBoard: operation({
    id: 'getBoard',
    method: 'GET',
    path: '/api/pipelines/{id}/board',
    ...base,
    permissions: ['pipelines.read', 'deals.read'],
    summary: 'A pipeline’s stages with the first of their deals, how many there are and what they are worth',
    params,
    query: boardQuery,
    answers: { 200: { description: 'The board', schema: z.object({ board }) } },
    errors: ['forbidden', 'not_found'],
  }),
  getPipelineAnalytics: operation({
    id: 'getPipelineAnalytics',
    method: 'GET',
    path: '/api/pipelines/{id}/analytics',
    ...base,
    permissions: ['pipelines.read', 'deals.read'],
    summary: 'Funnel, conversion, time in stage, win and loss, sources and forecast of a pipeline',
    params,
    query: pipelineAnalyticsQuery,
    answers: { 200: { description: 'The figures', schema: z.object({ analytics: pipelineAnalyticsReport }) } },
    errors: ['forbidden', 'not_found'],
  }),
};
