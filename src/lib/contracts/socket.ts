import { z } from 'zod';
import { id, instant } from './common.ts';
import { arrivingSubtask, progress } from './generation.ts';
import { comment } from './comment.ts';
import { customer } from './customer.ts';
import { job } from './job.ts';
import { deal } from './deal.ts';
import { task } from './task.ts';
import { timer } from './time.ts';
import { memberRef } from './common.ts';

/** Everything the sidecar sends, by event name. Durable events carry a growing `id`; progress is ephemeral and has none. */
const durable = { id: z.int().min(1).describe('Grows; send the last one seen as auth.lastEventId on reconnect.') };
const changed = z
  .array(z.string())
  .optional()
  .describe('Dotted paths of what changed; `deletedAt` when it went to the bin or came back.');
const changeType = z.enum(['created', 'updated', 'completed', 'deleted']);

/** What members can be with: see `enter_record`. */
export const recordKind = z.enum(['task', 'customer', 'deal', 'pipeline']);
export type RecordKind = z.infer<typeof recordKind>;

export const serverEvents = {
  authenticated: z.object({
    status: z.literal('success'),
    user: z.object({
      id,
      role: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      avatar: z.string().nullable(),
    }),
    lastEventId: z.int().min(0).describe('Where the stream stands now.'),
  }),
  auth_error: z.object({ message: z.string() }),
  ai_progress_update: z.object({ taskId: id, generationId: id, progress }),
  ai_subtask: z.object({ taskId: id, generationId: id, subtask: arrivingSubtask }),
  job_update: z.object({ job }).describe('To the member who asked for it. Ephemeral, as all progress.'),
  task_update: z.object({ ...durable, type: changeType, task, changed, timestamp: instant }),
  high_priority_task: z.object({ ...durable, task, assignee: memberRef.nullable() }),
  pipeline_update: z.object({
    ...durable,
    pipelineId: id,
    customerId: id,
    dealId: id,
    fromStage: id.nullable(),
    toStage: id.nullable(),
    timestamp: instant,
  }),
  customers_imported: z
    .object({ ...durable, importId: id, created: z.int(), updated: z.int(), timestamp: instant })
    .describe('Some hundred customers at once: they have no customer_update of their own.'),
  customer_update: z.object({ ...durable, type: changeType, customer, changed, timestamp: instant }),
  deal_update: z.object({ ...durable, type: changeType, deal, changed, timestamp: instant }),
  comment_update: z
    .object({ ...durable, type: z.enum(['created', 'updated', 'deleted']), comment, timestamp: instant })
    .describe('To who follows the task or deal; a deleted comment has lost its words.'),
  presence_update: z
    .object({ kind: recordKind, id, members: z.array(memberRef) })
    .describe('Who has this record open, oneself included, by name; to everyone who does. Ephemeral.'),
  timer_update: z.object({ ...durable, timer: timer.nullable(), timestamp: instant }).describe('The member’s own.'),
  notification: z.object({
    ...durable,
    type: z.string(),
    title: z.string(),
    link: z.string().nullable(),
    notificationId: id.describe('The notification’s id in the API.'),
    timestamp: instant,
  }),
  notifications_read: z
    .object({ ...durable, notificationId: id.nullable() })
    .describe('To the member who read one, or, without an id, all: other windows follow.'),
  resync_required: z.object({ lastEventId: z.int().min(0) }),
} as const;
export type ServerEventName = keyof typeof serverEvents;
export type ServerEvent<Name extends ServerEventName> = z.infer<(typeof serverEvents)[Name]>;

export const subscribeAck = z.object({ ok: z.boolean(), code: z.string().optional() });
export type SubscribeAck = z.infer<typeof subscribeAck>;

/**
 * Socket.IO's typed maps. `subscribe_tasks`, `subscribe_customers` and `subscribe_deals` follow a whole list: what the
 * caller may see of it. `enter_record` subscribes as `subscribe_<kind>` does and shows the member as being there to all
 * who entered; they hear of each other in `presence_update`. Leaving, a lost right and a closed connection end it.
 */
export type ServerToClient = { [Name in ServerEventName]: (payload: ServerEvent<Name>) => void };
type Subscribe = (target: string, ack?: (answer: SubscribeAck) => void) => void;
type AboutRecord = (kind: RecordKind, target: string, ack?: (answer: SubscribeAck) => void) => void;
type SubscribeList = (ack?: (answer: SubscribeAck) => void) => void;
export interface ClientToServer {
  authenticate: (token: string) => void;
  subscribe_ai_progress: Subscribe;
  subscribe_task: Subscribe;
  subscribe_pipeline: Subscribe;
  subscribe_customer: Subscribe;
  subscribe_deal: Subscribe;
  unsubscribe_task: Subscribe;
  unsubscribe_customer: Subscribe;
  unsubscribe_deal: Subscribe;
  enter_record: AboutRecord;
  leave_record: AboutRecord;
  subscribe_tasks: SubscribeList;
  subscribe_customers: SubscribeList;
  subscribe_deals: SubscribeList;
}

/** What the handshake's `auth` may hold. */
export const handshakeAuth = z.object({
  token: z.string().max(4096).optional(),
  lastEventId: z.int().min(0).optional(),
});
