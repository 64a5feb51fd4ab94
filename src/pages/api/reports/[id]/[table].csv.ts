import { Readable } from 'node:stream';
import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { exportReportTable } from '../../../../server/use-cases/reports/export-table.ts';

export const prerender = false;

export const GET = defineRoute(operations.exportReportTable, async ({ context, params: { id, table }, query }) => ({
  status: 200,
  headers: { 'Content-Disposition': `attachment; filename="${id}-${table}.csv"` },
  body: Readable.toWeb(await exportReportTable(context, { id, table, query })) as ReadableStream<Uint8Array>,
}));

export const ALL = otherMethods({ GET });
