import { z } from 'zod';
import { id, instant, page, pageQuery, queryBoolean } from './common.ts';
import { jobStatuses } from './job.ts';

/** Files of up to so many bytes are taken: some 400,000 rows of a usual list. */
export const importFileLimit = 50_000_000;

export const importDelimiters = [',', ';', '\t', '|'] as const;
export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type ImportEncoding = (typeof importEncodings)[number];

/** What a column can be; a `custom` one becomes a custom field by the column's name. */
export const importTargets = [
  'ignore',
  'custom',
  'company',
  'firstName',
  'lastName',
  'fullName',
  'email',
  'phone',
  'website',
  'industry',
  'street',
  'zipCode',
  'city',
  'state',
  'country',
  'status',
  'source',
  'owner',
  'tags',
  'customFields',
] as const;
export type ImportTarget = (typeof importTargets)[number];

const fieldName = z.string().trim().min(1).max(60);

export const importColumn = z
  .object({
    index: z.int().min(0),
    header: z.string(),
    to: z.enum(importTargets),
    field: z
      .string()
      .nullable()
      .describe('The label or key of the custom field, when the column becomes one; or a name of its own.'),
  })
  .meta({ id: 'ImportColumn' });
export type ImportColumn = z.infer<typeof importColumn>;

export const importModes = ['upsert', 'skip'] as const;
const mode = z
  .enum(importModes)
  .describe(
    'What becomes of a row whose email a customer has already: `upsert` changes the customer, `skip` does not.',
  );

export const importOptions = z
  .object({
    delimiter: z.enum(importDelimiters),
    encoding: z.enum(importEncodings),
    hasHeader: z.boolean(),
    mode,
    assignedTo: id.nullable().describe('Who gets new customers whose row names no member.'),
    tags: z.array(z.string()).describe('Every row gets these besides its own.'),
  })
  .meta({ id: 'ImportOptions' });
export type ImportOptions = z.infer<typeof importOptions>;

const tags = z.array(z.string().trim().min(1).max(40)).max(20);

/** What may be changed before an import is run. */
export const updateImportRequest = z
  .strictObject({
    delimiter: z.enum(importDelimiters),
    encoding: z.enum(importEncodings),
    hasHeader: z.boolean(),
    mode,
    assignedTo: id.nullable(),
    tags,
    columns: z
      .array(
        z.strictObject({
          index: z.int().min(0).max(999),
          to: z.enum(importTargets),
          field: fieldName.nullable().optional(),
        }),
      )
      .max(1000)
      .describe('What becomes of the columns named; the others stay as they are.'),
  })
  .partial()
  .meta({ id: 'UpdateImportRequest' });
export type UpdateImportRequest = z.infer<typeof updateImportRequest>;

const cellFault = z.object({ column: z.string().nullable(), message: z.string() });

export const importPreview = z
  .object({
    rows: z
      .array(
        z.object({
          row: z.int().describe('As a spreadsheet counts: the heading is row 1.'),
          cells: z.array(z.string()).describe('Cut at 200 characters.'),
          outcome: z.enum(['create', 'update', 'skip', 'fault']),
          faults: z.array(cellFault),
        }),
      )
      .describe('The first 10 rows, and up to 40 more that have faults.'),
    checked: z.int().describe('So many rows from the beginning were looked at.'),
    faulty: z.int().describe('So many of those cannot be imported.'),
    complete: z.boolean().describe('Whether that is the whole file.'),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof importPreview>;

export const importCounts = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int().describe('The customer was so already.'),
  skipped: z.int().describe('A customer has the email, and the mode is `skip`.'),
  failed: z.int(),
});
export type ImportCounts = z.infer<typeof importCounts>;

export const importSchema = z
  .object({
    id: id.describe('Also the id of its job and of the batch of changes it makes.'),
    file: z.object({ name: z.string(), size: z.int().describe('Bytes.') }),
    state: z.enum(['draft', ...jobStatuses]),
    error: z.string().nullable().describe('Why it failed.'),
    progress: z.object({ done: z.int(), total: z.int().nullable() }).describe('Rows.'),
    options: importOptions,
    columns: z.array(importColumn),
    counts: importCounts,
    preview: importPreview.nullable().describe('Of one import that has not been run.'),
    faults: z
      .array(
        z.object({ row: z.int(), cells: z.array(z.string()).describe('Cut at 200 characters.'), reason: z.string() }),
      )
      .describe('The first 20 rows that failed, of one import that has been run.'),
    revertJobId: id.nullable().describe('The job that puts it back, if someone asked for that.'),
    requestedBy: id,
    createdAt: instant,
    expiresAt: instant.describe('Then the file, the failed rows and this report are gone; the customers stay.'),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof importSchema>;

export const importAnswer = z.object({ import: importSchema });
export const importPage = page(importSchema);
export const listImportsQuery = pageQuery(['createdAt'], '-createdAt').omit({ q: true });
export type ListImportsQuery = z.infer<typeof listImportsQuery>;

export const uploadQuery = z.object({ name: z.string().max(200).optional().describe('What the file is called.') });

const fromJson = z
  .string()
  .max(20_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  });

/** All an import needs, in the query: for programs that send a file and want it imported. */
export const importCustomersQuery = uploadQuery.extend({
  mode: mode.default('upsert'),
  delimiter: z.enum(importDelimiters).optional().describe('Absent: found out.'),
  encoding: z.enum(importEncodings).optional().describe('Absent: found out.'),
  header: queryBoolean.optional().describe('Whether the first row names the columns. Absent: found out.'),
  assignedTo: z
    .union([z.literal('nobody'), id])
    .optional()
    .describe('Absent: the caller.'),
  tags: z
    .string()
    .optional()
    .describe('Every row gets these besides its own; separated by commas.')
    .transform((text) =>
      (text ?? '')
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    )
    .pipe(tags),
  mapping: fromJson
    .pipe(z.record(z.string(), z.enum(importTargets)))
    .optional()
    .describe('JSON: what becomes of columns, by heading: {"Mail": "email"}. The others map by themselves.'),
});
export type ImportCustomersQuery = z.infer<typeof importCustomersQuery>;
