import { Readable } from 'node:stream';
import { listActivityQuery } from '../../../lib/contracts/activity.ts';
import { listCommentsQuery } from '../../../lib/contracts/comment.ts';
import { listInteractionsQuery } from '../../../lib/contracts/interaction.ts';
import { listMailsQuery } from '../../../lib/contracts/mail.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { Context, Ports } from '../../ports/index.ts';
import type { CustomerRecord } from '../../records/index.ts';
import { ownParts } from '../activity/own-parts.ts';
import { presentActivity } from '../activity/present-activity.ts';
import { noteExport } from '../audit/note-export.ts';
import { presentComments } from '../comments/present-comment.ts';
import { presentCustomers, presentNotes } from '../customers/present-customer.ts';
import { presentDeals } from '../deals/present-deal.ts';
import { presentInteractions } from '../interactions/present-interaction.ts';
import { inPages } from '../shared/in-pages.ts';
import { requirePermission } from '../shared/authorise.ts';
import { presentTasks } from '../tasks/present-task.ts';
import { belongingsOf } from './belongings-of.ts';
import { findEvenDeleted } from './find-for-erasure.ts';

/**
 * All that is known of one customer as a JSON file, written as it is taken: the customer and those merged into it, each
 * with all notes; calls, meetings and mails with them; deals, tasks with what was said about them, and mails sent, as far
 * as the caller may read such; the history.
 * @throws ProblemError `forbidden` or `not_found`
 */
export async function exportCustomer(context: Context, id: string): Promise<Readable> {
  const { ports, actor } = context;
  requirePermission(actor, 'customers.export', 'export customers');
  const customer = await findEvenDeleted(ports, id);
  await noteExport(context, { type: 'customer', id, name: customerName(customer) }, {});
  return Readable.from(written(context, customer), { objectMode: false });
}

type Lists = Record<string, () => AsyncIterable<unknown>>;

async function* written(context: Context, customer: CustomerRecord): AsyncGenerator<string> {
  const { ports, actor } = context;
  const { customers, deals, tasks } = await belongingsOf(ports, customer);
  const commented = [...(may(actor, 'deals.read') ? deals : []), ...(may(actor, 'tasks.read') ? tasks : [])];
  const lists: Lists = {
    customers: () => customersOf(ports, customers),
    interactions: () => interactionsWith(ports, customers),
    ...(may(actor, 'deals.read') && { deals: () => several(presentDeals(ports, deals)) }),
    ...(may(actor, 'tasks.read') && { tasks: () => several(presentTasks(ports, tasks)) }),
    comments: () => commentsOn(ports, commented),
    ...(may(actor, 'mails.read') && { mails: () => mailsTo(ports, customers) }),
    activities: () => activitiesOf(context, customers),
  };
  yield `{"exportedAt":${JSON.stringify(ports.clock.now())}`;
  for (const [name, items] of Object.entries(lists)) {
    yield `,\n${JSON.stringify(name)}:[`;
    let between = '\n';
    for await (const item of items()) {
      yield between + JSON.stringify(item);
      between = ',\n';
    }
    yield ']';
  }
  yield '}\n';
}

async function* several<Item>(items: Promise<readonly Item[]>): AsyncGenerator<Item> {
  yield* await items;
}

async function* customersOf(ports: Ports, records: readonly CustomerRecord[]): AsyncGenerator {
  const shown = await presentCustomers(ports, records);
  for (const [index, record] of records.entries()) {
    yield { ...shown[index], notes: await presentNotes(ports, record.notes) };
  }
}

async function* interactionsWith(ports: Ports, records: readonly CustomerRecord[]): AsyncGenerator {
  const customerIds = records.map(({ id }) => id);
  yield* inPages(async (page) => {
    const { items, nextCursor } = await ports.interactions.list({
      ...listInteractionsQuery.parse(page),
      customerIds,
    });
    return { items: await presentInteractions(ports, items), nextCursor };
  });
}

async function* commentsOn(ports: Ports, records: readonly { id: string }[]): AsyncGenerator {
  for (const { id: about } of records) {
    yield* inPages(async (page) => {
      const { items, nextCursor } = await ports.comments.list({ ...listCommentsQuery.parse(page), about });
      return { items: await presentComments(ports, items), nextCursor };
    });
  }
}

async function* activitiesOf(context: Context, records: readonly CustomerRecord[]): AsyncGenerator {
  const customerIds = records.map(({ id }) => id);
  const parts = await ownParts(context, { customerIds });
  yield* inPages(async (page) => {
    const query = { ...listActivityQuery.parse(page), of: { customerIds }, parts };
    return presentActivity(await context.ports.activities.list(query));
  });
}

/** The words of an address find the mails to it, and some to others. */
async function* mailsTo({ mails }: Ports, records: readonly CustomerRecord[]): AsyncGenerator {
  const addresses = new Set(records.map(({ contactInfo }) => contactInfo.email).filter((email) => email !== null));
  for (const q of addresses) {
    for await (const mail of inPages((page) => mails.list(listMailsQuery.parse({ ...page, q })))) {
      if (mail.to.toLowerCase() === q) yield mail;
    }
  }
}
