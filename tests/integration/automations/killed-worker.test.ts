import { testKills } from './kills.ts';

testKills({ random: 5, deals: 24, timeout: 120_000 });
