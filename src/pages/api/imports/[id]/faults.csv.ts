import { Readable } from 'node:stream';
import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { exportFaults } from '../../../../server/use-cases/imports/export-faults.ts';

export const prerender = false;

export const GET = defineRoute(operations.exportImportFaults, async ({ context, params }) => {
  const { name, file } = await exportFaults(context, params.id);
  return {
    status: 200,
    headers: {
      'Content-Disposition': `attachment; filename="failed-rows.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body: Readable.toWeb(file) as ReadableStream<Uint8Array>,
  };
});

export const ALL = otherMethods({ GET });
