import { listActivityQuery, type ListActivityQuery } from '../../lib/contracts/activity.ts';

const standard = listActivityQuery.parse({ limit: 10 });

/** Which part of a record's history a page shows: the newest, or what follows `?history=<cursor>`. */
export function historyQuery({ searchParams }: URL): ListActivityQuery {
  const cursor = searchParams.get('history') ?? undefined;
  return listActivityQuery.safeParse({ limit: 10, cursor }).data ?? standard;
}
