import { budgetShares, estimateCost, type BudgetShare } from '../../lib/domain/ai-budget.ts';
import type { AiSettingValues } from '../../lib/domain/ai-settings.ts';
import type { AllowanceStore, Clock, Ids, Logger, ModelQuota } from '../ports/index.ts';
import { ModelFault } from './model-fault.ts';
import { pause, type TimeLimit } from './time-limit.ts';
import type { Tuning } from './tuning.ts';

interface Applicant {
  /** The model's id. */
  model: string;
  /** The most the request may take, in tokens. */
  tokens: { input: number; output: number };
  userId: string | null;
  values: AiSettingValues;
  limit: TimeLimit;
}

/** Leave to send one request. */
export interface Ticket {
  /** Ends it: `spent` US dollars count against the budgets, what was held beyond is given back. */
  settle(spent: number): Promise<void>;
}

interface AdmissionTools {
  allowances: AllowanceStore;
  quota: ModelQuota;
  tuning: Pick<Tuning, 'deadlineMs' | 'slotWaitMs' | 'placePollMs'>;
  ids: Ids;
  clock: Clock;
  log: Logger;
}

const place = 'ai:requests';
/** A hold outlives its request by this much, should the process that took it die. */
const graceMs = 30_000;

/**
 * Lets requests pass that there is money, a place and a share of the minute for, all three counted for all processes
 * together. Waits a little for a place; throws ModelFault `busy` when none comes free and `budget` when money is short.
 */
export function createAdmission({ allowances, quota, tuning, ids, clock, log }: AdmissionTools) {
  async function takeShareOfMinute(model: string, perMinute: number): Promise<number> {
    return quota.take(model, perMinute).catch((error: unknown) => {
      log.warn({ err: error, model }, 'Requests per minute could not be counted; asking all the same');
      return 0;
    });
  }

  /** Holds money and a place. Answers what is missing. */
  async function hold({ model, tokens, userId, values }: Applicant) {
    const id = ids.next();
    const amount = estimateCost(values.prices, model, tokens);
    const budgets = budgetShares(values.budgets, userId, clock.now());
    const shares = [
      { key: place, amount: 1, limit: values.limits.concurrency },
      ...budgets.map(({ key, limit }) => ({ key, amount, limit })),
    ];
    const end = async (spent: number) => {
      try {
        await allowances.settle(
          id,
          shares.map((share) => ({ ...share, spent: share.key === place ? 0 : spent })),
        );
      } catch (error) {
        log.error({ err: error, model, spent }, 'The cost of a request could not be entered in the budgets');
      }
    };
    try {
      const until = new Date(clock.now().getTime() + tuning.deadlineMs + graceMs);
      const refused = await allowances.hold(id, shares, until);
      return { end, busy: refused === place, short: budgets.find(({ key }) => key === refused) };
    } catch (error) {
      if (budgets.some(({ limit }) => limit !== null)) {
        throw new ModelFault('budget', 'The budgets cannot be checked at the moment.', { cause: error });
      }
      log.warn({ err: error, model }, 'Requests under way could not be counted; asking all the same');
      return { end, busy: false, short: undefined };
    }
  }

  return {
    async admit(applicant: Applicant): Promise<Ticket> {
      const { model, values, limit } = applicant;
      const patience = Math.min(tuning.slotWaitMs, limit.left());
      const startedAt = performance.now();
      for (;;) {
        const { end, busy, short } = await hold(applicant);
        if (short) throw new ModelFault('budget', tooLittle(short));
        const wait = busy ? tuning.placePollMs : await takeShareOfMinute(model, values.limits.requestsPerMinute);
        if (wait === 0) return { settle: end };
        if (!busy) await end(0);
        if (performance.now() - startedAt + wait > patience) {
          throw new ModelFault('busy', `All requests that may be sent are; the next may be in ${wait} ms`);
        }
        await pause(wait, limit.signal);
      }
    },
  };
}
export type Admission = ReturnType<typeof createAdmission>;

const names: Record<BudgetShare['scope'], Record<BudgetShare['period'], string>> = {
  company: { daily: 'The company’s budget for today', monthly: 'The company’s budget for this month' },
  member: { daily: 'Your budget for today', monthly: 'Your budget for this month' },
};

/** A sentence for people. */
export const tooLittle = ({ scope, period }: Pick<BudgetShare, 'scope' | 'period'>): string =>
  `${names[scope][period]} is used up.`;
