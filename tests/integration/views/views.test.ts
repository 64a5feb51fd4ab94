import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAuditQuery } from '../../../src/lib/contracts/audit.ts';
import { createViewRequest, listViewsQuery, type CreateViewRequest } from '../../../src/lib/contracts/view.ts';
import type { MemberActor } from '../../../src/lib/domain/actor.ts';
import { nobodyLimited } from '../../../src/lib/domain/own-records.ts';
import type { Context } from '../../../src/server/ports/index.ts';
import { handle as purge } from '../../../src/server/jobs/handle-purge-deleted.ts';
import { memberActor } from '../../../src/server/use-cases/auth/member-of-session.ts';
import { createView } from '../../../src/server/use-cases/views/create-view.ts';
import { getListSettings, updateListSettings } from '../../../src/server/use-cases/views/list-settings.ts';
import { getView, listViews } from '../../../src/server/use-cases/views/list-views.ts';
import { deleteView, restoreView } from '../../../src/server/use-cases/views/move-view.ts';
import { openList } from '../../../src/server/use-cases/views/open-list.ts';
import { updateView } from '../../../src/server/use-cases/views/update-view.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let admin: Context;
let seller: Context & { actor: MemberActor };
let other: Context & { actor: MemberActor };
beforeAll(async () => {
  world = await taskWorld();
  admin = world.as.admin;
  seller = world.as.seller;
  const user = await world.member({ role: 'marketing' });
  other = { ports: world.ports, actor: memberActor(user, { sessionHash: 'other', limited: nobodyLimited }) };
});
afterAll(() => world.close());

const make = (context: Context, input: Partial<CreateViewRequest> = {}) =>
  createView(context, createViewRequest.parse({ list: 'customers', name: 'Leads', ...input }));
const code = async (asked: Promise<unknown>) => (await refusal(asked)).code;
const names = async (context: Context, query: object = {}) =>
  (await listViews(context, listViewsQuery.parse(query))).items.map(({ name }) => name);
const without = (context: Context & { actor: MemberActor }, ...missing: string[]): Context => ({
  ...context,
  actor: {
    ...context.actor,
    permissions: new Set([...context.actor.permissions].filter((permission) => !missing.includes(permission))),
  },
});

describe('keeping views', () => {
  test('they are their owner’s until they are shared, and listed by name', async () => {
    const kept = await make(seller, { name: 'zero leads', filters: 'status=lead&assignedTo=me', sort: 'company' });
    await make(seller, { name: 'All of ours', list: 'deals' });
    await make(other, { name: 'Marketing', shared: true });
    expect(kept).toMatchObject({ filters: 'assignedTo=me&status=lead', sort: 'company', mayChange: true, version: 1 });
    expect(kept.owner?.id).toBe(seller.actor.id);
    expect(await names(seller)).toEqual(['All of ours', 'Marketing', 'zero leads']);
    expect(await names(seller, { list: 'customers' })).toEqual(['Marketing', 'zero leads']);
    expect(await names(other)).toEqual(['Marketing']);
    expect(await names(admin)).toEqual(['Marketing']);
    expect(await code(getView(admin, kept.id))).toBe('not_found');
    expect(await names(without(other, 'customers.read'))).toEqual([]);
    const page = await listViews(seller, listViewsQuery.parse({ limit: 1, sort: '-name' }));
    const next = listViewsQuery.parse({ limit: 5, sort: '-name', cursor: page.nextCursor });
    expect([page.total, page.items[0]?.name]).toEqual([3, 'zero leads']);
    expect((await listViews(seller, next)).items.map(({ name }) => name)).toEqual(['Marketing', 'All of ours']);
  });

  test('what a list does not have is refused, by name', async () => {
    expect(await refusal(make(seller, { filters: 'status=nonsense' }))).toMatchObject({ paths: ['filters'] });
    expect(await refusal(make(seller, { filters: 'stage=x' }))).toMatchObject({ paths: ['filters'] });
    expect(await refusal(make(seller, { sort: 'value' }))).toMatchObject({ paths: ['sort'] });
    expect(await refusal(make(seller, { columns: ['value'] }))).toMatchObject({ paths: ['columns'] });
    expect(await refusal(make(seller, { list: 'deals', columns: ['customFields.x'] }))).toMatchObject({
      paths: ['columns'],
    });
    expect((await make(seller, { list: 'deals', columns: ['value'], sort: '-value' })).columns).toEqual(['value']);
  });

  test('needs the right to see the list, and sharing the right to share', async () => {
    expect(await code(make(without(seller, 'customers.read')))).toBe('forbidden');
    const private_ = await make(without(seller, 'views.share'), { name: 'Mine' });
    expect(await code(make(without(seller, 'views.share'), { shared: true }))).toBe('forbidden');
    const share = updateView(without(seller, 'views.share'), { id: private_.id, patch: { shared: true } });
    expect(await code(share)).toBe('forbidden');
    expect((await getView(seller, private_.id)).shared).toBe(false);
    expect((await updateView(seller, { id: private_.id, patch: { shared: true } })).shared).toBe(true);
  });

  test('its owner and who may moderate change a shared one; others only open it', async () => {
    const { id } = await make(seller, { name: 'Team', shared: true });
    expect((await getView(other, id)).mayChange).toBe(false);
    expect(await code(updateView(other, { id, patch: { name: 'Mine now' } }))).toBe('forbidden');
    expect(await code(deleteView(other, id))).toBe('forbidden');
    expect((await updateView(admin, { id, patch: { name: 'Everyone' } })).name).toBe('Everyone');
    expect((await getView(seller, id)).version).toBe(2);
  });

  test('changes of different fields are merged, overlapping ones are a conflict', async () => {
    const { id } = await make(seller, { columns: ['email'] });
    await updateView(seller, { id, patch: { name: 'Renamed' }, expectedVersion: 1 });
    const merged = await updateView(seller, { id, patch: { filters: 'status=lead' }, expectedVersion: 1 });
    expect(merged).toMatchObject({ name: 'Renamed', filters: 'status=lead', version: 3, columns: ['email'] });
    expect(await refusal(updateView(seller, { id, patch: { name: 'Third' }, expectedVersion: 1 }))).toMatchObject({
      ...{ code: 'conflict', conflicts: ['name'] },
    });
    expect((await updateView(seller, { id, patch: { name: 'Renamed' } })).version).toBe(3);
  });

  test('deleted ones are gone, come back when asked, and go for good after a month', async () => {
    const { id } = await make(seller, { name: 'Gone' });
    const { id: kept } = await make(seller, { name: 'Stays' });
    await deleteView(seller, id);
    expect(await code(getView(seller, id))).toBe('not_found');
    expect(await code(deleteView(seller, id))).toBe('not_found');
    expect(await code(restoreView(other, id))).toBe('not_found');
    expect((await restoreView(seller, id)).name).toBe('Gone');
    expect((await restoreView(seller, id)).version).toBe(3);
    await deleteView(seller, id);
    world.clock.advance(31 * 24 * 3600_000);
    await purge({}, { container: { ports: world.ports } } as never);
    expect(await code(restoreView(seller, id))).toBe('not_found');
    expect((await getView(seller, kept)).name).toBe('Stays');
  });

  test('the audit log tells of shared ones that go and come back, and of no others', async () => {
    const told = async () => {
      const { items } = await world.ports.audit.list(listAuditQuery.parse({ kind: 'deleted,restored' }));
      return items.filter(({ subject }) => subject?.type === 'view').map(({ kind, subject }) => [kind, subject?.name]);
    };
    const before = (await told()).length;
    const { id: own } = await make(seller, { name: 'Own' });
    await deleteView(seller, own);
    const { id } = await make(seller, { name: 'For all', shared: true });
    await deleteView(admin, id);
    await restoreView(admin, id);
    expect((await told()).slice(0, -before || undefined)).toEqual([
      ['restored', 'For all'],
      ['deleted', 'For all'],
    ]);
  });
});

describe('how a member sees a list', () => {
  test('is kept list by list and member by member', async () => {
    const standard = { list: 'tasks', columns: null, density: 'comfortable', defaultView: null };
    expect(await getListSettings(seller, 'tasks')).toEqual(standard);
    await updateListSettings(seller, { list: 'tasks', patch: { columns: ['dueDate', 'status'] } });
    await updateListSettings(seller, { list: 'tasks', patch: { density: 'compact' } });
    await updateListSettings(seller, { list: 'deals', patch: { columns: [] } });
    expect(await getListSettings(seller, 'tasks')).toMatchObject({
      columns: ['dueDate', 'status'],
      density: 'compact',
    });
    expect((await getListSettings(seller, 'deals')).columns).toEqual([]);
    expect(await getListSettings(other, 'tasks')).toEqual(standard);
    const wrong = updateListSettings(seller, { list: 'tasks', patch: { columns: ['email'] } });
    expect(await refusal(wrong)).toMatchObject({ paths: ['columns'] });
  });

  test('begins with the view the member chose, as long as it is there', async () => {
    const { id } = await make(other, { list: 'tasks', name: 'Urgent', filters: 'priority=urgent', shared: true });
    const { id: theirs } = await make(other, { list: 'tasks', name: 'Theirs' });
    const { id: elsewhere } = await make(seller, { list: 'deals', name: 'Deals' });
    for (const defaultView of [theirs, elsewhere, 'f'.repeat(24)]) {
      const wrong = updateListSettings(seller, { list: 'tasks', patch: { defaultView } });
      expect(await refusal(wrong)).toMatchObject({ paths: ['defaultView'] });
    }
    await updateListSettings(seller, { list: 'tasks', patch: { defaultView: id } });
    const open = async (query: string) => openList(seller, { list: 'tasks', params: new URLSearchParams(query) });
    expect(await open('')).toMatchObject({ opened: { id, mayChange: false }, filters: { priority: 'urgent' } });
    expect(await open('view=all')).toMatchObject({ opened: null, filters: {} });
    await updateView(other, { id, patch: { shared: false } });
    expect(await open('')).toMatchObject({ opened: null, missing: false });
  });
});
