import type { Automation, AutomationAction, AutomationActionKind } from '../../lib/contracts/automation.ts';
import { spanWords } from '../../lib/domain/automations/timing.ts';
import { roleWords } from '../ui/words.ts';

export const actionWords: Record<AutomationActionKind, string> = {
  create_task: 'Create a task',
  send_email: 'Send a mail',
  assign_user: 'Assign to someone',
  move_stage: 'Move the deal',
  add_tag: 'Tag the customer',
  webhook: 'Call a webhook',
  wait: 'Wait',
};

export const whenWords = {
  entry: 'A deal comes in',
  stay: 'A deal has been here for a time',
  quiet: 'Nothing was done about a deal for days',
  task: 'A task of a deal is completed',
  manual: 'Someone starts it',
} as const;

/** Names of what automations tell of by id. */
export interface Names {
  stage: (id: string) => string | undefined;
  member: (id: string) => string | undefined;
  template: (nameOrId: string) => string | undefined;
}

type Said = Pick<Automation, 'trigger' | 'inactiveDays' | 'condition' | 'actions'>;

/** `When a deal comes in, if deal.value > 1000: create the task “Call”, then mail the customer “Welcome”.` */
export function automationSentence(automation: Said, names: Names): string {
  const { condition, actions } = automation;
  const steps = actions.map((action, index) => {
    const { delayMinutes = 0 } = action.config;
    const said = actionPhrase(action, names);
    // The first one's time is when it all begins.
    const isTold = action.action === 'wait' || (index === 0 && automation.trigger === 'time_based');
    return delayMinutes > 0 && !isTold ? `${said} (not before ${spanWords(delayMinutes)} after it began)` : said;
  });
  return `${triggerPhrase(automation)}${condition ? `, if ${condition}` : ''}: ${inOrder(steps)}.`;
}

const inOrder = (steps: readonly string[]): string =>
  steps.length < 2 ? steps.join('') : `${steps.slice(0, -1).join(', ')}, then ${steps.at(-1)}`;

function triggerPhrase({ trigger, inactiveDays, actions }: Said): string {
  switch (trigger) {
    case 'entry':
      return 'When a deal comes in';
    case 'task_completion':
      return 'When a task of a deal is completed';
    case 'manual':
      return 'When someone starts it';
    case 'time_based': {
      if (inactiveDays !== null) {
        return `When nothing was done about a deal for ${inactiveDays === 1 ? 'a day' : `${inactiveDays} days`}`;
      }
      const { delayMinutes = 0 } = actions[0]?.config ?? {};
      return !delayMinutes ? 'When a deal comes in' : `When a deal has been here for ${spanWords(delayMinutes)}`;
    }
  }
}

/** One action, as a request. */
export function actionPhrase(
  { action, aiPrompt, config }: Pick<AutomationAction, 'action' | 'aiPrompt' | 'config'>,
  names: Names,
): string {
  const who = whoPhrase(config, names);
  switch (action) {
    case 'create_task': {
      const title = typeof config.taskTemplate === 'string' ? config.taskTemplate : config.taskTemplate?.title;
      const task = title ? `create the task “${String(title)}”` : 'create a task';
      return `${task}${who ? ` for ${who}` : ''}${aiPrompt ? ' and plan it with AI' : ''}`;
    }
    case 'send_email': {
      const to = config.recipient === 'assignee' ? 'the owner' : 'the customer';
      return `mail ${to}${mailPhrase(config.emailTemplate, names)}`;
    }
    case 'assign_user':
      return `assign the ${config.target ?? 'deal'} to ${who || 'nobody'}`;
    case 'move_stage':
      return config.stageId === undefined
        ? 'move the deal to the next stage'
        : `move the deal to “${names.stage(config.stageId) ?? 'a stage that is gone'}”`;
    case 'add_tag':
      return `tag the customer “${config.tag ?? ''}”`;
    case 'webhook':
      return `call ${URL.parse(config.url ?? '')?.host ?? 'a webhook'}`;
    case 'wait':
      return config.delayMinutes ? `wait ${spanWords(config.delayMinutes)}` : 'wait';
  }
}

function whoPhrase({ assignTo, assignToRole }: AutomationAction['config'], names: Names): string {
  if (assignTo) return names.member(assignTo) ?? 'someone who left';
  if (!assignToRole) return '';
  return `one of ${Object.hasOwn(roleWords, assignToRole) ? roleWords[assignToRole as keyof typeof roleWords] : assignToRole}`;
}

function mailPhrase(template: AutomationAction['config']['emailTemplate'], names: Names): string {
  if (typeof template === 'string' && template !== '') {
    const name = names.template(template);
    return name === undefined ? ' from a template that is gone' : ` “${name}”`;
  }
  const subject = typeof template === 'object' ? template.subject : '';
  return subject ? ` “${String(subject)}”` : '';
}
