import { AIGenerationError } from '../../lib/domain/errors.ts';
import type { Environment } from '../env.ts';
import type { Ai, Clock, Ids, Logger, ModelQuota, UsageStore } from '../ports.ts';
import { createGenerateSubtasks } from './generate-subtasks.ts';
import { createProvider } from './provider.ts';
import { aiSettings, type AiSettings } from './settings.ts';
import { createLedger } from './usage-ledger.ts';

export { modelQuota } from './model-quota.ts';

interface AiOptions {
  env: Environment;
  log: Logger;
  usage: Pick<UsageStore, 'insert'>;
  quota: ModelQuota;
  ids: Ids;
  clock: Clock;
  /** Other numbers than the standard ones, for tests. */
  settings?: Partial<AiSettings>;
  random?: () => number;
}

/** The AI as use-cases see it. Without OPENROUTER_API_KEY it is unavailable and nothing is ever sent. */
export function createAi({
  env,
  log,
  usage,
  quota,
  ids,
  clock,
  settings: changed,
  random = Math.random,
}: AiOptions): Ai {
  const apiKey = env.OPENROUTER_API_KEY;
  if (apiKey === undefined) {
    const refuse = () =>
      Promise.reject(new AIGenerationError('Task generation failed', { cause: 'OPENROUTER_API_KEY is not set' }));
    return { available: false, generateSubtasks: refuse };
  }
  const settings = { ...aiSettings(env), ...changed };
  const provider = createProvider({
    baseUrl: env.OPENROUTER_BASE_URL,
    apiKey,
    siteUrl: env.SITE_URL,
    siteName: env.SITE_NAME,
    responseLimit: settings.responseLimit,
    clock,
  });
  const ledger = createLedger({ usage, ids, clock, log });
  const generateSubtasks = createGenerateSubtasks({ provider, ledger, quota, settings, log, random, clock });
  return { available: true, generateSubtasks };
}
