import type { UsageFigures, UsageSummary } from '../../contracts/ai-usage.ts';
import type { ReportColumn, ReportRow, ReportTable } from '../../contracts/report.ts';

const columns: readonly ReportColumn[] = [
  { key: 'requests', label: 'Requests', kind: 'count' },
  { key: 'promptTokens', label: 'Tokens in', kind: 'count' },
  { key: 'completionTokens', label: 'Tokens out', kind: 'count' },
  { key: 'cost', label: 'Cost', kind: 'dollars' },
];

const rowOf = (name: string, { requests, promptTokens, completionTokens, cost }: UsageFigures): ReportRow => ({
  cells: { name, requests, promptTokens, completionTokens, cost },
  currency: null,
  links: {},
});

const table = (about: Pick<ReportTable, 'id' | 'title' | 'note'>, label: string, rows: ReportRow[]): ReportTable => ({
  ...about,
  drawn: 'requests',
  columns: [{ key: 'name', label, kind: 'text' }, ...columns],
  rows,
});

/** By month of days, model and outcome, and by member where everyone is meant. */
export function aiTables({ byDay, byModel, byMember, byOutcome }: UsageSummary, everyone: boolean): ReportTable[] {
  const note = 'Requests to models in these days. Plans by the local planner cost nothing and are not counted.';
  return [
    table(
      { id: 'days', title: 'By day', note },
      'Day',
      byDay.filter(({ requests }) => requests > 0).map(({ day, ...figures }) => rowOf(day, figures)),
    ),
    table(
      { id: 'models', title: 'By model', note: '' },
      'Model',
      byModel.map(({ model, ...figures }) => rowOf(model, figures)),
    ),
    ...(everyone
      ? [
          table(
            { id: 'members', title: 'By member', note: '' },
            'Member',
            byMember.map(({ user, ...figures }) => rowOf(user?.name ?? 'Automations and others', figures)),
          ),
        ]
      : []),
    table(
      { id: 'outcomes', title: 'By outcome', note: 'How requests ended.' },
      'Outcome',
      byOutcome.map(({ outcome, ...figures }) => rowOf(outcome.replaceAll('_', ' '), figures)),
    ),
  ];
}
