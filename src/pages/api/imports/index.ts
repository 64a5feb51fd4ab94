import { operations } from '../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../server/http/define-route.ts';
import { otherMethods } from '../../../server/http/other-methods.ts';
import { receiveImport } from '../../../server/http/receive-import.ts';
import { createImport } from '../../../server/use-cases/imports/create-import.ts';
import { listImports } from '../../../server/use-cases/imports/list-imports.ts';
import { presentImport } from '../../../server/use-cases/imports/present-import.ts';

export const prerender = false;

export const GET = defineRoute(operations.listImports, async ({ context, query }) => ({
  status: 200,
  body: await listImports(context, query),
}));

export const POST = defineRoute(
  operations.createImport,
  async ({ context, body }) => {
    const record = await createImport(context, body);
    const headers = { Location: `/api/imports/${record.id}` };
    return { status: 201, headers, body: { import: await presentImport(context, record) } };
  },
  { receive: receiveImport },
);

export const ALL = otherMethods({ GET, POST });
