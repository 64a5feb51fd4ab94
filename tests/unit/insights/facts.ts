import type { CustomerFacts, DealFacts, StageFacts } from '../../../src/lib/domain/insights/facts.ts';

export const now = new Date('2026-11-26T09:00:00Z');
export const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
export const ahead = (days: number): Date => daysAgo(-days);

/** A prospect who was called yesterday, with nothing open. */
export const someFacts = (change: Partial<CustomerFacts> = {}): CustomerFacts => ({
  now,
  name: 'Acme Ltd',
  status: 'prospect',
  addedAt: daysAgo(100),
  lastContactAt: daysAgo(1),
  hasEmail: true,
  notes: 2,
  interactions: 3,
  deals: [],
  won: 0,
  lost: 0,
  tasks: [],
  openTasks: 0,
  ...change,
});

export const stage = (change: Partial<StageFacts> = {}): StageFacts => ({
  pipelineId: 'pipeline',
  id: 'proposal',
  name: 'Proposal',
  since: daysAgo(5),
  usualMinutes: 10 * 1440,
  next: { id: 'negotiation', name: 'Negotiation' },
  criteria: 0,
  unmet: [],
  ...change,
});

export const deal = (change: Partial<DealFacts> = {}): DealFacts => ({
  id: 'deal',
  title: 'Forty seats',
  value: 12500,
  currency: 'EUR',
  expectedCloseDate: null,
  stage: stage(),
  ...change,
});

export const task = (title: string, dueDate: Date | null, dealId: string | null = null) => ({
  id: `task-${title}`,
  title,
  dueDate,
  dealId,
});
