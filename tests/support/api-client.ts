import type { z } from 'zod';
import { errorCodes, problem, type Problem } from '../../src/lib/contracts/errors.ts';
import { operations, type Operation } from '../../src/lib/contracts/operations/index.ts';
import type { User } from '../../src/lib/contracts/user.ts';
import { checkAnswer } from '../../src/server/http/check-answer.ts';
import { errorsOf } from '../../src/server/http/openapi.ts';

type InputOf<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

/** What a call needs: what the operation declares, nothing else. */
export type CallInput<Op extends Operation> = (Op['params'] extends z.ZodType
  ? { params: InputOf<Op['params']> }
  : { params?: undefined }) &
  (Op['body'] extends z.ZodType ? { body?: InputOf<Op['body']> } : { body?: undefined }) & {
    query?: Record<string, string | number | boolean>;
    headers?: Record<string, string>;
  };

type SuccessOf<Op extends Operation> = {
  [Status in keyof Op['answers'] & number]: Op['answers'][Status] extends { schema: infer Schema extends z.ZodType }
    ? z.output<Schema>
    : undefined;
}[keyof Op['answers'] & number];

export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

type Arguments<Op extends Operation> = Op['params'] extends z.ZodType
  ? [input: CallInput<Op>]
  : [input?: CallInput<Op>];

/**
 * A program that uses the API: it keeps cookies as a browser does when told to, sends its bearer token otherwise, and
 * holds every answer against the operation's schema.
 */
export class ApiClient {
  readonly url: string;
  token: string | null = null;
  refreshToken: string | null = null;
  /** Cookies by name; sent only when `useCookies`. */
  readonly cookies = new Map<string, string>();
  useCookies = false;

  constructor(url: string) {
    this.url = url;
  }

  /** Any request, with this client's credentials. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.token && !this.useCookies && !headers.has('Authorization')) {
      headers.set('Authorization', `Bearer ${this.token}`);
    }
    if (this.useCookies && !headers.has('Cookie')) headers.set('Cookie', this.cookieHeader());
    const answer = await fetch(`${this.url}${path}`, { redirect: 'manual', ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Calls an operation and checks whatever comes back against its contract. */
  async call<Op extends Operation>(operation: Op, ...[input]: Arguments<Op>): Promise<Answered> {
    const {
      params = {},
      query = {},
      body,
      headers = {},
    } = (input ?? {}) as {
      params?: Record<string, string>;
      query?: Record<string, string | number | boolean>;
      body?: unknown;
      headers?: Record<string, string>;
    };
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const answer = await this.fetch(search.size > 0 ? `${path}?${search}` : path, {
      method: operation.method,
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed = text === '' ? undefined : (JSON.parse(text) as unknown);
    if (answer.ok) checkAnswer(operation, answer.status, parsed);
    else checkProblem(operation, answer, parsed);
    return { status: answer.status, headers: answer.headers, body: parsed };
  }

  /** Calls an operation that must succeed; answers its body. */
  async ok<Op extends Operation>(operation: Op, ...args: Arguments<Op>): Promise<SuccessOf<Op>> {
    const { status, body } = await this.call(operation, ...args);
    if (status >= 400) throw new Error(`${operation.id} was refused: ${JSON.stringify(body)}`);
    return body as SuccessOf<Op>;
  }

  /** Calls an operation that must be refused; answers the problem. */
  async refused<Op extends Operation>(operation: Op, ...args: Arguments<Op>): Promise<Problem> {
    const { status, body } = await this.call(operation, ...args);
    if (status < 400) throw new Error(`${operation.id} was not refused: ${status} ${JSON.stringify(body)}`);
    return body as Problem;
  }

  /** Makes an account and goes on as it. */
  async register(email: string, more: Partial<z.input<typeof operations.register.body>> = {}): Promise<User> {
    const body = { email, password: testPassword, firstName: 'Dana', lastName: 'Reyes', ...more };
    return this.#enter(await this.ok(operations.register, { body }));
  }

  async login(email: string, password = testPassword): Promise<User> {
    return this.#enter(await this.ok(operations.login, { body: { email, password } }));
  }

  #enter(result: { user: User; token: string; refreshToken: string }): User {
    this.token = result.token;
    this.refreshToken = result.refreshToken;
    return result.user;
  }
}

export const testPassword = 'correct horse battery';

/** A refusal is a problem, of a code the operation declares, under that code's status. */
function checkProblem(operation: Operation, answer: Response, body: unknown): void {
  const type = answer.headers.get('content-type');
  if (type !== 'application/problem+json') throw new Error(`${operation.id} refused with ${type ?? 'no type'}`);
  const { code, status } = problem.parse(body);
  if (status !== answer.status || errorCodes[code] !== status) {
    throw new Error(`${operation.id} answered ${answer.status} with the problem ${code} of ${status}`);
  }
  const needsRetry = status === 429 || status === 503;
  if (needsRetry && !answer.headers.has('retry-after')) throw new Error(`${operation.id} refused without Retry-After`);
  if (!errorsOf(operation).includes(code)) throw new Error(`${operation.id} does not declare ${code}`);
}
