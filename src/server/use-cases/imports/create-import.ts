import type { ImportColumn, ImportCustomersQuery, ImportOptions } from '../../../lib/contracts/import.ts';
import { mapColumns } from '../../../lib/domain/import/map-columns.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { CustomFieldRecord, ImportRecord } from '../../records/index.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { requireMember, requirePermission } from '../shared/authorise.ts';
import { checkAssignee } from '../tasks/task-references.ts';
import { applyMapping } from './apply-mapping.ts';
import { noCounts } from './counts.ts';
import { findDelimiter } from './find-delimiter.ts';
import type { KeptFile } from './keep-upload.ts';
import { previewRows } from './preview-import.ts';
import { hasHeading, readStart, splitHeading, type FileStart } from './read-file.ts';

/** What the caller says of the file; the rest is found out. */
export type Wishes = Partial<
  Pick<ImportCustomersQuery, 'delimiter' | 'encoding' | 'header' | 'assignedTo' | 'mapping'>
> &
  Partial<Pick<ImportOptions, 'mode' | 'tags'>>;

const draftMs = 24 * 60 * 60 * 1000;

/**
 * Makes an import of a file: finds out how it is written and what its columns mean. Nothing is imported yet.
 * @throws ProblemError `forbidden`, or `validation_failed` for a file that cannot be read
 */
export async function createImport(context: Context, file: KeptFile, wishes: Wishes = {}): Promise<ImportRecord> {
  try {
    return await create(context, file, wishes);
  } catch (error) {
    await context.ports.imports.dropFile(file.id);
    throw error;
  }
}

async function create({ ports, actor }: Context, file: KeptFile, wishes: Wishes): Promise<ImportRecord> {
  requirePermission(actor, 'customers.import', 'import customers');
  const { id: requestedBy } = requireMember(actor, 'import customers');
  const assignedTo = wishes.assignedTo === 'nobody' ? null : (wishes.assignedTo ?? requestedBy);
  if (assignedTo !== null && assignedTo !== requestedBy) await checkAssignee(ports, assignedTo, 'assignedTo');
  const encoding = wishes.encoding ?? file.encoding;
  const delimiter = wishes.delimiter ?? findDelimiter(file.beginning, encoding);
  const start = await readStart(ports, file.id, { format: { delimiter, encoding }, most: previewRows });
  const hasHeader = wishes.header ?? hasHeading(start.rows);
  const { fields } = await findCustomFields(ports);
  const columns = columnsOf(start, hasHeader, fields);
  const now = ports.clock.now();
  const record: ImportRecord = {
    id: ports.ids.next(),
    requestedBy,
    file: { id: file.id, name: file.name, size: file.size },
    options: { delimiter, encoding, hasHeader, mode: wishes.mode ?? 'upsert', assignedTo, tags: wishes.tags ?? [] },
    columns: wishes.mapping ? applyMapping(columns, byHeading(columns, wishes.mapping)) : columns,
    counts: noCounts,
    draft: true,
    revertJobId: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + draftMs),
  };
  await ports.commit({ actor, events: [], write: (tx) => ports.imports.insert(record, tx) });
  return record;
}

/** What becomes of the columns when nobody says otherwise. */
export function columnsOf(start: FileStart, hasHeader: boolean, fields: readonly CustomFieldRecord[]): ImportColumn[] {
  const { heading, data } = splitHeading(start.rows, hasHeader);
  return mapColumns(
    heading,
    data.map(({ cells }) => cells),
    fields,
  );
}

/** The columns a file would have, read another way. */
export async function readColumns(
  ports: Pick<Ports, 'imports' | 'customFields'>,
  file: ImportRecord['file'],
  options: ImportOptions,
): Promise<ImportColumn[]> {
  const { fields } = await findCustomFields(ports);
  const start = await readStart(ports, file.id, { format: options, most: previewRows });
  return columnsOf(start, options.hasHeader, fields);
}

function byHeading(columns: readonly ImportColumn[], mapping: NonNullable<Wishes['mapping']>) {
  return Object.entries(mapping).map(([heading, to]) => {
    const index = columns.findIndex(({ header }) => header === heading);
    return { index, to, name: heading };
  });
}
