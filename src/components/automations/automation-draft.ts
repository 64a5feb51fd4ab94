import type {
  ActionConfig,
  Automation,
  AutomationAction,
  AutomationActionKind,
} from '../../lib/contracts/automation.ts';
import type { Typed } from '../pipelines/pipeline-draft.ts';
import { actionWords, whenWords } from './automation-words.ts';

/** When an automation begins, as the form asks for it. */
export type When = keyof typeof whenWords;

/** A span of time as it is typed. */
export interface SpanDraft {
  count: string;
  unit: keyof typeof unitMinutes;
}
export const unitMinutes = { minutes: 1, hours: 60, days: 24 * 60 } as const;

/** An action as its form holds it: texts, as they were typed, of the fields of all kinds. */
export interface ActionDraft {
  /** Empty for a new one. */
  id: string;
  action: AutomationActionKind;
  /** Of `wait`, how long; of others, not before so long after the trigger. */
  span: SpanDraft;
  /** Who it goes to: empty, `role:sales` or `member:<id>`. */
  who: string;
  assignBy: string;
  target: string;
  title: string;
  description: string;
  priority: string;
  dueInDays: string;
  aiPrompt: string;
  recipient: string;
  /** The id or name of a mail template; empty: written here. */
  template: string;
  subject: string;
  body: string;
  stageId: string;
  tag: string;
  url: string;
  /** What else is kept with it, as JSON. */
  rest: string;
}

export interface AutomationDraft {
  /** Empty for a new one. */
  id: string;
  name: string;
  isActive: boolean;
  when: When;
  /** Of `stay`. */
  span: SpanDraft;
  /** Of `quiet`: days. */
  inactiveDays: string;
  condition: string;
  actions: ActionDraft[];
}

const noSpan = (): SpanDraft => ({ count: '', unit: 'days' });

export const newAction = (action: AutomationActionKind): ActionDraft => ({
  id: '',
  action,
  span: noSpan(),
  who: '',
  assignBy: '',
  target: '',
  title: '',
  description: '',
  priority: '',
  dueInDays: '',
  aiPrompt: '',
  recipient: '',
  template: '',
  subject: '',
  body: '',
  stageId: '',
  tag: '',
  url: '',
  rest: '',
});

export const newAutomation = (): AutomationDraft => ({
  id: '',
  name: '',
  isActive: true,
  when: 'entry',
  span: noSpan(),
  inactiveDays: '',
  condition: '',
  actions: [newAction('create_task')],
});

/** A span in the largest unit that is exact. */
function spanOf(minutes: number | undefined): SpanDraft {
  if (!minutes) return noSpan();
  const unit = (['days', 'hours', 'minutes'] as const).find((each) => minutes % unitMinutes[each] === 0)!;
  return { count: String(minutes / unitMinutes[unit]), unit };
}

function whenOf({ trigger, inactiveDays }: Automation): When {
  if (trigger === 'time_based') return inactiveDays === null ? 'stay' : 'quiet';
  return trigger === 'task_completion' ? 'task' : trigger;
}

type Templates = readonly { id: string; name: string }[];

/** What stands in the form before anyone types; templates that are known by their names are chosen by their ids. */
export function draftOf(automation: Automation, templates: Templates = []): AutomationDraft {
  const when = whenOf(automation);
  const actions = automation.actions.map((action) => draftOfAction(action, templates));
  const [first] = actions;
  const span = when === 'stay' && first ? first.span : noSpan();
  if (when === 'stay' && first && first.action !== 'wait') first.span = noSpan();
  return {
    id: automation.id,
    name: automation.name ?? '',
    isActive: automation.isActive,
    when,
    span: { ...span },
    inactiveDays: automation.inactiveDays === null ? '' : String(automation.inactiveDays),
    condition: automation.condition ?? '',
    actions,
  };
}

type Plain = Record<string, unknown>;
const plainOf = (value: ActionConfig['taskTemplate'], whole: string): Plain =>
  typeof value === 'string' ? { [whole]: value } : { ...value };
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function draftOfAction({ id, action, aiPrompt, config }: AutomationAction, templates: Templates): ActionDraft {
  const { delayMinutes, assignToRole, assignTo, assignBy, target, recipient, stageId, tag, url, ...others } = config;
  const { emailTemplate, taskTemplate, ...more } = others;
  const { title, description, priority, dueInDays, ...task } = plainOf(taskTemplate, 'title');
  const { subject, body, ...mail } = typeof emailTemplate === 'object' ? emailTemplate : {};
  return {
    id,
    action,
    span: spanOf(delayMinutes),
    who: assignTo ? `member:${assignTo}` : assignToRole ? `role:${assignToRole}` : '',
    assignBy: assignBy ?? '',
    target: target ?? '',
    title: textOf(title),
    description: textOf(description),
    priority: textOf(priority),
    dueInDays: textOf(dueInDays),
    aiPrompt: aiPrompt ?? '',
    recipient: recipient ?? '',
    template: typeof emailTemplate === 'string' ? idOf(emailTemplate, templates) : '',
    subject: textOf(subject),
    body: textOf(body),
    stageId: stageId ?? '',
    tag: tag ?? '',
    url: url ?? '',
    rest: restOf({ config: more, task, mail }),
  };
}

const idOf = (nameOrId: string, templates: Templates): string =>
  templates.find(({ name }) => name.toLowerCase() === nameOrId.toLowerCase())?.id ?? nameOrId;

/** What no field shows, so that it is still there when the form is saved; empty for nothing. */
const restOf = (parts: Record<'config' | 'task' | 'mail', Plain>): string =>
  Object.values(parts).every((part) => Object.keys(part).length === 0) ? '' : JSON.stringify(parts);

const isOf = <Words extends object>(words: Words, text: string): text is keyof Words & string =>
  Object.hasOwn(words, text);

/** What a browser posted; its line ends are CR LF. */
export function draftOfForm(typed: Typed): AutomationDraft {
  const at = (name: string) => (typed[name] ?? '').replaceAll('\r\n', '\n');
  const spanAt = (name: string): SpanDraft => {
    const unit = at(`${name}.unit`);
    return { count: at(`${name}.count`), unit: isOf(unitMinutes, unit) ? unit : 'days' };
  };
  const when = at('when');
  const count = Object.keys(typed).filter((name) => /^actions\.\d+\.action$/.test(name)).length;
  return {
    id: at('id'),
    name: at('name'),
    isActive: typed.isActive !== undefined,
    when: isOf(whenWords, when) ? when : 'entry',
    span: spanAt('span'),
    inactiveDays: at('inactiveDays'),
    condition: at('condition'),
    actions: Array.from({ length: count }, (_, index) => {
      const kind = at(`actions.${index}.action`);
      const blank = newAction(isOf(actionWords, kind) ? kind : 'create_task');
      const texts = Object.keys(blank).filter((name) => name !== 'action' && name !== 'span');
      const given = Object.fromEntries(texts.map((name) => [name, at(`actions.${index}.${name}`)]));
      return { ...blank, ...given, rest: readable(at(`actions.${index}.rest`)), span: spanAt(`actions.${index}.span`) };
    }),
  };
}

/** JSON that can be read again; nothing of what cannot. */
function readable(text: string): string {
  try {
    return typeof JSON.parse(text) === 'object' ? text : '';
  } catch {
    return '';
  }
}

/** One thing to do to a draft: `add` with a kind, or `up`, `down` or `remove` with the place of an action. */
export function changed(draft: AutomationDraft, intent: string): AutomationDraft {
  const [what, which = ''] = intent.split(':');
  const index = Number(which);
  switch (what) {
    case 'add':
      return isOf(actionWords, which) ? { ...draft, actions: [...draft.actions, newAction(which)] } : draft;
    case 'up':
      return moved(draft, index, index - 1);
    case 'down':
      return moved(draft, index, index + 1);
    case 'remove':
      return { ...draft, actions: draft.actions.toSpliced(index, 1) };
    default:
      return draft;
  }
}

/** The action at one place put at another. */
export function moved(draft: AutomationDraft, from: number, to: number): AutomationDraft {
  const action = draft.actions[from];
  if (!action || to < 0 || to >= draft.actions.length) return draft;
  return { ...draft, actions: draft.actions.toSpliced(from, 1).toSpliced(to, 0, action) };
}
