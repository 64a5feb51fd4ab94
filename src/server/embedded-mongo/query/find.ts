import type { StringOrder } from '../bson/compare.ts';
import { type Doc } from '../bson/values.ts';
import type { Collection } from '../storage/catalog.ts';
import type { View } from '../storage/view.ts';
import { slice, type Stream } from '../streams.ts';
import { stringOrder } from './collation.ts';
import { compileFilter } from './match.ts';
import { choosePlan, type Plan, type SortSpec } from './plan.ts';
import { type Effort, type Hit, matching, scan } from './scan.ts';
import { fieldsOfSort, sorted } from './sort.ts';

export interface FindRequest {
  filter: Doc;
  sort?: SortSpec | undefined;
  skip?: number;
  /** 0 or absent: no limit. */
  limit?: number;
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
  const { filter, sort, skip = 0, limit = 0 } = request;
  const strings = stringOrder(request.collation ?? collection.options.collation);
  const matcher = compileFilter(filter, { strings, variables: request.variables });
  const plan = choosePlan(collection, { filter, sort, hint: request.hint, strings: strings === undefined });
  const effort: Effort = { keys: 0, docs: 0 };
  const source = scan(view, collection, plan, effort);
  const matched = Object.keys(filter).length > 0 ? matching(source, matcher) : source;
  const order = sort?.filter(([field]) => field !== '$natural') ?? [];
  const blocking = order.length > 0 && !(plan.kind === 'index' && plan.sorted);
  const ordered = blocking ? inOrder(matched, order, limit === 0 ? 0 : skip + limit, strings) : matched;
  return { hits: slice(ordered, skip, limit), plan, blocking, effort };
}

function inOrder(hits: Stream<Hit>, sort: SortSpec, limit: number, strings: StringOrder | undefined): Stream<Hit> {
  const needed = fieldsOfSort(sort);
  return sorted(
    hits,
    sort,
    limit,
    (hit) => hit.fields(needed),
    (hit) => hit.bytes.length,
    strings,
  );
}
