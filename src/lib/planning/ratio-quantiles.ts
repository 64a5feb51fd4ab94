/**
 * How long work really takes, as quantiles of actual over estimated time: with `probability` the ratio is at most
 * `ratio`. In growing order of both, at least two points.
 */
export type RatioQuantiles = readonly { readonly probability: number; readonly ratio: number }[];

/** Probabilities and the quantiles of the standard normal distribution there. */
const standardNormal: readonly (readonly [number, number])[] = [
  [0.01, -2.3263],
  [0.05, -1.6449],
  [0.1, -1.2816],
  [0.2, -0.8416],
  [0.3, -0.5244],
  [0.4, -0.2533],
  [0.5, 0],
  [0.6, 0.2533],
  [0.7, 0.5244],
  [0.8, 0.8416],
  [0.9, 1.2816],
  [0.95, 1.6449],
  [0.99, 2.3263],
];

/**
 * Used until a team has a history of its own: a lognormal spread, which is how such ratios are distributed (T. Little:
 * Schedule estimation and uncertainty surrounding the cone of uncertainty, IEEE Software 2006), with median 1.1 and
 * σ = 0.5. The two figures are a cautious convention, not measured here: one subtask in five takes more than 1.7 times
 * its estimate, one in twenty more than 2.5 times.
 */
export const DEFAULT_RATIO_QUANTILES: RatioQuantiles = lognormalQuantiles(1.1, 0.5);

/** Quantiles of a lognormal distribution of the given median and σ of its logarithm. */
export function lognormalQuantiles(median: number, sigma: number): RatioQuantiles {
  return standardNormal.map(([probability, z]) => ({ probability, ratio: median * Math.exp(sigma * z) }));
}

/** The ratio at a probability: linear in the logarithm between the points, constant beyond them. */
export function ratioAt(quantiles: RatioQuantiles, probability: number): number {
  const above = quantiles.findIndex((point) => point.probability >= probability);
  if (above === 0) return quantiles[0]!.ratio;
  const [low, high] = [quantiles.at(above < 0 ? -1 : above - 1)!, quantiles.at(above)!];
  if (above < 0) return low.ratio;
  const share = (probability - low.probability) / (high.probability - low.probability);
  return Math.exp(Math.log(low.ratio) * (1 - share) + Math.log(high.ratio) * share);
}
