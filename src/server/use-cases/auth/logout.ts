import type { MemberActor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';
import { ending } from './ending.ts';

/** Ends the session the caller came with. */
export async function logout({ ports, actor }: { ports: Ports; actor: MemberActor }): Promise<void> {
  await ports.commit({ actor, ...ending(ports, [{ hash: actor.sessionHash, userId: actor.id }]) });
}
