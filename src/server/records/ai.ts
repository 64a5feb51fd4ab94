import type { Versioned } from './versioned.ts';
import type { ChosenAiSettings } from '../../lib/domain/ai-settings.ts';
import type { UsageOutcome, UsagePurpose } from '../../lib/contracts/ai-usage.ts';

/** One request to a model, for the ledger. */
export interface UsageRecord {
  id: string;
  generationId: string | null;
  taskId: string | null;
  userId: string | null;
  purpose: UsagePurpose;
  model: string;
  promptTokens: number;
  completionTokens: number;
  /** US dollars as the provider reported, else by the price list; null when neither says. */
  cost: number | null;
  /** Tokens or cost are computed, not reported. */
  estimated: boolean;
  latencyMs: number;
  outcome: UsageOutcome;
  createdAt: Date;
}

/** What admins chose for the AI. Version 1 is never stored: it is what the environment says. */
export type AiSettingsRecord = Versioned & ChosenAiSettings;
