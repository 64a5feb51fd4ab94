import { z } from 'zod';
import { activity, listActivityQuery } from '../activity.ts';
import { id, page } from '../common.ts';
import { bulkResult } from '../bulk.ts';
import { jobAnswer } from '../job.ts';
import {
  bulkDealsRequest,
  createDealRequest,
  deal,
  dealTotals,
  dealTotalsQuery,
  listDealsQuery,
  updateDealRequest,
} from '../deal.ts';
import { operation } from './operation.ts';

const base = { tag: 'Deals', auth: 'member' } as const;
const params = z.object({ id });
const one = { description: 'The deal', schema: z.object({ deal }) };

export const dealOperations = {
  listDeals: operation({
    id: 'listDeals',
    method: 'GET',
    path: '/api/deals',
    ...base,
    summary: 'Deals by filter, sorted, page by page',
    query: listDealsQuery,
    answers: { 200: { description: 'Deals', schema: page(deal) } },
    errors: ['forbidden'],
  }),
  getDealTotals: operation({
    id: 'getDealTotals',
    method: 'GET',
    path: '/api/deals/totals',
    ...base,
    summary: 'How many deals match a filter and what they are worth, by currency',
    query: dealTotalsQuery,
    answers: { 200: { description: 'The totals', schema: z.object({ totals: dealTotals }) } },
    errors: ['forbidden'],
  }),
  createDeal: operation({
    id: 'createDeal',
    method: 'POST',
    path: '/api/deals',
    ...base,
    summary: 'Create a deal with a customer',
    body: createDealRequest,
    idempotent: true,
    answers: { 201: one },
    errors: ['forbidden'],
  }),
  bulkDeals: operation({
    id: 'bulkDeals',
    method: 'POST',
    path: '/api/deals/bulk',
    ...base,
    summary: 'Change, delete or restore many deals; each succeeds or fails alone',
    body: bulkDealsRequest,
    idempotent: true,
    waits: true,
    answers: {
      200: { description: 'What became of each, or of all within the wait', schema: z.union([bulkResult, jobAnswer]) },
      202: { description: 'More than 200: under way, see Location', schema: jobAnswer },
    },
  }),
  getDeal: operation({
    id: 'getDeal',
    method: 'GET',
    path: '/api/deals/{id}',
    ...base,
    summary: 'One deal',
    params,
    answers: { 200: one },
    errors: ['forbidden', 'not_found'],
  }),
  updateDeal: operation({
    id: 'updateDeal',
    method: 'PATCH',
    path: '/api/deals/{id}',
    ...base,
    summary: 'Change a deal (merge patch), win it, lose it with a reason, or open it again',
    params,
    body: updateDealRequest,
    versioned: true,
    answers: { 200: one },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  deleteDeal: operation({
    id: 'deleteDeal',
    method: 'DELETE',
    path: '/api/deals/{id}',
    ...base,
    summary: 'Put a deal in the bin',
    params,
    versioned: true,
    answers: { 204: { description: 'In the bin' } },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  restoreDeal: operation({
    id: 'restoreDeal',
    method: 'POST',
    path: '/api/deals/{id}/restore',
    ...base,
    summary: 'Bring a deal back from the bin; refused while its customer is there',
    params,
    idempotent: true,
    answers: { 200: one },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
  listDealActivity: operation({
    id: 'listDealActivity',
    method: 'GET',
    path: '/api/deals/{id}/activity',
    ...base,
    summary: 'What happened to the deal and its tasks, newest first',
    params,
    query: listActivityQuery,
    answers: { 200: { description: 'The history', schema: page(activity) } },
    errors: ['forbidden', 'not_found'],
  }),
};
