import { Readable } from 'node:stream';
import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { deleteBackup } from '../../../server/use-cases/data/delete-backup.ts';
import { readBackup } from '../../../server/use-cases/data/read-backup.ts';

export const prerender = false;

export const GET = defineRoute(operations.downloadBackup, async ({ context, params: { name } }) => {
  const { size, bytes } = await readBackup(context, name);
  return {
    status: 200,
    headers: { 'Content-Disposition': `attachment; filename="${name}"`, 'Content-Length': String(size) },
    body: Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>,
  };
});

export const DELETE = defineRoute(operations.deleteBackup, async ({ context, params }) => {
  await deleteBackup(context, params.name);
  return { status: 204 };
});

export const ALL = otherMethods({ GET, DELETE });
