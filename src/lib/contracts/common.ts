import { z } from 'zod';

/** 24 hex digits, as MongoDB's ObjectId prints itself. */
export const id = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be an id of 24 hexadecimal digits')
  .meta({ id: 'Id', examples: ['6745b1f0a1b2c3d4e5f60718'] });

/** ISO 8601 with any offset on the way in; always UTC on the way out. */
export const instant = z.iso.datetime({ offset: true }).meta({ id: 'Instant', examples: ['2026-12-15T16:00:00.000Z'] });

/** ISO 4217 codes of the currencies in use. */
export const currencies = Intl.supportedValuesOf('currency');
const known: ReadonlySet<string> = new Set(currencies);

/** A currency by its three letters. */
export const currency = z
  .string()
  .refine((code) => known.has(code), 'must be a currency of ISO 4217 such as EUR')
  .meta({ id: 'Currency', examples: ['EUR'] });

/** Whole minutes of work, at most 80 working hours. */
export const minutes = z.int().min(1).max(4800);

export const version = z.int().min(1).describe('Grows with every change; send it back as If-Match.');

/** Keyset paging: `cursor` is opaque, `sort` one field, descending with a leading minus. */
export const pageQuery = (sortable: readonly [string, ...string[]], standard: string) =>
  z.object({
    limit: z.coerce.number().int().min(1).max(200).default(25),
    cursor: z.string().max(500).optional(),
    sort: z
      .enum([...sortable, ...sortable.map((field) => `-${field}`)] as [string, ...string[]])
      .default(standard)
      .describe(`One of ${sortable.join(', ')}; a leading minus sorts descending.`),
    q: z.string().trim().min(1).max(200).optional(),
  });

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    total: z.int().describe('How many match in all.'),
    nextCursor: z.string().nullable(),
  });

export type Page<Item> = { items: Item[]; total: number; nextCursor: string | null };

/** A word searched for that no record has, and the words that were searched for instead. */
export const correction = z.object({ word: z.string(), instead: z.array(z.string()) }).meta({ id: 'Correction' });
export type Correction = z.infer<typeof correction>;

/** A page of what a text was searched for in. */
export const searchedPage = <Item extends z.ZodType>(item: Item) =>
  page(item).extend({
    corrections: z
      .array(correction)
      .describe('Words of `q` that no record has, taken for slips, and what was searched for instead.'),
  });
export type SearchedPage<Item> = Page<Item> & { corrections: Correction[] };

/** A short reference to a member, enough to show who. */
export const memberRef = z.object({ id, name: z.string(), avatar: z.string().nullable() }).meta({ id: 'MemberRef' });
export type MemberRef = z.infer<typeof memberRef>;

/** Query values are strings: `a,b` filters by several. */
export const listOf = <const Values extends readonly [string, ...string[]]>(values: Values) => {
  const one = z.enum(values);
  return z
    .string()
    .describe(`One or several of ${values.join(', ')}, separated by commas.`)
    .transform((text) => text.split(','))
    .pipe(z.array(one).min(1).max(50));
};

export const queryBoolean = z.enum(['true', 'false']).transform((text) => text === 'true');
