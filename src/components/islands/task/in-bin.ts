import { html } from 'lit';
import { emptyState } from '../../ui/states.ts';

/** In place of a task that was deleted. */
export const inBin = () =>
  emptyState(
    'This task is in the bin',
    'It was deleted, here or by someone else.',
    html`<a class="btn" href="/app/tasks">All tasks</a>`,
  );
