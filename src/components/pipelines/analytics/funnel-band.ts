interface Size {
  width: number;
  height: number;
}

/**
 * The outline of a band that is as thick at each stage as the share (0–1) of deals that reached it, for an SVG `points`.
 * It is level over the first part of a stage's column and goes over into the next one's in the rest.
 */
export function funnelBand(shares: readonly number[], { width, height }: Size): string {
  const column = width / Math.max(1, shares.length);
  const upper = shares.flatMap((share, place) => {
    const y = (height * (1 - share)) / 2;
    const end = place === shares.length - 1 ? column : column * 0.6;
    return [
      [place * column, y],
      [place * column + end, y],
    ] as const;
  });
  const lower = upper.toReversed().map(([x, y]) => [x, height - y] as const);
  return [...upper, ...lower].map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
}

const round = (value: number): number => Math.round(value * 10) / 10;
