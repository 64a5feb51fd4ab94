import type { Customer } from '../../contracts/customer.ts';

/** What is known of a customer, as far as whoever asks may see it: all that insights are computed from. */
export interface CustomerFacts {
  now: Date;
  name: string;
  status: Customer['status'];
  addedAt: Date;
  lastContactAt: Date | null;
  hasEmail: boolean;
  notes: number;
  interactions: number;
  /** Open ones, the last moved first. */
  deals: readonly DealFacts[];
  won: number;
  lost: number;
  /** Open ones, the first due first. */
  tasks: readonly { id: string; title: string; dueDate: Date | null; dealId: string | null }[];
  /** How many are open, which may be more than are listed. */
  openTasks: number;
}

export interface DealFacts {
  id: string;
  title: string;
  value: number | null;
  currency: string;
  expectedCloseDate: Date | null;
  /** Null outside of pipelines. */
  stage: StageFacts | null;
}

export interface StageFacts {
  pipelineId: string;
  id: string;
  name: string;
  since: Date;
  /** How long stays there usually take, in minutes; null while too few have ended to tell. */
  usualMinutes: number | null;
  next: { id: string; name: string } | null;
  /** How many exit criteria the stage has. */
  criteria: number;
  unmet: readonly { criterion: string; why: string }[];
}

export const dayMs = 24 * 60 * 60 * 1000;
/** Days that count as usual in a stage of which nothing is known. */
export const standardStageDays = 30;

/** Whole days from one instant to a later one. */
export const daysFrom = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / dayMs);

/** Whether a day has passed: what is due today is not late. */
export const isPast = (day: Date, now: Date): boolean =>
  day.toISOString().slice(0, 10) < now.toISOString().slice(0, 10);

export const overdueTasks = ({ tasks, now }: CustomerFacts) =>
  tasks.filter(({ dueDate }) => dueDate !== null && dueDate < now);

/** How many times its usual length a stay has taken by now, and what counts as usual in days. */
export function stayOf({ since, usualMinutes }: StageFacts, now: Date): { days: number; usual: number; ratio: number } {
  const usualMs = usualMinutes === null ? standardStageDays * dayMs : usualMinutes * 60_000;
  const passed = now.getTime() - since.getTime();
  return {
    days: daysFrom(since, now),
    usual: Math.max(1, Math.round(usualMs / dayMs)),
    // Less than a day says nothing about a slow deal, however quick the others were.
    ratio: passed / Math.max(usualMs, dayMs),
  };
}

/** Days without contact that are usual, by how one stands; with an open deal, a fortnight at most. */
const usualSilence: Record<Customer['status'], number> = { lead: 7, prospect: 14, customer: 45, inactive: 180 };
const usualWithDeal = 14;

/** Days since the last contact, or since the customer was added, and how many are usual. */
export function silenceOf(facts: CustomerFacts): { days: number; usual: number; never: boolean; withDeal: boolean } {
  const standard = usualSilence[facts.status];
  const withDeal = facts.deals.length > 0 && usualWithDeal < standard;
  return {
    days: Math.max(0, daysFrom(facts.lastContactAt ?? facts.addedAt, facts.now)),
    usual: withDeal ? usualWithDeal : standard,
    never: facts.lastContactAt === null,
    withDeal,
  };
}
