import { test } from 'vitest';
import { PROPERTIES, withModel } from './model/properties.ts';

/** The engine, through the driver, against a naive model of MongoDB's documented rules that shares no code with it. */
test.each(Object.entries(PROPERTIES))('%s', (_name, property) =>
  withModel((stored) => property(stored, { seed: 1, numRuns: 100 })),
);
