export interface ConfidenceInput {
  /** What the model itself says, 0 to 1; absent when it says nothing. */
  modelConfidence?: number | undefined;
  /** How many repairs the plan needed. */
  repairs: number;
  /** Characters of context the planner had to go by: description, notes, customer. */
  contextLength: number;
  /** Likeness to the most similar finished task, 0 to 1. */
  similarity: number;
  source: 'model' | 'local';
}

/** A silent model is taken to be as sure as this. */
const UNSTATED = 0.6;
/** Each repair leaves this share of the confidence. */
const PER_REPAIR = 0.94;
/** A template knows the kind of goal, not the goal. */
const LOCAL = 0.8;
/** About so many characters of context give two thirds of what context can give. */
const CONTEXT_SCALE = 400;

/**
 * How far a plan can be trusted, above 0 and below 1, in hundredths:
 *
 *     (0.25 + 0.45 · model + 0.15 · (1 − e^(−context / 400)) + 0.15 · similarity) · 0.94^repairs · (0.8 if local)
 *
 * kept within 0.05 and 0.99. It grows with the model's confidence, the context and the similarity and falls with every
 * repair. The weights are a convention: enough context and few repairs bring a sure model's plan above 0.8, and no
 * plan gets there by the model's word alone.
 */
export function planConfidence(input: ConfidenceInput): number {
  const model = clamp(input.modelConfidence ?? UNSTATED, 0, 1);
  const context = 1 - Math.exp(-Math.max(0, input.contextLength) / CONTEXT_SCALE);
  const similarity = clamp(input.similarity, 0, 1);
  const score = 0.25 + 0.45 * model + 0.15 * context + 0.15 * similarity;
  const trust = PER_REPAIR ** Math.max(0, input.repairs) * (input.source === 'local' ? LOCAL : 1);
  return Math.round(clamp(score * trust, 0.05, 0.99) * 100) / 100;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
