import { expect, test } from 'vitest';
import { columnsOf, layeredLayout, type Layout, type LayoutNode } from '../../../src/lib/planning/layered-layout.ts';

const sizes = { width: 200, height: 60, gapX: 50, gapY: 20, lane: 8 };

/** Nodes named as given, each after those named behind it: `c ab` waits for a and b. */
const nodes = (...lines: string[]): LayoutNode[] =>
  lines.map((line) => {
    const [id = '', after = ''] = line.split(' ');
    return { id, after: [...after] };
  });

/** A plan of so many steps, each after up to three earlier ones, the same for the same seed. */
function plan(count: number, seed: number): LayoutNode[] {
  let state = seed;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    after: Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * index))
      .filter((before) => before < index)
      .map(String),
  }));
}

/** Nodes that an edge runs behind without touching them. */
function hidden({ nodes, edges }: Layout): string[] {
  return edges.flatMap(({ from, to, points }) =>
    points.slice(1).flatMap(([x2, y2], index) => {
      const [x1, y1] = points[index]!;
      return [...nodes]
        .filter(([id]) => id !== from && id !== to)
        .filter(
          ([, { x, y }]) =>
            Math.max(x1, x) < Math.min(x2, x + sizes.width) &&
            Math.max(Math.min(y1, y2), y) < Math.min(Math.max(y1, y2), y + sizes.height) + (y1 === y2 ? 1e-9 : 0),
        )
        .map(([id]) => `${from}→${to} behind ${id}`);
    }),
  );
}

const overlapping = ({ nodes }: Layout): string[] => {
  const all = [...nodes];
  return all.flatMap(([a, one], index) =>
    all
      .slice(index + 1)
      .filter(([, two]) => one.x === two.x && Math.abs(one.y - two.y) < sizes.height + sizes.gapY - 1)
      .map(([b]) => `${a} on ${b}`),
  );
};

test('a step stands behind the longest way to it, and a circle does not hang', () => {
  expect([...columnsOf(nodes('a', 'b a', 'c ab', 'd a'))]).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', 1],
  ]);
  expect(layeredLayout(nodes('a b', 'b a'), sizes).nodes.size).toBe(2);
  expect(layeredLayout([], sizes)).toMatchObject({ width: 0, edges: [] });
});

test('a chain is one straight line', () => {
  const { nodes: placed, edges, width, height } = layeredLayout(nodes('a', 'b a', 'c b'), sizes);
  expect([...placed.values()].map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [250, 0],
    [500, 0],
  ]);
  expect(edges.map(({ points }) => points)).toEqual([
    [
      [200, 30],
      [250, 30],
    ],
    [
      [450, 30],
      [500, 30],
    ],
  ]);
  expect([width, height]).toEqual([700, 60]);
});

test('an edge past other columns keeps clear of the steps there', () => {
  const layout = layeredLayout(nodes('a', 'b a', 'c b', 'd ac'), sizes);
  expect(hidden(layout)).toEqual([]);
  expect(layout.edges.find(({ from, to }) => from === 'a' && to === 'd')?.points).toHaveLength(6);
});

test('what need not cross does not', () => {
  const { edges } = layeredLayout(nodes('a', 'b', 'c b', 'd a'), sizes);
  const [one, two] = edges.map(({ points }) => points);
  expect((one![0]![1] - two![0]![1]) * (one![1]![1] - two![1]![1])).toBeGreaterThan(0);
});

test.each([5, 20, 60, 200])('%i steps: none overlap, none has a foreign line behind it', (count) => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const layout = layeredLayout(plan(count, seed * 7919), sizes);
    expect(layout.nodes.size).toBe(count);
    expect(overlapping(layout)).toEqual([]);
    expect(hidden(layout)).toEqual([]);
    expect(Math.min(...[...layout.nodes.values()].map(({ y }) => y))).toBeGreaterThanOrEqual(0);
  }
});
