import { html, nothing } from 'lit';
import { editTask, type TaskPatch } from './changes.ts';
import { factSelect } from './fact-select.ts';
import type { TaskView } from './view.ts';

/** The deal a task is for: one of its customer's, or any while it has no customer; the deal brings its customer along. */
export const dealFact = (view: TaskView) => {
  const { task, deals, run } = view;
  const fitting = deals.filter(
    ({ id, customerId }) => id === task.dealId || [null, customerId].includes(task.customerId),
  );
  if (fitting.length === 0) return nothing;
  const choices = [{ value: '', label: 'No deal' }, ...fitting.map(({ id, title }) => ({ value: id, label: title }))];
  const words = ({ dealId }: TaskPatch) => deals.find(({ id }) => id === dealId)?.title ?? 'no deal';
  const change = (value: string) => {
    const deal = deals.find(({ id }) => id === value);
    const patch = deal ? { dealId: deal.id, customerId: deal.customerId } : { dealId: null };
    void run(editTask(task, patch, 'Deal changed', words), 'Deal changed.');
  };
  return html`<span class="flex max-w-full min-w-0 items-center gap-1">
    ${factSelect('Deal', 'dealId', task.dealId ?? '', choices, change, view)}
    ${task.dealId ? html`<a class="link" href="/app/deals/${task.dealId}" aria-label="Open the deal">Open</a>` : nothing}
  </span>`;
};
