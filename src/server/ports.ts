import type { Actor } from '../lib/domain/actor.ts';
import type { DomainEvent, StoredEvent } from '../lib/domain/events.ts';
import type { AiDefaults } from '../lib/domain/ai-settings.ts';
import type { ListActivityQuery } from '../lib/contracts/activity.ts';
import type { ListUsageQuery } from '../lib/contracts/ai-usage.ts';
import type { Page } from '../lib/contracts/common.ts';
import type { ListCustomersQuery } from '../lib/contracts/customer.ts';
import type { ListMailsQuery } from '../lib/contracts/mail.ts';
import type { ListTasksQuery } from '../lib/contracts/task.ts';
import type { ListUsersQuery } from '../lib/contracts/user.ts';
import type { ArrivingSubtask, ModelChoice, Progress } from '../lib/contracts/generation.ts';
import type {
  ActivityRecord,
  AiSettingsRecord,
  CustomerRecord,
  GenerationRecord,
  MailRecord,
  OneTimeTokenRecord,
  RefreshTokenRecord,
  SessionRecord,
  TaskRecord,
  UsageRecord,
  UserRecord,
} from './records.ts';

/*
 * What use-cases need from the outside world, and nothing about how it is done.
 * Stores read at any time; they write only inside `commit`, with the transaction it hands out.
 */

declare const transaction: unique symbol;
/** A write-only transaction under way; only stores know what is in it. */
export interface Tx {
  readonly [transaction]: true;
}

/** A record changed between reading and writing: read it again and decide anew (`retryStale`). */
export class StaleRecordError extends Error {
  override readonly name = 'StaleRecordError';
}

/** A unique key is taken. `key` is the dotted path, e.g. `contactInfo.email`. */
export class DuplicateKeyError extends Error {
  override readonly name = 'DuplicateKeyError';
  readonly key: string;
  constructor(key: string, cause?: unknown) {
    super(`duplicate ${key}`, { cause });
    this.key = key;
  }
}

/**
 * Commits a change and its events as one. `write` may run more than once (transient conflicts): it only writes, in
 * sequence, and has no other effect. Throws StaleRecordError or DuplicateKeyError; 5 s at most.
 */
export type Commit = (change: {
  actor: Actor;
  events: readonly DomainEvent[];
  write: (tx: Tx) => Promise<void>;
}) => Promise<void>;

export interface Clock {
  now(): Date;
}
export interface Ids {
  next(): string;
}

interface RecordStore<Record, Query> {
  /** Also finds deleted records: the use-case decides who may see them. */
  find(id: string): Promise<Record | null>;
  findMany(ids: readonly string[]): Promise<Record[]>;
  list(query: Query): Promise<Page<Record>>;
  insert(record: Record, tx: Tx): Promise<void>;
  /** Replaces the record of version `record.version - 1`. Throws StaleRecordError when another change came first. */
  replace(record: Record, tx: Tx): Promise<void>;
  /** Ids of what was deleted before `before`. */
  deletedBefore(before: Date): Promise<string[]>;
  /** Removes for good what was deleted before `before`; answers how many. */
  purgeDeleted(before: Date): Promise<number>;
}

/** A list query with `me` resolved and the caller's own limits added. */
export interface TaskStore extends RecordStore<TaskRecord, ListTasksQuery> {
  /** Ids of all that match, at most `limit`. */
  matchingIds(query: ListTasksQuery, limit: number): Promise<string[]>;
  stats(now: Date): Promise<{ byStatus: Record<string, number>; overdue: number; dueToday: number }>;
  /** Finished tasks with plans, newest first: what the local planner learns from. */
  finishedPlans(limit: number): Promise<TaskRecord[]>;
}

/** `list` gives customers with their newest 20 notes; do not `replace` by those. */
export interface CustomerStore extends RecordStore<CustomerRecord, ListCustomersQuery> {
  findByEmail(email: string): Promise<CustomerRecord | null>;
  /** All that match, in order, read as they are taken; `cursor` and `limit` do not count. */
  each(query: ListCustomersQuery): Promise<AsyncIterable<CustomerRecord>>;
  matchingIds(query: ListCustomersQuery, limit: number): Promise<string[]>;
  stats(): Promise<{ byStatus: Record<string, number>; byStage: Record<string, number> }>;
}

/** Histories. Entries are written with the change they tell of. */
export interface ActivityStore {
  list(query: ListActivityQuery & { of: { customerId: string } | { taskId: string } }): Promise<Page<ActivityRecord>>;
  insert(record: ActivityRecord, tx: Tx): Promise<void>;
  /** Removes the histories of records that go for good. */
  forget(records: { customerIds: readonly string[]; taskIds: readonly string[] }): Promise<void>;
}

export interface UserStore {
  find(id: string): Promise<UserRecord | null>;
  findMany(ids: readonly string[]): Promise<UserRecord[]>;
  findByEmail(email: string): Promise<UserRecord | null>;
  list(query: ListUsersQuery): Promise<Page<UserRecord>>;
  /** Active members, by name; for pickers. */
  members(): Promise<UserRecord[]>;
  any(): Promise<boolean>;
  /** With `first`, throws DuplicateKeyError('first') unless no user exists: only one caller can win. */
  insert(record: UserRecord, tx: Tx, options?: { first?: boolean }): Promise<void>;
  /**
   * Replaces the record of version `record.version - 1`; throws StaleRecordError when another change came first.
   * With `keepAdmin`, also when no active admin would be left: changes at the same time cannot demote the last two.
   */
  replace(record: UserRecord, tx: Tx, options?: { keepAdmin?: boolean }): Promise<void>;
}

export interface SessionStore {
  find(hash: string): Promise<SessionRecord | null>;
  ofUser(userId: string): Promise<SessionRecord[]>;
  touch(hash: string, at: Date, expiresAt: Date): Promise<void>;
  insert(record: SessionRecord, tx: Tx): Promise<void>;
  /** Removes the session and its refresh tokens. */
  remove(hash: string, tx: Tx): Promise<void>;
}

export interface RefreshTokenStore {
  find(hash: string): Promise<RefreshTokenRecord | null>;
  insert(record: RefreshTokenRecord, tx: Tx): Promise<void>;
  /** Marks it used; throws StaleRecordError when it was used already. */
  use(hash: string, successor: string, at: Date, tx: Tx): Promise<void>;
}

export interface OneTimeTokenStore {
  find(hash: string): Promise<OneTimeTokenRecord | null>;
  insert(record: OneTimeTokenRecord, tx: Tx): Promise<void>;
  /** Throws StaleRecordError when it is gone: it works once. */
  take(hash: string, tx: Tx): Promise<void>;
}

export interface GenerationStore {
  find(id: string): Promise<GenerationRecord | null>;
  /** The one queued or running for a task, if any. */
  active(taskId: string): Promise<GenerationRecord | null>;
  latest(taskId: string): Promise<GenerationRecord | null>;
  activeOf(userId: string, limit: number): Promise<GenerationRecord[]>;
  /** Throws DuplicateKeyError('taskId') when the task has one queued or running already. */
  insert(record: GenerationRecord, tx: Tx): Promise<void>;
  /** Takes a queued run, or one whose lease ran out; null when someone else has it or it is over. */
  claim(id: string, lease: { now: Date; until: Date }): Promise<GenerationRecord | null>;
  /** Renews the lease and says whether to go on; `lost` when another worker has it. */
  renew(id: string, fence: number, until: Date): Promise<'running' | 'cancel_requested' | 'lost'>;
  /** Ephemeral: shown as it happens, outside any transaction. `arrived` holds all so far. Refused silently when fenced off. */
  report(id: string, fence: number, progress: Progress, arrived: readonly ArrivingSubtask[]): Promise<void>;
  /** Throws StaleRecordError when fenced off. */
  finish(
    id: string,
    fence: number,
    end: Pick<GenerationRecord, 'status' | 'progress' | 'generatedBy' | 'error' | 'finishedAt'>,
    tx: Tx,
  ): Promise<void>;
  /** True when there was something to cancel; a queued one ends at once, a running one when its worker sees it. */
  requestCancel(id: string, now: Date): Promise<boolean>;
  countSince(at: Date): Promise<number>;
  /**
   * Calls back with a run as it is now whenever one was queued, reported or ended; survives reconnects. Returns a
   * function that stops it.
   */
  watch(changed: (run: GenerationRecord) => void): Promise<() => Promise<void>>;
}

export interface OutboxStore {
  /** Gives the next sequence numbers to committed events that have none, in commit order. Leader only. */
  sequence(limit: number): Promise<number>;
  /** Sequenced events after a position, in order. */
  after(sequence: number, limit: number): Promise<StoredEvent[]>;
  last(): Promise<number>;
  /** The oldest still kept: a client behind it must resynchronise. */
  first(): Promise<number>;
  position(consumer: string): Promise<number | null>;
  savePosition(consumer: string, sequence: number): Promise<void>;
  /** Calls back whenever something was written or sequenced; survives reconnects. Returns a function that stops it. */
  watch(wake: () => void): Promise<() => Promise<void>>;
}

export interface MailStore {
  find(id: string): Promise<MailRecord | null>;
  list(query: ListMailsQuery): Promise<Page<MailRecord>>;
  insert(record: MailRecord, tx: Tx): Promise<void>;
  update(id: string, change: Partial<Pick<MailRecord, 'status' | 'attempts' | 'error' | 'sentAt'>>): Promise<void>;
}

export interface UsageStore {
  insert(record: UsageRecord): Promise<void>;
  totalSince(at: Date): Promise<{ tokens: number; cost: number; requests: number }>;
  /** A list query with `me` resolved. */
  list(query: ListUsageQuery): Promise<Page<UsageRecord>>;
  /** Sums from `from` to before `to`, of everyone or of one member; one group for each combination that occurs. */
  groups(range: { from: Date; to: Date; userId?: string | undefined }): Promise<UsageGroup[]>;
}

/** The requests of one day (UTC), member, model and outcome, summed. */
export interface UsageGroup extends Pick<UsageRecord, 'userId' | 'model' | 'outcome'> {
  /** ISO date. */
  day: string;
  requests: number;
  promptTokens: number;
  completionTokens: number;
  /** Of those whose cost is known. */
  cost: number;
  unpriced: number;
}

export interface AiSettingsStore {
  /** Null until someone changed something. */
  find(): Promise<AiSettingsRecord | null>;
  /** Replaces the settings of version `record.version - 1`; version 2 is the first there can be. Throws StaleRecordError. */
  replace(record: AiSettingsRecord, tx: Tx): Promise<void>;
}

/** What a hold takes from one allowance; `limit` null takes whatever is left. */
export interface AllowanceShare {
  key: string;
  amount: number;
  limit: number | null;
}

/** Amounts that all processes together may use up: money of a period, places for requests under way. */
export interface AllowanceStore {
  /**
   * Takes its share of each allowance, or of none. Answers the key of one that has too little left, or null when all
   * is taken. What is never settled is given back after `until`.
   */
  hold(id: string, shares: readonly AllowanceShare[], until: Date): Promise<string | null>;
  /** Ends a hold of `amount`: `spent` is used up and the rest given back. Also counts after the hold ran out. */
  settle(id: string, shares: readonly { key: string; amount: number; spent: number }[]): Promise<void>;
  /** What is used and held of each, in order of the keys. */
  used(keys: readonly string[]): Promise<number[]>;
}

/** A leased lock: one holder at a time among all processes, lost when not renewed. */
export interface Leases {
  acquire(name: string, holder: string, until: Date): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

export interface RateLimiter {
  /** Throws ProblemError `rate_limited` with Retry-After when the bucket is empty. */
  consume(bucket: 'api' | 'login' | 'register' | 'reset' | 'public' | 'generate', key: string): Promise<void>;
  /** Gives one back: what turned out well does not count. */
  forgive(bucket: 'api' | 'login' | 'register' | 'reset' | 'public' | 'generate', key: string): Promise<void>;
}

/** Requests already answered, by caller, route and key (24 h). */
export interface IdempotencyStore {
  /** Reserves the key. `replay` when answered before, `busy` while another request works on it, `mismatch` for another body. */
  begin(
    key: string,
    fingerprint: string,
  ): Promise<
    | { kind: 'fresh' }
    | { kind: 'busy' }
    | { kind: 'mismatch' }
    | { kind: 'replay'; status: number; headers: Record<string, string>; body: string }
  >;
  complete(key: string, answer: { status: number; headers: Record<string, string>; body: string }): Promise<void>;
  /** The request failed in a way that may be tried again: forget the key. */
  abandon(key: string): Promise<void>;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Also takes its time when there is no hash to compare with. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** Access tokens (JWT, 15 min) and opaque secrets. */
export interface Tokens {
  signAccess(claims: { userId: string; role: string; sessionHash: string }): Promise<string>;
  /** Null for anything not signed by us, expired, or of another algorithm. */
  verifyAccess(token: string): Promise<{ userId: string; sessionHash: string } | null>;
  /** 256 random bits, base64url. */
  random(): string;
  /** SHA-256, hex. For session ids and one-time tokens. */
  digest(secret: string): string;
  /** HMAC under JWT_REFRESH_SECRET, hex. */
  refreshDigest(secret: string): string;
}

/** What a plan is asked from. All text from outside is data, never instructions. */
export interface PlanRequest {
  generationId: string;
  taskId: string;
  userId: string | null;
  model: ModelChoice;
  title: string;
  description: string;
  priority: string;
  dueDate: Date | null;
  company: string | null;
  industry: string | null;
  stage: string | null;
  notes: readonly string[];
  instructions: string | null;
  /** Steps that stay whatever is planned: edited, started or finished ones. */
  kept: readonly { title: string; estimatedTime: number; status: string }[];
  /** The most similar first. */
  similar: readonly SimilarTask[];
}

/** A finished task like the one to plan, with the working minutes it really took. */
export interface SimilarTask {
  /** Its title when it was for the same customer; else the kind of work, because titles tell of people. */
  what: string;
  minutes: number;
  /** Empty when it was for someone else. */
  steps: readonly { title: string; minutes: number }[];
}

export interface AiPlan {
  /** As the model answered, parsed as JSON and nothing more; `lib/planning` makes a plan of it. */
  answer: unknown;
  generatedBy: string;
  promptUsed: string;
  /** Characters of text the model had to plan from. */
  contextLength: number;
  /** Why this model made it, for people. */
  routing: string;
  /** US dollars of all requests it took; null when none of their costs is known. */
  cost: number | null;
}

/** Requests to the models, counted for all processes together. */
export interface ModelQuota {
  /** Takes one of a model's requests of this minute: 0 when granted, else the milliseconds until one may be. */
  take(model: string, perMinute: number): Promise<number>;
}

export interface Ai {
  /** False without a key: the local planner then serves at once. */
  readonly available: boolean;
  /**
   * Streams a plan from the first model that answers. Throws AIGenerationError('Task generation failed') when none does,
   * and the signal's reason when cancelled.
   */
  generateSubtasks(
    request: PlanRequest,
    options: {
      signal: AbortSignal;
      onProgress: (progress: Progress) => void;
      onSubtask: (subtask: ArrivingSubtask) => void;
      /** A model gave up and another starts over: what has arrived so far is void. */
      onRestart: () => void;
    },
  ): Promise<AiPlan>;
}

export interface MailTransport {
  /** False without SMTP_URL: mails are kept and shown in the dashboard. */
  readonly delivers: boolean;
  send(mail: Pick<MailRecord, 'id' | 'to' | 'subject' | 'text'>): Promise<void>;
}

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The settings use-cases decide by; parsed once from the environment. */
export interface Policy {
  siteUrl: string;
  siteName: string;
  registration: 'open' | 'invite' | 'closed';
  production: boolean;
  aiDefaults: AiDefaults;
}

export interface Ports {
  clock: Clock;
  ids: Ids;
  log: Logger;
  policy: Policy;
  commit: Commit;
  tasks: TaskStore;
  customers: CustomerStore;
  activities: ActivityStore;
  users: UserStore;
  sessions: SessionStore;
  refreshTokens: RefreshTokenStore;
  oneTimeTokens: OneTimeTokenStore;
  generations: GenerationStore;
  outbox: OutboxStore;
  mails: MailStore;
  usage: UsageStore;
  aiSettings: AiSettingsStore;
  allowances: AllowanceStore;
  leases: Leases;
  rateLimits: RateLimiter;
  idempotency: IdempotencyStore;
  passwords: Passwords;
  tokens: Tokens;
  ai: Ai;
  mail: MailTransport;
}

/** What every use-case is called with: who asks, and the world. */
export interface Context {
  ports: Ports;
  actor: Actor;
}
