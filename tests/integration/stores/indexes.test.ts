import { createConnection, type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listApiKeysQuery } from '../../../src/lib/contracts/api-key.ts';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { listRatingsQuery } from '../../../src/lib/contracts/plan-rating.ts';
import { listUsageQuery } from '../../../src/lib/contracts/ai-usage.ts';
import { listAuditQuery } from '../../../src/lib/contracts/audit.ts';
import { listCommentsQuery } from '../../../src/lib/contracts/comment.ts';
import { listCustomersQuery } from '../../../src/lib/contracts/customer.ts';
import { dealTotalsQuery, listDealsQuery } from '../../../src/lib/contracts/deal.ts';
import { listImportsQuery } from '../../../src/lib/contracts/import.ts';
import { listInteractionsQuery } from '../../../src/lib/contracts/interaction.ts';
import { listJobsQuery } from '../../../src/lib/contracts/job.ts';
import { listNotificationsQuery } from '../../../src/lib/contracts/notification.ts';
import { listMailTemplatesQuery } from '../../../src/lib/contracts/mail-template.ts';
import { listMailsQuery } from '../../../src/lib/contracts/mail.ts';
import { listErasuresQuery } from '../../../src/lib/contracts/erasure.ts';
import { listPipelinesQuery } from '../../../src/lib/contracts/pipeline.ts';
import { foldQuery } from '../../../src/lib/contracts/query.ts';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { listTimeQuery } from '../../../src/lib/contracts/time.ts';
import { listUsersQuery } from '../../../src/lib/contracts/user.ts';
import { listViewsQuery } from '../../../src/lib/contracts/view.ts';
import type { Tx } from '../../../src/server/ports/index.ts';
import { createStores, type Stores } from '../../../src/server/stores/index.ts';
import { startDatabase, type TestDatabase } from '../../support/database.ts';
import { system, testClock, testIds } from '../../support/ports.ts';
import { aCustomer, aDeal, aTask, aUser } from '../../support/records.ts';
import { takeAll } from '../../support/take-all.ts';

type Command = Record<string, unknown>;

let database: TestDatabase;
let connection: Connection;
let stores: Stores;
const sent: Command[] = [];

beforeAll(async () => {
  database = await startDatabase();
  connection = await createConnection(database.uri, { monitorCommands: true, autoIndex: false }).asPromise();
  stores = await createStores(connection, { clock: testClock(), ids: testIds() });
  connection.getClient().on('commandStarted', ({ command }) => sent.push(command));
  const ids = testIds();
  for (let index = 0; index < 20; index += 1) {
    await stores.commit({
      actor: system,
      events: [],
      async write(tx) {
        await stores.tasks.insert(aTask(ids.next(), { title: `Task ${index}` }), tx);
        await stores.customers.insert(aCustomer(ids.next(), { email: `c${index}@example.com` }), tx);
        await stores.deals.insert(aDeal(ids.next()), tx);
        await stores.users.insert(aUser(ids.next()), tx);
      },
    });
  }
});
afterAll(async () => {
  await connection.close();
  await database.stop();
});

const operations = ['find', 'aggregate', 'count', 'distinct', 'update', 'delete', 'findAndModify'];
const perConnection = ['lsid', '$db', '$clusterTime', 'txnNumber', 'startTransaction', 'autocommit'];
const forbidden = [...perConnection, 'readConcern', 'writeConcern', 'bypassDocumentValidation'];

const explainable = (command: Command): Command =>
  Object.fromEntries(Object.entries(command).filter(([key]) => !forbidden.includes(key)));

/** A count of everything is answered from the collection's metadata. */
const isFreeCount = (command: Command): boolean => 'count' in command && !('query' in command);

/** Every stage named anywhere in a plan. */
function stagesOf(plan: unknown): string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]) =>
    key === 'stage' && typeof value === 'string' ? [value] : key === 'rejectedPlans' ? [] : stagesOf(value),
  );
}

/** The commands a call sends that look for documents, each with the stages of its plan. */
async function plansOf(call: () => Promise<unknown>): Promise<{ command: string; stages: string[] }[]> {
  sent.length = 0;
  await call();
  const commands = sent
    .filter((command) => operations.some((name) => name in command) && !isFreeCount(command))
    .map(explainable);
  const plans: { command: string; stages: string[] }[] = [];
  for (const command of commands) {
    const plan: unknown = await connection.db?.command({ explain: command, verbosity: 'queryPlanner' });
    plans.push({ command: JSON.stringify(command), stages: stagesOf(plan) });
  }
  return plans;
}

const id = '6745b1f0a1b2c3d4e5f60718';
const at = new Date('2026-11-26T09:00:00Z');
const iso = at.toISOString();

/** A call that writes. */
const writing = (name: string, write: (tx: Tx) => Promise<void>): [string, () => Promise<unknown>][] => [
  [name, () => stores.commit({ actor: system, events: [], write })],
];

const taskFilters: Record<string, string>[] = [
  {},
  { deleted: 'true' },
  { status: 'pending,in_progress' },
  { priority: 'high' },
  { assignedTo: id },
  { assignedTo: 'nobody', status: 'pending', priority: 'urgent' },
  { customerId: id },
  { dealId: id },
  { parentTask: id },
  { createdBy: id },
  { pipelineId: id },
  { dueBefore: iso, dueAfter: iso },
  { scheduledBefore: iso, scheduledAfter: iso },
  { completedBefore: iso, completedAfter: iso, status: 'completed' },
  { q: 'acme renewal' },
];
const sorts = (fields: string[]) => fields.flatMap((field) => [{ sort: field }, { sort: `-${field}` }]);
const taskSorts = sorts(['createdAt', 'updatedAt', 'dueDate', 'scheduledFor', 'priority', 'title', 'status']);
const customerFilters: Record<string, string>[] = [
  {},
  { deleted: 'true' },
  { status: 'lead' },
  { assignedTo: id },
  { source: 'website' },
  { tag: 'vip' },
  { lastContactBefore: iso, lastContactAfter: iso },
  { createdBefore: iso, createdAfter: iso, source: 'website' },
  { q: 'acme' },
  { q: 'amce renewla' },
  { 'customFields.tier': 'Gold', 'customFields.markets': 'North' },
  { 'customFields.vip': 'false' },
];

const dealFilters: Record<string, string>[] = [
  {},
  { deleted: 'true' },
  { status: 'won,lost' },
  { customerId: id },
  { assignedTo: id },
  { currency: 'EUR' },
  { valueMin: '10', valueMax: '20' },
  { closeFrom: '2026-11-01', closeTo: '2026-11-30' },
  { closedFrom: '2026-11-01', closedTo: '2026-11-30' },
  { pipelineId: id },
  { pipelineId: id, pipelineStage: id, status: 'open' },
  { q: 'renewal' },
];

/** What a member who sees only their own reads. */
const own = () => stores.recordsOf(id);

const calls: [string, () => Promise<unknown>][] = [
  ...[...taskFilters, ...taskSorts].map((query): [string, () => Promise<unknown>] => [
    `tasks.list ${JSON.stringify(query)}`,
    () => stores.tasks.list(listTasksQuery.parse(query)),
  ]),
  [
    'tasks.list from a cursor',
    async () => {
      const { nextCursor } = await stores.tasks.list(listTasksQuery.parse({ limit: 5 }));
      await stores.tasks.list(listTasksQuery.parse({ limit: 5, cursor: nextCursor }));
    },
  ],
  ['tasks.list of a timeline', () => stores.tasks.list(listTasksQuery.parse({}), { after: at, before: at })],
  ['tasks.partIds', () => stores.tasks.partIds([id, 'f'.repeat(24)])],
  ['tasks.titles', () => stores.tasks.titles([id])],
  ['tasks.find', () => stores.tasks.find(id)],
  ['tasks.findMany', () => stores.tasks.findMany([id])],
  ['tasks.eachId', async () => takeAll(await stores.tasks.eachId(listTasksQuery.parse({ status: 'pending' })))],
  ['tasks.stats', () => stores.tasks.stats(at)],
  ['tasks.finishedPlans', () => stores.tasks.finishedPlans(10)],
  ['tasks.becameDue', () => stores.tasks.becameDue({ since: new Date(0), until: at, after: null, limit: 10 })],
  [
    'tasks.becameDue from a task',
    () => stores.tasks.becameDue({ since: new Date(0), until: at, after: { id, dueDate: at }, limit: 10 }),
  ],
  ['timeEntries.find', () => stores.timeEntries.find(id)],
  ...sorts(['at']).map((query): [string, () => Promise<unknown>] => [
    `timeEntries.list ${JSON.stringify(query)}`,
    () => stores.timeEntries.list({ ...listTimeQuery.parse(query), taskId: id }),
  ]),
  ['timeEntries.forget', () => stores.timeEntries.forget([id])],
  ['timers.find', () => stores.timers.find(id)],
  ['tasks.deletedBefore', () => stores.tasks.deletedBefore(at)],
  ['tasks.purgeDeleted', () => stores.tasks.purgeDeleted(new Date(0))],
  ...[...customerFilters, ...sorts(['createdAt', 'updatedAt', 'company', 'status', 'lastContactAt'])].map(
    (query): [string, () => Promise<unknown>] => [
      `customers.list ${JSON.stringify(query)}`,
      () => stores.customers.list(listCustomersQuery.parse(foldQuery(query))),
    ],
  ),
  ...taskFilters.map((query): [string, () => Promise<unknown>] => [
    `tasks.list of one’s own ${JSON.stringify(query)}`,
    () => own().tasks.list(listTasksQuery.parse(query)),
  ]),
  ...customerFilters.map((query): [string, () => Promise<unknown>] => [
    `customers.list of one’s own ${JSON.stringify(query)}`,
    () => own().customers.list(listCustomersQuery.parse(query)),
  ]),
  ...dealFilters.map((query): [string, () => Promise<unknown>] => [
    `deals.list and totals of one’s own ${JSON.stringify(query)}`,
    async () => {
      await own().deals.list(listDealsQuery.parse(query));
      await own().deals.totals(dealTotalsQuery.parse(query));
    },
  ]),
  ['tasks.find of one’s own', () => own().tasks.find(id)],
  ['tasks.stats of one’s own', () => own().tasks.stats(at)],
  ['customers.stats of one’s own', () => own().customers.stats()],
  ['customers.sharing of one’s own', () => own().customers.sharing(['mail:a@b.c'], 10)],
  ['customers.contactsBefore of one’s own', () => own().customers.contactsBefore(null, 10)],
  ['customers.find', () => stores.customers.find(id)],
  ['customers.findMany', () => stores.customers.findMany([id])],
  ['customers.sharing', () => stores.customers.sharing(['mail:a@b.c', 'phone:1234567'], 10)],
  ['customers.contactsBefore', () => stores.customers.contactsBefore(id, 10)],
  ['customers.contactsBefore nothing', () => stores.customers.contactsBefore(null, 10)],
  ['merges.find', () => stores.merges.find(id)],
  ['merges.ofMerged', () => stores.merges.ofMerged([id])],
  ['merges.histories', () => stores.merges.histories([id])],
  ['merges.forget', () => stores.merges.forget([id])],
  ['erasures.list', () => stores.erasures.list(listErasuresQuery.parse({}))],
  [
    'erasures.sweep',
    () =>
      stores.erasures.sweep({ customerIds: [id], dealIds: [id], taskIds: [id], texts: ['someone'], said: ['someone'] }),
  ],
  ['dismissals.among', () => stores.dismissals.among([id])],
  ['dismissals.forget', () => stores.dismissals.forget([id])],
  ['customers.countWithField', () => stores.customers.countWithField('tier')],
  ['customers.findByEmail', () => stores.customers.findByEmail('dana@example.com')],
  ['customers.findByEmails', () => stores.customers.findByEmails(['a@example.com', 'b@example.com'])],
  ['customers.eachId', async () => takeAll(await stores.customers.eachId(listCustomersQuery.parse({})))],
  [
    'customers.each',
    async () => {
      for await (const _ of await stores.customers.each(listCustomersQuery.parse({ status: 'lead' }))) continue;
    },
  ],
  ...[...dealFilters, ...sorts(['createdAt', 'updatedAt', 'value', 'expectedCloseDate', 'stageSince'])].map(
    (query): [string, () => Promise<unknown>] => [
      `deals.list ${JSON.stringify(query)}`,
      () => stores.deals.list(listDealsQuery.parse(query)),
    ],
  ),
  ...dealFilters.map((query): [string, () => Promise<unknown>] => [
    `deals.totals ${JSON.stringify(query)}`,
    () => stores.deals.totals(dealTotalsQuery.parse(query)),
  ]),
  ['deals.page', () => stores.deals.page(listDealsQuery.parse({ pipelineStage: id, sort: '-stageSince' }))],
  ['deals.totalsByStage', () => stores.deals.totalsByStage(dealTotalsQuery.parse({ pipelineId: id }))],
  ['deals.countIn', () => stores.deals.countIn([id])],
  ['deals.inStages', () => stores.deals.inStages([id], 10)],
  ['deals.eachIdIn', async () => takeAll(await stores.deals.eachIdIn([id]))],
  ['deals.openOf', () => stores.deals.openOf(id, [id])],
  ['deals.openIn', () => stores.deals.openIn(id)],
  ['deals.openByPipeline', () => stores.deals.openByPipeline(at)],
  ['deals.closedByMonth', () => stores.deals.closedByMonth({ from: new Date(0), to: at })],
  ['deals.closedOutcomes of one’s own', () => own().deals.closedOutcomes({ from: new Date(0), to: at })],
  ['tasks.completedBy', () => stores.tasks.completedBy({ from: new Date(0), to: at })],
  ['tasks.openBy of one’s own', () => own().tasks.openBy(at)],
  ['timeEntries.minutesBy', () => stores.timeEntries.minutesBy({ from: new Date(0), to: at })],
  ['customers.madeBySource', () => stores.customers.madeBySource({ from: new Date(0), to: at })],
  ['activities.since', () => stores.activities.since(at, { notBy: id, limit: 10 })],
  ['presence.sheets', () => stores.presence.sheets()],
  ['deals.closedIn', () => stores.deals.closedIn(id, { from: new Date(0), to: at })],
  ['deals.openByClose', () => stores.deals.openByClose(id)],
  ['deals.outcomes', () => stores.deals.outcomes([id])],
  ['deals.counted', () => stores.deals.counted()],
  ['deals.counted of one’s own', () => own().deals.counted()],
  ['customers.sourcesOf', () => stores.customers.sourcesOf([id])],
  ...[
    {},
    { type: 'sales' },
    { isActive: 'true' },
    { deleted: 'true' },
    { q: 'sales' },
    ...sorts(['order', 'name', 'createdAt', 'updatedAt']),
  ].map((query): [string, () => Promise<unknown>] => [
    `pipelines.list ${JSON.stringify(query)}`,
    () => stores.pipelines.list(listPipelinesQuery.parse(query)),
  ]),
  ['pipelines.find', () => stores.pipelines.find(id)],
  ['pipelines.withStage', () => stores.pipelines.withStage(id)],
  ['pipelines.defaultsMade', () => stores.pipelines.defaultsMade()],
  ['pipelines.deletedBefore', () => stores.pipelines.deletedBefore(at)],
  ['pipelines.purgeDeleted', () => stores.pipelines.purgeDeleted(new Date(0))],
  ['stageEntries.ofDeal', () => stores.stageEntries.ofDeal(id)],
  ['stageEntries.openIn', () => stores.stageEntries.openIn(id, { before: at, after: null, limit: 10 })],
  [
    'stageEntries.openIn from an entry',
    () => stores.stageEntries.openIn(id, { before: at, after: { id, enteredAt: new Date(0) }, limit: 10 }),
  ],
  [
    'stageEntries.ofPipeline',
    async () => takeAll(await stores.stageEntries.ofPipeline(id, { from: new Date(0), to: at })),
  ],
  ['stageEntries.history', async () => takeAll(await stores.stageEntries.history(id, 'all'))],
  ['stageEntries.unpacked', () => stores.stageEntries.unpacked(id, 10)],
  ['stageEntries.forget', () => stores.stageEntries.forget([id])],
  ...writing('stageEntries.pass', (tx) =>
    stores.stageEntries.pass([{ dealId: id, leave: { at, end: 'won', toStage: null }, enter: null }], tx),
  ),
  ...writing('stageEntries.handOver', (tx) => stores.stageEntries.handOver(id, id, tx)),
  ['deals.find', () => stores.deals.find(id)],
  ['deals.findMany', () => stores.deals.findMany([id])],
  ['deals.ofCustomer', () => stores.deals.ofCustomer(id, 'living', 10)],
  ['deals.ofCustomer in the bin', () => stores.deals.ofCustomer(id, 'binned with customer', 10)],
  ['deals.deletedBefore', () => stores.deals.deletedBefore(at)],
  ['deals.purgeDeleted', () => stores.deals.purgeDeleted(new Date(0))],
  ['customers.stats', () => stores.customers.stats()],
  ['customers.deletedBefore', () => stores.customers.deletedBefore(at)],
  [
    'activities.list of a customer',
    () => stores.activities.list({ ...listActivityQuery.parse({}), of: { customerIds: [id, 'f'.repeat(24)] } }),
  ],
  ['activities.list of a task', () => stores.activities.list({ ...listActivityQuery.parse({}), of: { taskId: id } })],
  ['activities.ofBatch', () => stores.activities.ofBatch(id, { after: null, limit: 10 })],
  ['activities.ofBatch from a record', () => stores.activities.ofBatch(id, { after: id, limit: 10 })],
  ['activities.countOfBatch', () => stores.activities.countOfBatch(id)],
  ['activities.list of a deal', () => stores.activities.list({ ...listActivityQuery.parse({}), of: { dealId: id } })],
  ['activities.forget', () => stores.activities.forget({ customerIds: [id], dealIds: [id], taskIds: [id] })],
  ['customers.purgeDeleted', () => stores.customers.purgeDeleted(new Date(0))],
  ...[
    {},
    { role: 'admin' },
    { isActive: 'true' },
    { extraPermissions: 'true' },
    { q: 'dana' },
    ...sorts(['createdAt', 'email']),
  ].map((query): [string, () => Promise<unknown>] => [
    `users.list ${JSON.stringify(query)}`,
    () => stores.users.list(listUsersQuery.parse(query)),
  ]),
  ['users.find', () => stores.users.find(id)],
  ['users.findMany', () => stores.users.findMany([id])],
  ['users.findByEmail', () => stores.users.findByEmail('dana@example.com')],
  ['users.members', () => stores.users.members()],
  ['sessions.find', () => stores.sessions.find('a')],
  ['sessions.ofUser', () => stores.sessions.ofUser(id)],
  ['sessions.touch', () => stores.sessions.touch('a', at, at)],
  ['refreshTokens.find', () => stores.refreshTokens.find('a')],
  ['oneTimeTokens.find', () => stores.oneTimeTokens.find('a')],
  ['generations.find', () => stores.generations.find(id)],
  ['generations.active', () => stores.generations.active(id)],
  ['generations.latest', () => stores.generations.latest(id)],
  ['generations.activeOf', () => stores.generations.activeOf(id, 10)],
  ['generations.claim', () => stores.generations.claim(id, { now: at, until: at })],
  ['generations.renew', () => stores.generations.renew(id, 1, at)],
  ['generations.requestCancel', () => stores.generations.requestCancel(id, at)],
  ['generations.countSince', () => stores.generations.countSince(at)],
  ['batchJobs.find', () => stores.batchJobs.find(id)],
  ['batchJobs.claim', () => stores.batchJobs.claim(id, { now: at, until: at })],
  ['batchJobs.renew', () => stores.batchJobs.renew(id, 1, at)],
  ['batchJobs.requestCancel', () => stores.batchJobs.requestCancel(id, at)],
  ...[{}, { status: 'queued,running' }, ...sorts(['createdAt'])].map((query): [string, () => Promise<unknown>] => [
    `batchJobs.list ${JSON.stringify(query)}`,
    () => stores.batchJobs.list({ ...listJobsQuery.parse(query), requestedBy: id }),
  ]),
  ['batchJobs.items', () => stores.batchJobs.items(id, 0)],
  ['imports.find', () => stores.imports.find(id)],
  ...sorts(['createdAt']).map((query): [string, () => Promise<unknown>] => [
    `imports.list ${JSON.stringify(query)}`,
    () => stores.imports.list({ ...listImportsQuery.parse(query), requestedBy: id }),
  ]),
  ['imports.faults', async () => takeAll(await stores.imports.faults(id))],
  ['imports.pieces', async () => takeAll(await stores.imports.pieces(id))],
  ['imports.dropFile', () => stores.imports.dropFile(id)],
  ['outbox.sequence', () => stores.outbox.sequence(10)],
  ['outbox.after', () => stores.outbox.after(3, 10)],
  ['outbox.first', () => stores.outbox.first()],
  ['outbox.last', () => stores.outbox.last()],
  ['outbox.position', () => stores.outbox.position('jobs')],
  ['outbox.savePosition', () => stores.outbox.savePosition('jobs', 1)],
  ['mails.find', () => stores.mails.find(id)],
  ['mails.list', () => stores.mails.list(listMailsQuery.parse({}))],
  ['mails.list by word', () => stores.mails.list(listMailsQuery.parse({ q: 'reset' }))],
  ['mails.list by status', () => stores.mails.list(listMailsQuery.parse({ status: 'failed' }))],
  ['mails.due', () => stores.mails.due(new Date(), 10)],
  ['mails.claim', () => stores.mails.claim(id, { now: new Date(), until: new Date() })],
  ['mailTemplates.find', () => stores.mailTemplates.find(id)],
  ['mailTemplates.named', () => stores.mailTemplates.named('Welcome')],
  ...[{}, { deleted: 'true' }, ...sorts(['name', 'createdAt', 'updatedAt'])].map(
    (query): [string, () => Promise<unknown>] => [
      `mailTemplates.list ${JSON.stringify(query)}`,
      () => stores.mailTemplates.list(listMailTemplatesQuery.parse(query)),
    ],
  ),
  ['mailTemplates.purgeDeleted', () => stores.mailTemplates.purgeDeleted(new Date(0))],
  ['mails.renew', () => stores.mails.renew(id, 1, new Date())],
  [
    'mails.settle',
    () => stores.mails.settle({ id, fence: 1 }, { status: 'sent', error: null, dueAt: null, sentAt: null }),
  ],
  ...[{}, { dealId: id }, ...sorts(['at'])].map((query): [string, () => Promise<unknown>] => [
    `interactions.list ${JSON.stringify(query)}`,
    () => stores.interactions.list({ ...listInteractionsQuery.parse(query), customerIds: [id, 'f'.repeat(24)] }),
  ]),
  ['interactions.find', () => stores.interactions.find(id)],
  ['interactions.lastAt', () => stores.interactions.lastAt([id], 'f'.repeat(24))],
  ['interactions.forget', () => stores.interactions.forget([id])],
  ['comments.find', () => stores.comments.find(id)],
  ['comments.list', () => stores.comments.list({ ...listCommentsQuery.parse({}), about: id })],
  ['comments.forget', () => stores.comments.forget([id])],
  ['reminders.find', () => stores.reminders.find({ taskId: id, member: id })],
  ['reminders.ofTasks', () => stores.reminders.ofTasks([id])],
  ['reminders.ofSeries', () => stores.reminders.ofSeries(id)],
  ['reminders.due', () => stores.reminders.due(at, 10)],
  ['reminders.forget', () => stores.reminders.forget([id])],
  ['planRatings.find', () => stores.planRatings.find({ taskId: id, member: id, planMadeAt: at })],
  ['planRatings.list', () => stores.planRatings.list(listRatingsQuery.parse({ from: at.toISOString() }))],
  ['planRatings.counts', () => stores.planRatings.counts(at)],
  ['planRatings.forget', () => stores.planRatings.forget([id])],
  ...[{}, { unread: 'true' }, { unread: 'false' }, ...sorts(['createdAt'])].map(
    (query): [string, () => Promise<unknown>] => [
      `notifications.list ${JSON.stringify(query)}`,
      () => stores.notifications.list({ ...listNotificationsQuery.parse(query), member: id }),
    ],
  ),
  ['notifications.find', () => stores.notifications.find(id)],
  ['notifications.alike', () => stores.notifications.alike({ member: id, common: 'task_assigned by Mia', since: at })],
  ...writing('notifications.remove', (tx) => stores.notifications.remove([id], tx)),
  ['notifications.unread', () => stores.notifications.unread(id, 100)],
  ['notifications.told', () => stores.notifications.told(['overdue:1'])],
  ...writing('notifications.markRead', (tx) => stores.notifications.markRead(id, at, tx)),
  ...writing('notifications.markAllRead', (tx) => stores.notifications.markAllRead(id, at, tx)),
  ['notificationPreferences.ofMany', () => stores.notificationPreferences.ofMany([id])],
  ['views.find', () => stores.views.find(id)],
  ...[{}, ...sorts(['name', 'createdAt'])].map((query): [string, () => Promise<unknown>] => [
    `views.list ${JSON.stringify(query)}`,
    () => stores.views.list({ ...listViewsQuery.parse(query), lists: ['customers'], member: id }),
  ]),
  ['views.purgeDeleted', () => stores.views.purgeDeleted(new Date(0))],
  ['listChoices.find', () => stores.listChoices.find(id, 'customers')],
  ['usage.costOfPlans', () => stores.usage.costOfPlans([id])],
  ['usage.totalSince', () => stores.usage.totalSince(at)],
  ...[
    {},
    { from: iso, to: iso },
    { model: 'a/b' },
    { outcome: 'ok,error' },
    { userId: id },
    ...sorts(['createdAt', 'cost', 'latencyMs']),
  ].map((query): [string, () => Promise<unknown>] => [
    `usage.list ${JSON.stringify(query)}`,
    () => stores.usage.list(listUsageQuery.parse(query)),
  ]),
  ['usage.groups', () => stores.usage.groups({ from: at, to: at })],
  ['usage.groups of one', () => stores.usage.groups({ from: at, to: at, userId: id })],
  ['apiKeys.find', () => stores.apiKeys.find(id)],
  ['apiKeys.findByHash', () => stores.apiKeys.findByHash('hash')],
  ['apiKeys.list', () => stores.apiKeys.list(id, listApiKeysQuery.parse({}))],
  ['apiKeys.list of everyone', () => stores.apiKeys.list(null, listApiKeysQuery.parse({}))],
  ['apiKeys.countActive', () => stores.apiKeys.countActive(id, at)],
  ['automationRuns.withStep', () => stores.automationRuns.withStep('webhook', 20)],
  ['samples.all', () => stores.samples.all()],
  ['guidance.of', () => stores.guidance.of(id)],
  ['batchJobs.ofKind', () => stores.batchJobs.ofKind('export_data', 10)],
  ['companySettings.find', () => stores.companySettings.find()],
  ['customFields.find', () => stores.customFields.find()],
  ['aiSettings.find', () => stores.aiSettings.find()],
  ...[{}, { actor: id }, { kind: 'deleted,exported' }, { from: iso, to: iso }, { sort: 'at' }].map(
    (query): [string, () => Promise<unknown>] => [
      `audit.list ${JSON.stringify(query)}`,
      () => stores.audit.list(listAuditQuery.parse(query)),
    ],
  ),
  ['audit.each', async () => takeAll(await stores.audit.each({ kind: ['deleted'] }))],
  ['audit.each of all', async () => takeAll(await stores.audit.each({}))],
  ['vocabulary.tend', () => stores.vocabulary.tend(AbortSignal.timeout(20_000))],
  ['allowances.hold', () => stores.allowances.hold('a', [{ key: 'k', amount: 1, limit: 1 }], at)],
  ['allowances.settle', () => stores.allowances.settle('a', [{ key: 'k', amount: 1, spent: 1 }])],
  ['allowances.used', () => stores.allowances.used(['k'])],
  ['leases.acquire', () => stores.leases.acquire('a', 'b', at)],
  ['leases.release', () => stores.leases.release('a', 'b')],
  ['idempotency.begin', () => stores.idempotency.begin('a', 'b')],
  ['idempotency.abandon', () => stores.idempotency.abandon('a')],
  ...writing('sessions.remove', (tx) => stores.sessions.remove('a', tx)),
];

describe('every query uses an index', () => {
  test.each(calls)('%s', async (_, call) => {
    const plans = await plansOf(call);
    expect(plans.length).toBeGreaterThan(0);
    for (const { command, stages } of plans) {
      expect(stages.length, command).toBeGreaterThan(0);
      expect(stages, command).not.toContain('COLLSCAN');
    }
  });

  test('and this test would notice one that does not', async () => {
    const plans = await plansOf(() => connection.collection('tasks').find({ description: 'x' }).toArray());
    expect(plans.flatMap(({ stages }) => stages)).toContain('COLLSCAN');
  });
});
