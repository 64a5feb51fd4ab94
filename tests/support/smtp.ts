import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** How the server takes a mail; `takes` when it is told nothing else. */
export type Manner =
  /** Takes it. */
  | 'takes'
  /** Answers the recipient with this reply. */
  | { recipient: number }
  /** Reads the whole mail and answers with this reply. */
  | { content: number }
  /** Cuts the connection when the first bytes of the mail have come. */
  | 'cuts'
  /** Says nothing more when the first bytes of the mail have come. */
  | 'stalls'
  /** Takes the mail, and never says so. */
  | 'swallows';

export interface SmtpWorld {
  url: string;
  port: number;
  /** Mails that came whole. */
  received: string[];
  /** How often a mail was begun. */
  readonly begun: number;
  behave(manner: Manner): void;
  close(): Promise<void>;
}

class Reply extends Error {
  readonly responseCode: number;
  constructor(responseCode: number) {
    super(`because the test wants ${responseCode}`);
    this.responseCode = responseCode;
  }
}

/** A real SMTP server on loopback. */
export async function startSmtp(): Promise<SmtpWorld> {
  let manner: Manner = 'takes';
  let begun = 0;
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(typeof manner === 'object' && 'recipient' in manner ? new Reply(manner.recipient) : null),
    onData: (stream, _session, done) => {
      begun += 1;
      const now = manner;
      let text = '';
      stream.on('data', (piece: Buffer) => {
        text += piece.toString();
        if (now === 'cuts') for (const { _socket } of connections(server)) _socket.destroy();
        if (now === 'stalls') stream.pause();
      });
      stream.on('end', () => {
        if (typeof now === 'object' && 'content' in now) return done(new Reply(now.content));
        if (now === 'cuts') return;
        received.push(text);
        if (now !== 'swallows') done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    get begun() {
      return begun;
    },
    behave: (next) => (manner = next),
    close: async () => {
      for (const { _socket } of connections(server)) _socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const connections = (server: SMTPServer) =>
  (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections;
