import type { PlanTemplate } from '../template.ts';
import { accountTemplates } from './accounts.ts';
import { eventTemplates } from './events.ts';
import { marketingTemplates } from './marketing.ts';
import { operationTemplates } from './operations.ts';
import { sellingTemplates } from './selling.ts';

export { genericTemplate } from './generic.ts';

/** All kinds of goals that have a plan of their own; of equal matches the one listed first is taken. */
export const planTemplates: readonly PlanTemplate[] = [
  ...accountTemplates,
  ...sellingTemplates,
  ...marketingTemplates,
  ...eventTemplates,
  ...operationTemplates,
];
