import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { modes, type ChatRequest, type Mode } from './ai-faults.ts';

export type { Mode } from './ai-faults.ts';

export interface Received {
  chat: ChatRequest;
  headers: IncomingHttpHeaders;
  /** The client hung up before the answer was complete. */
  aborted: boolean;
  /** When it came, when its answer began, and when that was complete or hung up, by performance.now(). */
  startedAt: number;
  firstByteAt: number | null;
  endedAt: number | null;
}

interface Options {
  port?: number;
  /** How to answer, request by request; the last one stays. */
  mode?: Mode | Mode[];
  /** Milliseconds before the first piece of an answer, and between its pieces. */
  firstMs?: number;
  pieceMs?: number;
  /** No answer begins before this is over. */
  after?: Promise<unknown>;
}

/**
 * An OpenAI-compatible provider over real HTTP that behaves as told. Also a program:
 * `node tests/support/ai-provider.ts --port 0 --mode good --delay 200` prints the URL to use as OPENROUTER_BASE_URL.
 */
export async function startAiProvider({ port = 0, mode = 'good', after, ...paceAtFirst }: Options = {}) {
  let pace = { firstMs: 0, pieceMs: 0, ...paceAtFirst };
  let said = '';
  const requests: Received[] = [];
  const scripts = new Map<string, Mode[]>([['*', [mode].flat()]]);

  function next(model: string): Mode {
    const script = scripts.get(model) ?? scripts.get('*');
    return (script && script.length > 1 ? script.shift() : script?.[0]) ?? 'good';
  }

  const server = createServer((incoming, response) => {
    void (async () => {
      let text = '';
      for await (const part of incoming.setEncoding('utf8')) text += part as string;
      if (incoming.method !== 'POST' || !incoming.url?.endsWith('/chat/completions')) {
        response.writeHead(404).end();
        return;
      }
      const chat = JSON.parse(text) as ChatRequest;
      const startedAt = performance.now();
      const received: Received = {
        chat,
        headers: incoming.headers,
        aborted: false,
        startedAt,
        firstByteAt: null,
        endedAt: null,
      };
      const write = response.write.bind(response) as (chunk: string) => boolean;
      response.write = (chunk: string) => {
        received.firstByteAt ??= performance.now();
        return write(chunk);
      };
      requests.push(received);
      response.on('finish', () => (received.endedAt = performance.now()));
      response.on('close', () => {
        received.aborted = !response.writableFinished;
        received.endedAt ??= performance.now();
      });
      await after;
      await modes[next(chat.model)]({ chat, incoming, response, said, ...pace });
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  return {
    /** For OPENROUTER_BASE_URL. */
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    requests,
    /** Changes how requests are answered from now on, for all models or for one. */
    use(script: Mode | Mode[], model = '*'): void {
      scripts.set(model, [script].flat());
    },
    /** Answers every request with this from now on. */
    say(answer: unknown): void {
      said = typeof answer === 'string' ? answer : JSON.stringify(answer);
      scripts.clear();
      scripts.set('*', ['said']);
    },
    /** Answers at another pace from now on. */
    setPace(change: { firstMs: number; pieceMs: number }): void {
      pace = change;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type AiProvider = Awaited<ReturnType<typeof startAiProvider>>;

const isMode = (word: string): word is Mode => Object.hasOwn(modes, word);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      mode: { type: 'string', default: 'good' },
      delay: { type: 'string', default: '0' },
      piece: { type: 'string', default: '10' },
    },
  });
  const script = values.mode.split(',');
  if (!script.every(isMode)) throw new Error(`--mode takes some of ${Object.keys(modes).join(', ')}`);
  const provider = await startAiProvider({
    port: Number(values.port),
    mode: script,
    firstMs: Number(values.delay),
    pieceMs: Number(values.piece),
  });
  console.log(provider.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void provider.close());
}

if (import.meta.main) await main();
