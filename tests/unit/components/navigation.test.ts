import { describe, expect, test } from 'vitest';
import { currentAt, settingsPlaces, workPlaces } from '../../../src/components/shell/navigation.ts';
import type { Actor } from '../../../src/lib/domain/actor.ts';
import { rolePermissions } from '../../../src/lib/domain/permissions.ts';

const member = (role: 'admin' | 'sales'): Actor => ({
  kind: 'member',
  id: 'm',
  role,
  name: 'Mia',
  permissions: rolePermissions[role],
  ownOnly: false,
  sessionHash: '',
});
const hrefs = (places: { href: string }[]) => places.map(({ href }) => href);

describe('navigation', () => {
  test('everyone works on the same pages; administration is for who may', () => {
    expect(hrefs(workPlaces(member('sales')))).toEqual(hrefs(workPlaces(member('admin'))));
    expect(hrefs(settingsPlaces(member('admin')))).toContain('/app/settings/audit');
    expect(hrefs(settingsPlaces(member('sales')))).not.toContain('/app/settings/audit');
    expect(settingsPlaces(null)).toEqual([]);
  });

  test('a page is marked, and the place it lies below', () => {
    expect(currentAt('/app/tasks/', '/app/tasks')).toBe('page');
    expect(currentAt('/app/tasks/1', '/app/tasks')).toBe('true');
    expect(currentAt('/app/tasks', '/app')).toBeUndefined();
    expect(currentAt('/app/tasksheet', '/app/tasks')).toBeUndefined();
  });
});
