import { z } from 'zod';
import { id, version } from '../../lib/contracts/common.ts';
import { createMailTemplateRequest } from '../../lib/contracts/mail-template.ts';

const { name, subject, body } = createMailTemplateRequest.shape;
/** Browsers send line ends as CR LF. */
const typedBody = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n'))
  .pipe(body);
const noneWhenEmpty = z.union([z.literal('').transform(() => null), id]);

const preview = z.object({
  intent: z.literal('preview'),
  subject,
  body: typedBody,
  customerId: noneWhenEmpty.default(null),
});

/** What the page of a new template may be sent, told apart by its button. */
export const newTemplateForm = z.discriminatedUnion('intent', [
  preview,
  z.object({ intent: z.literal('save'), name, subject, body: typedBody }),
]);

/** What the page of a template may be sent; `version` is the one the page showed. */
export const templateForm = z.discriminatedUnion('intent', [
  preview,
  z.object({ intent: z.literal('save'), name, subject, body: typedBody, version: z.coerce.number().pipe(version) }),
  z.object({ intent: z.literal('delete') }),
]);

export const restoreForm = z.object({ id });
