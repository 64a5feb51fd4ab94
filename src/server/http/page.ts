import type { APIContext } from 'astro';
import type { z } from 'zod';
import type { FieldError } from '../../lib/contracts/errors.ts';
import type { User } from '../../lib/contracts/user.ts';
import type { MemberActor } from '../../lib/domain/actor.ts';
import { ProblemError } from '../../lib/domain/errors.ts';
import { withPlace } from '../../lib/domain/fault-place.ts';
import type { Ports } from '../ports/index.ts';
import { faultWords } from './fault-words.ts';
import { fieldErrors } from './parse-request.ts';
import { readText } from './read-body.ts';

type Page = Pick<APIContext, 'locals' | 'url' | 'request' | 'redirect'>;

/** A page's signed-in visitor, and what use-cases take. */
export interface Visit {
  context: { ports: Ports; actor: MemberActor };
  actor: MemberActor;
  user: User;
}

/**
 * Who looks at a page that only members see; for others the way to the login page and back.
 *
 *     const visit = requireMember(Astro);
 *     if (visit instanceof Response) return visit;
 */
export function requireMember({ locals, url, redirect }: Page): Visit | Response {
  const { actor, user, ports } = locals;
  if (actor && user) return { context: { ports, actor }, actor, user };
  const here = `${url.pathname}${url.search}`;
  return redirect(here === '/app' ? '/login' : `/login?next=${encodeURIComponent(here)}`);
}

/** Where to go after logging in: a path of this site, never an address someone put into a link. */
export function safeNext(next: string | null | undefined, standard = '/app'): string {
  if (!next?.startsWith('/')) return standard;
  const base = 'http://this.site';
  const target = URL.parse(next, base);
  return target?.origin === base ? `${target.pathname}${target.search}${target.hash}` : standard;
}

/** What became of a form: before it is sent, all empty. */
export interface FormState<Result> {
  /** What was typed, to show it again; secrets are left out. */
  values: Record<string, string>;
  /** What is wrong, by field. */
  errors: Record<string, string>;
  /** What is wrong with the whole, in a sentence. */
  message: string | null;
  /** For `Astro.response.status`. */
  status: number;
  /** What `action` answered; then the page redirects. */
  result?: Result;
}

const formLimit = 100_000;
const secretField = /password|token/i;

/**
 * Takes the form a page posts to itself: parses it with a contract, runs `action`, and keeps what was typed when
 * something is wrong. Works without JavaScript. Throws what is no ProblemError.
 */
export async function handleForm<Schema extends z.ZodType, Result>(
  { request }: Pick<Page, 'request'>,
  schema: Schema,
  action: (data: z.output<Schema>) => Promise<Result>,
): Promise<FormState<Result>> {
  if (request.method !== 'POST') return { values: {}, errors: {}, message: null, status: 200 };
  let values: Record<string, string> = {};
  try {
    const typed = Object.fromEntries(await readFields(request));
    values = Object.fromEntries(Object.entries(typed).filter(([name]) => !secretField.test(name)));
    const parsed = schema.safeParse(typed, { error: faultWords });
    if (parsed.success) {
      return { values, errors: {}, message: null, status: 200, result: await action(parsed.data) };
    }
    const errors = byField(fieldErrors(parsed.error.issues));
    return { values, errors, message: 'Please check what is marked.', status: 422 };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const errors = byField(error.options.errors ?? []);
    return { values, errors, message: error.message, status: error.status };
  }
}

/** The first thing wrong with each field, and where in it that stands. */
const byField = (errors: readonly FieldError[]): Record<string, string> =>
  Object.fromEntries(errors.toReversed().map((error) => [error.path, withPlace(error)]));

/** The fields of a posted form, repeated ones too. Throws ProblemError `unsupported_media_type`, `too_large` or `malformed`. */
export async function readFields(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') {
    throw new ProblemError('unsupported_media_type', 'The form was not sent as a form.');
  }
  return new URLSearchParams(await readText(request, formLimit));
}

/** Null for what does not exist or may not be seen, so that a page can answer 404. Throws everything else. */
export async function orNotFound<Result>(reading: Promise<Result>): Promise<Result | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') return null;
    throw error;
  }
}
