import { z } from 'zod';
import { id, instant, pageQuery, queryBoolean, version } from './common.ts';

/** A mail to be filled in: Liquid in its subject and body, Markdown in its body. */
export const mailTemplate = z
  .object({
    id,
    name: z.string().describe('No two have the same; automations know a template by it.'),
    subject: z.string(),
    body: z.string(),
    deletedAt: instant.nullable(),
    version,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'MailTemplate' });
export type MailTemplate = z.infer<typeof mailTemplate>;

const text = {
  subject: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(200, 'must have at most 200 characters')
    .regex(/^[^\r\n]*$/, 'must be one line'),
  body: z
    .string()
    .max(20_000, 'must have at most 20,000 characters')
    .refine((body) => body.trim() !== '', 'must not be empty')
    .describe('Liquid, then Markdown: `Hello {{ customer.contactInfo.name.first }}`.'),
};
const writable = {
  name: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters'),
  ...text,
};

export const createMailTemplateRequest = z.strictObject(writable).meta({ id: 'CreateMailTemplateRequest' });
export type CreateMailTemplateRequest = z.infer<typeof createMailTemplateRequest>;

export const updateMailTemplateRequest = z.strictObject(writable).partial().meta({ id: 'UpdateMailTemplateRequest' });
export type UpdateMailTemplateRequest = z.infer<typeof updateMailTemplateRequest>;

export const listMailTemplatesQuery = pageQuery(['name', 'createdAt', 'updatedAt'], 'name')
  .omit({ q: true })
  .extend({ deleted: queryBoolean.optional().describe('true lists the bin.') });
export type ListMailTemplatesQuery = z.infer<typeof listMailTemplatesQuery>;

export const previewMailRequest = z
  .strictObject({
    ...text,
    customerId: id.nullable().default(null).describe('Whom it is filled in for; null for nobody.'),
    dealId: id.nullable().default(null).describe('A deal of that customer; null for the one added last, if any.'),
  })
  .meta({ id: 'PreviewMailRequest' });
export type PreviewMailRequest = z.infer<typeof previewMailRequest>;

/** A mail as it would be sent. */
export const mailPreview = z
  .object({
    subject: z.string(),
    text: z.string(),
    html: z.string().describe('A whole document of nothing but text, its marks and links.'),
    missing: z.array(z.string()).describe('Variables it uses that have no value there.'),
  })
  .meta({ id: 'MailPreview' });
export type MailPreview = z.infer<typeof mailPreview>;
