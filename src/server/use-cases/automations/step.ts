import { ProblemError } from '../../../lib/domain/errors.ts';
import type { AutomationAction } from '../../../lib/contracts/automation.ts';
import { actionBackoff, nextAttempt } from '../../../lib/domain/backoff.ts';
import { minutesAfter } from '../../../lib/domain/automations/timing.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import { StaleRecordError, type Commit, type Ports, type RunChange } from '../../ports/index.ts';
import type { AutomationRunRecord, RunStepRecord } from '../../records/index.ts';
import { RunStopped } from '../runs/run-lease.ts';
import { actions, type Planned } from './actions/index.ts';
import { TurnTakenError } from './actions/whom.ts';
import { automationActor, type Scene } from './scene.ts';

/** How many of a run's steps are done; one that failed stands last and is none. */
export const stepsDone = ({ steps }: Pick<AutomationRunRecord, 'steps'>): number =>
  steps.filter(({ status }) => status === 'done').length;

/** A step that is to be done. */
interface Step {
  scene: Scene;
  run: AutomationRunRecord;
  /** What the run's beginning changed and is not kept yet. */
  beginning: RunChange;
  action: AutomationAction;
  signal: AbortSignal;
}

/**
 * Does the next action of a run. What it changes and the note that it is done are one commit, so that it is done once
 * whatever dies when. Answers how the run changed.
 * @throws what went wrong, for `changeAfterFailure`; RunStopped when another worker has the run
 */
export async function takeStep(step: Step): Promise<RunChange> {
  for (;;) {
    try {
      return await tryStep(step);
    } catch (error) {
      if (!(error instanceof TurnTakenError)) throw error;
    }
  }
}

async function tryStep({ scene, run, beginning, action, signal }: Step): Promise<RunChange> {
  const { ports, now } = scene;
  const planned = await actions[action.action](scene, action);
  const done = { change: null as RunChange | null };
  const commit: Commit = async (change) => {
    const times = { startedAt: now, finishedAt: ports.clock.now() };
    const after = { ...beginning, ...changeAfter(run, action, { planned, ...times, events: change.events }) };
    await ports.commit({
      ...change,
      cause: { runId: run.id, depth: run.depth },
      async write(tx) {
        await change.write(tx);
        await stillHeld(() => ports.automationRuns.update(run, after, tx));
      },
    });
    done.change = after;
  };
  const context = { ports: { ...ports, commit }, actor: automationActor(run) };
  await planned.perform(context, { key: `${run.id}.${action.id}`, signal });
  if (!done.change) await commit({ actor: context.actor, events: [], write: () => Promise.resolve() });
  return done.change ?? {};
}

/** The worker that lost a run must not take the loss for a change to be decided anew. */
async function stillHeld(update: () => Promise<void>): Promise<void> {
  try {
    await update();
  } catch (error) {
    throw error instanceof StaleRecordError ? new RunStopped('lost') : error;
  }
}

interface Done {
  planned: Planned;
  startedAt: Date;
  finishedAt: Date;
  events: readonly DomainEvent[];
}

function changeAfter(
  run: AutomationRunRecord,
  action: AutomationAction,
  { planned, startedAt, finishedAt, events }: Done,
): RunChange {
  const before = run.steps.filter(({ status }) => status === 'done');
  const step: RunStepRecord = {
    actionId: action.id,
    action: action.action,
    status: 'done',
    said: planned.said,
    link: linkTo(events),
    error: null,
    attempts: run.failures + 1,
    startedAt,
    finishedAt,
  };
  const steps = [...before, step];
  if (steps.length >= run.actions.length) {
    return { steps, failures: 0, error: null, status: 'complete', dueAt: null, finishedAt };
  }
  const wait = action.action === 'wait' ? minutesAfter(finishedAt, action.config.delayMinutes ?? 0) : null;
  return { steps, failures: 0, error: null, ...(wait && { status: 'waiting', dueAt: wait }) };
}

/** The page of what a step made. */
function linkTo(events: readonly DomainEvent[]): string | null {
  for (const event of events) {
    if (event.type === 'task.changed' && event.change === 'created') return `/app/tasks/${event.task.id}`;
    if (event.type === 'deal.changed') return `/app/deals/${event.deal.id}`;
    if (event.type === 'customer.changed') return `/app/customers/${event.customer.id}`;
    if (event.type === 'mail.requested') return '/app/settings/outbox';
  }
  return null;
}

/** What is wrong for now; everything else that is a ProblemError stays wrong however often it is tried. */
const passing: ReadonlySet<string> = new Set(['unavailable', 'ai_unavailable', 'rate_limited', 'request_in_flight']);

/** How a run changes when something went wrong: it is tried again later, or it has failed. */
export function changeAfterFailure(
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
  run: AutomationRunRecord,
  error: unknown,
): RunChange {
  const now = clock.now();
  const known = error instanceof ProblemError ? error : null;
  const words = known ? known.message : 'Something went wrong on the server; its log says what.';
  const failures = run.failures + 1;
  const final = known !== null && !passing.has(known.code);
  const dueAt = final ? null : nextAttempt(actionBackoff, failures, now);
  log[dueAt ? 'warn' : 'error']({ runId: run.id, error }, 'A step of an automation failed');
  const action = run.actions[stepsDone(run)];
  const steps = action
    ? [...run.steps.filter(({ status }) => status === 'done'), failedStep(action, words, failures, now)]
    : run.steps;
  return dueAt
    ? { status: 'waiting', dueAt, failures, steps, error: words }
    : { status: 'failed', dueAt: null, failures, steps, error: words, finishedAt: now };
}

const failedStep = (action: AutomationAction, error: string, attempts: number, now: Date): RunStepRecord => ({
  actionId: action.id,
  action: action.action,
  status: 'failed',
  said: actionWords[action.action],
  link: null,
  error,
  attempts,
  startedAt: now,
  finishedAt: now,
});

const actionWords: Record<AutomationAction['action'], string> = {
  create_task: 'Create a task',
  send_email: 'Send a mail',
  assign_user: 'Assign a member',
  move_stage: 'Move the deal',
  add_tag: 'Add a tag',
  webhook: 'Call a webhook',
  wait: 'Wait',
};
