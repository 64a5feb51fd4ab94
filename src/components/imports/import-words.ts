import { formatCount } from '../../lib/client/format.ts';
import type {
  Import,
  ImportCounts,
  importDelimiters,
  ImportEncoding,
  importModes,
  ImportPreview,
  ImportTarget,
} from '../../lib/contracts/import.ts';
import { plural } from '../ui/words.ts';

/** What people read for what a column can be. */
export const targetWords: Record<ImportTarget, string> = {
  ignore: 'Not imported',
  custom: 'Custom field',
  company: 'Company',
  firstName: 'First name',
  lastName: 'Last name',
  fullName: 'Full name',
  email: 'Email',
  phone: 'Phone',
  website: 'Website',
  industry: 'Industry',
  street: 'Street',
  zipCode: 'Post code',
  city: 'City',
  state: 'State',
  country: 'Country',
  status: 'Status',
  source: 'Source',
  owner: 'Owner',
  tags: 'Tags',
  customFields: 'Custom fields as JSON',
};

export const delimiterWords: Record<(typeof importDelimiters)[number], string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
};

export const encodingWords: Record<ImportEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little endian)',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1252': 'Windows-1252 (Western European)',
};

export const modeWords: Record<(typeof importModes)[number], string> = {
  upsert: 'Update the customer',
  skip: 'Skip the row',
};

export const outcomeWords: Record<ImportPreview['rows'][number]['outcome'], string> = {
  create: 'Added',
  update: 'Updated',
  skip: 'Skipped',
  fault: 'Cannot be imported',
};

/** How an import stands. */
export const stateWords = ({ state, revertJobId }: Pick<Import, 'state' | 'revertJobId'>): string => {
  if (revertJobId !== null) return 'Put back';
  return {
    draft: 'Not run yet',
    queued: 'Waiting to start',
    running: 'Running',
    complete: 'Done',
    failed: 'Stopped by an error',
    cancelled: 'Cancelled',
  }[state];
};

/** The chip's tone for it. */
export const stateTone = ({ state, revertJobId }: Pick<Import, 'state' | 'revertJobId'>): string => {
  if (revertJobId !== null || state === 'draft') return '';
  return { queued: 'info', running: 'info', complete: 'ok', failed: 'danger', cancelled: 'warn' }[state];
};

/** What a report counts, in its order. */
export const countWords: readonly (readonly [keyof ImportCounts, string])[] = [
  ['created', 'Added'],
  ['updated', 'Updated'],
  ['unchanged', 'Unchanged'],
  ['skipped', 'Skipped'],
  ['failed', 'Failed'],
];

/** `1,200 added, 3 failed` */
export const countsInWords = (counts: ImportCounts): string =>
  countWords
    .filter(([name]) => counts[name] > 0)
    .map(([name, word]) => `${formatCount(counts[name])} ${word.toLowerCase()}`)
    .join(', ') || 'Nothing imported';

/** `12 KB` */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `3 rows` */
export const rowsInWords = (count: number): string => `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
