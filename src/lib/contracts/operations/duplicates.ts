import { z } from 'zod';
import { id } from '../common.ts';
import { dismissDuplicatesRequest, duplicate, duplicateGroups, listDuplicatesQuery } from '../duplicates.ts';
import { operation } from './operation.ts';

const base = { tag: 'Customers', auth: 'member' } as const;

export const duplicateOperations = {
  listDuplicates: operation({
    id: 'listDuplicates',
    method: 'GET',
    path: '/api/customers/duplicates',
    ...base,
    permissions: ['customers.read'],
    summary: 'Customers that may be the same, group by group, those made last first',
    query: listDuplicatesQuery,
    answers: { 200: { description: 'Groups', schema: duplicateGroups } },
  }),
  dismissDuplicates: operation({
    id: 'dismissDuplicates',
    method: 'POST',
    path: '/api/customers/duplicates/dismiss',
    ...base,
    permissions: ['customers.write'],
    summary: 'Remember that customers are not the same',
    body: dismissDuplicatesRequest,
    idempotent: true,
    answers: { 204: { description: 'They are not shown as duplicates of each other any more' } },
    errors: ['not_found'],
  }),
  listCustomerDuplicates: operation({
    id: 'listCustomerDuplicates',
    method: 'GET',
    path: '/api/customers/{id}/duplicates',
    ...base,
    permissions: ['customers.read'],
    summary: 'Customers that may be the same as this one, the likeliest first; at most 20',
    params: z.object({ id }),
    answers: { 200: { description: 'Duplicates', schema: z.object({ items: z.array(duplicate) }) } },
    errors: ['not_found'],
  }),
};
