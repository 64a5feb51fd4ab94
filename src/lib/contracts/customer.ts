import { z } from 'zod';
import { mention } from './comment.ts';
import { bulkRequest, deletion, restoration } from './bulk.ts';
import { id, instant, listOf, memberRef, pageQuery, queryBoolean, version } from './common.ts';
import { customFieldKey, customFieldValue } from './custom-field.ts';
import { email } from './user.ts';

export const customerStatuses = ['lead', 'prospect', 'customer', 'inactive'] as const;
export const customerStatus = z.enum(customerStatuses).meta({ id: 'CustomerStatus' });

export { customerName } from './customer-name.ts';

const text = (max: number) => z.string().trim().max(max);
const optionalText = (max: number) => text(max).nullable();

export const contactInfo = z
  .object({
    email: z.string().nullable(),
    phone: z.string().nullable(),
    company: z.string().nullable(),
    industry: z.string().nullable(),
    name: z.object({ first: z.string().nullable(), last: z.string().nullable() }),
    website: z.string().nullable(),
  })
  .meta({ id: 'ContactInfo' });

export const address = z
  .object({
    street: z.string().nullable(),
    city: z.string().nullable(),
    state: z.string().nullable(),
    country: z.string().nullable(),
    zipCode: z.string().nullable(),
  })
  .meta({ id: 'Address' });

export const note = z
  .object({
    id,
    content: z.string().describe('Markdown; plain text when it came by a form.'),
    mentions: z.array(mention),
    author: memberRef.nullable(),
    via: z.string().nullable().describe('The form of the website it came by: `Contact form`; null for all others.'),
    createdAt: instant,
  })
  .meta({ id: 'Note' });
export type Note = z.infer<typeof note>;

export const customer = z
  .object({
    id,
    contactInfo,
    address,
    status: customerStatus,
    source: z.string(),
    assignedTo: id.nullable(),
    assignee: memberRef.nullable(),
    pipelineId: id.nullable(),
    pipelineStage: id.nullable(),
    tags: z.array(z.string()),
    customFields: z
      .record(z.string(), customFieldValue)
      .describe('By the key of the field, see /api/customers/fields; others are kept as programs gave them.'),
    notes: z.array(note).describe('The newest 20.'),
    lastContactAt: instant.nullable().describe('When the last call, meeting or mail that was logged took place.'),
    deletedAt: instant.nullable(),
    version,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Customer' });
export type Customer = z.infer<typeof customer>;

const writableContact = z
  .strictObject({
    email: email.nullable(),
    phone: optionalText(40),
    company: optionalText(200),
    industry: optionalText(100),
    name: z.strictObject({ first: optionalText(80), last: optionalText(80) }).partial(),
    website: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://example.com' })
      .max(500)
      .nullable(),
  })
  .partial();

const writable = {
  contactInfo: writableContact,
  address: z
    .strictObject({
      street: optionalText(200),
      city: optionalText(100),
      state: optionalText(100),
      country: optionalText(100),
      zipCode: optionalText(20),
    })
    .partial(),
  status: customerStatus,
  source: text(40).min(1),
  assignedTo: id.nullable(),
  tags: z.array(text(40).min(1)).max(50),
  customFields: z
    .record(z.string().max(60), customFieldValue.nullable())
    .describe('Values of fields that are defined must be of their type; null takes one away.'),
};

/** Somebody must be recognisable: a name, a company or an email. */
const recognisable = (contact: z.infer<typeof writableContact>) =>
  [contact.email, contact.company, contact.name?.first, contact.name?.last].some(Boolean);

export const createCustomerRequest = z
  .strictObject({
    ...writable,
    contactInfo: writableContact.refine(recognisable, 'give at least a name, a company or an email'),
    address: writable.address.default({}),
    status: customerStatus.default('lead'),
    source: writable.source.default('other'),
    assignedTo: id.nullable().optional().describe('Absent: the caller.'),
    tags: writable.tags.default([]),
    customFields: writable.customFields.default({}),
  })
  .meta({ id: 'CreateCustomerRequest' });
export type CreateCustomerRequest = z.infer<typeof createCustomerRequest>;

const placed = {
  pipelineId: id.nullable().describe('Alone: to the first stage of this pipeline; null: out of the one it is in.'),
  pipelineStage: id.nullable().describe('Moves the customer’s deal in that pipeline, and makes one if there is none.'),
};

export const updateCustomerRequest = z
  .strictObject({ ...writable, ...placed })
  .partial()
  .meta({ id: 'UpdateCustomerRequest' });
export type UpdateCustomerRequest = z.infer<typeof updateCustomerRequest>;

export const moveCustomerRequest = z
  .strictObject({ stageId: id, pipelineId: id.optional().describe('Of the stage; it need not be said.') })
  .meta({ id: 'MoveCustomerRequest' });
export type MoveCustomerRequest = z.infer<typeof moveCustomerRequest>;

export const listCustomersQuery = pageQuery(
  ['createdAt', 'updatedAt', 'company', 'status', 'lastContactAt'],
  '-createdAt',
).extend({
  status: listOf(customerStatuses).optional(),
  assignedTo: z.union([z.enum(['me', 'nobody']), id]).optional(),
  source: z.string().max(40).optional(),
  tag: z.string().max(40).optional(),
  createdAfter: instant.optional(),
  createdBefore: instant.optional(),
  lastContactBefore: instant.optional().describe('Not heard of since; those never contacted are not meant.'),
  lastContactAfter: instant.optional(),
  notContactedFor: z
    .union([z.literal('never'), z.coerce.number().int().min(1).max(3650)], 'must be a number of days, or never')
    .optional()
    .describe('So many days, those never contacted too; or `never`: only those.'),
  customFields: z
    .record(customFieldKey, z.string().min(1).max(100))
    .optional()
    .describe(
      'By a select, multi-select (has the choice) or checkbox (true or false): `customFields.<key>=value`, or in brackets.',
    )
    .meta({ param: { style: 'deepObject', explode: true } }),
  deleted: queryBoolean.optional().describe('true lists the bin.'),
});
export type ListCustomersQuery = z.infer<typeof listCustomersQuery>;

export const exportCustomersQuery = listCustomersQuery.omit({ limit: true, cursor: true }).extend({
  columns: z
    .string()
    .max(2000)
    .transform((text) => text.split(','))
    .optional()
    .describe('Columns of the file in order, separated by commas: `name`, and those of a list. Absent: all there is.'),
});
export type ExportCustomersQuery = z.infer<typeof exportCustomersQuery>;

/** What may be done to many customers at once. */
export const bulkCustomersChange = z
  .union([
    updateCustomerRequest.extend({
      addTags: writable.tags.optional().describe('Besides those a customer has.'),
      removeTags: writable.tags.optional(),
    }),
    deletion,
    restoration,
  ])
  .meta({ id: 'BulkCustomersChange' });
export type BulkCustomersChange = z.infer<typeof bulkCustomersChange>;

export const bulkCustomersRequest = bulkRequest(bulkCustomersChange).meta({ id: 'BulkCustomersRequest' });
export type BulkCustomersRequest = z.infer<typeof bulkCustomersRequest>;

export const createNoteRequest = z.strictObject({ content: text(10_000).min(1, 'must not be empty') });
