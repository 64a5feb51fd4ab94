import { id as idSchema } from '../../lib/contracts/common.ts';
import { recordKind, type SubscribeAck } from '../../lib/contracts/socket.ts';
import type { Ports } from '../ports/index.ts';
import type { Presence } from './presence.ts';
import { createMessageLimit } from './message-limit.ts';
import { refusal, roomName, type RecordPorts, type RoomKind } from './rooms.ts';
import type { RealtimeSocket } from './types.ts';

interface SubscriptionOptions {
  ports: RecordPorts & Pick<Ports, 'log'>;
  /** Resolves when it is known who the socket belongs to, or that it belongs to nobody. */
  authenticated: Promise<void>;
  /** Called when a member has joined the progress of a task's generation. */
  onProgressJoined: (socket: RealtimeSocket, taskId: string) => Promise<void>;
  presence: Pick<Presence, 'changed' | 'tell'>;
}

const oneRecord = {
  subscribe_ai_progress: 'ai_progress',
  subscribe_task: 'task',
  subscribe_pipeline: 'pipeline',
  subscribe_customer: 'customer',
  subscribe_deal: 'deal',
} as const;
const wholeList = { subscribe_tasks: 'tasks', subscribe_customers: 'customers', subscribe_deals: 'deals' } as const;
const leaving = { unsubscribe_task: 'task', unsubscribe_customer: 'customer', unsubscribe_deal: 'deal' } as const;

/** Lets a socket join and leave rooms: every message checked, limited in number, and answered when an answer is asked. */
export function acceptSubscriptions(socket: RealtimeSocket, options: SubscriptionOptions): void {
  const withinLimit = createMessageLimit();
  const { ports, authenticated, onProgressJoined, presence } = options;

  /** Acts on one message and answers it; answers whether it was done. */
  const answered = async (ack: unknown, act: () => Promise<SubscribeAck>): Promise<boolean> => {
    const verdict = withinLimit();
    if (verdict === 'hopeless') {
      socket.disconnect(true);
      return false;
    }
    const answer = verdict === 'ok' ? await act().catch(unavailable) : { ok: false, code: 'rate_limited' };
    if (typeof ack === 'function') (ack as (answer: SubscribeAck) => void)(answer);
    return answer.ok;
  };
  const unavailable = (error: unknown): SubscribeAck => {
    ports.log.warn({ error }, 'A subscription failed');
    return { ok: false, code: 'unavailable' };
  };
  const join = async (kind: RoomKind, target?: unknown): Promise<SubscribeAck> => {
    await authenticated;
    const { member, stream } = socket.data;
    if (!member) return { ok: false, code: 'unauthenticated' };
    const parsed = idSchema.safeParse(target);
    if (target !== undefined && !parsed.success) return { ok: false, code: 'validation_failed' };
    const code = await refusal(ports, member, { kind, ...(parsed.success && { id: parsed.data }) });
    if (code) return { ok: false, code };
    const room = roomName(kind, parsed.data);
    // The member's rights may have gone, and the socket with them, while the record was read.
    if (socket.data.member !== member) return join(kind, target);
    await socket.join(room);
    stream.joined(room);
    return { ok: true };
  };

  const enter = async (kind: unknown, target: unknown): Promise<SubscribeAck> => {
    const parsed = recordKind.safeParse(kind);
    if (!parsed.success) return { ok: false, code: 'validation_failed' };
    const answer = await join(parsed.data, target ?? '');
    if (!answer.ok) return answer;
    socket.data.entered = (socket.data.entered ?? new Set()).add(roomName(parsed.data, String(target)));
    presence.changed();
    return answer;
  };

  for (const [event, kind] of Object.entries(oneRecord) as [keyof typeof oneRecord, RoomKind][]) {
    socket.on(event, async (target: unknown, ack: unknown) => {
      const joined = await answered(ack, () => join(kind, target ?? ''));
      if (joined && kind === 'ai_progress') await onProgressJoined(socket, String(target)).catch(unavailable);
    });
  }
  socket.on('enter_record', async (kind: unknown, target: unknown, ack: unknown) => {
    const entered = await answered(ack, () => enter(kind, target));
    if (entered) await presence.tell(socket, `${String(kind)}:${String(target)}`).catch(unavailable);
  });
  socket.on('leave_record', (kind: unknown, target: unknown, ack: unknown) => {
    void answered(ack, () => {
      if (socket.data.entered?.delete(`${String(kind)}:${String(target)}`)) presence.changed();
      return Promise.resolve({ ok: true });
    });
  });
  for (const [event, kind] of Object.entries(wholeList) as [keyof typeof wholeList, RoomKind][]) {
    socket.on(event, (ack: unknown) => void answered(ack, () => join(kind)));
  }
  for (const [event, kind] of Object.entries(leaving) as [keyof typeof leaving, RoomKind][]) {
    socket.on(
      event,
      (target: unknown, ack: unknown) =>
        void answered(ack, async () => {
          await socket.leave(roomName(kind, String(target)));
          return { ok: true };
        }),
    );
  }
}
