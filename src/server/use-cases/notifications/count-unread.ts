import type { Context } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';

/** More than the badge shows; no need to count further. */
const most = 100;

/** How many notifications the caller has not read, at most 100. Throws ProblemError `forbidden`. */
export async function countUnread({ ports, actor }: Context): Promise<number> {
  return ports.notifications.unread(requireMember(actor, 'read notifications').id, most);
}
