import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { budgetShares } from '../../../src/lib/domain/ai-budget.ts';
import type { AiSettingValues } from '../../../src/lib/domain/ai-settings.ts';
import { AIGenerationError } from '../../../src/lib/domain/errors.ts';
import { testPorts, type TestWorld } from '../../support/ports.ts';
import { createWorld, FAST, planRequest, QUALITY } from './world.ts';

/* Money and places, counted in a real database, for requests to a provider over real HTTP. */

let database: TestWorld;
beforeAll(async () => {
  database = await testPorts();
});
afterAll(() => database.close());
beforeEach(() => database.connection.collection('allowances').deleteMany({}));

/** A request is held at 0.4 to 0.5 dollars for the fast model, 0.8 to 0.9 for the quality one; the provider reports 0.00042. */
const prices = [
  { model: FAST, input: 0, output: 450 },
  { model: QUALITY, input: 0, output: 425 },
];
const none = { daily: null, monthly: null };
const now = new Date('2026-11-26T09:00:00Z');

const create = (
  budgets: Partial<AiSettingValues['budgets']>,
  options: Parameters<typeof createWorld>[0] & { limits?: AiSettingValues['limits'] } = {},
) =>
  createWorld({
    ...options,
    allowances: database.ports.allowances,
    chosen: {
      budgets: { company: none, member: none, ...budgets },
      prices,
      ...(options.limits && { limits: options.limits }),
    },
  });

const spent = async (userId = planRequest.userId) => {
  const shares = budgetShares({ company: none, member: none }, userId, now);
  const used = await database.ports.allowances.used(shares.map(({ key }) => key));
  return used.map((amount) => Math.round(amount * 1e6) / 1e6);
};
const spend = async (amount: number, userId = planRequest.userId) => {
  const shares = budgetShares({ company: none, member: none }, userId, now).map(({ key }) => ({ key, amount }));
  await database.ports.allowances.hold(
    'before',
    shares.map((share) => ({ ...share, limit: null })),
    new Date(now.getTime() + 1000),
  );
  await database.ports.allowances.settle(
    'before',
    shares.map((share) => ({ ...share, spent: amount })),
  );
};

describe('a budget', () => {
  test('is charged what the request really cost, by day and month, for the company and the member', async () => {
    const { generate, usage } = await create({ company: { daily: 1, monthly: 1 }, member: { daily: 1, monthly: 1 } });
    const plan = await generate();
    expect(plan.cost).toBe(0.00042);
    expect(await spent()).toEqual([0.00042, 0.00042, 0.00042, 0.00042]);
    expect(usage).toMatchObject([{ cost: 0.00042, estimated: false, promptTokens: 640, outcome: 'ok' }]);
  });

  test('that is enough for the fast model only makes the fast one plan, and says so', async () => {
    const { generate, provider } = await create({ company: { daily: 0.6, monthly: null } });
    const plan = await generate({ model: 'quality' });
    expect(provider.requests.map(({ chat }) => chat.model)).toEqual([FAST]);
    expect(plan.routing).toContain('enough for the fast model only');
  });

  test.each([
    ['company', { company: { daily: null, monthly: 1 } }, 'The company’s budget for this month is used up.'],
    ['member', { member: { daily: 1, monthly: null } }, 'Your budget for today is used up.'],
  ])('of the %s that is used up: nothing is sent, and the reason is told', async (_, budgets, reason) => {
    await spend(0.9);
    const { generate, provider, usage } = await create(budgets);
    const error = await generate({ model: 'quality' }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AIGenerationError);
    expect(error).toMatchObject({ reason: expect.stringContaining(reason) as string, cost: null });
    expect(provider.requests).toHaveLength(0);
    expect(usage).toEqual([]);
  });

  test('of one member is not another’s', async () => {
    await spend(0.9, 'f'.repeat(24));
    const { generate } = await create({ member: { daily: 1, monthly: null } });
    await generate();
    expect((await spent())[2]).toBe(0.00042);
  });

  test('is never overrun by requests at the same time', async () => {
    const allAsked = Promise.withResolvers<undefined>();
    const { generate, provider } = await create(
      { company: { daily: 1.4, monthly: null } },
      { after: allAsked.promise, settings: { takeOverMs: 20_000, deadlineMs: 30_000 } },
    );
    let refused = 0;
    const ask = () =>
      generate().catch((error: unknown) => {
        refused += 1;
        if (refused === 5) allAsked.resolve(undefined);
        throw error;
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, ask));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(provider.requests).toHaveLength(3);
    expect((await spent())[0]).toBe(0.00126);
  });

  test('is charged for what failed half-way, by the price list, and not for what was refused', async () => {
    const cut = await create({}, { mode: 'cut', settings: { attempts: 1 } });
    const error = await cut.generate().catch((caught: unknown) => caught);
    expect(cut.usage).toMatchObject([{ outcome: 'error', estimated: true }]);
    const [bill] = cut.usage;
    expect(bill!.cost).toBeGreaterThan(0.01);
    expect(error).toMatchObject({ cost: bill!.cost });
    expect((await spent())[0]).toBeCloseTo(bill!.cost!, 5);

    const refused = await create({}, { mode: 'error_500', settings: { attempts: 2 } });
    await refused.generate().catch(() => undefined);
    expect(refused.usage.map(({ cost }) => cost)).toEqual([0, 0]);
  });

  test('that cannot be read lets nothing pass; without budgets the same failure is in nobody’s way', async () => {
    const broken = { ...database.ports.allowances, hold: () => Promise.reject(new Error('away')) };
    const values = { company: { daily: 5, monthly: null }, member: none };
    const strict = await createWorld({ allowances: broken, chosen: { budgets: values } });
    await expect(strict.generate()).rejects.toMatchObject({ cause: { kind: 'budget' } });
    expect(strict.provider.requests).toHaveLength(0);
    const free = await createWorld({ allowances: broken });
    await free.generate();
    expect(free.logged.some(({ message }) => message.includes('could not be counted'))).toBe(true);
  });
});

describe('places for requests', () => {
  const limits = { requestsPerMinute: 1000, concurrency: 2 };

  test('are kept to by all processes together', async () => {
    const two = await Promise.all([
      create({}, { limits, pieceMs: 2, settings: { slotWaitMs: 20_000 } }),
      create({}, { limits, pieceMs: 2, settings: { slotWaitMs: 20_000 } }),
    ]);
    await Promise.all(two.flatMap(({ generate }) => [generate(), generate(), generate()]));
    const requests = two.flatMap(({ provider }) => provider.requests);
    expect(requests).toHaveLength(6);
    const underWay = requests.map(
      ({ startedAt }) => requests.filter((other) => other.startedAt <= startedAt && startedAt < other.endedAt!).length,
    );
    expect(Math.max(...underWay)).toBe(2);
  });

  test('that do not come free make the request fail as busy, and give back the money held for it', async () => {
    const { generate, provider } = await create({}, { limits: { ...limits, concurrency: 1 }, mode: 'slow' });
    const first = generate();
    await expect.poll(() => provider.requests.length).toBe(1);
    await expect(generate()).rejects.toMatchObject({ cause: { kind: 'busy' } });
    await first;
    expect((await spent())[0]).toBe(0.00042);
  });
});
