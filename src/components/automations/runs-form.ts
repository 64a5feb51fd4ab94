import { z } from 'zod';
import { listRunsQuery, type ListRunsQuery } from '../../lib/contracts/automation-run.ts';
import { id } from '../../lib/contracts/common.ts';

/** What a page of runs is asked to do. */
export const runIntent = z.object({ intent: z.enum(['retry', 'cancel']), pipelineId: id, runId: id });

const filters = ['automationId', 'status', 'dealId', 'customerId', 'cursor'] as const;

/** Which runs a page shows; what of the address is not usable is left out. */
export function runsQuery(address: URLSearchParams): ListRunsQuery {
  const usable = filters.flatMap((name) => {
    const value = address.get(name);
    if (!value) return [];
    return listRunsQuery.pick({ [name]: true } as { status: true }).safeParse({ [name]: value }).success
      ? [[name, value]]
      : [];
  });
  return listRunsQuery.parse(Object.fromEntries(usable));
}

/** What the page is asked that starts an automation by hand: for all deals, or for those that are ticked. */
export const startForm = z
  .looseObject({ which: z.enum(['all', 'some']).default('some') })
  .transform(({ which, ...rest }) => ({
    all: which === 'all',
    dealIds: Object.keys(rest).flatMap((name) => {
      const [what, dealId] = name.split('.');
      return what === 'deal' && id.safeParse(dealId).success ? [dealId!] : [];
    }),
  }));
