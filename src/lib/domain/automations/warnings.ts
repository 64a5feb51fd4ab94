import type { Automation, AutomationAction } from '../../contracts/automation.ts';
import type { PipelineLine, PipelineWarning } from '../../contracts/pipeline.ts';
import type { Role } from '../../contracts/user.ts';
import { findLoops, type Loop } from './loops.ts';
import { isOwn } from './moves.ts';

/** As much of a pipeline as its warnings are about. */
export type WarnedPipeline = Pick<PipelineLine, 'id' | 'name' | 'isActive'> & {
  stages: Pick<
    PipelineLine['stages'][number],
    'id' | 'name' | 'order' | 'autoAdvance' | 'exitCriteria' | 'automations'
  >[];
};

/** What automations count on. */
export interface Surroundings {
  /** All pipelines, this one too. */
  pipelines: readonly WarnedPipeline[];
  members: readonly { id: string; role: Role }[];
  /** Whether there is a mail template of this name or id. */
  hasTemplate: (nameOrId: string) => boolean;
  /** What is wrong with a condition by now; null when nothing is. */
  faultInCondition: (text: string) => string | null;
  /** What is wrong with a mail that is written in the automation; null when nothing is. */
  faultIn: (mail: { subject: string; body: string }) => string | null;
}

/** An automation at its place. */
interface Placed {
  automation: Automation;
  stage: WarnedPipeline['stages'][number];
  /** The stage after it; undefined after the last. */
  next: string | undefined;
  path: string;
}

/**
 * What will probably not go as meant when a pipeline is used: loops, and what its automations name and nobody has. Only
 * of what is in use: a pipeline that is archived and automations that are switched off are left in peace.
 */
export function warningsOf(pipeline: WarnedPipeline, around: Surroundings): PipelineWarning[] {
  if (!pipeline.isActive) return [];
  const placed = pipeline.stages.flatMap((stage, index) =>
    stage.automations.map((automation, at) => ({
      automation,
      stage,
      next: pipeline.stages[index + 1]?.id,
      path: `stages.${index}.automations.${at}`,
    })),
  );
  const inUse = placed.filter(({ automation }) => automation.isActive);
  const own = new Set(pipeline.stages.map(({ id }) => id));
  const loops = findLoops(around.pipelines.filter(({ isActive }) => isActive)).filter(({ moves }) =>
    moves.some(({ from }) => own.has(from)),
  );
  return [
    ...loops.map((loop) => ({ message: loopWords(loop) })),
    ...inUse.flatMap((one) => mailsInLoop(one, loops)),
    ...inUse.flatMap((one) => ofAutomation(one, around)),
  ];
}

function loopWords({ words, always, atOnce }: Loop): string {
  if (!always) return words;
  return atOnce ? `${words} Nothing ever stops it.` : `${words} It goes on until someone moves the deal.`;
}

function mailsInLoop({ automation, stage, path }: Placed, loops: readonly Loop[]): PipelineWarning[] {
  const mails = automation.actions.some(
    ({ action, config }) => action === 'send_email' && config.recipient !== 'assignee',
  );
  const circling = loops.some(({ moves }) => moves.some(({ from }) => from === stage.id));
  if (!mails || !circling || !isOwn(automation.trigger)) return [];
  return [{ path, message: `${called({ automation, stage })} mails the customer in every round.` }];
}

const called = ({ automation: { name }, stage }: Pick<Placed, 'automation' | 'stage'>): string =>
  name ? `“${name}” in “${stage.name}”` : `An automation in “${stage.name}”`;

function ofAutomation(placed: Placed, around: Surroundings): PipelineWarning[] {
  const { condition, actions } = placed.automation;
  const fault = condition === null ? null : around.faultInCondition(condition);
  const warn = (path: string, what: string) => ({
    path: `${placed.path}.${path}`,
    message: `${called(placed)} ${what.replace(/\.$/, '')}.`,
  });
  return [
    ...(fault === null ? [] : [warn('condition', `begins no more, as its condition cannot be read: ${fault}`)]),
    ...actions.flatMap((action, index) =>
      faultsOf(action, placed, around).map((what) => warn(`actions.${index}`, what)),
    ),
  ];
}

/** What an action cannot count on, after the name of its automation. */
function faultsOf(action: AutomationAction, { next }: Placed, around: Surroundings): string[] {
  const what = {
    send_email: () => mailFault(action, around),
    move_stage: () => moveFault(action, next, around),
    assign_user: () =>
      action.config.assignTo || action.config.assignToRole ? null : 'assigns to nobody: choose a role or a member',
    create_task: () => null,
    add_tag: () => null,
    webhook: () => null,
    wait: () => null,
  }[action.action]();
  return [what, assigneeFault(action, around), promptFault(action)].filter((fault) => fault !== null);
}

function mailFault({ config: { emailTemplate } }: AutomationAction, around: Surroundings): string | null {
  if (typeof emailTemplate === 'string' && emailTemplate !== '') {
    return around.hasTemplate(emailTemplate) ? null : 'sends a mail of a template that does not exist';
  }
  if (typeof emailTemplate === 'object') {
    const { subject, body } = emailTemplate;
    const fault = around.faultIn({ subject: String(subject ?? ''), body: String(body ?? '') });
    return fault === null ? null : `sends a mail with a fault: ${fault}`;
  }
  return 'sends a mail that says nothing: choose a template, or write it';
}

/** What models write is never sent by itself (ADR 0016). */
const promptFault = ({ action, aiPrompt }: AutomationAction): string | null =>
  aiPrompt && action !== 'create_task' ? 'has a prompt for AI that nothing reads: only tasks are planned by it' : null;

function moveFault({ config }: AutomationAction, next: string | undefined, around: Surroundings): string | null {
  if (config.stageId === undefined) {
    return next === undefined ? 'moves deals to the next stage, and there is none after this one' : null;
  }
  const goal = around.pipelines.find(({ stages }) => stages.some(({ id }) => id === config.stageId));
  if (!goal) return 'moves deals to a stage that is gone';
  return goal.isActive ? null : `moves deals to “${goal.name}”, which is archived and takes no new deals`;
}

function assigneeFault({ config }: AutomationAction, { members }: Surroundings): string | null {
  if (config.assignTo !== undefined) {
    return members.some(({ id }) => id === config.assignTo) ? null : 'gives work to a member who is not here any more';
  }
  const role = config.assignToRole;
  if (!role || members.some((member) => member.role === role)) return null;
  return `gives work to a member with the role “${role}”, which nobody has`;
}
