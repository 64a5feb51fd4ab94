import type { Guide } from '../../../lib/contracts/onboarding.ts';
import type { MemberActor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';

/** Puts a hint or the checklist away for good, for the caller alone. */
export const dismissGuide = (
  { ports, actor }: { ports: Pick<Ports, 'guidance'>; actor: MemberActor },
  guide: Guide,
): Promise<void> => ports.guidance.note(actor.id, 'dismissed', guide);
