import { z } from 'zod';
import { instant, version } from './common.ts';

/** What a value of a field is: see `customFieldValue`. */
export const customFieldTypes = ['text', 'number', 'date', 'select', 'multi-select', 'url', 'checkbox'] as const;
export type CustomFieldType = (typeof customFieldTypes)[number];

/** So many definitions, archived ones too, and so many options of one. */
export const mostCustomFieldDefinitions = 50;
const mostOptions = 100;

/** Lower-case letters and digits of the label: what programs and addresses name a field by. */
export const customFieldKey = z
  .string()
  .regex(/^[a-z0-9_]{1,40}$/, 'must be the key of a custom field')
  .meta({ id: 'CustomFieldKey', examples: ['contract_size'] });

const text = z.string().max(2000);
const option = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(60)
  .regex(/^[^;\p{Cc}]*$/u, 'must have no semicolon');

/** Texts, dates (2026-12-31), addresses and choices are strings, several choices a list. */
export const customFieldValue = z.union([text, z.number(), z.boolean(), z.array(z.string().max(200)).max(mostOptions)]);
export type CustomFieldValue = z.infer<typeof customFieldValue>;

export const customField = z
  .object({
    key: customFieldKey.describe('Made of the label once; it never changes.'),
    label: z.string(),
    type: z.enum(customFieldTypes),
    options: z.array(z.string()).describe('What there is to choose from; of select and multi-select.'),
    required: z.boolean().describe('People cannot add a customer without a value, nor take the value away.'),
    default: customFieldValue.nullable().describe('What a new customer has when nothing is given.'),
    help: z.string().nullable().describe('What people read beneath the field.'),
    archived: z.boolean().describe('No longer shown or asked for; customers keep their values.'),
    customers: z.int().optional().describe('How many customers have a value, the bin included; with `counts=true`.'),
  })
  .meta({ id: 'CustomField' });
export type CustomField = z.infer<typeof customField>;

/** All definitions, in the order people see them. */
export const customFields = z.object({
  fields: z.array(customField).max(mostCustomFieldDefinitions),
  version,
  updatedAt: instant.nullable().describe('Null until someone changed something.'),
});
export type CustomFields = z.infer<typeof customFields>;

const writable = {
  label: z.string().trim().min(1, 'must not be empty').max(60),
  options: z
    .array(option)
    .max(mostOptions)
    .refine((list) => new Set(list.map((each) => each.toLowerCase())).size === list.length, 'must name each once')
    .describe('Customers that have an option which is taken away keep it.'),
  required: z.boolean(),
  default: customFieldValue.nullable(),
  help: z.string().trim().max(200).nullable(),
};

export const createCustomFieldRequest = z
  .strictObject({
    ...writable,
    type: z.enum(customFieldTypes),
    options: writable.options.default([]),
    required: z.boolean().default(false),
    default: writable.default.default(null),
    help: writable.help.default(null),
  })
  .meta({ id: 'CreateCustomFieldRequest' });
export type CreateCustomFieldRequest = z.infer<typeof createCustomFieldRequest>;

/** A merge patch; the type stays, because values of it are kept. */
export const updateCustomFieldRequest = z
  .strictObject({ ...writable, archived: z.boolean() })
  .partial()
  .meta({ id: 'UpdateCustomFieldRequest' });
export type UpdateCustomFieldRequest = z.infer<typeof updateCustomFieldRequest>;

export const orderCustomFieldsRequest = z
  .strictObject({
    order: z.array(customFieldKey).max(mostCustomFieldDefinitions).describe('Keys, each once.'),
  })
  .meta({ id: 'OrderCustomFieldsRequest' });
export type OrderCustomFieldsRequest = z.infer<typeof orderCustomFieldsRequest>;
