import type { AuditEntry, AuditKind, AuditSubjectType } from '../../lib/contracts/audit.ts';
import { dayWords } from '../../lib/domain/insights/words.ts';
import { plural } from '../ui/words.ts';

/** The kinds as one filters by them. */
export const auditKindWords: Record<AuditKind, string> = {
  sign_in: 'Logins',
  sign_in_failed: 'Failed logins',
  session_ended: 'Ended sessions',
  password_changed: 'New passwords',
  member_joined: 'New accounts',
  member_invited: 'Invitations',
  member_changed: 'Changed rights',
  key_made: 'New API keys',
  key_revoked: 'Revoked API keys',
  settings_changed: 'Changed settings',
  exported: 'Exports',
  deleted: 'Deletions',
  restored: 'Restored from the bin',
  merged: 'Merges',
  merge_undone: 'Undone merges',
  purged: 'Removed for good',
};

const settingsWords: Record<string, string> = { company: 'of the company', ai: 'of AI' };

type Subject = NonNullable<AuditEntry['subject']>;

/** `the customer “Acme” and 41 more` */
function manyWords(subject: Subject, count: number): string {
  const named = `the ${subject.type} “${subject.name}”`;
  return count > 1 ? `${named} and ${count - 1} more` : named;
}

function exportWords({ type, name, id }: Subject): string {
  if (type === 'customer' && id !== null) return `all data of “${name}”`;
  if (type === 'audit') return 'the audit log';
  if (type === 'data') return name;
  return type === 'import' ? `the failed rows of “${name}”` : `${type}s`;
}

/** What was done, as it follows the name of who did it. */
export function auditWords({ kind, actor, subject, count }: AuditEntry): string {
  const own = subject?.id === actor.id;
  const whose = subject && !own ? ` of ${subject.name || 'a member'}` : '';
  switch (kind) {
    case 'sign_in':
      return 'logged in';
    case 'sign_in_failed':
      return `could not log in${subject ? ` as ${subject.name}` : ': there is no such account'}`;
    case 'session_ended':
      return count > 1 ? `ended ${count} sessions${whose}` : own ? 'logged out' : `ended a session${whose}`;
    case 'password_changed':
      return 'set a new password';
    case 'member_joined':
      return `made an account, ${subject?.name ?? ''}`;
    case 'member_invited':
      return `invited ${subject?.name ?? ''}`;
    case 'member_changed':
      return `changed what ${own ? 'they' : (subject?.name ?? 'a member')} may do`;
    case 'key_made':
      return `made the API key “${subject?.name ?? ''}”`;
    case 'key_revoked':
      return `revoked the API key “${subject?.name ?? ''}”`;
    case 'settings_changed':
      if (subject?.type === 'pipeline') return `changed the pipeline “${subject.name}”`;
      if (subject?.type === 'template') return `changed the mail template “${subject.name}”`;
      return `changed the settings ${settingsWords[subject?.name ?? ''] ?? `of ${subject?.name ?? 'something'}`}`;
    case 'exported':
      return `exported ${subject ? exportWords(subject) : 'data'}`;
    case 'deleted':
      return `deleted ${subject ? manyWords(subject, count) : plural(count, 'record')}`;
    case 'restored':
      return `brought back ${subject ? manyWords(subject, count) : plural(count, 'record')}`;
    case 'merged':
      return `merged ${plural(count, 'customer')} into “${subject?.name ?? ''}”`;
    case 'merge_undone':
      return `took ${plural(count, 'customer')} apart again that were merged into “${subject?.name ?? ''}”`;
    case 'purged':
      return `removed ${plural(count, 'record')} from the bin for good`;
  }
}

const lists: Partial<Record<AuditSubjectType, string>> = {
  customer: '/app/customers',
  deal: '/app/deals',
  task: '/app/tasks',
};

/** Where one sees more of it; null where there is nothing to see. */
export function auditLink({ kind, subject }: AuditEntry): string | null {
  if (subject?.type === 'member') return '/app/settings/members';
  if (subject?.type === 'template') {
    return `/app/settings/mail-templates${kind === 'deleted' ? '' : `/${subject.id}`}`;
  }
  if (subject?.type === 'pipeline') {
    return kind === 'deleted' ? '/app/settings/pipelines' : `/app/settings/pipelines/${subject.id}`;
  }
  const list = subject && lists[subject.type];
  if (!list || subject.id === null) return null;
  return kind === 'deleted' ? `${list}?deleted=true` : `${list}/${subject.id}`;
}

const labels: Record<string, string> = {
  role: 'Role',
  isActive: 'Active',
  'profile.permissions': 'Permissions beyond the role',
  permissions: 'Permissions',
  expiresAt: 'Ends',
  mergedFrom: 'Merged',
  currency: 'Currency',
  name: 'Name',
  subject: 'Subject',
  body: 'Body',
  type: 'Type',
  stages: 'Stages',
  description: 'Description',
  order: 'Place in the list',
  'ownRecordsOnly.sales': 'Own records only, sales',
  'ownRecordsOnly.marketing': 'Own records only, marketing',
};

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

type Value = AuditEntry['changes'][number]['to'];

function valueWords(value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  if (value === null) return 'nothing';
  return instant.test(String(value)) ? dayWords(new Date(String(value))) : String(value);
}

/** `Role: sales, now admin`; of what reads the same before and after, as stages by their names, only that it changed. */
export function changeWords({ path, from, to }: AuditEntry['changes'][number]): string {
  const label = labels[path] ?? path;
  const [before, after] = [valueWords(from), valueWords(to)];
  if (before === after) return `${label}: changed`;
  if (from === null) return `${label}: ${after}`;
  return to === null ? `${label}: ${before}` : `${label}: ${before}, now ${after}`;
}
