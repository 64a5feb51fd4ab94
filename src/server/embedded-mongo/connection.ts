import type { Socket } from 'node:net';
import { dispatch } from './commands/dispatch.ts';
import type { Connection } from './commands/context.ts';
import type { Engine } from './engine.ts';
import { MAX_MESSAGE, readMessage, writeMessage } from './wire.ts';

const HEADER = 16;

export interface Client {
  /** Something it asked for is under way. */
  isWorking(): boolean;
}

/** Serves one client: reads messages, runs them one after another, answers. Ends with the socket. */
export function serve(engine: Engine, socket: Socket, id: number): Client {
  const connection: Connection = { id, appName: undefined, destroy: () => socket.destroy(), closed: false };
  const waiting: Buffer[] = [];
  let received: Buffer[] = [];
  let size = 0;
  let running = false;

  const answer = async (message: Buffer): Promise<void> => {
    const request = readMessage(message);
    const reply = await dispatch(engine, connection, request.command, request.database);
    if (!request.answered || connection.closed) return;
    if (!socket.write(writeMessage(request, reply))) await drained(socket);
  };

  const work = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      for (let message = waiting.shift(); message; message = waiting.shift()) await answer(message);
    } catch {
      // A message that cannot be read leaves no way to go on.
      socket.destroy();
    } finally {
      running = false;
    }
  };

  socket.on('data', (chunk: Buffer) => {
    received.push(chunk);
    size += chunk.length;
    while (size >= HEADER) {
      const head = (received[0] as Buffer).length >= 4 ? (received[0] as Buffer) : joined();
      const length = head.readInt32LE(0);
      if (length < HEADER || length > MAX_MESSAGE + HEADER) return void socket.destroy();
      if (size < length) return;
      const all = joined();
      waiting.push(all.subarray(0, length));
      received = all.length > length ? [all.subarray(length)] : [];
      size -= length;
    }
    void work();
  });
  const joined = (): Buffer => {
    const all = received.length === 1 ? (received[0] as Buffer) : Buffer.concat(received);
    received = [all];
    return all;
  };
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    connection.closed = true;
    engine.transactions.endOwner(connection);
  });
  return { isWorking: () => running };
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
