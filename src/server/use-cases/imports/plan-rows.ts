import type { UpdateCustomerRequest } from '../../../lib/contracts/customer.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { rowReader } from '../../../lib/domain/import/read-row.ts';
import type { RowFault } from '../../../lib/domain/import/row-fault.ts';
import type { Ports } from '../../ports/index.ts';
import type { CustomerRecord, ImportRecord } from '../../records/index.ts';
import { checkCustomer } from '../customers/customer-fields.ts';
import { withDefaults } from '../custom-fields/check-values.ts';
import { newCustomer } from '../customers/new-customer.ts';
import { effectivePatch } from '../customers/update-customer.ts';
import { maySeeRecord } from '../shared/own-records.ts';
import { applyPatch } from '../shared/merge-patch.ts';
import type { CsvRow } from './csv-rows.ts';
import type { RowWorld } from './row-world.ts';

/** A customer as it will be once the rows are imported. */
export interface PlannedChange {
  /** Null for a new one. */
  before: CustomerRecord | null;
  after: CustomerRecord;
  /** Dotted paths. */
  changed: string[];
}

export type Outcome = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

export interface PlannedRow extends CsvRow {
  outcome: Outcome;
  faults: RowFault[];
}

export interface RowPlan {
  rows: PlannedRow[];
  /** One for each customer, however many of the rows are about it. */
  changes: PlannedChange[];
}

type World = Pick<Ports, 'clock' | 'ids' | 'all'>;

/** Makes what decides of rows, some hundred at a time, what becomes of each. Reads, and changes nothing. */
export function rowPlanner(
  ports: World,
  { columns, options }: Pick<ImportRecord, 'columns' | 'options'>,
  { members, fields, actor }: RowWorld,
): (rows: readonly CsvRow[]) => Promise<RowPlan> {
  const read = rowReader(columns, fields);
  return async (rows) => {
    const results = rows.map(({ cells }) => read(cells));
    const emails = new Set(results.map(({ customer }) => customer?.contactInfo?.email).filter(isText));
    const known = emails.size > 0 ? await ports.all.customers.findByEmails([...emails]) : [];
    const byEmail = new Map<string, PlannedChange>(
      known.map((record) => [record.contactInfo.email ?? '', { before: record, after: record, changed: [] }]),
    );
    const news: PlannedChange[] = [];
    const planned = rows.map((row, index): PlannedRow => {
      const result = results[index]!;
      if (!result.customer) return { ...row, outcome: 'failed', faults: result.faults };
      const tagged = { ...result.customer, tags: [...(result.customer.tags ?? []), ...options.tags] };
      const owner = result.owner === null ? undefined : members(result.owner);
      const email = tagged.contactInfo?.email ?? null;
      const existing = email === null ? undefined : byEmail.get(email);
      try {
        if (!existing) {
          const customFields = withDefaults(fields, tagged.customFields ?? {});
          const change = create(ports, { ...tagged, customFields }, owner ?? options.assignedTo);
          news.push(change);
          if (email !== null) byEmail.set(email, change);
          return { ...row, outcome: 'created', faults: [] };
        }
        if (existing.before && !maySeeRecord(actor, existing.before)) throw invisible();
        if (options.mode === 'skip') return { ...row, outcome: 'skipped', faults: [] };
        const changed = amend(ports, existing, { ...tagged, ...(owner !== undefined && { assignedTo: owner }) });
        return { ...row, outcome: changed ? 'updated' : 'unchanged', faults: [] };
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return { ...row, outcome: 'failed', faults: [{ column: null, message: error.message }] };
      }
    });
    const amended = [...byEmail.values()].filter(({ before, changed }) => before && changed.length > 0);
    return { rows: planned, changes: [...news, ...amended] };
  };
}

const invisible = () => new ProblemError('duplicate', 'The email belongs to a customer that is not yours to change');

const isText = (value: string | null | undefined): value is string => typeof value === 'string';

type Given = UpdateCustomerRequest & Pick<CustomerRecord, 'customFields'>;

function create(ports: World, given: Given, assignedTo: string | null): PlannedChange {
  const record = newCustomer(ports, {
    address: {},
    status: 'lead',
    source: 'other',
    tags: [],
    contactInfo: {},
    ...given,
    assignedTo,
  });
  checkCustomer(record);
  return { before: null, after: record, changed: [] };
}

/**
 * Adds what a row says to what becomes of a customer anyway: the next version, however many rows are about it. Answers
 * whether that changed anything.
 */
function amend({ clock }: World, change: PlannedChange, { tags, ...patch }: UpdateCustomerRequest): boolean {
  const { before, after } = change;
  const full = effectivePatch(after, { ...patch, ...(tags && { addTags: tags }) });
  const { record, changed } = applyPatch(after, full, { now: clock.now() });
  if (changed.length === 0) return false;
  checkCustomer(record);
  change.changed = [...new Set([...change.changed, ...changed])];
  const version = before ? before.version + 1 : after.version;
  const stamps = before ? change.changed.map((path) => [path, version] as const) : [];
  change.after = { ...record, version, fieldVersions: { ...before?.fieldVersions, ...Object.fromEntries(stamps) } };
  return true;
}
