import { expect, onTestFinished, test } from 'vitest';
import { generationWorld } from '../../integration/generations/world.ts';
import { fuzzPlans, fuzzSavedPlans } from '../../support/fuzz-plans.ts';

test('of 10,000 spoilt answers none becomes an invalid plan or ends a run, and memory stays flat', async () => {
  const { used, grownBy } = await fuzzPlans({ count: 10_000, seed: 42 });
  expect(used).toBeGreaterThan(3000);
  expect(used).toBeLessThan(9000);
  expect(grownBy).toBeLessThan(20);
});

test('what spoilt answers leave in the database is valid', async () => {
  const world = await generationWorld();
  onTestFinished(() => world.close());
  await fuzzSavedPlans(world, { count: 500, seed: 43 });
});
