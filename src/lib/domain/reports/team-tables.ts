import type { ReportTable } from '../../contracts/report.ts';
import type { Sum } from '../pipelines/analytics/deal-figures.ts';
import { closedColumns, closedRows, path, present } from './deal-rows.ts';
import type { Days } from './pipeline-tables.ts';

interface Member {
  id: string;
  name: string;
}

interface Work {
  members: readonly Member[];
  done: ReadonlyMap<string, number>;
  open: ReadonlyMap<string, { count: number; overdue: number }>;
  minutes: ReadonlyMap<string, number>;
  from: string;
  to: string;
}

export const workTable = ({ members, done, open, minutes, from, to }: Work): ReportTable => ({
  ...{ id: 'work', title: 'Tasks and time', drawn: 'done' },
  note: 'Tasks finished and time noted in these days; open and late ones of this moment.',
  columns: [
    { key: 'name', label: 'Member', kind: 'text' },
    { key: 'done', label: 'Tasks done', kind: 'count' },
    { key: 'open', label: 'Open', kind: 'count' },
    { key: 'overdue', label: 'Late', kind: 'count' },
    { key: 'minutes', label: 'Time', kind: 'minutes' },
  ],
  rows: members.map(({ id, name }) => {
    const finished = done.get(id) ?? 0;
    const left = open.get(id) ?? { count: 0, overdue: 0 };
    const theirs = (query: Record<string, string>) => path('/app/tasks', { view: 'list', assignedTo: id, ...query });
    return {
      cells: { name, done: finished, open: left.count, overdue: left.overdue, minutes: minutes.get(id) ?? 0 },
      currency: null,
      links: present({
        done: finished > 0 ? theirs({ status: 'completed', completedAfter: from, completedBefore: to }) : null,
        open: left.count > 0 ? theirs({ status: 'pending,in_progress' }) : null,
        overdue: left.overdue > 0 ? theirs({ status: 'pending,in_progress', sort: 'dueDate' }) : null,
      }),
    };
  }),
});

export const dealsByMemberTable = (
  members: readonly Member[],
  closed: readonly (Sum & { status: 'won' | 'lost'; assignedTo: string | null })[],
  { first, last }: Days,
): ReportTable => ({
  ...{ id: 'deals', title: 'Deals', drawn: 'wonValue' },
  note: 'Deals that were won or lost in these days, by who has them now.',
  columns: [{ key: 'name', label: 'Member', kind: 'text' }, ...closedColumns],
  rows: members.flatMap(({ id, name }) =>
    closedRows(
      name,
      closed.filter(({ assignedTo }) => assignedTo === id),
      (more) => path('/app/deals', { assignedTo: id, ...more, closedFrom: first, closedTo: last }),
    ),
  ),
});
