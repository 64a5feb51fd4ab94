import { z } from 'zod';
import { lead, leadRequest } from '../lead.ts';
import { operation } from './operation.ts';

export const leadOperations = {
  createLead: operation({
    id: 'createLead',
    method: 'POST',
    path: '/api/leads',
    tag: 'Leads',
    auth: 'none',
    summary: 'A visitor writes or asks for a demo: a customer, or a note with the one of that email',
    body: leadRequest,
    form: true,
    idempotent: true,
    answers: {
      201: { description: 'It arrived', schema: z.object({ lead }) },
      303: { description: 'It arrived as an HTML form: the page that says so; with 422 the form comes back as a page' },
    },
  }),
};
