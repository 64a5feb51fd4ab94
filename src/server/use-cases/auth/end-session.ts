import type { MemberActor } from '../../../lib/domain/actor.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { ending } from './ending.ts';

/** Ends one session of the caller, also the one they came with. Throws ProblemError `not_found` for others' sessions. */
export async function endSession({ ports, actor }: { ports: Ports; actor: MemberActor }, hash: string): Promise<void> {
  const session = await ports.sessions.find(hash);
  if (session?.userId !== actor.id) throw notFound('session');
  await ports.commit({ actor, ...ending(ports, [session]) });
}
