import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { cyclicPlan, goodPlan, inventedIds, longPlan, otherAnswers, titleIn, wrongTypes } from './ai-answers.ts';

export interface ChatRequest {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
  response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: object } };
  stream_options?: { include_usage?: boolean };
  usage?: { include?: boolean };
}

export interface Exchange {
  chat: ChatRequest;
  incoming: IncomingMessage;
  response: ServerResponse;
  /** Milliseconds before the first piece and between pieces. */
  firstMs: number;
  pieceMs: number;
  /** What `said` answers. */
  said: string;
}

const usage = (text: string) => ({
  prompt_tokens: 640,
  completion_tokens: Math.ceil(text.length / 4),
  total_tokens: 640 + Math.ceil(text.length / 4),
  cost: 0.00042,
});

function event({ chat, response }: Exchange, fields: object): void {
  const chunk = { id: 'gen-1', object: 'chat.completion.chunk', created: 1, model: `${chat.model}-2026`, ...fields };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

const delta = (exchange: Exchange, content: string, finish_reason: string | null = null) =>
  event(exchange, { choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason }] });

function open({ response }: Exchange): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  response.write(': OPENROUTER PROCESSING\n\n');
}

/** Streams a text in pieces and ends properly. */
async function streamed(exchange: Exchange, text: string, options: { finish?: string; size?: number } = {}) {
  const { response, firstMs, pieceMs } = exchange;
  open(exchange);
  if (firstMs > 0) await wait(firstMs);
  const size = options.size ?? 24;
  for (let at = 0; at < text.length && !response.destroyed; at += size) {
    delta(exchange, text.slice(at, at + size));
    if (pieceMs > 0) await wait(pieceMs);
  }
  delta(exchange, '', options.finish ?? 'stop');
  event(exchange, { choices: [], usage: usage(text) });
  response.end('data: [DONE]\n\n');
}

/** Begins to stream a good plan and stops after `share` of it, without an end. */
async function begun(exchange: Exchange, share: number): Promise<void> {
  const text = plan(exchange);
  open(exchange);
  for (let at = 0; at < text.length * share; at += 24) delta(exchange, text.slice(at, at + 24));
  await wait(20);
}

function refuse({ response }: Exchange, status: number, message: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message, code: status } }));
}

function page({ response }: Exchange, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end('<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>');
}

const megabyte = 'x'.repeat(1_000_000);

async function fiftyTimes({ response }: Exchange, write: () => void): Promise<void> {
  for (let times = 0; times < 50 && !response.destroyed; times++) {
    write();
    await wait(0);
  }
}

const title = ({ chat }: Exchange) => titleIn(chat.messages.map(({ content }) => content).join('\n'));
const plan = (exchange: Exchange) => JSON.stringify(goodPlan(title(exchange)));

/** What the request wants, by the name of the shape it asks for. */
function asked(exchange: Exchange): string {
  const { name } = exchange.chat.response_format?.json_schema ?? {};
  const other = name === undefined ? undefined : otherAnswers[name];
  return other ? JSON.stringify(other) : plan(exchange);
}

/** Everything a real provider was seen to do, by name. */
export const modes = {
  good: (exchange: Exchange) => streamed(exchange, asked(exchange)),
  /** Whatever the test wants it to say. */
  said: (exchange: Exchange) => streamed(exchange, exchange.said),
  /** In one piece, as a server does that does not know how to stream. */
  whole(exchange: Exchange) {
    const content = plan(exchange);
    exchange.response.writeHead(200, { 'content-type': 'application/json' });
    const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }];
    exchange.response.end(JSON.stringify({ id: 'gen-1', model: exchange.chat.model, choices, usage: usage(content) }));
  },
  slow: (exchange: Exchange) => streamed({ ...exchange, firstMs: exchange.firstMs + 400 }, plan(exchange)),
  silence: () => undefined,
  rate_limited: (exchange: Exchange) => refuse(exchange, 429, 'Rate limit exceeded', { 'retry-after': '1' }),
  rate_limited_long: (exchange: Exchange) => refuse(exchange, 429, 'Rate limit exceeded', { 'retry-after': '3600' }),
  unauthorised: (exchange: Exchange) =>
    refuse(exchange, 401, `Incorrect key provided: ${exchange.incoming.headers.authorization ?? 'none'}`),
  no_credit: (exchange: Exchange) => refuse(exchange, 402, 'Insufficient credits'),
  forbidden: (exchange: Exchange) => refuse(exchange, 403, 'The key may not use this model'),
  not_found: (exchange: Exchange) => refuse(exchange, 404, 'No endpoints found'),
  error_500: (exchange: Exchange) => refuse(exchange, 500, 'Internal error'),
  error_200: (exchange: Exchange) => {
    exchange.response.writeHead(200, { 'content-type': 'application/json' });
    exchange.response.end(JSON.stringify({ error: { message: 'Upstream is down', code: 502 } }));
  },
  html: (exchange: Exchange) => page(exchange, 200),
  html_502: (exchange: Exchange) => page(exchange, 502),
  fences: (exchange: Exchange) => streamed(exchange, `\`\`\`json\n${plan(exchange)}\n\`\`\``),
  prose: (exchange: Exchange) =>
    streamed(exchange, `Certainly {as you asked}! Here it is:\n\n${plan(exchange)}\n\nLet me know what you think :}`),
  wrong_types: (exchange: Exchange) => streamed(exchange, JSON.stringify(wrongTypes(title(exchange)))),
  not_a_plan: (exchange: Exchange) => streamed(exchange, '{"poem": "Roses are red"}'),
  invalid_json: (exchange: Exchange) =>
    streamed(exchange, plan(exchange).replace('"dependencies":[0]', '"dependencies":[0,,]')),
  empty: (exchange: Exchange) => streamed(exchange, ''),
  cycles: (exchange: Exchange) => streamed(exchange, JSON.stringify(cyclicPlan(title(exchange)))),
  invented_ids: (exchange: Exchange) => streamed(exchange, JSON.stringify(inventedIds(title(exchange)))),
  /** Ends without saying why. */
  async cut(exchange: Exchange) {
    await begun(exchange, 0.6);
    exchange.response.end();
  },
  async reset(exchange: Exchange) {
    await begun(exchange, 0.6);
    exchange.response.destroy();
  },
  async error_event(exchange: Exchange) {
    await begun(exchange, 0.6);
    const choices = [{ index: 0, delta: { content: '' }, finish_reason: 'error' }];
    event(exchange, { error: { code: 502, message: 'Provider disconnected' }, choices });
    exchange.response.end();
  },
  async garbage_event(exchange: Exchange) {
    await begun(exchange, 0.3);
    exchange.response.end('data: {"choices": [{]\n\n');
  },
  /** Streams half a plan and says no more. */
  stall: (exchange: Exchange) => begun(exchange, 0.6),
  /** A byte a second, or as often as `pieceMs` says. */
  drip: (exchange: Exchange) =>
    streamed({ ...exchange, pieceMs: exchange.pieceMs || 1000 }, plan(exchange), { size: 1 }),
  async no_schema(exchange: Exchange) {
    if (exchange.chat.response_format?.type !== 'json_schema') await streamed(exchange, plan(exchange));
    else refuse(exchange, 400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported");
  },
  /** A strict server that knows neither OpenRouter's parameters nor the old name of the token limit. */
  async strict(exchange: Exchange) {
    const { usage: askCost, max_tokens: maxTokens } = exchange.chat;
    if (askCost) refuse(exchange, 400, 'Unrecognized request argument supplied: usage');
    else if (maxTokens) refuse(exchange, 400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.");
    else await streamed(exchange, plan(exchange));
  },
  /** Runs out of tokens unless it is given more than usual. */
  length(exchange: Exchange) {
    const text = plan(exchange);
    if ((exchange.chat.max_tokens ?? 0) > 2000) return streamed(exchange, text);
    return streamed(exchange, text.slice(0, text.length * 0.7), { finish: 'length' });
  },
  reasoning(exchange: Exchange) {
    open(exchange);
    const choices = [{ index: 0, delta: { content: '', reasoning: 'What would Acme want?' }, finish_reason: null }];
    event(exchange, { choices });
    const text = plan(exchange);
    delta(exchange, text, 'stop');
    event(exchange, { choices: [], usage: usage(text) });
    exchange.response.end('data: [DONE]\n\n');
  },
  /** 10,000 steps, each of them fine. */
  many_subtasks: (exchange: Exchange) =>
    streamed(exchange, JSON.stringify(longPlan(title(exchange), 10_000)), { size: 4000 }),
  /** 50 MB of an answer. */
  async fifty_megabytes(exchange: Exchange) {
    open(exchange);
    await fiftyTimes(exchange, () => delta(exchange, megabyte));
    exchange.response.end('data: [DONE]\n\n');
  },
  /** The same in one piece, without streaming. */
  async fifty_megabytes_whole(exchange: Exchange) {
    exchange.response.writeHead(200, { 'content-type': 'application/json' });
    exchange.response.write('{"choices":[{"index":0,"finish_reason":"stop","message":{"content":"');
    await fiftyTimes(exchange, () => exchange.response.write(megabyte));
    exchange.response.end('"}}]}');
  },
  /** Never stops talking. */
  async huge(exchange: Exchange) {
    open(exchange);
    delta(exchange, '{"subtasks": [{"title": "');
    while (!exchange.response.destroyed) {
      delta(exchange, 'more and more '.repeat(500));
      await wait(1);
    }
  },
  /** Never ends a line. */
  async endless_line(exchange: Exchange) {
    exchange.response.writeHead(200, { 'content-type': 'text/event-stream' });
    exchange.response.write('data: {"');
    while (!exchange.response.destroyed) {
      exchange.response.write('x'.repeat(100_000));
      await wait(1);
    }
  },
} satisfies Record<string, (exchange: Exchange) => void | Promise<void>>;
export type Mode = keyof typeof modes;
