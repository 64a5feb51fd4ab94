import { expect, onTestFinished, test } from 'vitest';
import { fuzzPlans, fuzzSavedPlans } from '../../support/fuzz-plans.ts';
import { generationWorld } from '../generations/world.ts';

const patience = 180_000;

test(
  'of 1,000 spoilt answers none becomes an invalid plan or ends a run, and memory stays flat',
  { timeout: patience },
  async () => {
    const { used, grownBy } = await fuzzPlans({ count: 1000, seed: 20261126 });
    expect(used).toBeGreaterThan(300);
    expect(used).toBeLessThan(900);
    expect(grownBy).toBeLessThan(20);
  },
);

test('what spoilt answers leave in the database is valid', async () => {
  const world = await generationWorld();
  onTestFinished(() => world.close());
  await fuzzSavedPlans(world, { count: 25, seed: 7 });
});
