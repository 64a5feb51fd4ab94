import { z } from 'zod';
import { backupList, dataExport } from '../data.ts';
import { id } from '../common.ts';
import { jobAnswer } from '../job.ts';
import { operation } from './operation.ts';

const base = { tag: 'Data', auth: 'member', permissions: ['data.export'] } as const;
const named = z.object({ name: z.string().max(80) });

export const dataOperations = {
  listExports: operation({
    id: 'listExports',
    method: 'GET',
    path: '/api/exports',
    ...base,
    summary: 'The latest exports of all data',
    answers: { 200: { description: 'Exports', schema: z.object({ items: z.array(dataExport) }) } },
  }),
  startExport: operation({
    id: 'startExport',
    method: 'POST',
    path: '/api/exports',
    ...base,
    summary: 'Export all data as a ZIP file of JSON lines, without secrets',
    idempotent: true,
    waits: true,
    answers: {
      200: { description: 'The job, ended', schema: jobAnswer },
      202: { description: 'The job that writes the file', schema: jobAnswer },
    },
    errors: ['conflict'],
  }),
  downloadExport: operation({
    id: 'downloadExport',
    method: 'GET',
    path: '/api/exports/{id}/file',
    ...base,
    summary: 'The file of an export, for 24 hours',
    params: z.object({ id }),
    answers: { 200: { description: 'The file', schema: z.string(), mediaType: 'application/zip', streams: true } },
    errors: ['not_found'],
  }),
  listBackups: operation({
    id: 'listBackups',
    method: 'GET',
    path: '/api/backups',
    ...base,
    summary: 'Kept backups of the embedded database',
    answers: { 200: { description: 'Backups', schema: backupList } },
  }),
  startBackup: operation({
    id: 'startBackup',
    method: 'POST',
    path: '/api/backups',
    ...base,
    summary: 'Back up the embedded database now',
    idempotent: true,
    waits: true,
    answers: {
      200: { description: 'The job, ended', schema: jobAnswer },
      202: { description: 'The job that makes it', schema: jobAnswer },
    },
    errors: ['conflict'],
  }),
  downloadBackup: operation({
    id: 'downloadBackup',
    method: 'GET',
    path: '/api/backups/{name}',
    ...base,
    summary: 'A backup, as `npm run restore` takes it',
    params: named,
    answers: {
      200: { description: 'The file', schema: z.string(), mediaType: 'application/octet-stream', streams: true },
    },
    errors: ['not_found'],
  }),
  deleteBackup: operation({
    id: 'deleteBackup',
    method: 'DELETE',
    path: '/api/backups/{name}',
    ...base,
    summary: 'Delete a backup for good',
    params: named,
    answers: { 204: { description: 'Deleted' } },
    errors: ['not_found'],
  }),
};
