import { api } from '../../../lib/client/api.ts';
import { toast, toastFailure } from '../../../lib/client/toasts.ts';
import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { plural } from '../../ui/words.ts';
import type { Change } from './changes.ts';
import { tickedChanges } from './ticked-changes.ts';

/** What a person decided about a proposal. */
export type ProposalAnswer = { take: string[] | 'all' } | 'discard';

/** What a submitted form of a proposal says. */
export function answerOf(event: SubmitEvent): ProposalAnswer {
  const button = event.submitter instanceof HTMLButtonElement ? event.submitter.value : '';
  if (button === 'discard-proposal') return 'discard';
  if (button === 'apply-all') return { take: 'all' };
  return { take: tickedChanges(Object.fromEntries(new FormData(event.target as HTMLFormElement))) };
}

/** Takes changes of a proposal; the plan shows them when the server has made it. */
export const takeChanges = ({ id, taskId }: Generation, take: string[] | 'all'): Change => ({
  doing: 'Apply the changes',
  apply: (task) => task,
  async send(base) {
    const { task, repairs } = await api.post<{ task: Task; repairs: string[] }>(
      `/tasks/${taskId}/proposals/${id}/apply`,
      take === 'all' ? {} : { accept: take },
      { ifMatch: base },
    );
    toast({ message: ['The changes are applied.', ...repairs.map((repair) => `${repair}.`)].join(' ') });
    return task;
  },
});

/** Resolves to whether it is discarded. */
export async function discard({ id, taskId, proposal }: Generation): Promise<boolean> {
  try {
    await api.delete(`/tasks/${taskId}/proposals/${id}`);
    const count = proposal?.changes.filter(({ kind }) => kind !== 'kept').length ?? 0;
    toast({ message: `${plural(count, 'proposed change')} discarded. The plan is as it was.` });
    return true;
  } catch (error) {
    toastFailure('Not discarded', error);
    return false;
  }
}
