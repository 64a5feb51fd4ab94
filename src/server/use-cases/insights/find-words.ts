import type { InsightsRequest } from '../../../lib/contracts/insights.ts';
import type { ModelChoice } from '../../../lib/contracts/generation.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { AiSettingValues } from '../../../lib/domain/ai-settings.ts';
import { AIGenerationError } from '../../../lib/domain/errors.ts';
import type { AiAnswer, Context } from '../../ports/index.ts';
import { heldAiSettings } from '../ai/held-settings.ts';

/** Our own rules and templates, as the maker of words. */
export const localRules = 'local-rules';

/** Who found the words, why, and what that cost. */
export interface Making {
  generatedBy: string;
  routing: string;
  fallback: string | null;
  cost: number | null;
  generatedAt: string;
}

interface Finding<Words> {
  wish: InsightsRequest['model'];
  ask: (asked: { model: ModelChoice; userId: string | null; mayHaveNotes: boolean }) => Promise<AiAnswer>;
  /** What of an answer may be shown; null when nothing. */
  read: (answer: unknown) => Words | null;
  locally: () => Words;
}

/**
 * Words of a model, where one may be asked and answers with something that may be shown; else our own, saying why.
 * @throws ProblemError `rate_limited`, or the signal's reason
 */
export async function findWords<Words>(
  context: Context,
  { wish, ask, read, locally }: Finding<Words>,
): Promise<{ words: Words; making: Making }> {
  const { ports, actor } = context;
  const generatedAt = ports.clock.now().toISOString();
  const own = (routing: string, fallback: string | null = null, cost: number | null = null) => ({
    words: locally(),
    making: { generatedBy: localRules, routing, fallback, cost, generatedAt },
  });
  const settings = await heldAiSettings(context.ports);
  const why = wish === 'local' ? 'No model was asked, as you wished.' : whyLocal(context, settings);
  if (why !== null || wish === 'local') return own(why ?? '');
  const userId = actor.kind === 'member' ? actor.id : null;
  if (userId !== null) await ports.rateLimits.consume('generate', userId);
  try {
    const answer = await ask({ model: wish, userId, mayHaveNotes: settings.context.notes });
    const words = read(answer.answer);
    if (words === null) return own(answer.routing, 'The model’s answer held nothing that may be shown.', answer.cost);
    const { generatedBy, routing, cost } = answer;
    return { words, making: { generatedBy, routing, fallback: null, cost, generatedAt } };
  } catch (error) {
    if (!(error instanceof AIGenerationError)) throw error;
    ports.log.warn({ error }, 'No model found usable words; using our own');
    return own(error.reason, error.reason, error.cost);
  }
}

/** What happens when words are asked for, to be said before that. */
export interface Notice {
  /** The model that would be asked first; null: none. */
  model: string | null;
  /** Why none would be. */
  why: string | null;
  /** Whether the newest notes would be sent. */
  sendsNotes: boolean;
}

/** Says beforehand whether a model would be asked, which, and what for. */
export async function wordsNotice(context: Context): Promise<Notice> {
  const settings = await heldAiSettings(context.ports);
  const why = whyLocal(context, settings);
  return { model: why === null ? settings.models.fast : null, why, sendsNotes: settings.context.notes };
}

/** Why no model may be asked about a customer; null when one may. */
function whyLocal({ ports, actor }: Context, { context }: AiSettingValues): string | null {
  if (!ports.ai.available) return 'No model is set up.';
  if (!may(actor, 'ai.generate')) return 'You may not ask models; an administrator can change that.';
  return context.customer ? null : 'Administrators let nothing about customers be sent to a model.';
}
