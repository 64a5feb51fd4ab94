import { aiOperations } from './ai.ts';
import { apiKeyOperations } from './api-keys.ts';
import { auditOperations } from './audit.ts';
import { automationOperations } from './automations.ts';
import { authOperations } from './auth.ts';
import { commentOperations } from './comments.ts';
import { customerOperations } from './customers.ts';
import { customFieldOperations } from './custom-fields.ts';
import { dataOperations } from './data.ts';
import { erasureOperations } from './erasures.ts';
import { importOperations } from './imports.ts';
import { insightOperations } from './insights.ts';
import { interactionOperations } from './interactions.ts';
import { jobOperations } from './jobs.ts';
import { leadOperations } from './leads.ts';
import { dealOperations } from './deals.ts';
import { duplicateOperations } from './duplicates.ts';
import { pipelineOperations } from './pipelines.ts';
import { onboardingOperations } from './onboarding.ts';
import { operationalOperations } from './operational.ts';
import { mailTemplateOperations } from './mail-templates.ts';
import { mergeOperations } from './merges.ts';
import { notificationOperations } from './notifications.ts';
import { planRatingOperations } from './plan-ratings.ts';
import { reminderOperations } from './reminders.ts';
import { reportOperations } from './reports.ts';
import { searchOperations } from './search.ts';
import { settingsOperations } from './settings.ts';
import { taskOperations } from './tasks.ts';
import { timeOperations } from './time.ts';
import { userOperations } from './users.ts';
import { viewOperations } from './views.ts';

/** Every operation there is, by id: routes, OpenAPI and tests all read this one table. */
export const operations = {
  ...authOperations,
  ...apiKeyOperations,
  ...userOperations,
  ...taskOperations,
  ...reminderOperations,
  ...commentOperations,
  ...timeOperations,
  ...leadOperations,
  ...customerOperations,
  ...interactionOperations,
  ...insightOperations,
  ...customFieldOperations,
  ...erasureOperations,
  ...duplicateOperations,
  ...mergeOperations,
  ...dealOperations,
  ...pipelineOperations,
  ...automationOperations,
  ...mailTemplateOperations,
  ...aiOperations,
  ...planRatingOperations,
  ...importOperations,
  ...jobOperations,
  ...notificationOperations,
  ...viewOperations,
  ...searchOperations,
  ...reportOperations,
  ...settingsOperations,
  ...auditOperations,
  ...dataOperations,
  ...onboardingOperations,
  ...operationalOperations,
};
export type { BodyOf, Operation, ParamsOf, QueryOf } from './operation.ts';
