import type { ListUsageQuery, Usage } from '../../../lib/contracts/ai-usage.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Context } from '../../ports/index.ts';
import { memberRefs, refOf } from '../shared/member-refs.ts';
import { whoseUsage } from './whose-usage.ts';

/**
 * Requests to models, page by page: one's own, or everyone's with `usage.read`.
 * @throws ProblemError `forbidden`, or `validation_failed` for a bad cursor
 */
export async function listUsage({ ports, actor }: Context, query: ListUsageQuery): Promise<Page<Usage>> {
  const { userId } = whoseUsage(actor, query.userId);
  const { items, total, nextCursor } = await ports.usage.list({ ...query, userId });
  const refs = await memberRefs(
    ports,
    items.map((record) => record.userId),
  );
  return {
    items: items.map(({ createdAt, ...record }) => ({
      ...record,
      user: refOf(record.userId, refs),
      createdAt: createdAt.toISOString(),
    })),
    total,
    nextCursor,
  };
}
