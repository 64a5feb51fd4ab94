import type { CustomField } from '../../contracts/custom-field.ts';
import type { listColumns, ViewList } from '../../contracts/view.ts';
import { fieldKeyOf } from './standard.ts';

type Words = { [List in ViewList]: Record<(typeof listColumns)[List][number], string> };

/** What people read above each column. */
const columnWords: Words = {
  customers: {
    status: 'Status',
    assignee: 'Owner',
    tags: 'Tags',
    person: 'Person',
    email: 'Email',
    phone: 'Phone',
    website: 'Website',
    industry: 'Industry',
    source: 'Source',
    city: 'City',
    country: 'Country',
    lastContactAt: 'Last contact',
    createdAt: 'Created',
    updatedAt: 'Changed',
  },
  deals: {
    status: 'Status',
    value: 'Value',
    expectedCloseDate: 'Closes',
    customer: 'Customer',
    assignee: 'Owner',
    lostReason: 'Lost because',
    closedAt: 'Closed',
    createdAt: 'Created',
    updatedAt: 'Changed',
  },
  tasks: {
    status: 'Status',
    priority: 'Priority',
    plan: 'Plan',
    dueDate: 'Due',
    assignee: 'Owner',
    tags: 'Tags',
    scheduledFor: 'Starts',
    createdAt: 'Created',
    updatedAt: 'Changed',
  },
};

/** What a column is called: a custom field by its label. */
export function columnLabel(list: ViewList, name: string, fields: readonly CustomField[] = []): string {
  const key = fieldKeyOf(name);
  if (key !== null) return fields.find((field) => field.key === key)?.label ?? key;
  return (columnWords[list] as Record<string, string>)[name] ?? name;
}
