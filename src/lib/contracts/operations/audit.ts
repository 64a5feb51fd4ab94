import { auditEntry, auditFilters, listAuditQuery } from '../audit.ts';
import { page } from '../common.ts';
import { z } from 'zod';
import { operation } from './operation.ts';

const base = { tag: 'Audit', auth: 'member', permissions: ['audit.read'] } as const;

export const auditOperations = {
  listAudit: operation({
    id: 'listAudit',
    method: 'GET',
    path: '/api/audit',
    ...base,
    summary: 'Who logged in, and who exported, deleted, or changed rights and settings; kept for a year',
    query: listAuditQuery,
    answers: { 200: { description: 'Entries', schema: page(auditEntry) } },
  }),
  exportAudit: operation({
    id: 'exportAudit',
    method: 'GET',
    path: '/api/audit/export.csv',
    ...base,
    summary: 'The same as a CSV file, newest first',
    query: auditFilters,
    answers: {
      200: { description: 'The file', schema: z.string(), mediaType: 'text/csv; charset=utf-8', streams: true },
    },
  }),
};
