import type { FieldError, Problem } from '../contracts/errors.ts';
import { underWay } from './under-way.ts';

/**
 * The API refused or could not be reached. `code` is the problem's stable word, or `offline` when no answer came;
 * the message is a sentence for people.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: Problem['code'] | 'offline';
  readonly status: number;
  readonly problem: Partial<Problem>;
  constructor(code: ApiError['code'], status: number, message: string, problem: Partial<Problem> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.problem = problem;
  }
  /** What is wrong with one field of the request, if anything. */
  fieldError(path: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === path)?.message;
  }
  get fieldErrors(): FieldError[] {
    return this.problem.errors ?? [];
  }
}

interface CallOptions {
  /** The version the change is based on: the server merges or answers `conflict`. */
  ifMatch?: number;
  /** Makes a repeated POST answer as the first did. One is made for each POST anyway, to cover our own retry. */
  idempotencyKey?: string;
  /** Seconds to wait for long work to end (`Prefer: wait=N`). */
  wait?: number;
  signal?: AbortSignal;
}

/** Shows a way to log in again on the page itself; resolves to false when the person declines. */
type AskLogin = () => Promise<boolean>;
let askLogin: AskLogin = () => Promise.resolve(false);
export const onLoginNeeded = (ask: AskLogin): void => {
  askLogin = ask;
};

/** Our own access token, once a refresh has given one; until then the session cookie speaks for us. */
let accessToken: string | null = null;
let refreshing: Promise<boolean> | null = null;
let asking: Promise<boolean> | null = null;

async function refresh(): Promise<boolean> {
  accessToken = null;
  const answer = await fetch('/api/auth/refresh', { method: 'POST' }).catch(() => null);
  if (!answer?.ok) return false;
  const body = (await answer.json().catch(() => null)) as { token: string } | null;
  accessToken = body?.token ?? null;
  return accessToken !== null;
}

/** Tries to renew the session silently, then asks the person; callers at the same time share one attempt. */
async function regainAccess(): Promise<boolean> {
  refreshing ??= refresh().finally(() => (refreshing = null));
  if (await refreshing) return true;
  asking ??= askLogin().finally(() => (asking = null));
  return asking;
}

/** 128 random bits in hex; `crypto.randomUUID` does not exist on plain-HTTP origins. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const offline = () => {
  const cut = 'onLine' in navigator && !navigator.onLine;
  const fault = cut ? 'You are offline.' : 'The server does not answer.';
  return new ApiError('offline', 0, `${fault} What you entered is still here; try again in a moment.`);
};

async function refusal(answer: Response): Promise<ApiError> {
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  const message = problem.detail ?? `The server answered ${answer.status}.`;
  return new ApiError(problem.code ?? 'internal', answer.status, message, problem);
}

async function call<Result>(method: string, path: string, body: unknown, options: CallOptions): Promise<Result> {
  const headers = new Headers({ Accept: 'application/json' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`);
  if (options.wait !== undefined) headers.set('Prefer', `wait=${options.wait}`);
  if (method === 'POST') headers.set('Idempotency-Key', options.idempotencyKey ?? randomKey());
  const json = body === undefined ? null : JSON.stringify(body);
  const send = () => {
    if (accessToken) headers.set('Authorization', `Bearer ${accessToken}`);
    else headers.delete('Authorization');
    return fetch(`/api${path}`, {
      method,
      headers,
      body: json,
      // A change under way outlives the page; browsers keep 64 KB of such requests at most.
      keepalive: method !== 'GET' && (json?.length ?? 0) < 16_000,
      signal: options.signal ?? null,
    }).catch((error: unknown) => {
      if (options.signal?.aborted) throw error;
      throw offline();
    });
  };
  let answer = await send();
  if (answer.status === 401 && (await regainAccess())) answer = await send();
  if (!answer.ok) throw await refusal(answer);
  if (answer.status === 204) return undefined as Result;
  // Cut short on the way, or another's page: a network that asks to log in, a proxy in front of a server that is down.
  return answer.json().catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw offline();
  }) as Promise<Result>;
}

/** Changes are what people wait for; what the page reads by itself is not shown as under way. */
const change = <Result>(...request: Parameters<typeof call>) => underWay(call<Result>(...request));

/** The API of this site, as contracts describe it. Throws ApiError, or the signal's reason when aborted. */
export const api = {
  get: <Result>(path: string, options: CallOptions = {}) => call<Result>('GET', path, undefined, options),
  post: <Result>(path: string, body?: unknown, options: CallOptions = {}) =>
    change<Result>('POST', path, body ?? {}, options),
  put: <Result>(path: string, body: unknown, options: CallOptions = {}) => change<Result>('PUT', path, body, options),
  patch: <Result>(path: string, body: unknown, options: CallOptions = {}) =>
    change<Result>('PATCH', path, body, options),
  delete: <Result = void>(path: string, options: CallOptions = {}) =>
    change<Result>('DELETE', path, undefined, options),
};

/** After a login on the page itself the cookie is fresh: forget the old token. */
export const forgetToken = (): void => {
  accessToken = null;
};

/** `?status=pending&q=…` from what is set. */
export function queryString(values: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text && `?${text}`;
}
