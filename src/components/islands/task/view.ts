import type { Customer } from '../../../lib/contracts/customer.ts';
import type { Deal } from '../../../lib/contracts/deal.ts';
import type { Subtask, Task } from '../../../lib/contracts/task.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import type { EstimateController } from './estimate-controller.ts';
import type { TimeController } from './time-controller.ts';
import type { Change } from './changes.ts';
import type { WorkingDays } from './time-scale.ts';
import type { Refused } from './page-state.ts';

/** A customer as pickers need it. */
export interface CustomerChoice {
  id: Customer['id'];
  name: string;
}

/** A deal as pickers need it. */
export type DealChoice = Pick<Deal, 'id' | 'title' | 'customerId'>;

/** What the parts of the task page are drawn from, and what they may ask for. */
export interface TaskView {
  task: Task;
  steps: readonly Subtask[];
  members: readonly Member[];
  customers: readonly CustomerChoice[];
  deals: readonly DealChoice[];
  zone: string;
  /** ISO 8601: the same on server and browser until the page lives. */
  now: string;
  /** The step whose editor is open. */
  openStep: string | null;
  /** What came back of a form sent without JavaScript; null when nothing did. */
  refused: Refused | null;
  run: (change: Change, said?: string) => Promise<boolean>;
  /** Notes the version a person sees when they enter a field; edits are based on it. */
  enter: () => void;
  toggle: (stepId: string | null) => void;
  /** Moves a step to another place in the order; refused in words when it would stand before what it waits for. */
  move: (stepId: string, place: number) => void;
  /** Changes the task's status; completing it asks when parts of it are open. */
  setStatus: (status: Task['status']) => void;
  /** Asks for the task it is to be part of. */
  moveUnder: () => void;
  time: Pick<TimeController, 'runsFor' | 'toggle'>;
  estimate: EstimateController;
  /** When the company works; null: Monday to Friday. */
  calendar: WorkingDays | null;
  /** The task whose dates span the timeline: it stands still while an estimate is changed. */
  span: Task;
}

export const memberName = (members: readonly Member[], id: string | null): string | null =>
  id === null ? null : (members.find((member) => member.id === id)?.name ?? 'a former member');
