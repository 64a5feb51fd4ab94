import { describe, expect, test } from 'vitest';
import { comings } from '../../../src/components/presence/comings.ts';
import { changedRooms, membersByRoom } from '../../../src/server/realtime/presence-sheets.ts';

const sheet = (holder: string, rooms: Record<string, string[]>) => ({
  holder,
  rooms: Object.entries(rooms).map(([room, members]) => ({ room, members })),
  until: new Date(),
});
const member = (name: string) => ({ id: name, name, avatar: null });

describe('presence', () => {
  test('a member with pages on two processes is there once', () => {
    const all = membersByRoom([
      sheet('one', { 'task:1': ['a', 'b'] }),
      sheet('two', { 'task:1': ['b'], 'deal:2': ['c'] }),
    ]);
    expect(all).toEqual(
      new Map([
        ['task:1', new Set(['a', 'b'])],
        ['deal:2', new Set(['c'])],
      ]),
    );
  });

  test('only rooms in which somebody came or went are told of', () => {
    const before = membersByRoom([sheet('one', { 'task:1': ['a'], 'task:2': ['a'], 'task:3': ['a'] })]);
    const after = membersByRoom([sheet('one', { 'task:1': ['a'], 'task:2': ['b'], 'task:4': ['a'] })]);
    expect(changedRooms(before, after).sort()).toEqual(['task:2', 'task:3', 'task:4']);
    expect(changedRooms(after, after)).toEqual([]);
  });

  test('comings and goings are said in a sentence', () => {
    const [ada, ben, mia] = [member('Ada'), member('Ben'), member('Mia')] as const;
    expect(comings([], [ada])).toBe('Ada is here too.');
    expect(comings([ada], [ben, mia])).toBe('Ben and Mia are here too. Ada left.');
    expect(comings([ada], [ada])).toBe('');
  });
});
