import { z } from 'zod';
import { id } from '../common.ts';
import { draftMailRequest, insights, insightsRequest, mailDraft, sendMailRequest, sentMail } from '../insights.ts';
import { operation } from './operation.ts';

const base = { tag: 'Customers', auth: 'member' } as const;
const params = z.object({ id });

export const insightOperations = {
  getInsights: operation({
    id: 'getInsights',
    method: 'POST',
    path: '/api/customers/{id}/insights',
    ...base,
    permissions: ['customers.read'],
    summary:
      'Risk of going cold, next action and suggested stage: computed here; a model, where one may be asked, words the action',
    params,
    body: insightsRequest,
    bodyOptional: true,
    idempotent: true,
    answers: { 200: { description: 'The insights', schema: z.object({ insights }) } },
    errors: ['not_found'],
  }),
  draftMail: operation({
    id: 'draftMail',
    method: 'POST',
    path: '/api/customers/{id}/draft-mail',
    ...base,
    permissions: ['customers.read'],
    summary:
      'Draft a mail to a customer: by a model where one may be asked, else by our own templates; nothing is sent',
    params,
    body: draftMailRequest,
    bodyOptional: true,
    idempotent: true,
    answers: { 200: { description: 'The draft', schema: z.object({ draft: mailDraft }) } },
    errors: ['not_found'],
  }),
  sendCustomerMail: operation({
    id: 'sendCustomerMail',
    method: 'POST',
    path: '/api/customers/{id}/mails',
    ...base,
    permissions: ['customers.write', 'customers.mail'],
    summary: 'Send a mail to a customer as plain text; answers go to the caller, and the history keeps it',
    params,
    body: sendMailRequest,
    idempotent: true,
    answers: { 201: { description: 'It is in the outbox', schema: sentMail } },
    errors: ['not_found', 'conflict'],
  }),
};
