import { testKills } from '../../integration/automations/kills.ts';

testKills({ random: 50, deals: 150, timeout: 1_200_000 });
