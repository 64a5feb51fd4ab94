import { expect, test } from 'vitest';
import type { AutomationAction } from '../../../src/lib/contracts/automation.ts';
import { movesOut } from '../../../src/components/pipelines/moves-out.ts';

const line = (id: string, ...stages: string[]) => ({
  id,
  name: `Line ${id}`,
  stages: stages.map((stage) => ({ id: stage, name: `Stage ${stage}` })),
});
const [sales, onboarding] = [line('s', 's1', 's2'), line('o', 'o1', 'o2')];
const move = (stageId?: string): AutomationAction => ({
  ...{ id: 'a', action: 'move_stage', aiPrompt: null },
  config: stageId === undefined ? {} : { stageId },
});

test('only moves to stages of other pipelines lead out, in order', () => {
  const actions = [move('o2'), move('s2'), move(), move('gone'), move('o1')];
  expect(movesOut({ actions }, { pipeline: sales, pipelines: [sales, onboarding] })).toEqual([
    { stageId: 'o2', stage: 'Stage o2', pipeline: 'Line o' },
    { stageId: 'o1', stage: 'Stage o1', pipeline: 'Line o' },
  ]);
});

test('an action that is no move leads nowhere, whatever it names', () => {
  const actions = [{ ...move('o1'), action: 'add_tag' as const }];
  expect(movesOut({ actions }, { pipeline: sales, pipelines: [sales, onboarding] })).toEqual([]);
});
