/*
 * Layered drawing of what waits for what (Sugiyama, Tagawa and Toda 1981): steps in columns by the longest way to them,
 * long edges led through lanes of their own past the columns between, crossings lessened by barycentres, and heights
 * fitted by isotonic regression (pool adjacent violators), so that lines run as straight as the order allows.
 */

export interface LayoutNode {
  id: string;
  /** What it waits for; unknown ids are left out. */
  after: readonly string[];
}

/** In the drawing's units. */
export interface LayoutSizes {
  width: number;
  height: number;
  gapX: number;
  gapY: number;
  /** Height of the lane an edge takes through a column it only passes. */
  lane: number;
}

export interface LayoutEdge {
  from: string;
  to: string;
  /** Where it leaves each column and enters the next: right edge, left edge, right edge, … of the columns it touches. */
  points: [x: number, y: number][];
}

export interface Layout {
  /** The upper left corner of each node. */
  nodes: Map<string, { x: number; y: number }>;
  edges: LayoutEdge[];
  width: number;
  height: number;
}

/** A node, or the place where an edge passes a column. */
interface Item {
  column: number;
  size: number;
  passes: boolean;
  left: Item[];
  right: Item[];
  /** The middle. */
  y: number;
}

const orderSweeps = 12;
const fitSweeps = 10;

/** Places nodes and edges. No edge runs behind a node it does not touch; a circle is cut where it closes. */
export function layeredLayout(nodes: readonly LayoutNode[], sizes: LayoutSizes): Layout {
  const columns = columnsOf(nodes);
  const items = new Map(nodes.map(({ id }) => [id, itemAt(columns.get(id) ?? 0, sizes.height, false)]));
  const order: Item[][] = [];
  const stand = (item: Item) => (order[item.column] ??= []).push(item);
  for (const item of items.values()) stand(item);
  const chains = nodes.flatMap(({ id, after }) =>
    [...new Set(after)].flatMap((from) => {
      const [start, end] = [items.get(from), items.get(id)];
      return start && end && start.column < end.column ? [{ from, to: id, start, end }] : [];
    }),
  );
  /** All long edges of a node share its lane. */
  const lanes = new Map<Item, Item[]>();
  const ways = chains.map(({ start, end }) => {
    const lane = lanes.get(start) ?? [];
    lanes.set(start, lane);
    while (lane.length < end.column - start.column - 1) {
      const passing = itemAt(start.column + lane.length + 1, sizes.lane, true);
      lane.push(passing);
      stand(passing);
    }
    const way = [start, ...lane.slice(0, end.column - start.column - 1), end];
    way.slice(1).forEach((item, index) => link(way[index] as Item, item));
    return way;
  });

  const sorted = withFewCrossings(order);
  fit(sorted, sizes);
  const x = (item: Item) => item.column * (sizes.width + sizes.gapX);
  const edges = ways.map((way, index): LayoutEdge => {
    const { from, to } = chains[index] as (typeof chains)[number];
    const points = way.flatMap((item): [number, number][] => [
      [x(item), item.y],
      [x(item) + sizes.width, item.y],
    ]);
    return { from, to, points: points.slice(1, -1) };
  });
  return {
    nodes: new Map([...items].map(([id, item]) => [id, { x: x(item), y: item.y - sizes.height / 2 }])),
    edges,
    width: Math.max(0, ...[...items.values()].map((item) => x(item) + sizes.width)),
    height: Math.max(0, ...sorted.flat().map(({ y, size }) => y + size / 2)),
  };
}

/** How many nodes stand before each one on the longest way to it: its column. */
export function columnsOf(nodes: readonly LayoutNode[]): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const columns = new Map<string, number>();
  const visit = (node: LayoutNode, path: ReadonlySet<string>): number => {
    const known = columns.get(node.id);
    if (known !== undefined) return known;
    const within = new Set([...path, node.id]);
    const before = node.after.flatMap((id) => (within.has(id) ? [] : (byId.get(id) ?? [])));
    const column = Math.max(0, ...before.map((other) => visit(other, within) + 1));
    columns.set(node.id, column);
    return column;
  };
  for (const node of nodes) visit(node, new Set());
  return columns;
}

const itemAt = (column: number, size: number, passes: boolean): Item => ({
  column,
  size,
  passes,
  left: [],
  right: [],
  y: 0,
});

function link(left: Item, right: Item): void {
  if (left.right.includes(right)) return;
  left.right.push(right);
  right.left.push(left);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sorts columns by the middle of what each item is linked with, to and fro, and keeps the order with fewest crossings. */
function withFewCrossings(columns: readonly Item[][]): Item[][] {
  let current = columns.map((column) => [...column]);
  let best = { columns: current, crossings: crossingsOf(current) };
  for (let sweep = 0; sweep < orderSweeps && best.crossings > 0; sweep += 1) {
    const side = sweep % 2 === 0 ? 'left' : 'right';
    const places = new Map(current.flatMap((column) => column.map((item, place) => [item, place] as const)));
    const through = side === 'left' ? current : current.toReversed();
    const sorted = through.map((column) => {
      const weight = (item: Item) =>
        item[side].length > 0 ? mean(item[side].map((other) => places.get(other) ?? 0)) : (places.get(item) ?? 0);
      const next = column.map((item) => ({ item, at: weight(item) })).sort((a, b) => a.at - b.at);
      next.forEach(({ item }, place) => places.set(item, place));
      return next.map(({ item }) => item);
    });
    current = side === 'left' ? sorted : sorted.toReversed();
    const crossings = crossingsOf(current);
    if (crossings < best.crossings) best = { columns: current, crossings };
  }
  return best.columns;
}

function crossingsOf(columns: readonly Item[][]): number {
  let count = 0;
  for (const [index, column] of columns.entries()) {
    const next = new Map((columns[index + 1] ?? []).map((item, place) => [item, place]));
    const links = column.flatMap((item, from) => item.right.map((other) => ({ from, to: next.get(other) ?? 0 })));
    for (const a of links) for (const b of links) if (a.from < b.from && a.to > b.to) count += 1;
  }
  return count;
}

/** Gives all their heights: near what they are linked with, in their order, apart by the gap. */
function fit(columns: readonly Item[][], { gapY }: LayoutSizes): void {
  const apart = (above: Item, below: Item) =>
    (above.size + below.size) / 2 + (above.passes || below.passes ? gapY / 2 : gapY);
  for (const column of columns) {
    column.forEach((item, index) => {
      const above = column[index - 1];
      item.y = above ? above.y + apart(above, item) : item.size / 2;
    });
  }
  for (let sweep = 0; sweep < fitSweeps; sweep += 1) {
    const side = sweep % 2 === 0 ? 'left' : 'right';
    for (const column of side === 'left' ? columns : columns.toReversed()) {
      place(
        column,
        column.map((item) => (item[side].length > 0 ? mean(item[side].map(({ y }) => y)) : item.y)),
        apart,
      );
    }
  }
  const top = Math.min(...columns.flat().map(({ y, size }) => y - size / 2));
  for (const item of columns.flat()) item.y = Math.round(item.y - top);
}

/** Puts items as near as can be to where they want to be, without changing their order or coming too near. */
function place(column: readonly Item[], wanted: readonly number[], apart: (above: Item, below: Item) => number): void {
  let offset = 0;
  const offsets = column.map((item, index) => {
    const above = column[index - 1];
    offset += above ? apart(above, item) : 0;
    return offset;
  });
  const blocks: { sum: number; count: number }[] = [];
  for (const [index, y] of wanted.entries()) {
    let block = { sum: y - (offsets[index] ?? 0), count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: block.sum + last.sum, count: block.count + last.count };
    }
    blocks.push(block);
  }
  const levels = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  for (const [index, item] of column.entries()) item.y = (levels[index] ?? 0) + (offsets[index] ?? 0);
}
