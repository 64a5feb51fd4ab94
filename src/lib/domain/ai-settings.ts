import type { AiSettings, ModelPrice } from '../contracts/ai-settings.ts';

/** The settings models are asked by. */
export type AiSettingValues = Pick<AiSettings, 'models' | 'limits' | 'budgets' | 'prices' | 'context'>;
/** What holds when nobody chose: the environment's values and the price list. */
export type AiDefaults = AiSettings['defaults'];

type OrDefault<Values> = { [Name in keyof Values]: Values[Name] | null };
/** What admins chose; null stands for the default. */
export interface ChosenAiSettings {
  models: OrDefault<AiSettingValues['models']>;
  limits: OrDefault<AiSettingValues['limits']>;
  budgets: AiSettingValues['budgets'];
  prices: ModelPrice[] | null;
  context: AiSettingValues['context'];
}

/** Before anyone chose: no budget, and everything may be sent. */
export const nothingChosen: ChosenAiSettings = {
  models: { fast: null, quality: null },
  limits: { requestsPerMinute: null, concurrency: null },
  budgets: { company: { daily: null, monthly: null }, member: { daily: null, monthly: null } },
  prices: null,
  context: { customer: true, notes: true, similarTasks: true },
};

/** The settings as they hold: what was chosen, else the defaults. */
export function effectiveAiSettings(defaults: AiDefaults, chosen: ChosenAiSettings | null): AiSettingValues {
  const { models, limits, budgets, prices, context } = chosen ?? nothingChosen;
  return {
    models: { fast: models.fast ?? defaults.models.fast, quality: models.quality ?? defaults.models.quality },
    limits: {
      requestsPerMinute: limits.requestsPerMinute ?? defaults.limits.requestsPerMinute,
      concurrency: limits.concurrency ?? defaults.limits.concurrency,
    },
    budgets,
    prices: prices ?? defaults.prices,
    context,
  };
}
