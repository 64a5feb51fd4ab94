import { z } from 'zod';
import { id, instant, memberRef, pageQuery, version } from './common.ts';

/** The lists one can have views of. */
export const viewLists = ['customers', 'deals', 'tasks'] as const;
export const viewList = z.enum(viewLists).meta({ id: 'ViewList' });
export type ViewList = z.infer<typeof viewList>;

/** `comfortable` rows have a second line that says more of each record; `compact` ones do not. */
export const densities = ['comfortable', 'compact'] as const;
export const density = z.enum(densities).meta({ id: 'Density' });
export type Density = z.infer<typeof density>;

/** What a list can show of a record besides what it is called; customers also their custom fields. */
export const listColumns = {
  customers: [
    ...['status', 'assignee', 'tags', 'person', 'email', 'phone', 'website', 'industry', 'source'],
    ...['city', 'country', 'lastContactAt', 'createdAt', 'updatedAt'],
  ],
  deals: [
    ...['status', 'value', 'expectedCloseDate', 'customer', 'assignee', 'lostReason'],
    ...['closedAt', 'createdAt', 'updatedAt'],
  ],
  tasks: ['status', 'priority', 'plan', 'dueDate', 'assignee', 'tags', 'scheduledFor', 'createdAt', 'updatedAt'],
} as const satisfies Record<ViewList, readonly string[]>;

const columns = z
  .array(z.string().regex(/^(?:[a-zA-Z]{1,40}|customFields\.[a-z0-9_]{1,40})$/, 'must be the name of a column'))
  .max(60)
  .refine((names) => new Set(names).size === names.length, 'must name each once')
  .meta({ id: 'ListColumns' })
  .describe(
    'Besides what a record is called, in order. ' +
      Object.entries(listColumns)
        .map(([list, names]) => `Of ${list}: ${names.join(', ')}`)
        .join('. ') +
      '; and customFields.<key> of customers.',
  );

const filters = z
  .string()
  .trim()
  .max(2000)
  .meta({ examples: ['assignedTo=me&status=lead,prospect'] })
  .describe('As in the address of the list; without its order and its page.');

/** A way to look at a list, kept under a name. */
export const view = z
  .object({
    id,
    list: viewList,
    name: z.string(),
    filters,
    sort: z.string().nullable().describe('As the list’s `sort`; null for its standard.'),
    columns: columns.nullable().describe('Null for those each member chose for the list.'),
    density: density.nullable().describe('Null for the one each member chose for the list.'),
    shared: z.boolean().describe('Everyone may open it; else only its owner.'),
    owner: memberRef.nullable(),
    mayChange: z.boolean().describe('Whether the caller may change or delete it.'),
    version,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'View' });
export type View = z.infer<typeof view>;

const writable = {
  name: z.string().trim().min(1, 'must not be empty').max(60, 'must have at most 60 characters'),
  filters,
  sort: z.string().max(40).nullable(),
  columns: columns.nullable(),
  density: density.nullable(),
  shared: z.boolean(),
};

export const createViewRequest = z
  .strictObject({
    ...writable,
    list: viewList,
    filters: filters.default(''),
    sort: writable.sort.default(null),
    columns: writable.columns.default(null),
    density: writable.density.default(null),
    shared: writable.shared.default(false),
  })
  .meta({ id: 'CreateViewRequest' });
export type CreateViewRequest = z.infer<typeof createViewRequest>;

export const updateViewRequest = z.strictObject(writable).partial().meta({ id: 'UpdateViewRequest' });
export type UpdateViewRequest = z.infer<typeof updateViewRequest>;

export const listViewsQuery = pageQuery(['name', 'createdAt'], 'name')
  .omit({ q: true })
  .extend({ list: viewList.optional() });
export type ListViewsQuery = z.infer<typeof listViewsQuery>;

/** How a member sees a list when no view says otherwise. */
export const listSettings = z
  .object({
    list: viewList,
    columns: columns.nullable().describe('Null for the standard ones.'),
    density,
    defaultView: id.nullable().describe('The view that opens with the list; null for none.'),
  })
  .meta({ id: 'ListSettings' });
export type ListSettings = z.infer<typeof listSettings>;

export const updateListSettingsRequest = z
  .strictObject({ columns: columns.nullable(), density, defaultView: id.nullable() })
  .partial()
  .meta({ id: 'UpdateListSettingsRequest' });
export type UpdateListSettingsRequest = z.infer<typeof updateListSettingsRequest>;
