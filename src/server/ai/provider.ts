import type { OpenAI } from 'openai';
import type { Clock } from '../ports/index.ts';
import { ModelFault } from './model-fault.ts';
import type { AnswerFormat } from './question.ts';
import { toModelFault } from './provider-errors.ts';
import { readChunk, type Piece } from './read-chunk.ts';
import type { RequestShape } from './request-shape.ts';

export type Message = { role: 'system' | 'user' | 'assistant'; content: string };

export interface ProviderRequest {
  model: string;
  messages: readonly Message[];
  maxTokens: number;
  temperature: number;
  format: AnswerFormat;
  shape: RequestShape;
}

/** An OpenAI-compatible server. */
export interface Provider {
  /**
   * Asks once and yields what arrives. Throws a ModelFault, or the signal's reason once it is aborted; never ends
   * quietly on an abort.
   */
  stream(request: ProviderRequest, signal: AbortSignal): AsyncGenerator<Piece, void, undefined>;
}

interface ProviderOptions {
  baseUrl: string;
  apiKey: string;
  siteUrl: string;
  siteName: string;
  /** Bytes of a response after which it is cut off. */
  responseLimit: number;
  clock: Clock;
}

type Body = OpenAI.Chat.ChatCompletionCreateParamsStreaming & { usage?: { include: true } };

/** The provider behind `baseUrl`. The SDK is loaded at the first request: idle processes do without it. */
export function createProvider(options: ProviderOptions): Provider {
  let sdk: ReturnType<typeof loadSdk> | undefined;
  const toFault = (error: unknown) => toModelFault(error, options.apiKey, options.clock.now());
  return {
    async *stream(request, signal) {
      try {
        sdk ??= loadSdk(options);
        const { client, formatOf } = await sdk;
        signal.throwIfAborted();
        const call = client.chat.completions.create(toBody(request, formatOf(request.format)), { signal });
        const { data, response } = await call.withResponse();
        const type = response.headers.get('content-type') ?? '';
        if (/\b(json|html)\b/.test(type)) yield wholeAnswer(await response.text(), type, toFault);
        else for await (const chunk of data) yield readChunk(chunk);
      } catch (error) {
        signal.throwIfAborted();
        throw toFault(error);
      }
      signal.throwIfAborted();
    },
  };
}

async function loadSdk({ baseUrl, apiKey, siteUrl, siteName, responseLimit }: ProviderOptions) {
  const [{ OpenAI }, { zodResponseFormat }] = await Promise.all([import('openai'), import('openai/helpers/zod')]);
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    defaultHeaders: { 'HTTP-Referer': siteUrl, 'X-Title': siteName },
    fetch: limitedFetch(responseLimit),
  });
  const formats = new Map<string, OpenAI.ResponseFormatJSONSchema>();
  const formatOf = ({ name, schema }: AnswerFormat) => {
    const format = formats.get(name) ?? zodResponseFormat(schema, name);
    formats.set(name, format);
    return format;
  };
  return { client, formatOf };
}

function toBody(
  { model, messages, maxTokens, temperature, shape }: ProviderRequest,
  format: OpenAI.ResponseFormatJSONSchema,
): Body {
  const body: Body = { model, messages: [...messages], stream: true, [shape.tokenField]: maxTokens };
  if (shape.temperature) body.temperature = temperature;
  if (shape.format === 'json_schema') body.response_format = format;
  if (shape.format === 'json_object') body.response_format = { type: 'json_object' };
  if (shape.streamOptions) body.stream_options = { include_usage: true };
  if (shape.askCost) body.usage = { include: true };
  return body;
}

/** A server that does not stream answers in one piece: the completion, an error with status 200, or a web page. */
function wholeAnswer(text: string, type: string, toFault: (error: unknown) => ModelFault): Piece {
  if (type.includes('html'))
    throw new ModelFault('rejected', 'The provider answered with a web page instead of an answer');
  const body: unknown = JSON.parse(text);
  if (typeof body === 'object' && body !== null && 'error' in body && body.error) throw toFault(body.error);
  return readChunk(body);
}

/** fetch whose responses end with a fault after `limit` bytes, so that no answer can fill the memory. */
function limitedFetch(limit: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body) return response;
    let bytes = 0;
    const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes <= limit) controller.enqueue(chunk);
        else controller.error(new ModelFault('too_large', `The response exceeded ${limit} bytes`));
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
}
