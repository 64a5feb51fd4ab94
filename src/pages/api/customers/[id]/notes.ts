import { operations } from '../../../../lib/contracts/operations/index.ts';
import { defineRoute } from '../../../../server/http/define-route.ts';
import { otherMethods } from '../../../../server/http/other-methods.ts';
import { addNote } from '../../../../server/use-cases/customers/add-note.ts';
import { listNotes } from '../../../../server/use-cases/customers/list-notes.ts';

export const prerender = false;

export const GET = defineRoute(operations.listNotes, async ({ context, params }) => ({
  status: 200,
  body: { items: await listNotes(context, params.id) },
}));

export const POST = defineRoute(operations.addNote, async ({ context, params, body }) => ({
  status: 201,
  body: { note: await addNote(context, { customerId: params.id, content: body.content }) },
}));

export const ALL = otherMethods({ GET, POST });
