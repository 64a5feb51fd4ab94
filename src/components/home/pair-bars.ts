export interface PairBar {
  x: number;
  y: number;
  width: number;
  height: number;
  /** The paler of the two. */
  second: boolean;
}

/** Two bars side by side for each pair of counts, the tallest of all as high as the drawing; a count of 0 has none. */
export function pairBars(
  pairs: readonly (readonly [number, number])[],
  { width, height }: { width: number; height: number },
): PairBar[] {
  const most = Math.max(1, ...pairs.flat());
  const column = width / Math.max(1, pairs.length);
  const bar = Math.min(48, column / 3);
  return pairs.flatMap((pair, place) =>
    pair.flatMap((count, index): PairBar[] => {
      const tall = (count / most) * height;
      const x = place * column + index * (bar + 3);
      return count === 0 ? [] : [{ x, y: height - tall, width: bar, height: tall, second: index === 1 }];
    }),
  );
}
