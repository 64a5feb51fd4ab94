import type { MemberActor } from '../../../lib/domain/actor.ts';
import type { Ports } from '../../ports/index.ts';
import { memberOfKnownKey } from '../api-keys/member-of-key.ts';
import { findActor } from './member-of-session.ts';

/** For whom work in the background is done. */
export interface Asker {
  requestedBy: string;
  /** The API key it was asked for with. */
  keyId: string | null;
}

/**
 * Whoever asked for work in the background, with the rights of this moment: those of the key it was asked for with, else
 * the member's. Null when there is no such key or member any more.
 */
export const findAsker = async (
  ports: Pick<Ports, 'users' | 'companySettings' | 'apiKeys' | 'clock'>,
  { requestedBy, keyId }: Asker,
): Promise<MemberActor | null> =>
  keyId === null ? findActor(ports, requestedBy) : ((await memberOfKnownKey(ports, keyId))?.actor ?? null);
