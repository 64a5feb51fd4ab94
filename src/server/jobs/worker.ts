import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoBackend, MongoChangeStreamNotificationChannel } from '@agendajs/mongo-backend';
import { Agenda, type Job as QueuedJob } from 'agenda';
import { MongoClient } from 'mongodb';
import type { Container } from '../container.ts';
import type { Job } from './define-job.ts';
import { jobs as registered, verifyRegistry, type JobRequest } from './registry.ts';
import { retryDelay, runJob, type JobData } from './run-job.ts';

const collection = 'jobs';
/** A worker that has not renewed its lock for so long is taken to be dead. */
export const lockMs = 15_000;
const renewMs = 4000;
/** Between two looks for due jobs; new ones are announced by change stream. */
const pollMs = 1000;
const stopMs = 6000;
/** So long an event seen again finds its job; looking for due jobs gets slower with each that is kept. */
const keptSeconds = 10 * 60;
/** A look for jobs that was under way when the worker stopped has ended by then. */
const settleMs = 50;

export interface Worker {
  /** Queues a job for an event; however often it is called, an event becomes one job of a kind. */
  enqueue(request: JobRequest, eventId: string): Promise<void>;
  /** Asks running jobs to end, gives what is left to other workers, and lets go of the database. */
  stop(): Promise<void>;
}

/**
 * Takes jobs from the queue and runs them, several at once. Rejects when a job has no handler or the database is away.
 * @param jobs for tests: others than the product's
 */
export async function startWorker(container: Container, jobs: readonly Job[] = registered): Promise<Worker> {
  const { env, ports } = container;
  await verifyRegistry(jobs);
  const client = new MongoClient(env.MONGODB_URI, {
    maxPoolSize: 10,
    appName: 'throughline-jobs',
    serverSelectionTimeoutMS: 5000,
  });
  try {
    const agenda = await createAgenda(client, container);
    const stopping = new AbortController();
    for (const job of jobs) define(agenda, job, container, stopping.signal);
    await agenda.start();
    for (const { id, version, everyMs } of jobs) {
      if (everyMs !== undefined) await agenda.every(everyMs, id, { version, eventId: `every:${id}` });
    }
    const enqueue: Worker['enqueue'] = async ({ job, data }, eventId) => {
      const queued: JobData = { ...data, version: job.version, eventId };
      const created = agenda.create(job.id, queued).unique({ 'data.eventId': eventId }, { insertOnly: true });
      await created.schedule(new Date()).save();
    };
    for (const job of jobs) if (job.atStart) await enqueue({ job, data: {} }, `start:${job.id}:${randomUUID()}`);
    return {
      enqueue,
      async stop() {
        stopping.abort();
        await agenda.drain({ timeout: stopMs, closeConnection: false });
        await letGo(client, agenda).catch((error: unknown) => {
          ports.log.warn({ error }, 'Locks run out by themselves: the database is away');
        });
        await client.close();
      },
    };
  } catch (error) {
    await client.close().catch((cause: unknown) => ports.log.debug({ error: cause }, 'Closing the job client failed'));
    throw error;
  }
}

async function createAgenda(client: MongoClient, { ports: { log } }: Container): Promise<Agenda> {
  const db = client.db();
  await db.collection(collection).createIndexes([
    { key: { name: 1, nextRunAt: 1, priority: -1, lockedAt: 1, disabled: 1 } },
    { key: { name: 1, lockedAt: 1 } },
    {
      key: { name: 1, 'data.eventId': 1 },
      unique: true,
      partialFilterExpression: { 'data.eventId': { $exists: true } },
    },
    {
      key: { lastFinishedAt: 1 },
      expireAfterSeconds: keptSeconds,
      // Recurring jobs, and those to be tried again, have a next run.
      partialFilterExpression: { nextRunAt: { $type: 'null' } },
    },
  ]);
  const channel = new MongoChangeStreamNotificationChannel({
    db,
    collection,
    reconnect: { enabled: true, maxAttempts: Number.MAX_SAFE_INTEGER, initialDelayMs: pollMs },
  });
  channel.on('error', (error: unknown) => log.debug({ error }, 'New jobs are found by polling for now'));
  const agenda = new Agenda({
    name: `${hostname()}:${process.pid}:${randomUUID()}`,
    backend: new MongoBackend({
      mongo: db,
      collection,
      ensureIndex: false,
      sort: { nextRunAt: 'asc', priority: 'desc' },
    }),
    notificationChannel: channel,
    processEvery: pollMs,
    maxConcurrency: 20,
    defaultLockLifetime: lockMs,
    removeOnComplete: false,
  });
  agenda.on('error', (error: unknown) => log.warn({ error }, 'The job queue met an error'));
  return agenda;
}

/** Draining may leave jobs locked that a look under way has found: others need not wait until their locks run out. */
async function letGo(client: MongoClient, { attrs: { name } }: Agenda): Promise<void> {
  await sleep(settleMs);
  const locked = { lastModifiedBy: name, lockedAt: { $ne: null } };
  await client
    .db()
    .collection(collection)
    .updateMany(locked, { $set: { lockedAt: null } });
}

function define(agenda: Agenda, job: Job, container: Container, signal: AbortSignal): void {
  const { log } = container.ports;
  const process = async (queued: QueuedJob<JobData>): Promise<void> => {
    const renewing = setInterval(() => {
      queued.touch().catch((error: unknown) => log.debug({ job: job.id, error }, 'A lock could not be renewed'));
    }, renewMs);
    try {
      await runJob(job, queued.attrs.data, { container, signal, failures: queued.attrs.failCount ?? 0 });
    } finally {
      clearInterval(renewing);
    }
  };
  // oxlint-disable-next-line typescript/no-misused-promises -- Agenda awaits it: one of the types it takes says so
  agenda.define<JobData>(job.id, process, {
    concurrency: job.concurrency,
    lockLimit: job.concurrency * 2,
    lockLifetime: lockMs,
    backoff: ({ attempt }) => retryDelay(job, attempt),
  });
}
