import type { MemberActor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';

/** What the caller has put away for good. */
export const dismissedGuides = async ({
  ports,
  actor,
}: {
  ports: Pick<Ports, 'guidance'>;
  actor: MemberActor;
}): Promise<ReadonlySet<string>> => new Set((await ports.guidance.of(actor.id)).dismissed);
