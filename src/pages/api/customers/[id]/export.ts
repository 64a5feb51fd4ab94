import { Readable } from 'node:stream';
import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { exportCustomer } from '../../../../server/use-cases/erasures/export-customer.ts';

export const prerender = false;

export const GET = defineRoute(operations.exportCustomer, async ({ context, params }) => ({
  status: 200,
  headers: { 'Content-Disposition': `attachment; filename="customer-${params.id}.json"` },
  body: Readable.toWeb(await exportCustomer(context, params.id)) as ReadableStream<Uint8Array>,
}));

export const ALL = otherMethods({ GET });
