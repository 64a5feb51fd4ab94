import { Readable } from 'node:stream';
import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { readExport } from '../../../../server/use-cases/data/read-export.ts';

export const prerender = false;

export const GET = defineRoute(operations.downloadExport, async ({ context, params }) => {
  const { name, bytes } = await readExport(context, params.id);
  return {
    status: 200,
    headers: { 'Content-Disposition': `attachment; filename="${name}"` },
    body: Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>,
  };
});

export const ALL = otherMethods({ GET });
