import type { PlanNotice } from '../../lib/contracts/plan-notice.ts';
import { plannerWords } from '../ui/words.ts';

/** Who will make the plan, in a few words. */
export function makerWords({ models }: PlanNotice): string {
  if (!models) return 'Planned on this server, by the local planner. Nothing is sent anywhere.';
  const [fast, quality] = [plannerWords(models.fast), plannerWords(models.quality)];
  return fast === quality
    ? `Planned by ${fast}.`
    : `Planned by ${fast}; by ${quality} when the priority is high or urgent, or there is much to read.`;
}

/** What will be sent to them, and what becomes of the answer; null when nothing is sent. */
export function sendingWords({ models, sends }: PlanNotice): string | null {
  if (!models) return null;
  const customer = sends.notes
    ? 'the customer’s name, industry, status and newest notes'
    : 'the customer’s name, industry and status';
  const sent = [
    'the goal with its details, priority and due date',
    ...(sends.customer ? [customer] : []),
    ...(sends.similarTasks ? ['titles and times of similar finished tasks'] : []),
  ];
  const list = sent.length === 1 ? sent[0] : `${sent.slice(0, -1).join(', ')}, and ${sent.at(-1)}`;
  return `Sent to the model: ${list}. Steps, order and times come from it; they are checked, and every date is computed, here. Without an answer the local planner makes the plan.`;
}
