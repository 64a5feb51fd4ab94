import type { Correction } from '../../../lib/contracts/common.ts';
import { customerName } from '../../../lib/contracts/customer-name.ts';
import { listCustomersQuery, type Customer } from '../../../lib/contracts/customer.ts';
import { listDealsQuery } from '../../../lib/contracts/deal.ts';
import type { Permission } from '../../../lib/contracts/permission.ts';
import { listPipelinesQuery } from '../../../lib/contracts/pipeline.ts';
import type { SearchGroup, SearchHit, SearchKind, SearchQuery, SearchResult } from '../../../lib/contracts/search.ts';
import { listTasksQuery } from '../../../lib/contracts/task.ts';
import { may } from '../../../lib/domain/actor.ts';
import type { Context, Ports } from '../../ports/index.ts';
import { requireMember } from '../shared/authorise.ts';
import { findMembers } from './find-members.ts';

interface Found {
  items: SearchHit[];
  more: boolean;
  corrections?: Correction[];
}
type Look = (ports: Ports, query: SearchQuery) => Promise<Found>;

const newestFirst = '-updatedAt';

/** What is looked through, what it takes to see it, and how. */
const looks: Record<SearchKind, { permission: Permission; look: Look }> = {
  customer: { permission: 'customers.read', look: lookForCustomers },
  deal: { permission: 'deals.read', look: lookForDeals },
  task: { permission: 'tasks.read', look: lookForTasks },
  pipeline: { permission: 'pipelines.read', look: lookForPipelines },
  member: { permission: 'tasks.read', look: findMembers },
};

/**
 * Everything a text may mean, of what the caller may see: each of its words begins a word of the record. A kind that
 * cannot be read by the caller is left out. Throws ProblemError `forbidden` for who is no member.
 */
export async function searchRecords({ ports, actor }: Context, query: SearchQuery): Promise<SearchResult> {
  requireMember(actor, 'search');
  const kinds = (Object.keys(looks) as SearchKind[]).filter((kind) => may(actor, looks[kind].permission));
  const found = await Promise.all(
    kinds.map(async (kind) => ({ kind, corrections: [], ...(await looks[kind].look(ports, query)) })),
  );
  const groups: SearchGroup[] = found.map(({ kind, items, more }) => ({ kind, items, more }));
  return { groups: groups.filter(({ items }) => items.length > 0), corrections: together(found) };
}

/** One correction for each word, whichever kinds it was made in. */
function together(found: readonly { corrections: readonly Correction[] }[]): Correction[] {
  const byWord = new Map<string, Set<string>>();
  for (const { word, instead } of found.flatMap(({ corrections }) => corrections)) {
    byWord.set(word, new Set([...(byWord.get(word) ?? []), ...instead]));
  }
  return [...byWord].map(([word, instead]) => ({ word, instead: [...instead] }));
}

async function lookForCustomers({ customers }: Ports, { q, limit }: SearchQuery): Promise<Found> {
  const page = await customers.list({ ...listCustomersQuery.parse({ sort: newestFirst }), q, limit });
  return {
    items: page.items.map((record) => ({
      id: record.id,
      title: customerName(record),
      detail: detailOf(record.contactInfo),
      status: record.status,
      link: `/app/customers/${record.id}`,
    })),
    more: page.nextCursor !== null,
    corrections: page.corrections,
  };
}

const detailOf = ({ company, name, email, phone }: Customer['contactInfo']): string => {
  const person = company ? [name.first, name.last].filter(Boolean).join(' ') : '';
  return [person, email ?? phone ?? ''].filter(Boolean).join(', ');
};

async function lookForDeals({ deals, all }: Ports, { q, limit }: SearchQuery): Promise<Found> {
  const page = await deals.page({ ...listDealsQuery.parse({ sort: newestFirst }), q, limit });
  const customers = await all.customers.findMany([...new Set(page.items.map(({ customerId }) => customerId))]);
  const names = new Map(customers.map((customer) => [customer.id, customerName(customer)]));
  return {
    items: page.items.map(({ id, title, customerId, status }) => ({
      ...{ id, title, status, detail: names.get(customerId) ?? '', link: `/app/deals/${id}` },
    })),
    more: page.nextCursor !== null,
    corrections: page.corrections,
  };
}

async function lookForTasks({ tasks }: Ports, { q, limit }: SearchQuery): Promise<Found> {
  const page = await tasks.list({ ...listTasksQuery.parse({ sort: newestFirst }), q, limit });
  return {
    items: page.items.map(({ id, title, status }) => ({ id, title, status, detail: '', link: `/app/tasks/${id}` })),
    more: page.nextCursor !== null,
    corrections: page.corrections,
  };
}

async function lookForPipelines({ pipelines }: Ports, { q, limit }: SearchQuery): Promise<Found> {
  const page = await pipelines.list({ ...listPipelinesQuery.parse({}), q, limit });
  return {
    items: page.items.map(({ id, name, stages }) => ({
      ...{ id, title: name, status: null, link: `/app/pipelines/${id}` },
      detail: stages.map((stage) => stage.name).join(', '),
    })),
    more: page.nextCursor !== null,
    corrections: page.corrections,
  };
}
