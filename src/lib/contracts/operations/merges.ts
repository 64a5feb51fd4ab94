import { z } from 'zod';
import { id } from '../common.ts';
import { mergeAnswer, mergeCustomersRequest, undoMergeAnswer } from '../merge.ts';
import { operation } from './operation.ts';

const base = { tag: 'Customers', auth: 'member' } as const;

export const mergeOperations = {
  mergeCustomers: operation({
    id: 'mergeCustomers',
    method: 'POST',
    path: '/api/customers/merge',
    ...base,
    permissions: ['customers.write', 'customers.delete'],
    summary: 'Merge customers into one, with their notes, tasks, deals and histories; the others go to the bin',
    body: mergeCustomersRequest,
    idempotent: true,
    answers: { 200: { description: 'The customer they are now', schema: mergeAnswer } },
    errors: ['not_found', 'conflict', 'duplicate'],
  }),
  undoMerge: operation({
    id: 'undoMerge',
    method: 'POST',
    path: '/api/customers/merge/{id}/undo',
    ...base,
    permissions: ['customers.write', 'customers.delete'],
    summary: 'Undo a merge; what someone changed since stays',
    params: z.object({ id }),
    idempotent: true,
    answers: { 200: { description: 'Undone', schema: undoMergeAnswer } },
    errors: ['not_found', 'conflict', 'duplicate'],
  }),
};
