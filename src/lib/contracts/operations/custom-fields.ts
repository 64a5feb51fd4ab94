import { z } from 'zod';
import { queryBoolean } from '../common.ts';
import {
  createCustomFieldRequest,
  customField,
  customFieldKey,
  customFields,
  orderCustomFieldsRequest,
  updateCustomFieldRequest,
} from '../custom-field.ts';
import { operation } from './operation.ts';

const base = { tag: 'Custom fields', auth: 'member' } as const;
const path = '/api/customers/fields';
const params = z.object({ key: customFieldKey });
const one = { description: 'The field', schema: z.object({ field: customField }) };
const all = { description: 'The fields', schema: customFields };

export const customFieldOperations = {
  listCustomFields: operation({
    id: 'listCustomFields',
    method: 'GET',
    path,
    ...base,
    permissions: ['customers.read'],
    summary: 'The fields customers have besides the usual ones, in order, archived ones too',
    query: z.object({ counts: queryBoolean.optional().describe('true counts the customers that have a value.') }),
    answers: { 200: all },
  }),
  createCustomField: operation({
    id: 'createCustomField',
    method: 'POST',
    path,
    ...base,
    permissions: ['settings.write'],
    summary: 'Add a field (admins)',
    body: createCustomFieldRequest,
    idempotent: true,
    answers: { 201: one },
    errors: ['forbidden', 'duplicate'],
  }),
  orderCustomFields: operation({
    id: 'orderCustomFields',
    method: 'PATCH',
    path,
    ...base,
    permissions: ['settings.write'],
    summary: 'Put the fields in order (admins): those named first, the others after them as they were',
    body: orderCustomFieldsRequest,
    versioned: true,
    answers: { 200: all },
    errors: ['forbidden', 'conflict'],
  }),
  updateCustomField: operation({
    id: 'updateCustomField',
    method: 'PATCH',
    path: `${path}/{key}`,
    ...base,
    permissions: ['settings.write'],
    summary:
      'Change a field, archive it or bring it back (merge patch, admins); If-Match takes the version of them all',
    params,
    body: updateCustomFieldRequest,
    versioned: true,
    answers: { 200: one },
    errors: ['forbidden', 'not_found', 'duplicate', 'conflict'],
  }),
  deleteCustomField: operation({
    id: 'deleteCustomField',
    method: 'DELETE',
    path: `${path}/{key}`,
    ...base,
    permissions: ['settings.write'],
    summary: 'Delete a field no customer has a value of (admins); archive others',
    params,
    answers: { 204: { description: 'It is gone' } },
    errors: ['forbidden', 'not_found', 'conflict'],
  }),
};
