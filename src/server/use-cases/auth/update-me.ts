import type { UpdateProfileRequest, User } from '../../../lib/contracts/user.ts';
import type { MemberActor } from '../../../lib/domain/actor.ts';
import { notFound } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { presentUser } from '../users/present-user.ts';

/** Changes the caller's profile: name, department and picture; rights are an administrator's to give. */
export function updateMe(
  { ports, actor }: { ports: Ports; actor: MemberActor },
  change: UpdateProfileRequest,
): Promise<User> {
  return retryStale(async () => {
    const current = await ports.users.find(actor.id);
    if (!current) throw notFound('account');
    const user = {
      ...current,
      version: current.version + 1,
      profile: { ...current.profile, ...withoutAbsent(change) },
      updatedAt: ports.clock.now(),
    };
    await ports.commit({
      actor,
      events: [{ type: 'access.changed', userId: user.id }],
      write: (tx) => ports.users.replace(user, tx),
    });
    return presentUser(user);
  });
}

/** Without keys whose value is undefined: in a merge patch they stand for nothing. */
const withoutAbsent = <Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
