import { z } from 'zod';
import { id, page } from '../common.ts';
import {
  createInteractionRequest,
  interaction,
  listInteractionsQuery,
  updateInteractionRequest,
} from '../interaction.ts';
import { operation } from './operation.ts';

const base = { tag: 'Customers', auth: 'member' } as const;
const one = z.object({ interaction });
const params = z.object({ id, interactionId: id });

export const interactionOperations = {
  listInteractions: operation({
    id: 'listInteractions',
    method: 'GET',
    path: '/api/customers/{id}/interactions',
    ...base,
    permissions: ['customers.read'],
    summary: 'Calls, meetings and mails with a customer, newest first',
    params: z.object({ id }),
    query: listInteractionsQuery,
    answers: { 200: { description: 'Interactions', schema: page(interaction) } },
    errors: ['not_found'],
  }),
  logInteraction: operation({
    id: 'logInteraction',
    method: 'POST',
    path: '/api/customers/{id}/interactions',
    ...base,
    permissions: ['customers.write'],
    summary: 'Log a call, meeting or mail',
    params: z.object({ id }),
    body: createInteractionRequest,
    idempotent: true,
    answers: { 201: { description: 'The interaction', schema: one } },
    errors: ['not_found'],
  }),
  updateInteraction: operation({
    id: 'updateInteraction',
    method: 'PATCH',
    path: '/api/customers/{id}/interactions/{interactionId}',
    ...base,
    permissions: ['customers.write'],
    summary: 'Change what was logged (merge patch): who logged it, and who may moderate',
    params,
    body: updateInteractionRequest,
    versioned: true,
    answers: { 200: { description: 'The interaction', schema: one } },
    errors: ['not_found', 'forbidden', 'conflict'],
  }),
  deleteInteraction: operation({
    id: 'deleteInteraction',
    method: 'DELETE',
    path: '/api/customers/{id}/interactions/{interactionId}',
    ...base,
    permissions: ['customers.write'],
    summary: 'Take away what was logged: who logged it, and who may moderate',
    params,
    answers: { 204: { description: 'Gone; the history tells of it' } },
    errors: ['not_found', 'forbidden'],
  }),
};
