import { api } from '../../../lib/client/api.ts';
import type { Generation } from '../../../lib/contracts/generation.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { Change } from './changes.ts';

/** Brings back the plan a run replaced; the page shows it when the server has. */
export const undoRun = ({ id }: Pick<Generation, 'id'>): Change => ({
  doing: 'Undo: bring back the plan before',
  apply: (task) => task,
  send: async (base) => (await api.post<{ task: Task }>(`/generations/${id}/undo`, {}, { ifMatch: base })).task,
});

/** What there is to undo of a run, in words. */
export const runDone = ({ kind }: Pick<Generation, 'kind'>): string =>
  kind === 'optimize' ? 'The schedule is optimised.' : 'The plan is made anew.';
