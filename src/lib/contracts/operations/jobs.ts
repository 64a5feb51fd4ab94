import { z } from 'zod';
import { id, page } from '../common.ts';
import { job, jobAnswer, listJobsQuery } from '../job.ts';
import { operation } from './operation.ts';

const base = { tag: 'Jobs', auth: 'member' } as const;
const params = z.object({ id });

export const jobOperations = {
  listJobs: operation({
    id: 'listJobs',
    method: 'GET',
    path: '/api/jobs',
    ...base,
    permissions: [],
    summary: 'Long work the caller asked for, newest first',
    query: listJobsQuery,
    answers: { 200: { description: 'Jobs', schema: page(job) } },
  }),
  getJob: operation({
    id: 'getJob',
    method: 'GET',
    path: '/api/jobs/{id}',
    ...base,
    permissions: [],
    summary: 'A job and how far it has come: for who asked for it, and admins',
    params,
    answers: { 200: { description: 'The job', schema: jobAnswer } },
    errors: ['not_found'],
  }),
  revertBatch: operation({
    id: 'revertBatch',
    method: 'POST',
    path: '/api/batches/{id}/revert',
    ...base,
    permissions: [],
    summary: 'Put back what a batch changed; what someone changed since stays',
    params,
    idempotent: true,
    waits: true,
    answers: {
      200: { description: 'Done within the wait', schema: jobAnswer },
      202: { description: 'Under way: see Location', schema: jobAnswer },
    },
    errors: ['not_found'],
  }),
  cancelJob: operation({
    id: 'cancelJob',
    method: 'DELETE',
    path: '/api/jobs/{id}',
    ...base,
    permissions: [],
    summary: 'Cancel a job; what it has done stays',
    params,
    answers: { 204: { description: 'Cancelled, or about to be' } },
    errors: ['not_found', 'conflict'],
  }),
};
