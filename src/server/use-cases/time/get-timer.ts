import type { Timer } from '../../../lib/contracts/time.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { presentTimer } from './present-time.ts';

/** The caller's running timer, or null. Throws ProblemError `forbidden`. */
export async function getTimer({ ports, actor }: Context): Promise<Timer | null> {
  const { id } = requireMember(actor, 'have a timer');
  const timer = await ports.timers.find(id);
  return timer && presentTimer(ports, timer);
}
