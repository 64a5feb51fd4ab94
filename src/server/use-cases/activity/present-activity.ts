import type { Activity } from '../../../lib/contracts/activity.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { ActivityRecord } from '../../records/index.ts';

/** Histories in the contract's shape. */
export const presentActivity = ({ items, ...rest }: Page<ActivityRecord>): Page<Activity> => ({
  items: items.map(({ id, type, at, actor, taskId, taskTitle, dealId, dealTitle, changes }) => ({
    id,
    type,
    at: at.toISOString(),
    actor,
    task: taskId === null ? null : { id: taskId, title: taskTitle ?? '' },
    deal: dealId === null || taskId !== null ? null : { id: dealId, title: dealTitle ?? '' },
    changes,
  })),
  ...rest,
});
