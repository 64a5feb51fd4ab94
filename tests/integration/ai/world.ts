import { onTestFinished } from 'vitest';
import type { ArrivingSubtask, Progress } from '../../../src/lib/contracts/generation.ts';
import { createAi } from '../../../src/server/ai/index.ts';
import type { Tuning } from '../../../src/server/ai/tuning.ts';
import { aiDefaults } from '../../../src/server/ai/defaults.ts';
import { effectiveAiSettings, type AiSettingValues } from '../../../src/lib/domain/ai-settings.ts';
import { parseEnvironment } from '../../../src/server/env.ts';
import type { AllowanceStore, ModelQuota, PlanRequest } from '../../../src/server/ports/index.ts';
import type { UsageRecord } from '../../../src/server/records/index.ts';
import { startAiProvider, type Mode } from '../../support/ai-provider.ts';

export const KEY = 'or-test-key-0123456789';
export const FAST = 'openai/gpt-4o-mini';
export const QUALITY = 'google/gemini-2.5-pro';

export const planRequest: PlanRequest = {
  generationId: '6745b1f0a1b2c3d4e5f60001',
  taskId: '6745b1f0a1b2c3d4e5f60002',
  userId: '6745b1f0a1b2c3d4e5f60003',
  model: 'fast',
  title: 'Win the Acme renewal before 15 December',
  description: 'They use the product daily and complain about the price.',
  priority: 'medium',
  dueDate: new Date('2026-12-15T16:00:00Z'),
  company: 'Acme GmbH',
  industry: 'Manufacturing',
  stage: 'Negotiation',
  notes: ['Procurement wants two options.'],
  instructions: null,
  kept: [],
  similar: [],
};

/** Timings that make every fault quick to see. */
const quick: Partial<Tuning> = {
  deadlineMs: 10_000,
  takeOverMs: 5000,
  backoffMs: 5,
  backoffCapMs: 20,
  slotWaitMs: 100,
  placePollMs: 5,
  repairMs: 400,
  progressEveryMs: 0,
  responseLimit: 1_000_000,
};

/** Allowances that never run out; the real ones have tests of their own. */
const boundless: AllowanceStore = {
  hold: () => Promise.resolve(null),
  settle: () => Promise.resolve(),
  used: (keys) => Promise.resolve(keys.map(() => 0)),
};

interface WorldOptions {
  mode?: Mode | Mode[];
  pieceMs?: number;
  /** The provider answers only then. */
  after?: Promise<unknown>;
  settings?: Partial<Tuning>;
  quota?: ModelQuota;
  allowances?: AllowanceStore;
  /** What admins chose. */
  chosen?: Partial<AiSettingValues>;
}

/** An AI with its provider, and what came out of it. */
export async function createWorld({ mode, pieceMs, after, settings, quota, allowances, chosen }: WorldOptions = {}) {
  const provider = await startAiProvider({ mode, pieceMs, after });
  onTestFinished(() => provider.close());
  const logged: { level: string; fields: object; message: string }[] = [];
  const log = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const usage: UsageRecord[] = [];
  const env = parseEnvironment({
    MONGODB_URI: 'mongodb://127.0.0.1/none',
    JWT_SECRET: 'x'.repeat(32),
    JWT_REFRESH_SECRET: 'y'.repeat(32),
    OPENROUTER_API_KEY: KEY,
    OPENROUTER_BASE_URL: provider.url,
    SITE_URL: 'https://crm.example',
    SITE_NAME: 'Our CRM',
  });
  let ids = 0;
  const ai = createAi({
    env,
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    usage: {
      insert(record) {
        usage.push(record);
        return Promise.resolve();
      },
    },
    quota: quota ?? { take: () => Promise.resolve(0) },
    allowances: allowances ?? boundless,
    settings: () => Promise.resolve({ ...effectiveAiSettings(aiDefaults(env), null), ...chosen }),
    ids: { next: () => (++ids).toString(16).padStart(24, '0') },
    clock: { now: () => new Date('2026-11-26T09:00:00Z') },
    tuning: { ...quick, ...settings },
    random: () => 0.5,
  });

  const seen = { progress: [] as Progress[], subtasks: [] as ArrivingSubtask[], restarts: 0 };
  const cancel = new AbortController();
  const generate = (change: Partial<PlanRequest> = {}) =>
    ai.generateSubtasks(
      { ...planRequest, ...change },
      {
        signal: cancel.signal,
        onProgress: (progress) => void seen.progress.push(progress),
        onSubtask: (subtask) => void seen.subtasks.push(subtask),
        onRestart() {
          seen.restarts++;
          seen.subtasks = [];
        },
      },
    );
  return { ai, provider, usage, logged, seen, cancel, generate };
}
