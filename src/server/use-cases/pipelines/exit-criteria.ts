import { ProblemError } from '../../../lib/domain/errors.ts';
import { compile, evaluate, type Outcome, type Subject } from '../../../lib/domain/conditions/index.ts';
import { isForward } from '../../../lib/domain/pipelines/stages.ts';
import type { PipelineStage } from '../../../lib/contracts/pipeline.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import type { Ports } from '../../ports/index.ts';
import type { DealRecord } from '../../records/index.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';

type Stores = Pick<Ports, 'all' | 'customFields' | 'stageEntries' | 'clock' | 'pipelines'>;

/** A criterion a deal does not meet, and why as people read it. */
interface Unmet {
  criterion: string;
  why: string;
}

/**
 * Lets a deal leave its stage forwards only when it meets the criteria of the stage, by what it would be after the
 * change. Going back, to another pipeline, or out of a stage that is deleted needs nothing, and so do closed deals.
 * @throws ProblemError `validation_failed` at `pipelineStage`, naming each criterion that is not met and why
 */
export async function checkExit(ports: Stores, before: DealRecord, after: DealRecord): Promise<void> {
  const { pipelineId, pipelineStage: from } = before;
  const to = after.pipelineStage;
  if (pipelineId === null || from === null || to === null || after.pipelineId !== pipelineId || from === to) return;
  if (before.status !== 'open') return;
  const pipeline = await ports.pipelines.find(pipelineId);
  const stage = pipeline?.stages.find(({ id }) => id === from);
  if (!pipeline || !stage || !isForward(pipeline.stages, from, to)) return;
  const unmet = await unmetCriteria(ports, { ...after, pipelineStage: from }, stage);
  if (unmet.length === 0) return;
  const errors = unmet.map(({ criterion, why }) => ({
    path: 'pipelineStage',
    message: `${criterion} is not met: ${why}`,
  }));
  const list = errors.map(({ message }) => message).join('; ');
  throw new ProblemError('validation_failed', `The deal cannot leave “${stage.name}” yet. ${list}.`, { errors });
}

/** The criteria of its stage that a deal does not meet. `task` in them is the deal's task that changed last. */
export async function unmetCriteria(ports: Stores, deal: DealRecord, stage: PipelineStage): Promise<Unmet[]> {
  if (stage.exitCriteria.length === 0) return [];
  const [subject, { fields }] = await Promise.all([subjectOf(ports, deal, stage), findCustomFields(ports)]);
  return stage.exitCriteria.flatMap((criterion) => {
    const compiled = compile(criterion, fields);
    // It was checked when it was saved, but a custom field it names may be gone.
    if (!compiled.ok) return [{ criterion, why: compiled.message.replace(/\.$/, '') }];
    const outcome = evaluate(compiled.program, subject);
    return outcome.holds ? [] : [{ criterion, why: whyNot(outcome) }];
  });
}

async function subjectOf(
  { all, stageEntries, clock }: Stores,
  deal: DealRecord,
  stage: PipelineStage,
): Promise<Subject> {
  const [customer, tasks, entries] = await Promise.all([
    all.customers.find(deal.customerId),
    all.tasks.list({ ...listTasksQuery.parse({}), dealId: deal.id, sort: '-updatedAt', limit: 1 }),
    stageEntries.ofDeal(deal.id),
  ]);
  const entry = entries.find(({ leftAt }) => leftAt === null) ?? null;
  return { customer, deal, task: tasks.items[0] ?? null, stage, entry, now: clock.now() };
}

/** `deal.value has no value`, or what its fields are. */
function whyNot({ reason, values }: Outcome): string {
  if (reason !== null) return reason.replace(/\.$/, '');
  return values
    .map(({ field, value }) => `${field} ${value === null ? 'has no value' : `is ${words(value)}`}`)
    .join(', ');
}

const words = (value: string | number | boolean | string[]): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
};
