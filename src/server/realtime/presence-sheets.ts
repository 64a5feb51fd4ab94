import type { PresenceSheet } from '../ports/index.ts';

/** The ids of the members in each room that has any. */
export type MembersByRoom = Map<string, Set<string>>;

/** All sheets as one: a member with pages on several processes is there once. */
export function membersByRoom(sheets: readonly PresenceSheet[]): MembersByRoom {
  const all: MembersByRoom = new Map();
  for (const { room, members } of sheets.flatMap(({ rooms }) => rooms)) {
    all.set(room, new Set([...(all.get(room) ?? []), ...members]));
  }
  return all;
}

/** The rooms in which somebody came or went. */
export function changedRooms(before: MembersByRoom, after: MembersByRoom): string[] {
  const nobody: ReadonlySet<string> = new Set();
  return [...new Set([...before.keys(), ...after.keys()])].filter((room) => {
    const [was, is] = [before.get(room) ?? nobody, after.get(room) ?? nobody];
    return was.size !== is.size || [...is].some((member) => !was.has(member));
  });
}
