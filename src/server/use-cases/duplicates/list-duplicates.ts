import { mostTogether, type DuplicateGroups, type ListDuplicatesQuery } from '../../../lib/contracts/duplicates.ts';
import type { Context, Ports } from '../../ports/index.ts';
import { presentCustomers } from '../customers/present-customer.ts';
import { requirePermission } from '../shared/authorise.ts';
import { matchesOf, type Match } from './compare.ts';

/** Read and compared at a time, and at most in one call: an answer comes soon, though perhaps without a group. */
const chunkSize = 500;
const mostChunks = 6;

interface Group {
  /** The customer made last. */
  newest: string;
  matches: Match[];
}

/**
 * Goes through the customers, those made last first, and answers each with the older ones it may be the same as. One that
 * has been shown with a newer one leads no group of its own.
 * @throws ProblemError `forbidden`
 */
export async function listDuplicates({ ports, actor }: Context, query: ListDuplicatesQuery): Promise<DuplicateGroups> {
  requirePermission(actor, 'customers.read', 'read customers');
  const groups: Group[] = [];
  let before = query.cursor ?? null;
  for (let chunk = 0; chunk < mostChunks; chunk += 1) {
    const contacts = await ports.customers.contactsBefore(before, chunkSize);
    const matches = await matchesOf(ports, contacts);
    for (const { id } of contacts) {
      before = id;
      const others = matches.get(id) ?? [];
      if (others.length === 0 || others.some((other) => other.id > id)) continue;
      groups.push({ newest: id, matches: others.slice(0, mostTogether - 1) });
      if (groups.length === query.limit) return { items: await presented(ports, groups), nextCursor: before };
    }
    if (contacts.length < chunkSize) return { items: await presented(ports, groups), nextCursor: null };
  }
  return { items: await presented(ports, groups), nextCursor: before };
}

async function presented(ports: Ports, groups: readonly Group[]): Promise<DuplicateGroups['items']> {
  const ids = [...new Set(groups.flatMap(({ newest, matches }) => [newest, ...matches.map(({ id }) => id)]))];
  const records = ids.length > 0 ? await ports.customers.findMany(ids) : [];
  const shown = new Map((await presentCustomers(ports, records)).map((customer) => [customer.id, customer]));
  return groups.flatMap(({ newest, matches }) => {
    const customers = [newest, ...matches.map(({ id }) => id)].flatMap((id) => shown.get(id) ?? []);
    const reasons = [...new Set(matches.flatMap((match) => match.reasons))];
    return customers.length < 2 ? [] : [{ customers, score: matches[0]?.score ?? 1, reasons }];
  });
}
