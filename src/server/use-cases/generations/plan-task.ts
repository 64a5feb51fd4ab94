import type { Progress } from '../../../lib/contracts/generation.ts';
import type { Ports } from '../../ports/index.ts';
import type { GenerationRecord, PlanRecord, SubtaskRecord, TaskRecord } from '../../records/index.ts';
import { companyCalendar } from '../plans/calendar.ts';
import { datePlan, type Dating } from '../plans/date-plan.ts';
import { isKept, keptSince, mergePlan } from '../plans/merge-plan.ts';
import { newProposal } from '../proposals/new-proposal.ts';
import { findTask } from '../tasks/find-task.ts';
import { completeRun, completeWithProposal } from './finish-run.ts';
import type { MadePlan } from './made-plan.ts';
import { makePlan } from './make-plan.ts';
import { planRequest, recordsFor, type ReadingPorts } from './plan-request.ts';
import type { RunLease } from '../runs/run-lease.ts';
import { createRunReporter } from './run-reporter.ts';

/** Finished plans looked at for experience. */
const mostPast = 50;

const step = (
  stage: Progress['stage'],
  percentage: number,
  message: string,
  estimatedTimeRemaining: number | null,
) => ({
  stage,
  percentage,
  message,
  estimatedTimeRemaining,
});

/**
 * Makes a task's plan and saves it, or keeps it as a proposal where that was asked, telling how it goes. What people changed meanwhile is merged in, not lost.
 * @throws RunStopped, or ProblemError `not_found` when the task went to the bin
 */
export async function planTask(ports: Ports, run: GenerationRecord, lease: RunLease): Promise<void> {
  const reporter = createRunReporter(ports, run);
  try {
    reporter.progress(step('analyzing', 3, 'Reading what is known', ports.ai.available ? 10 : 1));
    const task = await findTask(ports, run.taskId);
    const experience = { past: await finishedBefore(ports, run), calendar: await companyCalendar(ports) };
    const request = await planRequest(ports, run, task, experience);
    const keeps = run.replaceEdits ? keptSince(task.aiGenerated) : isKept;
    lease.signal.throwIfAborted();
    const made = await makePlan(ports, { request, experience, signal: lease.signal, reporter });
    lease.signal.throwIfAborted();
    reporter.progress(step('optimizing', 90, 'Checking dependencies and computing dates', 1));
    await reporter.end();
    const calendar = await companyCalendar(ports);
    const end = { run, lease, generatedBy: made.generatedBy };
    const plan = (newest: TaskRecord, now: Date) => planned(ports, newest, { made, keeps, now, calendar });
    const current = run.propose ? (await findTask(ports, run.taskId)).aiGenerated : null;
    if (current) {
      const proposed = plan({ ...task, aiGenerated: current }, ports.clock.now());
      const proposal = newProposal(current, proposed);
      await completeWithProposal(ports, { ...end, message: 'The changes are ready to look at', proposal });
      return;
    }
    await completeRun(ports, {
      ...end,
      message: 'The plan is ready',
      decide: (newest, now) => ({
        after: { ...newest, aiGenerated: plan(newest, now) },
        changed: ['aiGenerated'],
      }),
    });
  } finally {
    await reporter.end();
  }
}

/** Finished plans that whoever asked for the run may see, their own before others'. */
async function finishedBefore(ports: ReadingPorts, run: GenerationRecord): Promise<TaskRecord[]> {
  const visible = await recordsFor(ports, run, 'tasks.read');
  const past = (await visible?.tasks.finishedPlans(mostPast)) ?? [];
  const isOwn = ({ assignedTo, createdBy }: TaskRecord) =>
    run.requestedBy !== null && (assignedTo ?? createdBy) === run.requestedBy;
  return [...past.filter(isOwn), ...past.filter((task) => !isOwn(task))];
}

interface Planning extends Dating {
  made: MadePlan;
  keeps: (subtask: SubtaskRecord) => boolean;
}

function planned(ports: Pick<Ports, 'ids'>, task: TaskRecord, { made, keeps, now, calendar }: Planning): PlanRecord {
  const current = task.aiGenerated;
  const { subtasks, milestones } = mergePlan({
    draft: made.draft,
    current,
    keeps,
    makeId: () => ports.ids.next(),
    now,
  });
  const plan: PlanRecord = {
    subtasks,
    timeline: {
      estimatedStartDate: now,
      estimatedEndDate: now,
      likelyEndDate: null,
      totalEstimatedTime: 0,
      milestones,
    },
    metadata: {
      generatedBy: made.generatedBy,
      confidence: made.confidence,
      assumptions: made.draft.assumptions,
      repairs: made.repairs,
      promptUsed: made.promptUsed,
      routing: made.routing,
      cost: made.cost,
      generatedAt: now,
      regenerationCount: current ? current.metadata.regenerationCount + 1 : 0,
    },
  };
  return datePlan(plan, task, { now, calendar });
}
