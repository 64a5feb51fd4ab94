import { test } from 'vitest';
import { expectUnharmed } from '../../integration/embedded-mongo/fuzz.ts';

test.each([2, 3, 4])('20,000 damaged messages leave the server as it was (seed %i)', (seed) =>
  expectUnharmed({ seed, messages: 20_000 }),
);
