import { z } from 'zod';
import { id, instant, memberRef, pageQuery, version } from './common.ts';

export const interactionKinds = ['call', 'meeting', 'mail'] as const;
export type InteractionKind = (typeof interactionKinds)[number];

/** A call, meeting or mail with a customer, as someone logged it. */
export const interaction = z
  .object({
    id,
    customerId: id,
    dealId: id.nullable(),
    kind: z.enum(interactionKinds),
    at: instant,
    minutes: z.int().nullable().describe('How long it took.'),
    outcome: z.string().nullable(),
    text: z.string().describe('Markdown.'),
    participants: z.array(z.string()),
    author: memberRef.nullable().describe('Who logged it.'),
    version,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Interaction' });
export type Interaction = z.infer<typeof interaction>;

const writable = {
  kind: z.enum(interactionKinds),
  at: instant,
  minutes: z.int().min(1).max(1440, 'must be at most 1,440, a day').nullable(),
  outcome: z.string().trim().max(200).nullable(),
  text: z.string().trim().max(10_000),
  participants: z.array(z.string().trim().min(1).max(120)).max(20),
  dealId: id.nullable(),
};

export const createInteractionRequest = z
  .strictObject({
    ...writable,
    at: instant.optional().describe('Absent: now.'),
    minutes: writable.minutes.default(null),
    outcome: writable.outcome.default(null),
    text: writable.text.default(''),
    participants: writable.participants.default([]),
    dealId: writable.dealId.default(null).describe('A deal of the customer.'),
  })
  .meta({ id: 'CreateInteractionRequest' });
export type CreateInteractionRequest = z.infer<typeof createInteractionRequest>;

export const updateInteractionRequest = z.strictObject(writable).partial().meta({ id: 'UpdateInteractionRequest' });
export type UpdateInteractionRequest = z.infer<typeof updateInteractionRequest>;

export const listInteractionsQuery = pageQuery(['at'], '-at').omit({ q: true }).extend({ dealId: id.optional() });
export type ListInteractionsQuery = z.infer<typeof listInteractionsQuery>;
