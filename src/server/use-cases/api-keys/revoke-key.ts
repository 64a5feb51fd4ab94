import { may, type MemberActor } from '../../../lib/domain/actor.ts';
import { forbidden, notFound } from '../../../lib/domain/errors.ts';
import { StaleRecordError, type Ports } from '../../ports/index.ts';

/**
 * Revokes a key: from now on it opens nothing, and its sockets end. One that is revoked stays so.
 * @throws ProblemError `forbidden` for a key, or `not_found`, also for the key of someone else unless one manages accounts
 */
export async function revokeApiKey({ ports, actor }: { ports: Ports; actor: MemberActor }, id: string): Promise<void> {
  if (actor.key) throw forbidden('revoke API keys with an API key');
  const key = await ports.apiKeys.find(id);
  if (!key || (key.userId !== actor.id && !may(actor, 'users.write'))) throw notFound('API key');
  if (key.revokedAt) return;
  try {
    await ports.commit({
      actor,
      events: [{ type: 'key.revoked', userId: key.userId, keyId: id }],
      audit: [{ kind: 'key_revoked', subject: { type: 'key', id, name: key.name } }],
      write: (tx) => ports.apiKeys.revoke(id, ports.clock.now(), tx),
    });
  } catch (error) {
    if (!(error instanceof StaleRecordError)) throw error;
  }
}
