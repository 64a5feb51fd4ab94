import { expect, test } from 'vitest';
import type { MemberActor } from '../../../src/lib/domain/actor.ts';
import { isFor, maySee, personalRooms } from '../../../src/server/realtime/rooms.ts';
import type { Message } from '../../../src/server/realtime/types.ts';

const member = (permissions: MemberActor['permissions']): MemberActor => ({
  kind: 'member',
  id: 'a',
  role: 'sales',
  name: 'Dana',
  permissions,
  ownOnly: false,
  sessionHash: '',
});
const reader = member(new Set(['tasks.read']));
const nobody = member(new Set());
const message = (permission: Message['permission'], ...rooms: string[]): Message => ({
  sequence: 1,
  name: 'task_update',
  payload: null,
  rooms,
  permission,
  owners: ['b'],
  ofRecord: [],
});

test('a message is for those in its rooms who may see it', () => {
  const joined = new Set(['tasks']);
  expect(isFor(message('tasks.read', 'task:1', 'tasks'), reader, joined)).toBe(true);
  expect(isFor(message('tasks.read', 'task:1'), reader, joined)).toBe(false);
  expect(isFor(message('tasks.read', 'tasks'), nobody, joined)).toBe(false);
});

test('who sees only their own hears of no other record', () => {
  const limited = { ...reader, ownOnly: true };
  const others = message('tasks.read', 'tasks');
  const own = { ...others, owners: ['b', 'a'] };
  const joined = new Set(['tasks']);
  expect([isFor(others, limited, joined), maySee(others, limited)]).toEqual([false, false]);
  expect([isFor(own, limited, joined), maySee(own, limited)]).toEqual([true, true]);
  expect(isFor(others, reader, joined)).toBe(true);
  expect(isFor({ ...others, owners: null }, limited, joined)).toBe(true);
});

test('after a reconnect a member gets what they may see, and of personal rooms their own', () => {
  expect(personalRooms(reader)).toEqual(['user:a', 'role:sales']);
  expect(maySee(message('tasks.read', 'task:1', 'user:b'), reader)).toBe(true);
  expect(maySee(message('tasks.read', 'task:1', 'user:b'), nobody)).toBe(false);
  expect(maySee(message(null, 'user:b'), reader)).toBe(false);
  expect(maySee(message(null, 'user:a'), nobody)).toBe(true);
  expect(maySee(message('tasks.read', 'role:admin'), reader)).toBe(false);
});
