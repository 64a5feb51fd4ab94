import type { CreateApiKeyRequest, CreateApiKeyResult } from '../../../lib/contracts/api-key.ts';
import { may, type MemberActor } from '../../../lib/domain/actor.ts';
import { forbidden, invalid, ProblemError } from '../../../lib/domain/errors.ts';
import type { Ports } from '../../ports/index.ts';
import type { ApiKeyRecord } from '../../records/index.ts';
import { memberRefs } from '../shared/member-refs.ts';
import { keyPrefix } from './member-of-key.ts';
import { presentKey } from './present-key.ts';

/** Active keys of one member. */
const mostKeys = 50;
const shownCharacters = keyPrefix.length + 6;

/**
 * Makes an API key that may do some of what the caller may. The key itself is in the answer and nowhere else.
 * @throws ProblemError `forbidden` for a key, `validation_failed`, or `conflict` when there are too many
 */
export async function createApiKey(
  { ports, actor }: { ports: Ports; actor: MemberActor },
  { name, permissions, expiresAt }: CreateApiKeyRequest,
): Promise<CreateApiKeyResult> {
  if (actor.key) throw forbidden('make API keys with an API key');
  const now = ports.clock.now();
  const beyond = permissions.filter((permission) => !may(actor, permission));
  if (beyond.length > 0) throw invalid('permissions', `you do not have ${beyond.join(', ')} yourself`);
  if (expiresAt !== null && new Date(expiresAt) <= now) throw invalid('expiresAt', 'must lie in the future');
  if ((await ports.apiKeys.countActive(actor.id, now)) >= mostKeys) {
    throw new ProblemError('conflict', `You have ${mostKeys} API keys. Revoke one that is not needed any more.`);
  }
  const secret = `${keyPrefix}${ports.tokens.random()}`;
  const key: ApiKeyRecord = {
    id: ports.ids.next(),
    hash: ports.tokens.keyDigest(secret),
    userId: actor.id,
    name,
    start: secret.slice(0, shownCharacters),
    permissions: [...new Set(permissions)],
    createdAt: now,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    lastUsedAt: null,
    revokedAt: null,
  };
  await ports.commit({
    actor,
    events: [],
    audit: [
      {
        kind: 'key_made',
        subject: { type: 'key', id: key.id, name },
        changes: [
          { path: 'permissions', from: null, to: key.permissions },
          { path: 'expiresAt', from: null, to: expiresAt },
        ],
      },
    ],
    write: (tx) => ports.apiKeys.insert(key, tx),
  });
  const member = (await memberRefs(ports, [actor.id])).get(actor.id) ?? null;
  return { apiKey: presentKey(key, { member, now }), secret };
}
