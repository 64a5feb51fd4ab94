import { test } from 'vitest';
import { expectNothingLost } from '../../integration/embedded-mongo/kill-rounds.ts';

test('no acknowledged write is lost when the server is killed (50 rounds)', () => expectNothingLost(50));
