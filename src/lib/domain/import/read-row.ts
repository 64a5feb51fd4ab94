import type { z } from 'zod';
import { updateCustomerRequest, type UpdateCustomerRequest } from '../../contracts/customer.ts';
import type { ImportColumn, ImportTarget } from '../../contracts/import.ts';
import { asAddress } from '../as-address.ts';
import type { RowFault } from './row-fault.ts';
import { faultsOfFields, ownFieldsReader, type DefinedField } from './own-fields.ts';
import { firstAddress, quoted, sourceOf, splitName, splitTags, statusOf, withoutGuard } from './values.ts';

/** What a row says of a customer: only what is filled in. `owner` is a member's name or email, as it stands there. */
export type RowResult =
  { customer: UpdateCustomerRequest; owner: string | null; faults: [] } | { customer: null; faults: RowFault[] };

type Cells = readonly string[];

const texts = {
  company: ['contactInfo', 'company'],
  phone: ['contactInfo', 'phone'],
  industry: ['contactInfo', 'industry'],
  email: ['contactInfo', 'email'],
  website: ['contactInfo', 'website'],
  street: ['address', 'street'],
  zipCode: ['address', 'zipCode'],
  city: ['address', 'city'],
  state: ['address', 'state'],
  country: ['address', 'country'],
} as const satisfies Partial<Record<ImportTarget, readonly [string, string]>>;

/** Makes what reads the rows of a file with these columns; `fields` are the custom fields that are defined. */
export function rowReader(
  columns: readonly ImportColumn[],
  fields: readonly DefinedField[] = [],
): (cells: Cells) => RowResult {
  const byTarget = Map.groupBy(columns, ({ to }) => to);
  const readOwn = ownFieldsReader(columns, fields);
  const width = columns.length;

  return (cells) => {
    const faults: RowFault[] = [];
    const used = new Map<string, { column: string; cell: string }>();
    /** The first cell filled in of those columns; remembered, so that a fault can name it. */
    const take = (target: ImportTarget, path: string): string | null => {
      for (const { index, header } of byTarget.get(target) ?? []) {
        const cell = withoutGuard((cells[index] ?? '').trim()).trim();
        if (cell === '') continue;
        used.set(path, { column: header, cell });
        return cell;
      }
      return null;
    };
    const wrong = (path: string, message: string) => {
      faults.push({ column: used.get(path)?.column ?? null, message });
    };

    const surplus = cells.slice(width).filter((cell) => cell.trim() !== '').length;
    if (surplus > 0) {
      faults.push({ column: null, message: `the row has ${cells.length} cells, but there are ${width} columns` });
    }

    const parts: Record<'contactInfo' | 'address', Record<string, unknown>> = { contactInfo: {}, address: {} };
    for (const [target, [part, key]] of Object.entries(texts)) {
      const cell = take(target as keyof typeof texts, `${part}.${key}`);
      if (cell !== null) parts[part][key] = asValue(target, cell);
    }
    const name = nameOf(take);
    if (name) parts.contactInfo = { ...parts.contactInfo, name };

    const status = take('status', 'status');
    const ours = status === null ? null : statusOf(status);
    if (status !== null && ours === null) {
      wrong('status', `status ${quoted(status)} is not one of lead, prospect, customer, inactive`);
    }
    const source = take('source', 'source');
    const tags = (byTarget.get('tags') ?? []).flatMap(({ index }) => splitTags(withoutGuard(cells[index] ?? '')));
    if (tags.length > 0) used.set('tags', { column: byTarget.get('tags')?.[0]?.header ?? '', cell: tags.join(', ') });
    const own = readOwn(cells);
    faults.push(...own.faults);
    const customFields = { ...bundled(take('customFields', 'customFields'), wrong), ...own.values };

    const parsed = updateCustomerRequest.safeParse({
      ...parts,
      ...(ours !== null && { status: ours }),
      ...(source !== null && { source: sourceOf(source) }),
      ...(tags.length > 0 && { tags: [...new Set(tags)] }),
      ...(Object.keys(customFields).length > 0 && { customFields }),
    });
    if (!parsed.success) for (const issue of parsed.error.issues) faults.push(faultOf(issue, used));
    else if (!isRecognisable(parsed.data)) {
      faults.push({ column: null, message: 'the row has neither a company, a name nor an email' });
    }
    const inFields = faultsOfFields(fields, parsed.data?.customFields ?? {});
    for (const message of inFields) wrong('customFields', message);
    if (!parsed.success || faults.length > 0) return { customer: null, faults };
    return { customer: parsed.data, owner: take('owner', 'owner'), faults: [] };
  };
}

function asValue(target: string, cell: string): string {
  if (target === 'email') return firstAddress(cell);
  return target === 'website' ? asAddress(cell) : cell;
}

type Take = (target: ImportTarget, path: string) => string | null;

/** First and last names of their own columns go before those of a full name. */
function nameOf(take: Take): { first?: string; last?: string } | null {
  const full = take('fullName', 'contactInfo.name');
  const split = full === null ? { first: null, last: null } : splitName(full);
  const first = take('firstName', 'contactInfo.name.first');
  const last = take('lastName', 'contactInfo.name.last');
  const given = (first ?? last) ? { first, last } : split;
  if (!(given.first ?? given.last)) return null;
  return { ...(given.first && { first: given.first }), ...(given.last && { last: given.last }) };
}

/** All custom fields in one cell, as our export writes them. */
function bundled(cell: string | null, wrong: (path: string, message: string) => void): Record<string, unknown> {
  if (cell === null) return {};
  try {
    const value: unknown = JSON.parse(cell);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Not JSON: as wrong as a list or a number.
  }
  wrong('customFields', `custom fields ${quoted(cell)} are not a JSON object such as {"size": 12}`);
  return {};
}

const isRecognisable = ({ contactInfo }: UpdateCustomerRequest): boolean =>
  [contactInfo?.company, contactInfo?.email, contactInfo?.name?.first, contactInfo?.name?.last].some(Boolean);

const words: Record<string, string> = {
  'contactInfo.name.first': 'first name',
  'contactInfo.name.last': 'last name',
  'address.zipCode': 'post code',
};

function faultOf(issue: z.core.$ZodIssue, used: ReadonlyMap<string, { column: string; cell: string }>): RowFault {
  const path = issue.path.filter((key) => typeof key === 'string').join('.');
  const [top = ''] = issue.path.map(String);
  const cell = used.get(path) ?? (path.startsWith('contactInfo.name') ? used.get('contactInfo.name') : used.get(top));
  const inField = top === 'customFields' && issue.path.length > 1;
  const word = inField
    ? `“${String(issue.path[1])}”`
    : (words[path] ?? issue.path.findLast((key) => typeof key === 'string') ?? 'row');
  const value = cell && !inField ? ` ${quoted(cell.cell)}` : '';
  return { column: cell?.column ?? null, message: `${word}${value} ${reasonOf(issue, word)}` };
}

function reasonOf(issue: z.core.$ZodIssue, word: string): string {
  if (issue.code === 'too_big') {
    return issue.origin === 'array' ? `are more than ${issue.maximum}` : `is longer than ${issue.maximum} characters`;
  }
  if (issue.code === 'invalid_format') return word === 'website' ? 'is not a web address' : 'is not an address';
  return issue.message;
}
