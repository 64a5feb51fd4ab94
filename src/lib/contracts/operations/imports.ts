import { z } from 'zod';
import { id } from '../common.ts';
import {
  importAnswer,
  importCustomersQuery,
  importPage,
  listImportsQuery,
  updateImportRequest,
  uploadQuery,
} from '../import.ts';
import { jobAnswer } from '../job.ts';
import { operation } from './operation.ts';

const base = { tag: 'Imports', auth: 'member' } as const;
const params = z.object({ id });
const one = { description: 'The import', schema: importAnswer };
const underWay = { description: 'Under way, see Location', schema: jobAnswer };
const ended = { description: 'The job, when it ended within the wait', schema: jobAnswer };
/** A file as it is, or as the field of a form. */
const upload = ['text/csv', 'text/tab-separated-values', 'text/plain', 'multipart/form-data'] as const;

export const importOperations = {
  importCustomers: operation({
    id: 'importCustomers',
    method: 'POST',
    path: '/api/customers/import',
    ...base,
    permissions: ['customers.import'],
    summary:
      'Import a CSV file (50 MB at most) of customers in one go; columns map by themselves where nothing is said',
    query: importCustomersQuery,
    upload,
    idempotent: true,
    waits: true,
    answers: { 200: ended, 202: underWay },
  }),
  createImport: operation({
    id: 'createImport',
    method: 'POST',
    path: '/api/imports',
    ...base,
    permissions: ['customers.import'],
    summary: 'Upload a CSV file (50 MB at most) of customers to look at before it is imported',
    query: uploadQuery,
    upload,
    idempotent: true,
    answers: { 201: one },
  }),
  listImports: operation({
    id: 'listImports',
    method: 'GET',
    path: '/api/imports',
    ...base,
    permissions: ['customers.import'],
    summary: 'The caller’s imports of the last 30 days, newest first',
    query: listImportsQuery,
    answers: { 200: { description: 'Imports, without previews', schema: importPage } },
  }),
  getImport: operation({
    id: 'getImport',
    method: 'GET',
    path: '/api/imports/{id}',
    ...base,
    permissions: ['customers.import'],
    summary: 'An import: its preview before it is run, its report afterwards',
    params,
    answers: { 200: one },
    errors: ['not_found'],
  }),
  updateImport: operation({
    id: 'updateImport',
    method: 'PATCH',
    path: '/api/imports/{id}',
    ...base,
    permissions: ['customers.import'],
    summary: 'Change how the file is read, what its columns mean and what is done with its rows',
    params,
    body: updateImportRequest,
    answers: { 200: one },
    errors: ['not_found', 'conflict'],
  }),
  runImport: operation({
    id: 'runImport',
    method: 'POST',
    path: '/api/imports/{id}/run',
    ...base,
    permissions: ['customers.import'],
    summary: 'Run an import in the background; one that was cancelled or failed goes on where it stopped',
    params,
    idempotent: true,
    waits: true,
    answers: { 200: ended, 202: underWay },
    errors: ['not_found', 'conflict'],
  }),
  exportImportFaults: operation({
    id: 'exportImportFaults',
    method: 'GET',
    path: '/api/imports/{id}/faults.csv',
    ...base,
    permissions: ['customers.import'],
    summary: 'The rows that could not be imported as a CSV file, each with the reason',
    params,
    answers: {
      200: { description: 'The file', schema: z.string(), mediaType: 'text/csv; charset=utf-8', streams: true },
    },
    errors: ['not_found'],
  }),
  revertImport: operation({
    id: 'revertImport',
    method: 'POST',
    path: '/api/imports/{id}/revert',
    ...base,
    permissions: ['customers.import'],
    summary: 'Put back what an import did: new customers go to the bin, changed ones become as they were',
    params,
    idempotent: true,
    waits: true,
    answers: { 200: ended, 202: underWay },
    errors: ['not_found', 'conflict'],
  }),
};
