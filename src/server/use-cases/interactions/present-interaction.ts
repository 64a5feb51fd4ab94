import type { MemberRef } from '../../../lib/contracts/common.ts';
import type { Interaction } from '../../../lib/contracts/interaction.ts';
import type { Ports } from '../../ports/index.ts';
import type { InteractionRecord } from '../../records/index.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';

/** Interactions as the API shows them, in one read of those who logged them. */
export async function presentInteractions(
  ports: Pick<Ports, 'users'>,
  records: readonly InteractionRecord[],
): Promise<Interaction[]> {
  const refs = await memberRefs(
    ports,
    records.map(({ authorId }) => authorId),
  );
  return records.map((record) => toInteraction(record, refs));
}

const toInteraction = (record: InteractionRecord, refs: ReadonlyMap<string, MemberRef>): Interaction => ({
  id: record.id,
  customerId: record.customerId,
  dealId: record.dealId,
  kind: record.kind,
  at: record.at.toISOString(),
  minutes: record.minutes,
  outcome: record.outcome,
  text: record.text,
  participants: record.participants,
  author: refOf(record.authorId, refs),
  version: record.version,
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});
