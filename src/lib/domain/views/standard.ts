import type { ViewList } from '../../contracts/view.ts';

/** How every list is sorted when nothing is said of it. */
export const standardSort = '-createdAt';

/** What lists show to whoever chose nothing. */
export const standardColumns: Record<ViewList, readonly string[]> = {
  customers: ['status', 'person', 'email', 'lastContactAt', 'tags', 'assignee'],
  deals: ['status', 'value', 'expectedCloseDate', 'customer', 'assignee'],
  tasks: ['status', 'priority', 'plan', 'dueDate', 'assignee'],
};

const ofField = /^customFields\.(.+)$/;

/** The custom field a filter or a column is about; null when it is about none. */
export const fieldKeyOf = (name: string): string | null => ofField.exec(name)?.[1] ?? null;
