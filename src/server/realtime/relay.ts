import type { DomainEvent, StoredEvent } from '../../lib/domain/events.ts';
import type { Ports } from '../ports/index.ts';
import { messagesOf } from './messages.ts';
import { isFor, maySee } from './rooms.ts';
import type { Message, RealtimeServer } from './types.ts';
import { startLoop } from './wakeable-loop.ts';

const batch = 200;
/** The relay looks by itself so often, should a wake-up get lost. */
const everyMs = 2000;

type Sequenced = StoredEvent & { sequence: number };
const isSequenced = (event: StoredEvent): event is Sequenced => event.sequence !== null;

export interface Relay {
  /** The number of the last event sent out. */
  position(): number;
  wake(): void;
  stop(): Promise<void>;
}

interface RelayOptions {
  ports: Pick<Ports, 'outbox' | 'log'>;
  io: RealtimeServer;
  /** Sees each event after it was sent out; what it throws is logged and stops nothing. */
  onEvent: (event: DomainEvent) => Promise<void> | void;
}

/** Sends sequenced events, in order, to this process's sockets, from the end of the stream as it stands now. */
export async function startRelay({ ports, io, onEvent }: RelayOptions): Promise<Relay> {
  const { outbox, log } = ports;
  let position = await outbox.last();

  const relayOne = async (event: Sequenced) => {
    try {
      for (const message of messagesOf(event)) deliver(io, message);
      await onEvent(event.event);
    } catch (error) {
      log.error({ error, event: event.id, type: event.event.type }, 'An event could not be relayed');
    }
  };
  const loop = startLoop({
    everyMs,
    onError: (error) => log.warn({ error }, 'The relay could not read the outbox'),
    run: async () => {
      for (;;) {
        const events = (await outbox.after(position, batch)).filter(isSequenced);
        for (const event of events) {
          await relayOne(event);
          position = event.sequence;
        }
        if (events.length < batch) return;
      }
    },
  });
  return { position: () => position, wake: () => loop.wake(), stop: () => loop.stop() };
}

/** One copy at most for each socket, however many of the message's rooms it is in. */
function deliver(io: RealtimeServer, message: Message): void {
  for (const socket of io.sockets.sockets.values()) {
    const { member, stream } = socket.data;
    if (!member) continue;
    if (isFor(message, member, socket.rooms)) stream.send(message);
    else if (maySee(message, member)) stream.passBy(message);
    // Someone may have followed a record that is no longer theirs.
    else for (const room of message.ofRecord) void socket.leave(room);
  }
}
