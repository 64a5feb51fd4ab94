import { test } from 'vitest';
import { PROPERTIES, withModel } from '../../integration/embedded-mongo/model/properties.ts';

const cases = [2, 3, 4].flatMap((seed) =>
  Object.entries(PROPERTIES).map(([name, property]) => ({ name, property, seed })),
);

test.each(cases)('$name (seed $seed)', ({ property, seed }) =>
  withModel((stored) => property(stored, { seed, numRuns: 1000 })),
);
