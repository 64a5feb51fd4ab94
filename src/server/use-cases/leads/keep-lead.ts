import { createCustomerRequest } from '../../../lib/contracts/customer.ts';
import type { LeadRequest } from '../../../lib/contracts/lead.ts';
import { ProblemError } from '../../../lib/domain/errors.ts';
import { leadPlace } from '../../../lib/domain/leads/lead-place.ts';
import { personName } from '../../../lib/domain/leads/person-name.ts';
import { visitSource } from '../../../lib/domain/leads/visit-source.ts';
import { StaleRecordError, type Context, type Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { withDefaults } from '../custom-fields/check-values.ts';
import { findCustomFields } from '../custom-fields/find-fields.ts';
import { mostNotes } from '../customers/add-note.ts';
import { newCustomer } from '../customers/new-customer.ts';
import { saveCustomer } from '../customers/save-customer.ts';
import { moveOfCustomer } from '../deals/move-of-customer.ts';
import { allPipelines } from '../pipelines/all-pipelines.ts';
import type { Place } from '../pipelines/place-of.ts';
import { stamp } from '../shared/merge-patch.ts';
import { retryStale } from '../shared/retry-stale.ts';
import { confirmation, type Confirmation } from './confirmation.ts';
import { leadActor } from './lead-actor.ts';
import { leadEvent } from './lead-event.ts';
import { leadHistory } from './lead-history.ts';

/** No customer has more deals than are looked at. */
const mostDeals = 500;

/**
 * Keeps what a visitor sent: as a new customer, or as a note with the one who has the email, whoever's that is. One in
 * the bin stays there. A deal begins in marketing's pipeline, unless one is under way. The visitor is told by mail.
 */
export async function keepLead(world: Ports, request: LeadRequest, origins: readonly string[]): Promise<void> {
  const context = { ports: { ...world, ...world.all }, actor: leadActor(request.type) };
  const mail = await confirmation(context.ports, request);
  await retryStale(() => keep(context, request, { mail, origins }));
}

async function keep(
  context: Context,
  request: LeadRequest,
  { mail, origins }: { mail: Confirmation | null; origins: readonly string[] },
): Promise<void> {
  const { ports } = context;
  const before = await ports.customers.findByEmail(request.email);
  const place = before && (await isUnderWay(ports, before)) ? null : leadPlace(await allPipelines(ports));
  const { record, changed } = before
    ? withNote(context, before, request, place)
    : { record: await asCustomer(context, request, place), changed: [] };
  const moves = place && (await moveOfCustomer(context, { before: before ?? outside(record), place }));
  const changes = leadHistory(request, { before, source: visitSource(request, origins) });
  try {
    await saveCustomer(context, {
      before,
      after: record,
      changed,
      told: { type: 'lead_received', changes },
      events: [...(moves?.events ?? []), await leadEvent(ports, record, request), ...(mail ? [mail.event] : [])],
      async write(tx) {
        await moves?.write(tx);
        await mail?.write(tx);
      },
    });
  } catch (error) {
    // Someone of this email came at the same moment: the next try finds them.
    if (error instanceof ProblemError && error.code === 'duplicate') throw new StaleRecordError();
    throw error;
  }
}

/** Somebody deals with them already: that goes on as it is. */
const isUnderWay = async ({ deals }: Pick<Ports, 'deals'>, { id }: CustomerRecord): Promise<boolean> =>
  (await deals.ofCustomer(id, 'living', mostDeals)).some(({ status }) => status === 'open');

async function asCustomer({ ports, actor }: Context, request: LeadRequest, place: Place | null) {
  const { fields } = await findCustomFields(ports);
  const { email, phone, company, name } = request;
  const input = createCustomerRequest.parse({
    contactInfo: { email, phone: phone ?? null, company: company ?? null, name: personName(name) },
    source: 'website',
  });
  const record = newCustomer(ports, { ...input, customFields: withDefaults(fields, {}), assignedTo: null });
  return { ...record, ...place, notes: [noteOf({ ports, actor }, request)] };
}

/** As a customer who is in no pipeline yet: from there their first deal comes. */
const outside = (record: CustomerRecord): CustomerRecord => ({ ...record, pipelineId: null, pipelineStage: null });

/** What they have is left as it is: nobody has proved to be them. */
function withNote(context: Context, before: CustomerRecord, request: LeadRequest, place: Place | null) {
  const changed = ['notes', ...(place ? ['pipelineId', 'pipelineStage'] : [])];
  const notes = [...before.notes, noteOf(context, request)].slice(-mostNotes);
  return { record: { ...stamp(before, changed, context.ports.clock.now()), ...place, notes }, changed };
}

const noteOf = ({ ports, actor }: Context, { type, message }: LeadRequest): CustomerRecord['notes'][number] => ({
  id: ports.ids.next(),
  content: message?.replaceAll('\r\n', '\n') ?? (type === 'demo' ? 'Asks for a demo.' : 'Asks to be contacted.'),
  authorId: null,
  via: actor.name,
  createdAt: ports.clock.now(),
});
