import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { Permission } from '../permission.ts';

interface Answer {
  description: string;
  schema?: z.ZodType;
  /** Default: application/json. */
  mediaType?: string;
  /** Sent piece by piece, as a file. */
  streams?: true;
}

/** Who may ask. Said here, in the reference and in tests; the use-case is what decides. */
type Access =
  | { auth: 'none'; permissions?: undefined; alternative?: undefined }
  | {
      /** A session or an access token is needed. */
      auth: 'member';
      /** What the member needs besides, all of it; none: everyone, for what is their own. */
      permissions: readonly Permission[];
      /** Some requests need these instead; `when` completes “for …”. */
      alternative?: { when: string; permissions: readonly Permission[] };
    };

/** One operation of the API: what the route parses, what OpenAPI documents, and what tests check answers against. */
export type Operation = Access & Definition;

interface Definition {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** OpenAPI form, e.g. /api/tasks/{id}. */
  path: string;
  tag: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Takes a file instead of a body: the media types it may come in. */
  upload?: readonly string[];
  /** The body may also come as an HTML form. */
  form?: true;
  /** An empty body stands for {}. */
  bodyOptional?: boolean;
  /** Honours Idempotency-Key. Every POST outside /api/auth does. */
  idempotent?: boolean;
  /** Takes If-Match. */
  versioned?: boolean;
  /** Takes Prefer: wait=N. */
  waits?: boolean;
  /** False: not with an API key, however much it may do. */
  keys?: false;
  answers: Record<number, Answer>;
  /** Errors of its own, besides those every operation may answer. */
  errors?: readonly ErrorCode[];
}

/** Keeps the literal types of an operation, so that a route's handler is typed by it. */
export const operation = <const Op extends Operation>(definition: Op): Op => definition;

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
export type ParamsOf<Op extends Operation> = Parsed<Op['params']>;
export type QueryOf<Op extends Operation> = Parsed<Op['query']>;
export type BodyOf<Op extends Operation> = Parsed<Op['body']>;
