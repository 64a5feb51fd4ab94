import type { StringOrder } from '../bson/compare.ts';
import { type Doc } from '../bson/values.ts';
import type { Collection, Index } from '../storage/catalog.ts';
import type { View } from '../storage/view.ts';
import { fromArray, slice, type Stream, through } from '../streams.ts';
import { stringOrder } from './collation.ts';
import { compileFilter } from './match.ts';
import { cheaperPlan, countable } from './conjunction.ts';
import { choosePlan, type Plan, type PlanRequest, type SortSpec } from './plan.ts';
import { countEntries, type Effort, entriesOf, type Hit, matching, scan } from './scan.ts';
import { fieldsOfSort, orderOf, sorted } from './sort.ts';

export interface FindRequest {
  filter: Doc;
  sort?: SortSpec | undefined;
  skip?: number;
  /** 0 or absent: no limit. */
  limit?: number;
  /** Documents that will be asked for at first, when there is no limit. */
  batch?: number;
  hint?: unknown;
  collation?: unknown;
  /** Variables of `let`. */
  variables?: Doc | undefined;
}

export interface Find {
  hits: Stream<Hit>;
  plan: Plan;
  /** Whether the documents have to be sorted in memory. */
  blocking: boolean;
  effort: Effort;
}

/** The documents a query asks for, in its order, from the best plan. */
export function find(view: View, collection: Collection, request: FindRequest): Find {
  const { sort, skip = 0, limit = 0, batch = 0 } = request;
  const order = sort?.filter(([field]) => field !== '$natural') ?? [];
  const { plan, strings, matcher } = planned(collection, request, (planning, chosen) =>
    order.length === 0
      ? chosen
      : cheaperPlan(view, collection, { request: planning, chosen, wanted: limit > 0 ? skip + limit : batch }),
  );
  const effort: Effort = { keys: 0, docs: 0 };
  const blocking = order.length > 0 && !(plan.kind === 'index' && plan.sorted);
  const wanted = blocking ? 0 : limit > 0 ? skip + limit : batch;
  const source = scan(view, collection, plan, wanted > 0 ? { effort, expected: wanted } : { effort });
  const matched = matcher ? matching(source, matcher) : source;
  const ordered = blocking ? inOrder(matched, order, limit === 0 ? 0 : skip + limit, strings) : matched;
  return { hits: slice(ordered, skip, limit), plan, blocking, effort };
}

/** How to find a query's documents, and by what each has to be tested besides (undefined: by nothing). */
function planned(
  collection: Collection,
  { filter, sort, hint, collation, variables }: FindRequest,
  better: (request: PlanRequest, chosen: Plan) => Plan = (_, chosen) => chosen,
) {
  const strings = stringOrder(collation ?? collection.options.collation);
  const matcher = compileFilter(filter, { strings, variables });
  const request = { filter, sort, hint, strings: strings === undefined };
  const plan = better(request, choosePlan(collection, request));
  const covered = Object.keys(filter).length === 0 || ('covered' in plan && plan.covered);
  return { request, plan, strings, matcher: covered ? undefined : matcher };
}

/** How many documents match (`skip` and `limit` aside), counted a part for each pull; from an index alone if one can tell. */
export function countMatches(view: View, collection: Collection, request: FindRequest): Stream<number> {
  const { request: planning, plan, matcher } = planned(collection, request);
  if (plan.kind === 'collection' && !matcher) return fromArray([view.count((collection.indexes[0] as Index).id)]);
  if (plan.kind === 'index' && !matcher && plan.index.multikey.size === 0) return countEntries(view, collection, plan);
  const parts = plan.kind === 'index' ? countable(view, collection, planning) : undefined;
  if (parts) return fromArray([view.countRows(parts.map(entriesOf))]);
  const hits = scan(view, collection, plan);
  return through(matcher ? matching(hits, matcher) : hits, (batch) => [batch.length]);
}

function inOrder(hits: Stream<Hit>, sort: SortSpec, limit: number, strings: StringOrder | undefined): Stream<Hit> {
  const needed = fieldsOfSort(sort);
  return sorted(
    hits,
    orderOf(sort, strings),
    limit,
    (hit) => hit.fields(needed),
    (hit) => hit.bytes.length,
  );
}
