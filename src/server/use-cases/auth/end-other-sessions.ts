import type { MemberActor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';
import { ending } from './ending.ts';

/** Ends all sessions of the caller but the one they came with. */
export async function endOtherSessions({ ports, actor }: { ports: Ports; actor: MemberActor }): Promise<void> {
  const others = (await ports.sessions.ofUser(actor.id)).filter(({ hash }) => hash !== actor.sessionHash);
  if (others.length > 0) await ports.commit({ actor, ...ending(ports, others) });
}
