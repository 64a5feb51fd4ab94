import type { MemberActor } from '../../../lib/domain/actor.ts';
import { may } from '../../../lib/domain/actor.ts';
import { forbidden } from '../../../lib/domain/errors.ts';
import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';

/**
 * Whose usage a caller is shown: one's own, or, with `usage.read`, anyone's (undefined: everyone's).
 * @throws ProblemError `forbidden` for another member's without that right
 */
export function whoseUsage(
  actor: Context['actor'],
  wanted: string | undefined,
): { member: MemberActor; userId: string | undefined; seesAll: boolean } {
  const member = requireMember(actor, 'have usage of your own');
  const seesAll = may(actor, 'usage.read');
  const userId = wanted === 'me' || (wanted === undefined && !seesAll) ? member.id : wanted;
  if (!seesAll && userId !== member.id) throw forbidden('see what others use');
  return { member, userId, seesAll };
}
