import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLoops } from '../../../src/lib/domain/automations/loops.ts';
import { ownMoves, type MovingStage } from '../../../src/lib/domain/automations/moves.ts';

type Automation = MovingStage['automations'][number];
type Trigger = Automation['trigger'];

const moving = (trigger: Trigger, to?: string, { delay = 0, condition = null as string | null } = {}): Automation => ({
  isActive: true,
  trigger,
  condition,
  actions: [
    {
      id: 'f'.repeat(24),
      action: 'move_stage',
      aiPrompt: null,
      config: { ...(to !== undefined && { stageId: to }), ...(delay > 0 && { delayMinutes: delay }) },
    },
  ],
});
const stage = (id: string, order: number, parts: Partial<MovingStage> = {}): MovingStage => ({
  id,
  name: id.toUpperCase(),
  order,
  autoAdvance: false,
  exitCriteria: [],
  automations: [],
  ...parts,
});
const loopsOf = (...stages: MovingStage[]) => findLoops([{ stages }]);

test('a line that only goes on has no loop', () => {
  const on = { automations: [moving('entry')], autoAdvance: true };
  expect(loopsOf(stage('c', 3, on), stage('a', 1, on), stage('b', 2, on))).toEqual([]);
});

test('two stages that send deals to each other are a loop, told in words', () => {
  const [loop, ...more] = loopsOf(
    stage('a', 1, { automations: [moving('entry', 'b')] }),
    stage('b', 2, { automations: [moving('time_based', 'a', { delay: 2880 })] }),
  );
  expect(more).toEqual([]);
  expect(loop).toMatchObject({ always: true, atOnce: false });
  expect(loop?.words).toBe(
    'A deal can go round by itself: from “A” to “B” as soon as it comes in, from “B” to “A” 2 days after it came in.',
  );
});

test('moving on by itself is part of loops, with its exit criteria as conditions', () => {
  const back = { automations: [moving('entry', 'a')] };
  const [loop] = loopsOf(stage('a', 1, { autoAdvance: true, exitCriteria: ['deal.value > 1'] }), stage('b', 2, back));
  expect(loop).toMatchObject({ always: false, atOnce: true });
  expect(loop?.words).toContain('from “A” to “B” as soon as its exit criteria are met');
  const [sure] = loopsOf(stage('a', 1, { autoAdvance: true }), stage('b', 2, back));
  expect(sure).toMatchObject({ always: true, atOnce: true });
});

test('a stage that sends deals to itself is one', () => {
  const [loop] = loopsOf(stage('a', 1, { automations: [moving('time_based', 'a', { delay: 90 })] }));
  expect(loop?.words).toBe('A deal can go round by itself: from “A” to “A” 90 minutes after it came in.');
});

test('loops go through several pipelines', () => {
  const sales = { stages: [stage('a', 1, { automations: [moving('entry', 'x')] })] };
  const support = { stages: [stage('x', 1, { automations: [moving('entry', 'a', { condition: 'deal.value > 1' })] })] };
  expect(findLoops([sales, support])).toMatchObject([
    { always: false, moves: [{ to: expect.anything() as string }, {}] },
  ]);
});

test('what waits for a person, is switched off or leads nowhere makes none', () => {
  expect(
    loopsOf(
      stage('a', 1, { automations: [moving('entry', 'b'), moving('entry', 'gone')] }),
      stage('b', 2, {
        automations: [
          moving('manual', 'a'),
          moving('task_completion', 'a'),
          moving('entry'),
          { ...moving('entry', 'a'), isActive: false },
        ],
      }),
    ),
  ).toEqual([]);
});

test('a way without conditions is told before a shorter one with them', () => {
  const loops = loopsOf(
    stage('a', 1, { automations: [moving('entry', 'b')] }),
    stage('b', 2, { automations: [moving('entry', 'c'), moving('entry', 'a', { condition: 'deal.value > 1' })] }),
    stage('c', 3, { automations: [moving('entry', 'a')] }),
  );
  expect(loops).toHaveLength(1);
  expect(loops[0]).toMatchObject({ always: true });
  expect(loops[0]?.moves).toHaveLength(3);
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
interface Edge {
  from: string;
  to: string;
  condition: string | null;
  trigger: Trigger;
  autoAdvance: boolean;
}
const graph = fc.array(
  fc.record<Edge>({
    from: fc.constantFrom(...ids),
    to: fc.constantFrom(...ids),
    condition: fc.constantFrom(null, 'deal.value > 1'),
    trigger: fc.constantFrom<Trigger>('entry', 'time_based', 'manual'),
    autoAdvance: fc.boolean(),
  }),
  { maxLength: 12 },
);
const pipelineOf = (edges: readonly Edge[]) => ({
  stages: ids.map((id, order) => {
    const own = edges.filter(({ from }) => from === id);
    return stage(id, order, {
      autoAdvance: own[0]?.autoAdvance ?? false,
      automations: own.map(({ trigger, to, condition }) => moving(trigger, to, { condition })),
    });
  }),
});

/** Stages that can be reached from one, in one step or more: by following every move again and again. */
function reachable(start: string, moves: { from: string; to: string }[]): Set<string> {
  const found = new Set<string>();
  for (let size = -1; size < found.size;) {
    size = found.size;
    for (const { from, to } of moves) if (from === start || found.has(from)) found.add(to);
  }
  return found;
}

test('there is a loop told exactly where deals can come back, and each told way is one', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      const pipeline = pipelineOf(edges);
      const moves = ownMoves([pipeline]);
      const loops = findLoops([pipeline]);
      const circling = ids.some((id) => reachable(id, moves).has(id));
      expect(loops.length > 0).toBe(circling);
      const sure = moves.filter(({ conditional }) => !conditional);
      expect(loops.some(({ always }) => always)).toBe(ids.some((id) => reachable(id, sure).has(id)));
      for (const loop of loops) {
        for (const [index, move] of loop.moves.entries()) {
          expect(moves).toContainEqual(move);
          expect(loop.moves[(index + 1) % loop.moves.length]?.from).toBe(move.to);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('taking one move out of each told loop until none is told leaves no circle', () => {
  fc.assert(
    fc.property(graph, (edges) => {
      let left = edges.map((edge) => ({ ...edge, autoAdvance: false }));
      for (let loops = findLoops([pipelineOf(left)]); loops.length > 0; loops = findLoops([pipelineOf(left)])) {
        const { from, to } = loops[0]!.moves[0]!;
        left = left.filter((edge) => edge.from !== from || edge.to !== to || edge.trigger === 'manual');
      }
      const moves = ownMoves([pipelineOf(left)]);
      expect(ids.some((id) => reachable(id, moves).has(id))).toBe(false);
    }),
    { numRuns: 200 },
  );
});
