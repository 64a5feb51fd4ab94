import { z } from 'zod';
import { report, reportId, reportQuery } from '../report.ts';
import { operation } from './operation.ts';

const base = { tag: 'Reports', auth: 'member', permissions: [] } as const;

export const reportOperations = {
  getReport: operation({
    id: 'getReport',
    method: 'GET',
    path: '/api/reports/{id}',
    ...base,
    summary: 'Figures about pipelines, sources, the team or AI, as tables; of what the caller may see',
    params: z.object({ id: reportId }),
    query: reportQuery,
    answers: { 200: { description: 'The report', schema: z.object({ report }) } },
    errors: ['forbidden'],
  }),
  exportReportTable: operation({
    id: 'exportReportTable',
    method: 'GET',
    path: '/api/reports/{id}/{table}.csv',
    ...base,
    summary: 'One table of a report as a CSV file',
    params: z.object({ id: reportId, table: z.string().max(40) }),
    query: reportQuery,
    answers: {
      200: { description: 'The file', schema: z.string(), mediaType: 'text/csv; charset=utf-8', streams: true },
    },
    errors: ['forbidden', 'not_found'],
  }),
};
