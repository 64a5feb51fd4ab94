import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const text = z.string().trim().min(1);
const path = z.string().regex(/^(\/|https:\/\/)/, 'must begin with / or https://');

/** Entries about what was built, newest first on /changelog and in the feed. */
const changelog = defineCollection({
  loader: glob({ base: 'src/content/changelog', pattern: '*.md' }),
  schema: z.strictObject({ title: text, date: z.coerce.date(), summary: text }),
});

const plan = z.strictObject({
  id: text,
  name: text,
  price: text,
  unit: text,
  text,
  highlight: z.boolean().default(false),
  points: z.array(text).min(1),
  action: z.strictObject({ text, href: path }),
});
const row = z.strictObject({ name: text, values: z.array(z.union([z.boolean(), text])) });

/** One file: plans, the table that compares them, and questions. */
const pricing = defineCollection({
  loader: glob({ base: 'src/content', pattern: 'pricing.yaml' }),
  schema: z
    .strictObject({
      lead: text,
      plans: z.array(plan).min(1),
      table: z.strictObject({ columns: z.array(text).min(1), rows: z.array(row).min(1) }),
      questions: z.array(z.strictObject({ question: text, answer: text })).min(1),
    })
    .superRefine(({ plans, table }, context) => {
      const known = new Set(plans.map(({ id }) => id));
      for (const id of table.columns.filter((column) => !known.has(column))) {
        context.addIssue({ code: 'custom', path: ['table', 'columns'], message: `There is no plan "${id}".` });
      }
      for (const [index, { values }] of table.rows.entries()) {
        if (values.length === table.columns.length) continue;
        const message = `The row has ${values.length} values for ${table.columns.length} columns.`;
        context.addIssue({ code: 'custom', path: ['table', 'rows', index], message });
      }
    }),
});

const optional = z.string().trim().default('');

/** One file: who runs the site. Everything may be empty; the legal pages say so then. */
const operator = defineCollection({
  loader: glob({ base: 'src/content', pattern: 'operator.yaml' }),
  schema: z.strictObject({
    name: optional,
    address: z.array(text).default([]),
    email: z.union([z.literal(''), z.email()]).default(''),
    phone: optional,
    representedBy: optional,
    register: optional,
    vatId: optional,
    dataProtection: optional,
    hosting: optional,
  }),
});

export const collections = { changelog, pricing, operator };
