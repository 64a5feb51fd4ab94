import type { customerStatuses } from '../../lib/contracts/customer.ts';
import type { DealStatus } from '../../lib/contracts/deal.ts';
import type { TaskPriority, TaskStatus } from '../../lib/contracts/task.ts';
import type { Role } from '../../lib/contracts/user.ts';

/** What people read for the API's words, in one place. */
export const statusWords: Record<TaskStatus, string> = {
  pending: 'Not started',
  in_progress: 'In progress',
  completed: 'Done',
  cancelled: 'Cancelled',
};

/** The state in an edit, as a conflict shows it. */
export const stateWords = ({ status }: { status?: TaskStatus | undefined }): string =>
  status ? statusWords[status] : '';

export const priorityWords: Record<TaskPriority, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  urgent: 'Urgent',
};

export const customerStatusWords: Record<(typeof customerStatuses)[number], string> = {
  lead: 'Lead',
  prospect: 'Prospect',
  customer: 'Customer',
  inactive: 'Inactive',
};

export const dealStatusWords: Record<DealStatus, string> = { open: 'Open', won: 'Won', lost: 'Lost' };

export const roleWords: Record<Role, string> = { admin: 'Administrator', sales: 'Sales', marketing: 'Marketing' };

const planners: Record<string, string> = {
  'local-planner': 'the local planner',
  'local-rules': 'our own rules',
  'by hand': 'hand',
};

/** After “plan by”: the local planner, hand, or a model's long id as people say it. */
export const plannerWords = (generatedBy: string): string =>
  planners[generatedBy] ?? generatedBy.replace(/^[^/]+\//, '');

/** The same in a sentence of its own. */
export const plannedWords = (generatedBy: string): string => {
  if (generatedBy === 'local-planner') return 'Planned locally';
  return `${generatedBy === 'by hand' ? 'Plan' : 'AI plan'} by ${plannerWords(generatedBy)}`;
};

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
