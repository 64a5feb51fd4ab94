import { Readable } from 'node:stream';
import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { exportAudit } from '../../../server/use-cases/audit/export-audit.ts';

export const prerender = false;

export const GET = defineRoute(operations.exportAudit, async ({ context, query }) => {
  const day = context.ports.clock.now().toISOString().slice(0, 10);
  return {
    status: 200,
    headers: { 'Content-Disposition': `attachment; filename="audit-${day}.csv"` },
    body: Readable.toWeb(await exportAudit(context, query)) as ReadableStream<Uint8Array>,
  };
});

export const ALL = otherMethods({ GET });
