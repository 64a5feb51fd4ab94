import { ObjectId } from 'bson';
import type { Connection } from 'mongoose';
import { RateLimiterMemory, RateLimiterMongo } from 'rate-limiter-flexible';
import { effectiveAiSettings } from '../lib/domain/ai-settings.ts';
import { aiDefaults } from './ai/defaults.ts';
import { createBackups } from './backups/backups.ts';
import { createPasswords } from './auth/passwords.ts';
import { createTokens } from './auth/tokens.ts';
import { environment, type Environment } from './env.ts';
import { createRateLimiter } from './http/rate-limits.ts';
import { createLogger } from './log.ts';
import type { Ai, Clock, Ids, MailTransport, Ports } from './ports/index.ts';
import { createRecent } from './recent.ts';
import { createWebhooks } from './webhooks/sender.ts';
import { makeDefaultPipelines } from './use-cases/pipelines/make-default-pipelines.ts';
import { connect, createStores } from './stores/index.ts';

/** One process's world: its environment, what use-cases need, and how to end it. */
export interface Container {
  env: Environment;
  ports: Ports;
  close(): Promise<void>;
}

const key = Symbol.for('throughline.container');
type Holder = { [key]?: Promise<Container> };

/** The process's one container, built at first use. A failed start is tried again at the next call. */
export function getContainer(): Promise<Container> {
  const holder = globalThis as Holder;
  holder[key] ??= buildOwn().catch((error: unknown) => {
    delete holder[key];
    throw error;
  });
  return holder[key];
}

/** The container if there is one: for a clean stop. */
export const currentContainer = (): Promise<Container> | undefined => (globalThis as Holder)[key];

async function buildOwn(): Promise<Container> {
  return buildContainer(environment());
}

const clock: Clock = { now: () => new Date() };
const ids: Ids = { next: () => new ObjectId().toHexString() };

/** Builds a container of its own, as tests do; a process otherwise has the one of `getContainer`. */
export async function buildContainer(env: Environment): Promise<Container> {
  const log = createLogger(env);
  const connection = await connect(env, log);
  try {
    const stores = await createStores(connection, { clock, ids });
    const mail = lazyMail(env);
    const webhooks = createWebhooks(env);
    const ports: Ports = {
      clock,
      ids,
      log,
      policy: {
        siteUrl: env.SITE_URL,
        siteName: env.SITE_NAME,
        registration: env.REGISTRATION,
        production: env.NODE_ENV === 'production',
        aiDefaults: aiDefaults(env),
      },
      ...stores,
      recent: createRecent(),
      rateLimits: createRateLimiter(env, { connection }),
      passwords: createPasswords(),
      tokens: createTokens(env),
      ai: lazyAi(env, { ...stores, log, connection }),
      mail,
      webhooks,
      backups: createBackups(env),
    };
    await makeDefaultPipelines(ports);
    return {
      env,
      ports,
      async close() {
        await mail.close();
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
}

/** The openai SDK is loaded by the process that asks a model, when it first does. */
function lazyAi(
  env: Environment,
  world: Pick<Ports, 'log' | 'usage' | 'allowances' | 'aiSettings'> & { connection: Connection },
): Ai {
  let loading: Promise<Ai> | undefined;
  const load = async (): Promise<Ai> => {
    const { createAi, modelQuota } = await import('./ai/index.ts');
    const quota = modelQuota((points) => {
      const limit = { keyPrefix: 'model', points, duration: 60 };
      return new RateLimiterMongo({
        ...limit,
        storeClient: world.connection,
        tableName: 'rateLimits',
        insuranceLimiter: new RateLimiterMemory(limit),
      });
    });
    const settings = async () => effectiveAiSettings(aiDefaults(env), await world.aiSettings.find());
    return createAi({ ...world, env, quota, settings, ids, clock });
  };
  return {
    available: env.OPENROUTER_API_KEY !== undefined,
    generateSubtasks: async (request, options) => (await (loading ??= load())).generateSubtasks(request, options),
    wordInsights: async (request, options) => (await (loading ??= load())).wordInsights(request, options),
    draftMail: async (request, options) => (await (loading ??= load())).draftMail(request, options),
  };
}

/** nodemailer is loaded with the first mail. */
function lazyMail(env: Environment): MailTransport & { close(): Promise<void> } {
  let loading: Promise<MailTransport & { close(): void }> | undefined;
  const load = async () => (await import('./mail/transport.ts')).createMailTransport(env);
  return {
    delivers: env.SMTP_URL !== undefined,
    send: async (mail, signal) => (await (loading ??= load())).send(mail, signal),
    close: async () => {
      if (loading) (await loading).close();
    },
  };
}
