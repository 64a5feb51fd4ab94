import type { Mention } from '../../../lib/contracts/comment.ts';
import { customerName, type Note } from '../../../lib/contracts/customer.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { ownersOf } from '../../../lib/domain/own-records.ts';
import type { DomainEvent } from '../../../lib/domain/events.ts';
import type { Context } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { mentionedMembers } from '../comments/mentioned-members.ts';
import { requirePermission } from '../shared/authorise.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { findCustomer } from './find-customer.ts';
import { presentNotes } from './present-customer.ts';
import { saveCustomer } from './save-customer.ts';

/** Notes are kept with their customer, and a record has a size. */
export const mostNotes = 1000;

/** Adds a note by the caller. Throws ProblemError `forbidden`, `not_found`, or `validation_failed` when there are 1,000. */
export async function addNote(
  context: Context,
  { customerId, content }: { customerId: string; content: string },
): Promise<Note> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.write', 'add notes');
  return retryStale(async () => {
    const before = await findCustomer(ports, customerId);
    if (before.notes.length >= mostNotes) {
      throw new ProblemError('validation_failed', `This customer has ${mostNotes} notes, the most there can be.`);
    }
    const mentions = await mentionedMembers(ports, content);
    const now = ports.clock.now();
    const authorId = actor.kind === 'member' ? actor.id : null;
    const note = { id: ports.ids.next(), content, mentions, authorId, createdAt: now };
    const after = { ...stamp(before, ['notes'], now), notes: [...before.notes, note] };
    await saveCustomer(context, { before, after, changed: ['notes'], events: mentionEvents(after, mentions) });
    const [presented] = await presentNotes(ports, [note]);
    if (!presented) throw new Error('A note was lost');
    return presented;
  });
}

const mentionEvents = (customer: CustomerRecord, mentions: readonly Mention[]): DomainEvent[] =>
  mentions.length === 0
    ? []
    : [
        {
          type: 'members.mentioned',
          memberIds: mentions.map(({ id }) => id),
          about: { kind: 'customer', id: customer.id, title: customerName(customer) },
          owners: ownersOf(customer),
        },
      ];
