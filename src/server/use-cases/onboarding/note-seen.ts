import type { MemberActor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';

/** Remembers that a member has done something the checklist asks about, and nothing else tells. */
export async function noteSeen(
  { ports, actor }: { ports: Pick<Ports, 'guidance'>; actor: MemberActor },
  what: 'pipeline' | 'invitation',
): Promise<void> {
  const { seen } = await ports.guidance.of(actor.id);
  if (!seen.includes(what)) await ports.guidance.note(actor.id, 'seen', what);
}
