import type { ActivityValue } from '../../../lib/contracts/activity.ts';
import { updateCustomerRequest, type BulkCustomersChange } from '../../../lib/contracts/customer.ts';
import { updateDealRequest } from '../../../lib/contracts/deal.ts';
import { updateTaskRequest } from '../../../lib/contracts/task.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { Versioned } from '../../records/index.ts';
import { deleteCustomer } from '../customers/delete-customer.ts';
import { restoreCustomer } from '../customers/restore-customer.ts';
import { updateCustomer } from '../customers/update-customer.ts';
import { deleteDeal } from '../deals/delete-deal.ts';
import { restoreDeal } from '../deals/restore-deal.ts';
import { updateDeal } from '../deals/update-deal.ts';
import { deleteTask } from '../tasks/delete-task.ts';
import { restoreTask } from '../tasks/restore-task.ts';
import { updateTask } from '../tasks/update-task.ts';

/** A field and the value it is to have again. */
export interface FieldBack {
  path: string;
  /** What it was, and what the batch made of it. */
  from: ActivityValue;
  to: ActivityValue;
}

export type Collection = 'customers' | 'tasks' | 'deals';

/** A kind of record whose changes can be put back, with all the checks of a change by hand. */
interface Reversible {
  find: (ports: Ports, id: string) => Promise<Versioned | null>;
  remove: (context: Context, id: string) => Promise<unknown>;
  restore: (context: Context, id: string) => Promise<unknown>;
  update: (context: Context, id: string, fields: readonly FieldBack[]) => Promise<unknown>;
  /** What can be written; all else follows from it. */
  fields: ReadonlySet<string>;
}

const fieldsOf = (request: { shape: object }): ReadonlySet<string> => new Set(Object.keys(request.shape));

export const reversible: Record<Collection, Reversible> = {
  customers: {
    find: (ports, id) => ports.customers.find(id),
    remove: (context, id) => deleteCustomer(context, { id }),
    restore: restoreCustomer,
    update: (context, id, fields) => updateCustomer(context, { id, patch: customerPatch(fields), asItWas: true }),
    fields: fieldsOf(updateCustomerRequest),
  },
  tasks: {
    find: (ports, id) => ports.tasks.find(id),
    remove: (context, id) => deleteTask(context, { id }),
    restore: restoreTask,
    update: (context, id, fields) => updateTask(context, { id, patch: updateTaskRequest.parse(nested(fields)) }),
    fields: fieldsOf(updateTaskRequest),
  },
  deals: {
    find: (ports, id) => ports.deals.find(id),
    remove: (context, id) => deleteDeal(context, { id }),
    restore: restoreDeal,
    update: (context, id, fields) => updateDeal(context, { id, patch: updateDealRequest.parse(nested(fields)) }),
    fields: fieldsOf(updateDealRequest),
  },
};

/** Tags are put back one by one: those others gave or took since stay so. */
function customerPatch(
  fields: readonly FieldBack[],
): Exclude<BulkCustomersChange, { delete: true } | { restore: true }> {
  const patch = updateCustomerRequest.parse(nested(fields.filter(({ path }) => path !== 'tags')));
  const tags = fields.find(({ path }) => path === 'tags');
  if (!tags) return patch;
  const [before, after] = [list(tags.from), list(tags.to)];
  return {
    ...patch,
    addTags: before.filter((tag) => !after.includes(tag)),
    removeTags: after.filter((tag) => !before.includes(tag)),
  };
}

const list = (value: FieldBack['from']): string[] => (Array.isArray(value) ? value : []);

/** A patch of fields by dotted paths; what people named themselves may hold dots of its own. */
function nested(fields: readonly FieldBack[]): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const { path, from } of fields) {
    const [head = '', ...rest] = path.split('.');
    const keys = head === 'customFields' ? [head, rest.join('.')] : [head, ...rest];
    put(patch, keys, from);
  }
  return patch;
}

function put(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = (target[key] ??= {}) as Record<string, unknown>;
  put(inner, rest, value);
}
