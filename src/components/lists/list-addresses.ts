import type { ViewList } from '../../lib/contracts/view.ts';

export const listPages: Record<ViewList, string> = {
  customers: '/app/customers',
  deals: '/app/deals',
  tasks: '/app/tasks',
};

/** What the address of a list says of what was just done, or which menu is open: no filters. */
export const noticeParameters = { gone: 'gone', menu: 'menu' } as const;
