import { formatDay, formatMinutes } from '../../lib/client/format.ts';
import type { Activity, ActivityType, ActivityValue } from '../../lib/contracts/activity.ts';
import type { CustomField } from '../../lib/contracts/custom-field.ts';
import type { Member } from '../../lib/contracts/user.ts';
import { addressFields, contactFields, sourceWords } from '../customers/customer-fields.ts';
import { customerStatusWords, dealStatusWords, priorityWords, statusWords } from '../ui/words.ts';

/** What the words of a history depend on besides the history. */
export interface ActivityWorld {
  members: readonly Member[];
  /** Whose labels stand for their keys. */
  fields?: readonly Pick<CustomField, 'key' | 'label'>[];
  zone: string;
  now: string;
}

/** What was done, as it follows the name of who did it; `it` is the title of the task or deal, or the customer. */
export const typeWords: Record<ActivityType, string> = {
  created: 'added this customer',
  updated: 'made changes',
  deleted: 'moved this customer to the bin',
  restored: 'brought this customer back',
  note_added: 'added a note',
  lead_received: 'was sent',
  interaction_logged: 'logged what happened',
  interaction_updated: 'changed what was logged',
  interaction_removed: 'took away what was logged',
  mail_written: 'wrote a mail about',
  comment_added: 'commented on',
  comment_edited: 'changed a comment on',
  comment_deleted: 'deleted a comment on',
  merged: 'merged others into this customer',
  merged_into: 'merged a customer into this one',
  merge_undone: 'undid a merge',
  deal_created: 'added the deal',
  deal_updated: 'changed the deal',
  deal_moved: 'moved the deal',
  deal_won: 'won the deal',
  deal_lost: 'lost the deal',
  deal_reopened: 'opened the deal again:',
  deal_deleted: 'moved the deal to the bin:',
  deal_restored: 'brought back the deal',
  task_created: 'added',
  task_updated: 'changed',
  task_planned: 'made a plan for',
  task_completed: 'finished',
  task_deleted: 'moved to the bin:',
  task_restored: 'brought back',
};

const labels: Record<string, string> = {
  ...Object.fromEntries([...contactFields, ...addressFields].map(({ path, label }) => [path, label])),
  assignedTo: 'Owner',
  status: 'Status',
  source: 'Source',
  tags: 'Tags',
  title: 'Title',
  description: 'Description',
  priority: 'Priority',
  dueDate: 'Due date',
  scheduledFor: 'Start',
  customerId: 'Customer',
  dealId: 'Deal',
  pipeline: 'Pipeline',
  stage: 'Stage',
  value: 'Value',
  currency: 'Currency',
  expectedCloseDate: 'Expected to close',
  lostReason: 'Reason',
  parentTask: 'Parent task',
  recurrence: 'Repeats',
  actualMinutes: 'Time spent',
  subject: 'Subject',
  plan: 'Steps of the plan',
  mergedFrom: 'Merged from',
  'lead.name': 'Name given',
  'lead.company': 'Company given',
  'lead.phone': 'Phone given',
  'lead.message': 'Message',
  'lead.page': 'Page',
  'lead.referrer': 'Came from',
  'lead.utm_source': 'Campaign source',
  'lead.utm_medium': 'Campaign medium',
  'lead.utm_campaign': 'Campaign',
  'lead.utm_term': 'Campaign term',
  'lead.utm_content': 'Campaign content',
  'interaction.kind': 'What',
  'interaction.at': 'When',
  'interaction.minutes': 'Minutes',
  'interaction.outcome': 'Outcome',
  'interaction.text': 'What was said',
  'interaction.participants': 'Who took part',
  'interaction.dealId': 'Deal',
};
const longest = 80;

/** What a history shows of its changes: where a deal moved is told by name, not by id. */
export const toldChanges = (changes: Activity['changes']): Activity['changes'] =>
  changes.filter(({ path }) => path !== 'pipelineId' && path !== 'pipelineStage');

/** `Industry: Pumps → Valves`; without values where they say nothing to people. */
export function changeWords({ path, from, to }: Activity['changes'][number], world: ActivityWorld): string {
  const label = labels[path] ?? fieldLabel(path, world);
  if (['plan', 'customerId', 'dealId', 'parentTask', 'description', 'interaction.dealId'].includes(path)) return label;
  if (path.startsWith('lead.')) return `${label}: ${valueWords(path, to, world)}`;
  // Logged or taken away as a whole: the value it had says enough.
  if (path.startsWith('interaction.') && (from === null || to === null)) {
    return `${label}: ${valueWords(path, to ?? from, world)}`;
  }
  if (path === 'mergedFrom' || (from === null && ['pipeline', 'stage', 'subject'].includes(path)))
    return `${label}: ${valueWords(path, to, world)}`;
  return `${label}: ${valueWords(path, from, world)} → ${valueWords(path, to, world)}`;
}

function fieldLabel(path: string, { fields = [] }: ActivityWorld): string {
  const key = path.replace(/^customFields\./, '');
  return fields.find((field) => field.key === key)?.label ?? key;
}

function valueWords(path: string, value: ActivityValue, { members, zone, now }: ActivityWorld): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'none';
  if (Array.isArray(value)) return clipped(value.join(', '));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return path === 'actualMinutes' ? formatMinutes(value) : String(value);
  if (path === 'assignedTo') return members.find(({ id }) => id === value)?.name ?? 'someone';
  if (path === 'expectedCloseDate') return formatDay(value, 'UTC', now);
  if (path === 'dueDate' || path === 'scheduledFor' || path === 'interaction.at') return formatDay(value, zone, now);
  return clipped(known[path]?.[value] ?? value);
}

const known: Record<string, Record<string, string>> = {
  status: { ...customerStatusWords, ...dealStatusWords, ...statusWords },
  priority: priorityWords,
  source: sourceWords,
};

const clipped = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);
