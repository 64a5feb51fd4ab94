import { AIGenerationError } from '../../lib/domain/errors.ts';
import type { Environment } from '../env.ts';
import type { AiSettingValues } from '../../lib/domain/ai-settings.ts';
import type { Ai, AllowanceStore, Clock, Ids, Logger, ModelQuota, UsageStore } from '../ports/index.ts';
import { createAdmission } from './admission.ts';
import { createAskModels } from './ask-models.ts';
import { createDraftMail } from './draft-mail.ts';
import { createGenerateSubtasks } from './generate-subtasks.ts';
import { createProvider } from './provider.ts';
import { standardTuning, type Tuning } from './tuning.ts';
import { createLedger } from './usage-ledger.ts';
import { createWordInsights } from './word-insights.ts';

export { modelQuota } from './model-quota.ts';

interface AiOptions {
  env: Environment;
  log: Logger;
  usage: Pick<UsageStore, 'insert'>;
  quota: ModelQuota;
  allowances: AllowanceStore;
  /** As they hold now; asked before every question. */
  settings: () => Promise<AiSettingValues>;
  ids: Ids;
  clock: Clock;
  /** Other numbers than the standard ones, for tests. */
  tuning?: Partial<Tuning>;
  random?: () => number;
}

/** The AI as use-cases see it. Without OPENROUTER_API_KEY it is unavailable and nothing is ever sent. */
export function createAi({
  env,
  log,
  usage,
  quota,
  allowances,
  settings,
  ids,
  clock,
  tuning: changed,
  random = Math.random,
}: AiOptions): Ai {
  const apiKey = env.OPENROUTER_API_KEY;
  if (apiKey === undefined) {
    const refuse = (failure: string) => () =>
      Promise.reject(
        new AIGenerationError(failure, { cause: 'OPENROUTER_API_KEY is not set', reason: 'No model is set up.' }),
      );
    return {
      available: false,
      generateSubtasks: refuse('Task generation failed'),
      wordInsights: refuse('No insights were worded'),
      draftMail: refuse('No mail was drafted'),
    };
  }
  const tuning = { ...standardTuning(env), ...changed };
  const provider = createProvider({
    baseUrl: env.OPENROUTER_BASE_URL,
    apiKey,
    siteUrl: env.SITE_URL,
    siteName: env.SITE_NAME,
    responseLimit: tuning.responseLimit,
    clock,
  });
  const ledger = createLedger({ usage, ids, clock, log });
  const admission = createAdmission({ allowances, quota, tuning, ids, clock, log });
  const ask = createAskModels({ provider, ledger, admission, settings, tuning, log, random, clock, allowances });
  return {
    available: true,
    generateSubtasks: createGenerateSubtasks({ ask, tuning, clock }),
    wordInsights: createWordInsights(ask),
    draftMail: createDraftMail(ask),
  };
}
