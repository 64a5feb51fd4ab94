import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { errorCodes, problem, type ErrorCode } from '../../lib/contracts/errors.ts';
import { operations, type Operation } from '../../lib/contracts/operations/index.ts';
import { problemTitles } from './problem.ts';

/** The errors an operation may answer: its own, and those that follow from what every route checks. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const own = operation.errors ?? [];
  if (!operation.path.startsWith('/api/')) return [...own];
  const codes: ErrorCode[] = [
    ...own,
    ...(operation.auth === 'member' ? (['unauthenticated', 'forbidden'] as const) : []),
    ...(operation.body || operation.upload ? (['malformed', 'too_large', 'unsupported_media_type'] as const) : []),
    ...(operation.idempotent ? (['request_in_flight', 'idempotency_key_reused'] as const) : []),
    'foreign_origin',
    'validation_failed',
    'rate_limited',
    'internal',
    'unavailable',
  ];
  return [...new Set(codes)];
}

function errorAnswers(operation: Operation): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(errorsOf(operation), (code) => errorCodes[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      `${status}` as const,
      {
        description: codes.map((code) => `\`${code}\`: ${problemTitles[code]}`).join('. '),
        content: { 'application/problem+json': { schema: problem } },
        ...((status === 429 || status === 503) && {
          headers: z.object({ 'Retry-After': z.string().describe('Seconds.') }),
        }),
      },
    ]),
  );
}

const locationHeader = z.object({ Location: z.string().describe('Where the record or the run is read.').optional() });

function successAnswers(operation: Operation): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(operation.answers).map(([status, { description, schema, mediaType = 'application/json' }]) => [
      status as `${1 | 2 | 3 | 4 | 5}${string}`,
      {
        description,
        ...(schema && { content: { [mediaType]: { schema } } }),
        ...((status === '201' || status === '202') && { headers: locationHeader }),
      },
    ]),
  );
}

/** The headers an operation honours. */
function headersOf({ versioned, waits, idempotent }: Operation): z.ZodObject | undefined {
  const shape: Record<string, z.ZodType> = {
    ...(versioned && {
      'If-Match': z
        .string()
        .optional()
        .describe('The version you read, in quotes, such as "3": overlapping changes since then are a conflict.'),
    }),
    ...(waits && {
      Prefer: z.string().optional().describe('wait=N waits up to N seconds (30 at most) for the end of the run.'),
    }),
    ...(idempotent && {
      'Idempotency-Key': z
        .string()
        .max(255)
        .optional()
        .describe('A request with the same key and body within 24 hours gets the first answer.'),
    }),
  };
  return Object.keys(shape).length > 0 ? z.object(shape) : undefined;
}

const file = z.string().describe('The file as it is.');
const formWithFile = z.object({ file }).meta({ id: 'FileForm' });

const securityOf = ({ auth, keys }: Operation): Record<string, string[]>[] =>
  auth === 'none' ? [] : [{ bearer: [] }, ...(keys === false ? [] : [{ apiKey: [] }]), { session: [] }];

/** What a member needs, in words; nothing where everyone may ask. */
function accessWords({ auth, permissions, alternative }: Operation): string | undefined {
  if (auth === 'none') return undefined;
  if (permissions.length === 0) return 'Needs no permission beyond being logged in.';
  const instead = alternative && `; for ${alternative.when} instead ${named(alternative.permissions)}`;
  return `Needs ${named(permissions)}${instead ?? ''}.`;
}

const named = (permissions: readonly string[]): string => permissions.map((word) => `\`${word}\``).join(' and ');

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, params: path, query, body, bodyOptional, form, upload, method, auth } = operation;
  const header = headersOf(operation);
  const access = accessWords(operation);
  const mediaTypes = [
    'application/json',
    ...(method === 'PATCH' ? ['application/merge-patch+json'] : []),
    ...(form ? ['application/x-www-form-urlencoded'] : []),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(access && { description: access }),
    ...(auth === 'member' && { 'x-permission': operation.permissions }),
    security: securityOf(operation),
    requestParams: { ...(path && { path }), ...(query && { query }), ...(header && { header }) },
    ...(body && {
      requestBody: {
        required: !bodyOptional,
        content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: body }])),
      },
    }),
    ...(upload && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          upload.map((mediaType) => [mediaType, { schema: mediaType === 'multipart/form-data' ? formWithFile : file }]),
        ),
      },
    }),
    responses: { ...successAnswers(operation), ...errorAnswers(operation) },
  };
}

const introduction = `Every answer is JSON. Times are ISO 8601 in UTC, durations whole minutes. Errors are RFC 9457 problem details
with a stable \`code\`. Authenticate with \`Authorization: Bearer <token>\` from \`POST /api/auth/login\`, with an API key in its place (\`Authorization: Bearer tl_…\`,
made under Settings, API keys), or with the session cookie.`;

/** The OpenAPI 3.1 document of everything in the table of operations. `siteUrl` is where the server answers. */
export function openApiDocument(siteUrl: string) {
  const byPath = Map.groupBy<string, Operation>(Object.values(operations), ({ path }) => path);
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Throughline', version: '1', description: introduction },
    servers: [{ url: siteUrl }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'tl_…',
          description: 'An API key, which acts for the member who made it. What lists no `apiKey` refuses it with 403.',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
    paths: Object.fromEntries(
      [...byPath].map(([path, all]) => [
        path,
        Object.fromEntries(all.map((operation) => [operation.method.toLowerCase(), describe(operation)])),
      ]),
    ),
  });
}
