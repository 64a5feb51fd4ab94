import type { Automation, AutomationTrigger } from '../../lib/contracts/automation.ts';
import type { FieldError } from '../../lib/contracts/errors.ts';
import type { PipelineLine } from '../../lib/contracts/pipeline.ts';
import { withPlace } from '../../lib/domain/fault-place.ts';
import { unitMinutes, type ActionDraft, type AutomationDraft, type SpanDraft, type When } from './automation-draft.ts';

type Plain = Record<string, unknown>;

const triggers: Record<When, AutomationTrigger> = {
  entry: 'entry',
  stay: 'time_based',
  quiet: 'time_based',
  task: 'task_completion',
  manual: 'manual',
};

const isBlank = (text: string): boolean => text.trim() === '';
/** Numbers that are none stay so, for the contract to say. */
const numberOf = (text: string): number => (isBlank(text) ? NaN : Number(text));
const minutesOf = ({ count, unit }: SpanDraft): number => numberOf(count) * unitMinutes[unit];
/** What is left when nothing stands where nothing was typed. */
const given = (values: Plain): Plain =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined));

/** What is asked for, of one automation. */
export function requestOf(draft: AutomationDraft): Plain & { actions: Plain[] } {
  return {
    ...(draft.id && { id: draft.id }),
    name: draft.name,
    isActive: draft.isActive,
    trigger: triggers[draft.when],
    inactiveDays: draft.when === 'quiet' ? numberOf(draft.inactiveDays) : null,
    condition: isBlank(draft.condition) ? null : draft.condition,
    actions: draft.actions.map((action, index) => ({
      ...(action.id && { id: action.id }),
      action: action.action,
      aiPrompt: action.action === 'create_task' ? action.aiPrompt : '',
      config: configOf(action, draft.when === 'stay' && index === 0 ? draft.span : action.span),
    })),
  };
}

function configOf(action: ActionDraft, span: SpanDraft): Plain {
  const rest = (action.rest === '' ? {} : JSON.parse(action.rest)) as Partial<
    Record<'config' | 'task' | 'mail', Plain>
  >;
  const [kind, who] = action.who.split(':');
  const assignee = given({
    assignToRole: kind === 'role' ? who : '',
    assignTo: kind === 'member' ? who : '',
    assignBy: kind === 'role' ? action.assignBy : '',
  });
  const task = given({
    title: action.title,
    description: action.description,
    priority: action.priority,
    dueInDays: isBlank(action.dueInDays) ? '' : numberOf(action.dueInDays),
  });
  const written = { ...rest.mail, subject: action.subject, body: action.body };
  const own: Record<ActionDraft['action'], () => Plain> = {
    create_task: () => ({ ...assignee, taskTemplate: { ...rest.task, ...task } }),
    send_email: () => given({ recipient: action.recipient, emailTemplate: action.template || written }),
    assign_user: () => ({ ...assignee, ...given({ target: action.target }) }),
    move_stage: () => given({ stageId: action.stageId }),
    add_tag: () => given({ tag: action.tag }),
    webhook: () => given({ url: action.url }),
    wait: () => ({}),
  };
  return { ...rest.config, ...(isBlank(span.count) ? {} : { delayMinutes: minutesOf(span) }), ...own[action.action]() };
}

/** What a form can see is wrong before it is sent, by field. */
export function faultsOf(draft: AutomationDraft): Record<string, string> {
  const faults: Record<string, string> = {};
  if (draft.when === 'stay' && !isSpan(draft.span)) faults.span = 'Say how long, as a whole number.';
  if (draft.when === 'quiet' && !isWhole(draft.inactiveDays)) faults.inactiveDays = 'Say how many days.';
  for (const [index, action] of draft.actions.entries()) {
    for (const [field, message] of Object.entries(faultsIn(action, draft.when === 'stay' && index === 0))) {
      faults[`actions.${index}.${field}`] = message;
    }
  }
  return faults;
}

const isWhole = (text: string): boolean => /^\s*[1-9]\d*\s*$/.test(text);
const isSpan = ({ count }: SpanDraft): boolean => isWhole(count);

function faultsIn(action: ActionDraft, beginsAfterTime: boolean): Record<string, string> {
  const faults: Record<string, string> = {};
  switch (action.action) {
    case 'create_task':
      if (isBlank(action.title) && isBlank(action.aiPrompt)) faults.title = 'must not be empty';
      if (!isBlank(action.dueInDays) && !(numberOf(action.dueInDays) >= 0 && numberOf(action.dueInDays) <= 365)) {
        faults.dueInDays = 'must be a number from 0 to 365';
      }
      break;
    case 'send_email':
      if (action.template !== '') break;
      if (isBlank(action.subject)) faults.subject = 'must not be empty';
      if (isBlank(action.body)) faults.body = 'must not be empty';
      break;
    case 'assign_user':
      if (action.who === '') faults.who = 'Choose a role or a member.';
      break;
    case 'wait':
      if (beginsAfterTime) faults.span = 'It begins after a time already: say above how long, and remove this.';
      else if (!isSpan(action.span)) faults.span = 'Say how long, as a whole number.';
      break;
    default:
  }
  const isTold = action.action === 'wait' || beginsAfterTime || isBlank(action.span.count);
  if (!isTold && !isSpan(action.span)) faults.span = 'must be a whole number';
  return faults;
}

/** The contract's paths as the form's fields are called: `config.taskTemplate.title` is `title` there. */
export const fieldOf = (path: string): string =>
  path
    .replace(/\.config\b/, '')
    .replace(/\.(taskTemplate|emailTemplate)\.(\w+)$/, '.$2')
    .replace(/\.taskTemplate$/, '.title')
    .replace(/\.emailTemplate$/, '.template')
    .replace(/\.(assignTo|assignToRole)$/, '.who')
    .replace(/\.delayMinutes$/, '.span');

/** What the server found wrong with the automation at a place, by the form's fields. */
export function faultsFrom(errors: readonly FieldError[], place: string, when: When): Record<string, string> {
  const faults = errors.flatMap((error) => {
    if (!error.path.startsWith(`${place}.`)) return [];
    const field = fieldOf(error.path.slice(place.length + 1));
    const known = when === 'stay' && field === 'actions.0.span' ? 'span' : field;
    return [[known, withPlace(error)] as const];
  });
  return Object.fromEntries(faults.toReversed());
}

/** So many days back an automation is tried. */
export const triedDays = 30;

/** What is wrong with an automation that was to be tried: its condition is told of as if it stood in a stage. */
export const triedFaults = (errors: readonly FieldError[], when: When): Record<string, string> => ({
  ...faultsFrom(errors, 'automation', when),
  ...faultsFrom(errors, 'stages.0.automations.0', when),
});

/** The automations of a stage; none of one that is gone. */
export const automationsOf = ({ stages }: Pick<PipelineLine, 'stages'>, stageId: string): Automation[] =>
  stages.find(({ id }) => id === stageId)?.automations ?? [];

/** The path at which the contract tells of an automation; one that is new comes after all others. */
export function placeOf(pipeline: Pick<PipelineLine, 'stages'>, stageId: string, automationId: string): string {
  const stage = pipeline.stages.findIndex(({ id }) => id === stageId);
  const automations = automationsOf(pipeline, stageId);
  const place = automations.findIndex(({ id }) => id === automationId);
  return `stages.${stage}.automations.${place < 0 ? automations.length : place}`;
}

/** A pipeline with other automations in one of its stages, as it is asked for; all else stays as it is. */
export const stagesWith = (
  { stages }: Pick<PipelineLine, 'stages'>,
  stageId: string,
  automations: readonly object[],
): { stages: object[] } => ({
  stages: stages.map(({ id, name, order }) => ({ id, name, order, ...(id === stageId && { automations }) })),
});

/** The automations of a stage with one of them as it is asked for: in its place, or after all others when it is new. */
export function automationsWith(automations: readonly Automation[], request: Plain): object[] {
  const place = automations.findIndex(({ id }) => id === request.id);
  return place < 0 ? [...automations, request] : automations.toSpliced(place, 1, request as unknown as Automation);
}

/** As much of an automation as a sentence about it takes, of a draft: nothing is checked. */
export const outlineOf = (
  draft: AutomationDraft,
): Pick<Automation, 'trigger' | 'inactiveDays' | 'condition' | 'actions'> => {
  const { trigger, inactiveDays, condition, actions } = requestOf(draft) as unknown as Automation;
  return { trigger, inactiveDays, condition, actions };
};
