import { getAiActivity } from '../use-cases/dashboard/get-ai-activity.ts';
import { getChanges, seesChanges } from '../use-cases/dashboard/get-changes.ts';
import { getDealsHealth, seesDealsHealth } from '../use-cases/dashboard/get-deals-health.ts';
import type { Visit } from './page.ts';
import { partOfPage } from './part-of-page.ts';

/** The figures beside one's day: each part fails by itself, and is null to who may not see it. */
export async function readHomeFigures({ context, actor }: Pick<Visit, 'context' | 'actor'>, since: Date) {
  const part = <Value>(name: string, read: () => Promise<Value>) => partOfPage(context.ports.log, { name, read });
  const [health, changes, ai] = await Promise.all([
    seesDealsHealth(actor) ? part('pipelines', () => getDealsHealth(context)) : null,
    seesChanges(actor) ? part('changes', () => getChanges(context, since)) : null,
    part('ai', () => getAiActivity(context)),
  ]);
  return { health, changes, ai };
}
