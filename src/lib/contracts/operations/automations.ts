import { z } from 'zod';
import { automationRun, listRunsQuery, simulateRequest, simulation, startRunsRequest } from '../automation-run.ts';
import { id, page } from '../common.ts';
import { operation } from './operation.ts';

const base = { tag: 'Pipelines', auth: 'member' } as const;
const params = z.object({ id });
const readsRuns = ['pipelines.read', 'deals.read', 'customers.read'] as const;
const runs = { 200: { description: 'Runs', schema: page(automationRun) } } as const;
const run = { 200: { description: 'The run', schema: z.object({ run: automationRun }) } } as const;

export const automationOperations = {
  listPipelineRuns: operation({
    id: 'listPipelineRuns',
    method: 'GET',
    path: '/api/pipelines/{id}/runs',
    ...base,
    permissions: [...readsRuns],
    summary: 'What the automations of a pipeline did, run by run',
    params,
    query: listRunsQuery,
    answers: runs,
    errors: ['forbidden', 'not_found'],
  }),
  listCustomerRuns: operation({
    id: 'listCustomerRuns',
    method: 'GET',
    path: '/api/customers/{id}/runs',
    ...base,
    permissions: [...readsRuns],
    summary: 'What automations did for a customer, run by run',
    params,
    query: listRunsQuery,
    answers: runs,
    errors: ['forbidden', 'not_found'],
  }),
  retryRun: operation({
    id: 'retryRun',
    method: 'POST',
    path: '/api/pipelines/{id}/runs/{runId}/retry',
    ...base,
    permissions: ['deals.write'],
    summary: 'Have a run that failed tried again, from the step that could not be done',
    params: params.extend({ runId: id }),
    idempotent: true,
    answers: run,
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  cancelRun: operation({
    id: 'cancelRun',
    method: 'POST',
    path: '/api/pipelines/{id}/runs/{runId}/cancel',
    ...base,
    permissions: ['deals.write'],
    summary: 'End a run before its next step; what it did stays',
    params: params.extend({ runId: id }),
    idempotent: true,
    answers: run,
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  startRuns: operation({
    id: 'startRuns',
    method: 'POST',
    path: '/api/pipelines/{id}/automations/{automationId}/run',
    ...base,
    permissions: ['deals.write'],
    summary:
      'Set an automation off by hand, for deals in its stage; those without the trigger `manual` by who configures',
    params: params.extend({ automationId: id }),
    body: startRunsRequest,
    idempotent: true,
    answers: { 202: { description: 'The runs that begin', schema: z.object({ runs: z.array(automationRun) }) } },
    errors: ['forbidden', 'not_found'],
  }),
  simulateAutomation: operation({
    id: 'simulateAutomation',
    method: 'POST',
    path: '/api/pipelines/{id}/simulate',
    ...base,
    permissions: ['pipelines.configure'],
    summary: 'Dry run: what an automation, saved or not, would have done in the last days; nothing is written or sent',
    params,
    body: simulateRequest,
    idempotent: true,
    answers: { 200: { description: 'What it would have done', schema: z.object({ simulation }) } },
    errors: ['forbidden', 'not_found'],
  }),
};
