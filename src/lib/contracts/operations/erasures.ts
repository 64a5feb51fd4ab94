import { z } from 'zod';
import { id, page } from '../common.ts';
import { erasure, eraseCustomerRequest, listErasuresQuery } from '../erasure.ts';
import { operation } from './operation.ts';

const base = { tag: 'Customers', auth: 'member' } as const;
const params = z.object({ id });

export const erasureOperations = {
  exportCustomer: operation({
    id: 'exportCustomer',
    method: 'GET',
    path: '/api/customers/{id}/export',
    ...base,
    permissions: ['customers.export'],
    summary: 'All that is known of one customer, in one JSON file; of deals, tasks and mails what the caller may read',
    params,
    answers: { 200: { description: 'The file', schema: z.string(), mediaType: 'application/json', streams: true } },
    errors: ['not_found'],
  }),
  eraseCustomer: operation({
    id: 'eraseCustomer',
    method: 'POST',
    path: '/api/customers/{id}/erase',
    ...base,
    permissions: ['customers.erase'],
    summary: 'Erase a customer for good, with notes, deals, tasks, histories and all copies; there is no way back',
    params,
    body: eraseCustomerRequest,
    idempotent: true,
    answers: { 200: { description: 'The record that it was done', schema: z.object({ erasure }) } },
    errors: ['not_found', 'conflict'],
  }),
  listErasures: operation({
    id: 'listErasures',
    method: 'GET',
    path: '/api/customers/erasures',
    ...base,
    permissions: ['customers.erase'],
    summary: 'Which customers were erased, when, by whom and why',
    query: listErasuresQuery,
    answers: { 200: { description: 'Erasures', schema: page(erasure) } },
  }),
};
