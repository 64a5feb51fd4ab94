import type { AuditNote } from '../../../lib/domain/audit.ts';
import { valueAt } from '../activity/activity-of.ts';

/** What the audit log says of changed settings. `name` tells which: `company`. Lists of things are told without values. */
export const settingsNote = (
  name: string,
  { before, after, changed }: { before: object; after: object; changed: readonly string[] },
): AuditNote => ({
  kind: 'settings_changed',
  subject: { type: 'settings', id: null, name },
  changes: changed.map((path) => {
    const [from, to] = [valueAt(before, path), valueAt(after, path)];
    return Array.isArray(from ?? to) ? { path, from: null, to: null } : { path, from, to };
  }),
});
