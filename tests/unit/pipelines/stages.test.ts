import { describe, expect, test } from 'vitest';
import type { StageRequest } from '../../../src/lib/contracts/pipeline.ts';
import { isForward, stageAfter, stagesOf } from '../../../src/lib/domain/pipelines/stages.ts';
import { testIds } from '../../support/ports.ts';
import { refusal } from '../../integration/tasks/world.ts';

const made = (wanted: StageRequest[], before: Parameters<typeof stagesOf>[1] = []) => {
  const ids = testIds();
  return stagesOf(wanted, before, () => ids.next());
};
const names = (stages: { name: string }[]) => stages.map(({ name }) => name);
const faultsOf = (wanted: StageRequest[]) => refusal(Promise.resolve().then(() => made(wanted)));

describe('the order of stages', () => {
  test('is their place in the list when nothing is said', () => {
    const stages = made([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    expect(stages.map(({ order }) => order)).toEqual([0, 1, 2]);
  });

  test('is what is said when each says something else, and is kept so', () => {
    const stages = made([
      { name: 'a', order: 30 },
      { name: 'b', order: 10 },
    ]);
    expect(stages.map(({ name, order }) => [name, order])).toEqual([
      ['b', 10],
      ['a', 30],
    ]);
  });

  test('is their place among those that say the same', () => {
    const stages = made([
      { name: 'a', order: 5 },
      { name: 'b', order: 5 },
      { name: 'c', order: 1 },
    ]);
    expect(stages.map(({ name, order }) => [name, order])).toEqual([
      ['c', 0],
      ['a', 1],
      ['b', 2],
    ]);
  });
});

describe('stages that were there', () => {
  const before = made([{ name: 'New', probability: 20, exitCriteria: ['true'] }, { name: 'Proposal' }]);

  test('stay the same by their ids, and keep what is not said', () => {
    const [first, second] = before;
    const after = made(
      [
        { id: second!.id, name: 'Offer' },
        { id: first!.id, name: 'New', probability: 30 },
      ],
      before,
    );
    expect(names(after)).toEqual(['Offer', 'New']);
    expect(after[1]).toEqual({ ...first, order: 1, probability: 30 });
  });

  test('cannot be two at once', async () => {
    const id = before[0]!.id;
    const twice = Promise.resolve().then(() =>
      made(
        [
          { id, name: 'One' },
          { id, name: 'Two' },
        ],
        before,
      ),
    );
    expect(await refusal(twice)).toMatchObject({ code: 'validation_failed', paths: ['stages.1.id'] });
  });
});

test('names are told apart whatever their case', async () => {
  expect(await faultsOf([{ name: 'New' }, { name: 'NEW' }])).toMatchObject({ paths: ['stages.1.name'] });
});

test('an automation keeps its ids when it is written again', () => {
  const automation = { trigger: 'entry', action: 'create_task' } as const;
  const [stage] = made([{ name: 'New', automations: [automation] }]);
  const [again] = made([{ id: stage!.id, name: 'New', automations: stage!.automations }], [stage!]);
  expect(again!.automations).toEqual(stage!.automations);
});

test('going on is going to a later stage of the line; out of one that is gone it is not', () => {
  const line = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  expect([isForward(line, 'a', 'c'), isForward(line, 'c', 'a'), isForward(line, 'x', 'c')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([stageAfter(line, 'b')?.id, stageAfter(line, 'c'), stageAfter(line, 'x')]).toEqual(['c', null, null]);
});
