import { z } from 'zod';
import { id, page } from '../common.ts';
import {
  createCustomerRequest,
  createNoteRequest,
  customer,
  listCustomersQuery,
  note,
  updateCustomerRequest,
} from '../customer.ts';
import { operation } from './operation.ts';

const base = { tag: 'Customers', auth: 'member' } as const;
const params = z.object({ id });
const one = { description: 'The customer', schema: z.object({ customer }) };

export const customerOperations = {
  listCustomers: operation({
    id: 'listCustomers',
    method: 'GET',
    path: '/api/customers',
    ...base,
    summary: 'Customers by filter, sorted, page by page',
    query: listCustomersQuery,
    answers: { 200: { description: 'Customers', schema: page(customer) } },
  }),
  createCustomer: operation({
    id: 'createCustomer',
    method: 'POST',
    path: '/api/customers',
    ...base,
    summary: 'Create a customer',
    body: createCustomerRequest,
    idempotent: true,
    answers: { 201: one },
    errors: ['duplicate'],
  }),
  getCustomer: operation({
    id: 'getCustomer',
    method: 'GET',
    path: '/api/customers/{id}',
    ...base,
    summary: 'One customer',
    params,
    answers: { 200: one },
    errors: ['not_found'],
  }),
  updateCustomer: operation({
    id: 'updateCustomer',
    method: 'PATCH',
    path: '/api/customers/{id}',
    ...base,
    summary: 'Change a customer (merge patch)',
    params,
    body: updateCustomerRequest,
    versioned: true,
    answers: { 200: one },
    errors: ['not_found', 'conflict', 'duplicate'],
  }),
  deleteCustomer: operation({
    id: 'deleteCustomer',
    method: 'DELETE',
    path: '/api/customers/{id}',
    ...base,
    summary: 'Put a customer in the bin',
    params,
    versioned: true,
    answers: { 204: { description: 'In the bin' } },
    errors: ['not_found', 'conflict'],
  }),
  restoreCustomer: operation({
    id: 'restoreCustomer',
    method: 'POST',
    path: '/api/customers/{id}/restore',
    ...base,
    summary: 'Bring a customer back from the bin',
    params,
    idempotent: true,
    answers: { 200: one },
    errors: ['not_found', 'duplicate'],
  }),
  listNotes: operation({
    id: 'listNotes',
    method: 'GET',
    path: '/api/customers/{id}/notes',
    ...base,
    summary: 'All notes, newest first',
    params,
    answers: { 200: { description: 'Notes', schema: z.object({ items: z.array(note) }) } },
    errors: ['not_found'],
  }),
  addNote: operation({
    id: 'addNote',
    method: 'POST',
    path: '/api/customers/{id}/notes',
    ...base,
    summary: 'Add a note',
    params,
    body: createNoteRequest,
    idempotent: true,
    answers: { 201: { description: 'The note', schema: z.object({ note }) } },
    errors: ['not_found'],
  }),
};
