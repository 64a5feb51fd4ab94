import { z } from 'zod';
import { id, instant } from './common.ts';
import { job, jobStatuses } from './job.ts';

/** The export of everything as one ZIP file: a file of JSON lines for each kind of record. */
export const dataExport = z
  .object({
    id,
    status: z.enum(jobStatuses),
    progress: job.shape.progress,
    error: job.shape.error,
    createdAt: instant,
    file: z
      .object({ until: instant.describe('When it goes.') })
      .nullable()
      .describe('Null until it can be downloaded, and when it is gone.'),
  })
  .meta({ id: 'DataExport' });
export type DataExport = z.infer<typeof dataExport>;

const backup = z
  .object({ name: z.string(), size: z.int().describe('Bytes.'), createdAt: instant })
  .meta({ id: 'Backup' });

export const backupList = z
  .object({
    available: z.boolean().describe('False with a MongoDB of one’s own: that is backed up by its own tools.'),
    items: z.array(backup).describe('The newest first.'),
  })
  .meta({ id: 'BackupList' });
export type BackupList = z.infer<typeof backupList>;
