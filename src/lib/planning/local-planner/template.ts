import type { SubtaskPriority } from '../types.ts';

/**
 * A plan for one kind of goal, as data. Texts may hold `{object}` (with its article), `{customer}`, `{topic}`,
 * `{party}` (whom to talk to) and `{by}` (the deadline with its preposition); a part in square brackets is left out when
 * something in it is unknown: "Send the offer to {customer}[ {by}]". `{customer}` is always known, "the customer" if need be.
 */
export interface PlanTemplate {
  kind: string;
  /** What this kind of goal is called in a sentence: "a renewal". */
  label: string;
  /** The words that speak for it, each with a weight: "renewal:5 extend:2". A phrase is joined by "+". */
  words: string;
  /**
   * What the steps speak of when the goal's object is not itself such a thing: "train the sales team" is "the training
   * of the sales team". It is taken when the object has none of the words, or, without words, when it is a bare name.
   */
  act?: { phrase: string; words?: string };
  steps: readonly TemplateStep[];
  assumptions: readonly string[];
}

export interface TemplateStep {
  key: string;
  title: string;
  detail: string;
  minutes: number;
  /** Keys of steps to wait for, separated by spaces. */
  after?: string;
  priority?: SubtaskPriority;
  /** The step is taken only when the goal or its description has one of these words. */
  when?: string;
  /** The milestone that its end reaches. */
  milestone?: string;
  /** Here a remark about the customer's industry belongs. */
  industry?: boolean;
}
