import type { Collection } from '../storage/catalog.ts';
import type { View } from '../storage/view.ts';
import { type Constraint, type Constraints, constraints } from './bounds.ts';
import { bestIndex, candidate, type IndexPlan, type Plan, type PlanRequest } from './plan.ts';

/** So many entries are counted to compare plans; ranges that hold more are not put together. */
const MOST_ENTRIES = 200_000;
/** So few are fetched without further thought. */
const FEW = 100;
/** The most documents that are fetched and sorted rather than met in the sort's order. */
const MOST_SORTED = 20_000;
const MOST_PARTS = 6;
const MOST_RANGES = 16;

/**
 * Indexes that together say what a filter says of documents, as far as indexes can: a document matches the conditions
 * they meet just when it lies in the ranges of each.
 */
function partsOf(collection: Collection, found: Constraints, request: PlanRequest): IndexPlan[] {
  const unsorted = { ...request, sort: undefined };
  const choices = collection.indexes
    .filter(({ building }) => !building)
    .flatMap((index) => {
      const most = Math.max(1, ...index.fields.map(({ name }) => found.of.get(name)?.length ?? 0));
      return Array.from({ length: most }, (_, pick) => candidate(index, found, unsorted, pick));
    })
    .filter((plan) => plan !== undefined && plan.ranges.length <= MOST_RANGES) as IndexPlan[];
  const left = new Set(choices.flatMap(({ met }) => [...met]));
  const parts: IndexPlan[] = [];
  while (left.size > 0 && parts.length < MOST_PARTS) {
    const gain = ({ met }: IndexPlan) => [...met].filter((constraint) => left.has(constraint)).length;
    const next = choices.reduce((best, choice) => (gain(choice) > gain(best) ? choice : best));
    parts.push(next);
    for (const constraint of next.met) left.delete(constraint);
  }
  return parts;
}

const metBy = (parts: readonly IndexPlan[]): Set<Constraint> => new Set(parts.flatMap(({ met }) => [...met]));

/** How to count a filter's documents by indexes alone; undefined when they cannot tell, or hold too many entries. */
export function countable(view: View, collection: Collection, request: PlanRequest): IndexPlan[] | undefined {
  if (request.hint !== undefined || request.strings === false) return undefined;
  const found = constraints(request.filter);
  const parts = partsOf(collection, found, request);
  if (parts.length === 0 || metBy(parts).size < found.conditions) return undefined;
  return parts.every((part) => sizeOf(view, part) < MOST_ENTRIES) ? parts : undefined;
}

/**
 * A plan that costs less than the one chosen by rule, for a query with a sort: to walk an index in the sort's order until
 * enough is found, or to fetch what several indexes agree on and sort that. Estimated by counting entries, as if
 * conditions had nothing to do with each other.
 * @param wanted how many documents will be taken; 0: all
 */
export function cheaperPlan(
  view: View,
  collection: Collection,
  { request, chosen, wanted }: { request: PlanRequest; chosen: Plan; wanted: number },
): Plan {
  if (request.hint !== undefined || request.strings === false || chosen.kind !== 'index' || chosen.lookup) {
    return chosen;
  }
  const found = constraints(request.filter);
  const walk = bestIndex(collection, found, request, true)?.plan;
  const parts = partsOf(collection, found, request);
  const met = metBy(parts);
  if (!walk || [...met].every((constraint) => walk.met.has(constraint))) return chosen;
  const together: Plan = { kind: 'conjunction', parts, covered: met.size === found.conditions };
  const sizes = parts.map((part) => sizeOf(view, part));
  if (Math.min(...sizes) <= FEW) return together;
  const all = sizeOf(view, walk);
  if (all === 0 || Math.max(...sizes) === MOST_ENTRIES) return chosen;
  const matching = sizes.reduce((estimate, size) => (estimate * size) / Math.max(all, size), all);
  const walked = wanted === 0 ? all : Math.min(all, (wanted * all) / Math.max(matching, 1));
  if (walked <= matching) return walk;
  return matching > MOST_SORTED ? chosen : together;
}

const sizeOf = (view: View, { index, ranges }: IndexPlan): number =>
  ranges.reduce((sum, range) => sum + view.countUpTo(index.id, range, MOST_ENTRIES - sum), 0);
