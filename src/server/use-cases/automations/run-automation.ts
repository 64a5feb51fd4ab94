import { earliest, daysAfter } from '../../../lib/domain/automations/timing.ts';
import { StaleRecordError, type Ports, type RunChange } from '../../ports/index.ts';
import type { AutomationRunRecord } from '../../records/index.ts';
import { holdLease, leaseMs, RunStopped } from '../runs/run-lease.ts';
import { outcomeOf } from './condition.ts';
import { lastActivity } from './last-activity.ts';
import { findScene, type Scene } from './scene.ts';
import { changeAfterFailure, stepsDone, takeStep } from './step.ts';

/**
 * Goes on with a run that is due: decides whether it is for this deal, then does its actions in order, until it is over
 * or has to wait. Does nothing for a run that another worker has. A worker that dies leaves it to be taken up at the step
 * it had reached.
 */
export async function runAutomation(ports: Ports, id: string, signal: AbortSignal): Promise<void> {
  const now = ports.clock.now();
  const run = await ports.automationRuns.claim(id, { now, until: new Date(now.getTime() + leaseMs) });
  if (!run) return;
  const { automationRuns: runs, clock, log } = ports;
  const lease = holdLease({ runs, clock, log }, run, signal);
  try {
    await goOn(ports, run, lease.signal);
  } catch (error) {
    if (error instanceof RunStopped && error.why === 'interrupted') await lease.giveUp();
    else if (!(error instanceof RunStopped || error instanceof StaleRecordError)) throw error;
  } finally {
    lease.stop();
  }
}

async function goOn(ports: Ports, claimed: AutomationRunRecord, signal: AbortSignal): Promise<void> {
  let run = claimed;
  while (run.status === 'running') {
    signal.throwIfAborted();
    run = { ...run, ...(await advanced(ports, run, signal)) };
  }
}

/** Does the next thing and keeps it; answers what changed. A run begins in the commit of its first step. */
async function advanced(ports: Ports, run: AutomationRunRecord, signal: AbortSignal): Promise<RunChange> {
  let beginning: RunChange = {};
  let change: RunChange;
  try {
    const scene = await findScene(ports, run);
    if (typeof scene !== 'string' && run.startedAt === null) beginning = await begun(scene, run);
    const begunRun = { ...run, ...beginning };
    const action = begunRun.actions[stepsDone(begunRun)];
    if (typeof scene === 'string') change = stopped(ports, scene);
    else if (begunRun.status !== 'running') change = beginning;
    else if (!action) change = { ...beginning, status: 'complete', dueAt: null, finishedAt: scene.now };
    else {
      const due = earliest(action, run.triggeredAt);
      if (due <= scene.now) return await takeStep({ scene, run: begunRun, beginning, action, signal });
      change = { ...beginning, status: 'waiting', dueAt: due };
    }
  } catch (error) {
    if (error instanceof RunStopped || signal.aborted) throw error;
    change = { ...beginning, ...changeAfterFailure(ports, { ...run, ...beginning }, error) };
  }
  await ports.automationRuns.update(run, change);
  return change;
}

const stopped = ({ clock }: Pick<Ports, 'clock'>, why: string): RunChange => ({
  status: 'stopped',
  error: why,
  dueAt: null,
  finishedAt: clock.now(),
});

/** Whether the automation is for this deal, as it is when the time for it has come. */
async function begun(scene: Scene, run: AutomationRunRecord): Promise<RunChange> {
  const { ports, automation, entry, deal, now } = scene;
  if (!automation) return stopped(ports, 'The automation was deleted before its time came.');
  if (!automation.isActive && run.trigger !== 'manual') return stopped(ports, 'The automation is switched off.');
  if (run.trigger === 'time_based') {
    if (entry?.leftAt !== null || deal.status !== 'open') return stopped(ports, 'The deal left the stage before.');
    const { inactiveDays } = automation;
    const due = inactiveDays === null ? now : daysAfter(await lastActivity(scene), inactiveDays);
    if (due > now) return { status: 'waiting', dueAt: due };
  }
  const condition = await outcomeOf(automation.condition, scene);
  if (condition?.holds === false) return { status: 'skipped', condition, startedAt: now, finishedAt: now, dueAt: null };
  return { condition, startedAt: now, actions: automation.actions };
}
