import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listUsageQuery, usageSummaryQuery } from '../../../src/lib/contracts/ai-usage.ts';
import { budgetShares } from '../../../src/lib/domain/ai-budget.ts';
import type { UsageRecord } from '../../../src/server/records/index.ts';
import { getUsageSummary } from '../../../src/server/use-cases/ai/get-usage-summary.ts';
import { listUsage } from '../../../src/server/use-cases/ai/list-usage.ts';
import { updateAiSettings } from '../../../src/server/use-cases/ai/update-settings.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let sellerId: string;
let adminId: string;

beforeAll(async () => {
  world = await taskWorld();
  sellerId = world.as.seller.actor.id;
  adminId = world.as.admin.actor.id;
  await used('2026-11-20T10:00:00Z', { userId: sellerId, cost: 0.5 });
  await used('2026-11-25T23:59:59Z', { userId: adminId, cost: null, outcome: 'timeout', model: 'b/slow' });
  await used('2026-11-26T00:00:00Z', { userId: sellerId, cost: 0.25 });
  await used('2026-11-26T08:00:00Z', { userId: null, cost: 1, model: 'b/slow', latencyMs: 9000 });
  await used('2026-09-01T08:00:00Z', { userId: sellerId, cost: 7 });
});
afterAll(() => world.close());

const used = (at: string, change: Partial<UsageRecord>) =>
  world.ports.usage.insert({
    id: world.ports.ids.next(),
    generationId: null,
    taskId: null,
    userId: null,
    purpose: 'plan',
    model: 'a/fast',
    promptTokens: 100,
    completionTokens: 10,
    cost: null,
    estimated: false,
    latencyMs: 1000,
    outcome: 'ok',
    createdAt: new Date(at),
    ...change,
  });

const list = (query: object = {}, as: 'admin' | 'seller' = 'admin') =>
  listUsage(world.as[as], listUsageQuery.parse(query));
const summary = (query: object = {}, as: 'admin' | 'seller' = 'admin') =>
  getUsageSummary(world.as[as], usageSummaryQuery.parse(query));
const costs = ({ items }: { items: { cost: number | null }[] }) => items.map(({ cost }) => cost);

describe('the list', () => {
  test('holds every request, newest first, with who asked', async () => {
    const page = await list();
    expect(costs(page)).toEqual([1, 0.25, null, 0.5, 7]);
    expect(page.total).toBe(5);
    expect(page.items[1]).toMatchObject({ userId: sellerId, user: { id: sellerId }, model: 'a/fast', outcome: 'ok' });
    expect(page.items[0]?.user).toBeNull();
  });

  test('goes on page by page in any order', async () => {
    for (const sort of ['createdAt', '-cost', 'latencyMs']) {
      const whole = await list({ sort });
      const ids: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await list({ sort, limit: 2, ...(cursor && { cursor }) });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(ids).toEqual(whole.items.map(({ id }) => id));
    }
  });

  test('is filtered by time, model, outcome and member', async () => {
    expect(costs(await list({ from: '2026-11-20T10:00:00Z', to: '2026-11-26T00:00:00Z' }))).toEqual([null, 0.5]);
    expect(costs(await list({ model: 'b/slow' }))).toEqual([1, null]);
    expect(costs(await list({ outcome: 'timeout,error' }))).toEqual([null]);
    expect(costs(await list({ userId: sellerId }))).toEqual([0.25, 0.5, 7]);
    expect(costs(await list({ userId: 'me' }))).toEqual([null]);
  });

  test('is a member’s own only, unless they may see all', async () => {
    expect(costs(await list({}, 'seller'))).toEqual([0.25, 0.5, 7]);
    expect(costs(await list({ userId: 'me' }, 'seller'))).toEqual([0.25, 0.5, 7]);
    expect(await refusal(list({ userId: adminId }, 'seller'))).toMatchObject({ code: 'forbidden' });
  });
});

describe('the summary', () => {
  test('sums the last 30 days by day, member, model and outcome', async () => {
    const { totals, byDay, byMember, byModel, byOutcome, from, to } = await summary();
    expect([from, to]).toEqual(['2026-10-27T09:00:00.000Z', '2026-11-26T09:00:00.000Z']);
    expect(totals).toEqual({ requests: 4, promptTokens: 400, completionTokens: 40, cost: 1.75, unpriced: 1 });
    expect(byDay).toHaveLength(31);
    expect(
      byDay.filter(({ requests }) => requests > 0).map(({ day, requests, cost }) => [day, requests, cost]),
    ).toEqual([
      ['2026-11-20', 1, 0.5],
      ['2026-11-25', 1, 0],
      ['2026-11-26', 2, 1.25],
    ]);
    expect(byMember.map(({ userId, user, cost }) => [userId, user?.id ?? null, cost])).toEqual([
      [null, null, 1],
      [sellerId, sellerId, 0.75],
      [adminId, adminId, 0],
    ]);
    expect(byModel.map(({ model, requests }) => [model, requests])).toEqual([
      ['b/slow', 2],
      ['a/fast', 2],
    ]);
    expect(byOutcome.map(({ outcome, requests }) => [outcome, requests])).toEqual([
      ['ok', 3],
      ['timeout', 1],
    ]);
  });

  test('has the range asked for', async () => {
    const { totals, byDay } = await summary({ from: '2026-11-26T00:00:00Z', to: '2026-11-26T08:00:00Z' });
    expect(totals.requests).toBe(1);
    expect(byDay.map(({ day }) => day)).toEqual(['2026-11-26']);
    const paths = ['from'];
    expect(await refusal(summary({ from: '2026-11-27T00:00:00Z' }))).toMatchObject({
      code: 'validation_failed',
      paths,
    });
    expect(await refusal(summary({ from: '2020-01-01T00:00:00Z' }))).toMatchObject({
      code: 'validation_failed',
      paths,
    });
  });

  test('tells what is left of the budgets', async () => {
    await updateAiSettings(world.as.admin, {
      patch: { budgets: { company: { daily: 2 }, member: { daily: 1, monthly: 0.5 } } },
    });
    const shares = budgetShares(
      { company: { daily: 2, monthly: null }, member: { daily: 1, monthly: null } },
      sellerId,
      world.clock.now(),
    );
    const until = new Date('2026-11-26T09:01:00Z');
    await world.ports.allowances.hold(
      'h',
      shares.map(({ key }) => ({ key, amount: 0.75, limit: null })),
      until,
    );

    const seen = await summary({ userId: sellerId });
    expect(seen.budgets.company).toEqual({
      daily: { limit: 2, used: 0.75, remaining: 1.25, resetsAt: '2026-11-27T00:00:00.000Z' },
      monthly: { limit: null, used: 0.75, remaining: null, resetsAt: '2026-12-01T00:00:00.000Z' },
    });
    expect(seen.budgets.member).toMatchObject({ daily: { remaining: 0.25 }, monthly: { limit: 0.5, remaining: 0 } });
    expect((await summary()).budgets.member.daily.used).toBe(0);
    const own = await summary({}, 'seller');
    expect(own.budgets.company).toBeNull();
    expect(own.budgets.member.daily.remaining).toBe(0.25);
  });

  test('is a member’s own only, unless they may see all', async () => {
    expect(await summary({}, 'seller')).toMatchObject({
      totals: { requests: 2, cost: 0.75 },
      byMember: [{ userId: sellerId }],
    });
    expect(await refusal(summary({ userId: adminId }, 'seller'))).toMatchObject({ code: 'forbidden' });
  });
});
