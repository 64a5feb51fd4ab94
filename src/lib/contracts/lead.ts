import { z } from 'zod';
import { email } from './email.ts';

export const leadTypes = ['contact', 'demo'] as const;
export type LeadType = (typeof leadTypes)[number];

export const utmNames = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const;
export type UtmName = (typeof utmNames)[number];

const absentWhenEmpty = (text: string | undefined) => (text === '' ? undefined : text);

/** Empty fields of a form stand for nothing given. */
const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `must have at most ${most.toLocaleString('en')} characters`)
    .optional()
    .transform(absentWhenEmpty);

/** What the visitor did not type must not make their message fail: cut, or left out where it is no text. */
const noted = (most: number) =>
  z
    .string()
    .optional()
    .catch(undefined)
    .transform((text) => absentWhenEmpty(text?.trim().slice(0, most)));

/** A visitor's form, as JSON or as a browser posts it; fields that are not known are left out. */
export const leadRequest = z
  .object({
    type: z.enum(leadTypes, 'must be contact or demo'),
    name: z.string().trim().min(1, 'must not be empty').max(160, 'must have at most 160 characters'),
    email,
    company: optionalText(200),
    phone: optionalText(40),
    message: optionalText(5000),
    page: noted(1000).describe('Where the form stands, with its query: the `utm_` parameters are read from it.'),
    referrer: noted(1000).describe('The page that led there.'),
    utm_source: noted(200),
    utm_medium: noted(200),
    utm_campaign: noted(200),
    utm_term: noted(200),
    utm_content: noted(200),
    shownAt: noted(40).describe(
      'When the form was shown, ISO 8601; sent within two seconds of that, it is asked again.',
    ),
    homepage_url: noted(500).describe('Left empty by people, who do not see it.'),
  })
  .meta({ id: 'LeadRequest' });
export type LeadRequest = z.output<typeof leadRequest>;

/** What the visitor learns: that it arrived, and nothing of what is known here already. */
export const lead = z.object({ type: z.enum(leadTypes), name: z.string(), email: z.string() }).meta({ id: 'Lead' });
export type Lead = z.infer<typeof lead>;
