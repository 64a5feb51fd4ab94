import type { Context } from '../../ports/index.ts';
import { requirePermission } from '../shared/authorise.ts';

/** How many plans members called useful or not since then, by who made them. Throws ProblemError `forbidden`. */
export function countRatings(
  { ports, actor }: Context,
  from: Date,
): Promise<{ generatedBy: string; useful: number; notUseful: number }[]> {
  requirePermission(actor, 'usage.read', 'see what others said of plans');
  return ports.planRatings.counts(from);
}
