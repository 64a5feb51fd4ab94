import type { AiDefaults } from '../../lib/domain/ai-settings.ts';
import type { Environment } from '../env.ts';

/** Requests to models under way at the same time unless an admin says otherwise. */
const CONCURRENCY = 30;

/** List prices of the standard models in US dollars per million tokens. */
const prices: AiDefaults['prices'] = [
  { model: 'openai/gpt-4o-mini', input: 0.15, output: 0.6 },
  { model: 'google/gemini-2.5-pro', input: 1.25, output: 10 },
];

/** The AI's settings as the environment has them. */
export const aiDefaults = (
  env: Pick<Environment, 'AI_FAST_MODEL' | 'AI_QUALITY_MODEL' | 'AI_REQUESTS_PER_MINUTE'>,
): AiDefaults => ({
  models: { fast: env.AI_FAST_MODEL, quality: env.AI_QUALITY_MODEL },
  limits: { requestsPerMinute: env.AI_REQUESTS_PER_MINUTE, concurrency: CONCURRENCY },
  prices,
});
