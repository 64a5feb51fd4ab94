import type { ServerEvent, ServerEventName } from '../../lib/contracts/socket.ts';
import type { StoredEvent } from '../../lib/domain/events.ts';
import { ownersOf } from '../../lib/domain/own-records.ts';
import { roomName } from './rooms.ts';
import type { Message } from './types.ts';

const important: ReadonlySet<string> = new Set(['high', 'urgent']);

interface Addressed<Name extends ServerEventName> {
  name: Name;
  payload: ServerEvent<Name>;
  to: { rooms: (string | null)[] } & Pick<Message, 'permission'> & Partial<Pick<Message, 'owners' | 'ofRecord'>>;
}

/** What sockets get of a sequenced event: nothing, or one or more messages with the event's number as their id. */
export function messagesOf({ sequence: id, at, event, actor }: StoredEvent & { sequence: number }): Message[] {
  const timestamp = at.toISOString();
  switch (event.type) {
    case 'task.changed': {
      const { change: type, task, changed } = event;
      const rooms = [roomName('task', task.id), roomName('tasks'), ownRoom(task.assignedTo)];
      const update = message({
        name: 'task_update',
        payload: { id, type, task, changed, timestamp },
        to: {
          rooms,
          permission: 'tasks.read',
          owners: ownersOf(task),
          ofRecord: [roomName('task', task.id), roomName('ai_progress', task.id)],
        },
      });
      if (type === 'deleted' || !important.has(task.priority)) return [update];
      const alert = message({
        name: 'high_priority_task',
        payload: { id, task, assignee: task.assignee },
        to: { rooms: [roomName('role', 'admin')], permission: 'tasks.read', owners: ownersOf(task) },
      });
      return [update, alert];
    }
    case 'customer.changed': {
      const { change: type, customer, changed } = event;
      const rooms = [roomName('customer', customer.id), roomName('customers'), ownRoom(customer.assignedTo)];
      return [
        message({
          name: 'customer_update',
          payload: { id, type, customer, changed, timestamp },
          to: {
            rooms,
            permission: 'customers.read',
            owners: ownersOf(customer),
            ofRecord: [roomName('customer', customer.id)],
          },
        }),
      ];
    }
    case 'customers.imported': {
      const { importId, created, updated } = event;
      return [
        message({
          name: 'customers_imported',
          payload: { id, importId, created, updated, timestamp },
          to: {
            rooms: [roomName('customers')],
            permission: 'customers.read',
            owners: actor.id === null ? [] : [actor.id],
          },
        }),
      ];
    }
    case 'deal.changed': {
      const { change: type, deal, changed } = event;
      const rooms = [
        roomName('deal', deal.id),
        roomName('deals'),
        roomName('customer', deal.customerId),
        ownRoom(deal.assignedTo),
      ];
      return [
        message({
          name: 'deal_update',
          payload: { id, type, deal, changed, timestamp },
          to: { rooms, permission: 'deals.read', owners: ownersOf(deal), ofRecord: [roomName('deal', deal.id)] },
        }),
      ];
    }
    case 'deal.moved':
      return movesOf(event).map(({ pipelineId, fromStage, toStage }) =>
        message({
          name: 'pipeline_update',
          payload: {
            id,
            pipelineId,
            customerId: event.customerId,
            dealId: event.dealId,
            fromStage,
            toStage,
            timestamp,
          },
          to: { rooms: [roomName('pipeline', pipelineId)], permission: 'deals.read', owners: event.owners },
        }),
      );
    case 'comment.changed': {
      const { change: type, comment, owners } = event;
      const { kind, id: aboutId } = comment.about;
      return [
        message({
          name: 'comment_update',
          payload: { id, type, comment, timestamp },
          to: { rooms: [roomName(kind, aboutId)], permission: `${kind}s.read`, owners },
        }),
      ];
    }
    case 'timer.changed':
      return [
        message({
          name: 'timer_update',
          payload: { id, timer: event.timer, timestamp },
          to: { rooms: [roomName('user', event.userId)], permission: null },
        }),
      ];
    case 'notification':
      return [
        message({
          name: 'notification',
          payload: {
            id,
            type: event.notificationType,
            title: event.title,
            link: event.link,
            notificationId: event.notificationId,
            timestamp,
          },
          to: { rooms: [roomName('user', event.userId)], permission: null },
        }),
      ];
    case 'notifications.read':
      return [
        message({
          name: 'notifications_read',
          payload: { id, notificationId: event.notificationId },
          to: { rooms: [roomName('user', event.userId)], permission: null },
        }),
      ];
    case 'deal.returned':
    case 'members.mentioned':
    case 'lead.received':
    case 'erased':
    case 'generation.requested':
    case 'batch.requested':
    case 'batch.finished':
    case 'mail.requested':
    case 'session.ended':
    case 'key.revoked':
    case 'access.changed':
      return [];
  }
}

/** What each pipeline a deal moved in is told: one that it left hears that it went nowhere of its own. */
function movesOf({
  pipelineId,
  fromPipeline,
  fromStage,
  toStage,
}: Extract<StoredEvent['event'], { type: 'deal.moved' }>) {
  const left = fromPipeline !== null && fromPipeline !== pipelineId;
  return [
    ...(left ? [{ pipelineId: fromPipeline, fromStage, toStage: null }] : []),
    ...(pipelineId === null ? [] : [{ pipelineId, fromStage: left ? null : fromStage, toStage }]),
  ];
}

const ownRoom = (userId: string | null): string | null => (userId === null ? null : roomName('user', userId));

/** Typed where it is made; afterwards all messages are alike. */
function message<Name extends ServerEventName>({
  name,
  payload,
  to,
}: Addressed<Name> & { payload: { id?: number } }): Message {
  return {
    sequence: payload.id ?? 0,
    name,
    payload,
    rooms: to.rooms.filter((room) => room !== null),
    permission: to.permission,
    owners: to.owners ?? null,
    ofRecord: to.ofRecord ?? [],
  };
}
