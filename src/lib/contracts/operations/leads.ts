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
    summary:
      'A visitor writes, or asks for a demo: becomes a customer, or a note with the one of that email. Also as an HTML form (application/x-www-form-urlencoded), answered with 303 or the page with what is wrong',
    body: leadRequest,
    idempotent: true,
    answers: { 201: { description: 'It arrived', schema: z.object({ lead }) } },
  }),
};
