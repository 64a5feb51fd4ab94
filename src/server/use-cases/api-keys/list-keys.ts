import type { ApiKey, ListApiKeysQuery } from '../../../lib/contracts/api-key.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { MemberActor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';
import { presentKey } from './present-key.ts';

/** API keys, the newest first: the caller's own, or those of everyone. Throws ProblemError `forbidden` or `validation_failed`. */
export async function listApiKeys(
  { ports, actor }: { ports: Ports; actor: MemberActor },
  query: ListApiKeysQuery,
): Promise<Page<ApiKey>> {
  if (query.of === 'everyone') requirePermission(actor, 'users.read', 'see the API keys of others');
  const { items, ...rest } = await ports.apiKeys.list(query.of === 'me' ? actor.id : null, query);
  const refs = await memberRefs(
    ports,
    items.map(({ userId }) => userId),
  );
  const now = ports.clock.now();
  return { items: items.map((key) => presentKey(key, { member: refOf(key.userId, refs), now })), ...rest };
}
