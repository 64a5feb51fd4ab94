import type { APIContext, APIRoute, AstroCookies } from 'astro';
import { z } from 'zod';
import type { BodyOf, Operation, ParamsOf, QueryOf } from '../../lib/contracts/operations/index.ts';
import type { MemberActor } from '../../lib/domain/actor.ts';
import { foldQuery } from '../../lib/contracts/query.ts';
import { ProblemError } from '../../lib/domain/errors.ts';
import type { Environment } from '../env.ts';
import type { Ports } from '../ports/index.ts';
import { checkAnswer } from './check-answer.ts';
import { answerOnce, type StoredAnswer } from './idempotency.ts';
import { idempotencyKey, ifMatchVersion, parseWith, preferredWait, queryValues } from './parse-request.ts';
import { problemResponse } from './problem.ts';
import { readJson, standardBodyLimit } from './read-body.ts';

type ActorOf<Op extends Operation> = Op['auth'] extends 'member' ? MemberActor : MemberActor | null;

/** A request of an operation, checked and parsed. */
export interface Call<Op extends Operation, Body = BodyOf<Op>> {
  /** What use-cases take. */
  context: { ports: Ports; actor: ActorOf<Op> };
  actor: ActorOf<Op>;
  params: ParamsOf<Op>;
  query: QueryOf<Op>;
  body: Body;
  /** The version of If-Match; of operations that are `versioned`. */
  ifMatch: number | undefined;
  /** Seconds of Prefer: wait; of operations that `wait`. */
  wait: number | undefined;
  env: Environment;
  request: Request;
  requestId: string;
  url: URL;
  cookies: AstroCookies;
  clientAddress: string;
  signal: AbortSignal;
}

type BodyOfAnswer<Answer> = Answer extends { streams: true }
  ? { body: ReadableStream<Uint8Array> }
  : Answer extends { schema: infer Schema extends z.ZodType }
    ? { body: z.output<Schema> }
    : { body?: undefined };

/** One of the answers an operation declares: the body's type follows from the status. */
export type ReplyOf<Op extends Operation> = {
  [Status in keyof Op['answers'] & number]: { status: Status; headers?: Record<string, string> } & BodyOfAnswer<
    Op['answers'][Status]
  >;
}[keyof Op['answers'] & number];

interface RouteOptions<Op extends Operation, Body> {
  /** Bytes; default 1 MB. */
  bodyLimit?: number;
  /**
   * Takes the body instead of parsing it as JSON; of operations with an `upload`. `text` tells one body from another,
   * for Idempotency-Key.
   */
  receive?: (
    context: Call<Op>['context'],
    request: Request,
    query: QueryOf<Op>,
  ) => Promise<{ value: Body; text: string }>;
  /** The bucket each request is taken from; default `api`. */
  bucket?: Parameters<Ports['rateLimits']['consume']>[0];
}

/**
 * Makes an endpoint of an operation and the function that answers it. Checks, in this order: rate limit,
 * authentication, path, query and headers, body; then runs `handler`. src/middleware.ts has found out who asks and
 * refused foreign origins before. Whatever is thrown becomes problem+json.
 *
 *     export const prerender = false;
 *     export const GET = defineRoute(operations.getTask, async ({ context, params }) => ({
 *       status: 200,
 *       body: { task: await getTask(context, params) },
 *     }));
 *     export const ALL = otherMethods({ GET });
 */
export function defineRoute<Op extends Operation, const Reply extends ReplyOf<Op>, Body = BodyOf<Op>>(
  operation: Op,
  handler: (call: Call<Op, Body>) => Promise<Reply>,
  options: RouteOptions<Op, Body> = {},
): APIRoute {
  const parse = parserOf(operation, options);
  return async (context) => {
    const { locals, request } = context;
    try {
      await locals.ports.rateLimits.consume(options.bucket ?? 'api', callerKey(locals));
      if (operation.auth === 'member' && !locals.actor) throw unauthenticated(request);
      if (locals.actor?.key && operation.keys === false) throw closedToKeys();
      const { call, bodyText } = await parse(context);
      if (streams(operation)) return streamed(operation, await handler(call));
      const run = async () => store(operation, await handler(call), locals.env);
      const key = operation.idempotent && locals.actor ? idempotencyKey(request.headers) : undefined;
      if (!key || !locals.actor) return answer(await run());
      const { pathname } = context.url;
      const repeatable = {
        userId: locals.actor.key?.id ?? locals.actor.id,
        route: `${operation.method} ${pathname}`,
        key,
        body: bodyText,
        signal: request.signal,
        waitMs: (call.wait ?? 0) * 1000,
      };
      return answer(await answerOnce(locals.ports.idempotency, repeatable, run));
    } catch (error) {
      return problemResponse(error, { requestId: locals.requestId, log: locals.ports.log });
    }
  };
}

/** Each API key has an allowance of its own, so that a busy program leaves its member's alone. */
function callerKey({ actor, clientAddress }: App.Locals): string {
  if (actor?.key) return `key:${actor.key.id}`;
  return actor ? `user:${actor.id}` : `ip:${clientAddress}`;
}

const closedToKeys = () =>
  new ProblemError(
    'forbidden',
    'An API key does not open this: accounts, sessions and keys are managed by people who are logged in.',
  );

function unauthenticated(request: Request): ProblemError {
  const detail = request.headers.has('authorization')
    ? 'The access token or API key is not valid, has expired or was revoked. Refresh it or log in again.'
    : 'This needs an access token or API key (Authorization: Bearer …) or a session cookie.';
  return new ProblemError('unauthenticated', detail);
}

/** What turns a request into a `Call`, with the operation's schemas made strict once. */
function parserOf<Op extends Operation, Body>(
  operation: Op,
  { bodyLimit: limit = standardBodyLimit, receive }: RouteOptions<Op, Body>,
) {
  const query = (operation.query ?? z.object({})).strict();
  const optional = operation.bodyOptional ?? false;
  return async ({ locals, params, request, url, cookies }: APIContext) => {
    const parsedParams = operation.params && parseWith(operation.params, params);
    const values = parseWith(query, foldQuery(queryValues(url.searchParams)));
    const ifMatch = operation.versioned ? ifMatchVersion(request.headers) : undefined;
    const context = { ports: locals.ports, actor: locals.actor };
    const read = receive
      ? await receive(context as Call<Op>['context'], request, values as QueryOf<Op>)
      : operation.body
        ? await readJson(request, { limit, optional })
        : { value: undefined, text: '' };
    const body = operation.body ? parseWith(operation.body, read.value) : read.value;
    // The conditional types above say the same as the schemas; TypeScript cannot follow them through a type parameter.
    const call = {
      context,
      actor: locals.actor,
      params: parsedParams,
      query: operation.query && values,
      body,
      ifMatch,
      wait: operation.waits ? preferredWait(request.headers) : undefined,
      env: locals.env,
      request,
      requestId: locals.requestId,
      url,
      cookies,
      clientAddress: locals.clientAddress,
      signal: request.signal,
    } as unknown as Call<Op, Body>;
    return { call, bodyText: read.text };
  };
}

const streams = ({ answers }: Operation) => Object.values(answers).some((each) => each.streams);

function streamed(
  { answers }: Operation,
  { status, headers, body }: { status: number; headers?: Record<string, string>; body?: unknown },
): Response {
  const type = {
    'Content-Type': answers[status]?.mediaType ?? 'application/octet-stream',
    'Cache-Control': 'no-store',
  };
  return new Response(body as ReadableStream<Uint8Array>, { status, headers: { ...type, ...headers } });
}

/** The reply as it goes over the wire; in tests held against the operation first. */
function store(
  operation: Operation,
  reply: { status: number; body?: unknown; headers?: Record<string, string> },
  env: Environment,
): StoredAnswer {
  if (env.NODE_ENV === 'test') checkAnswer(operation, reply.status, reply.body);
  const mediaType = operation.answers[reply.status]?.mediaType ?? 'application/json';
  const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? null);
  return {
    status: reply.status,
    headers: {
      ...(reply.body !== undefined && { 'Content-Type': mediaType }),
      'Cache-Control': 'no-store',
      ...reply.headers,
    },
    body: reply.body === undefined ? '' : body,
  };
}

const answer = ({ status, headers, body }: StoredAnswer): Response =>
  body === ''
    ? new Response(null, { status, headers })
    : new Response(body, { status, headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) } });
