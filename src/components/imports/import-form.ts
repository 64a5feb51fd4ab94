import { z } from 'zod';
import { updateImportRequest } from '../../lib/contracts/import.ts';
import { asTags } from '../customers/customer-fields.ts';

const intents = ['update', 'run', 'cancel', 'resume', 'revert'] as const;

/** What a column's menu says of a custom field that is defined, before the field's key. */
export const definedPrefix = 'custom:';

/** A form's fields, by name. A column's are called by its index: `to.3`, `field.3`. */
type Fields = Readonly<Record<string, string>>;

/** What the form around an import's columns says, in the contract's shape. Only what was sent is in it. */
export function importChange(fields: Fields): object {
  const { delimiter, encoding, hasHeader, mode, assignedTo, tags } = fields;
  const columns = Object.entries(fields).flatMap(([name, to]) => {
    const index = /^to\.(\d+)$/.exec(name)?.[1];
    if (index === undefined) return [];
    if (to.startsWith(definedPrefix)) {
      return [{ index: Number(index), to: 'custom', field: to.slice(definedPrefix.length) }];
    }
    const field = fields[`field.${index}`]?.trim();
    return [{ index: Number(index), to, ...(to === 'custom' && field && { field }) }];
  });
  return {
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
    ...(hasHeader !== undefined && { hasHeader: hasHeader === 'true' }),
    ...(mode !== undefined && { mode }),
    ...(assignedTo !== undefined && { assignedTo: assignedTo || null }),
    ...(tags !== undefined && { tags: asTags(tags) }),
    ...(columns.length > 0 && { columns }),
  };
}

/** The forms of an import's page. */
export const importForm = z
  .record(z.string(), z.string())
  .transform((fields) => ({ intent: fields.intent, change: importChange(fields) }))
  .pipe(z.object({ intent: z.enum(intents), change: updateImportRequest }));
