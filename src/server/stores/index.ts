import type { Connection } from 'mongoose';
import type { Clock, Ids, Ports } from '../ports/index.ts';
import type { AiSettingsRecord, CompanySettingsRecord, CustomFieldsRecord } from '../records/index.ts';
import { createActivityStore } from './activities.ts';
import { createApiKeyStore } from './api-keys.ts';
import { createAuditStore } from './audit.ts';
import { createAllowanceStore } from './allowances.ts';
import { createAutomationRunStore } from './automation-runs.ts';
import { createBatchJobStore } from './batch-jobs.ts';
import { createCommentStore } from './comments.ts';
import { createCommit } from './commit.ts';
import { createCustomerStore } from './customers.ts';
import { createDataDump } from './data-dump.ts';
import { createDealLedger } from './deal-ledger/ledger.ts';
import { createDealStore, dealModel } from './deals.ts';
import { createDerivedUpkeep } from './derived-upkeep.ts';
import { createDismissalStore } from './dismissals.ts';
import { guarded } from './errors.ts';
import { createErasureStore } from './erasure/index.ts';
import { createGenerationStore } from './generations.ts';
import { createGuidanceStore } from './guidance.ts';
import { createIdempotencyStore } from './idempotency.ts';
import { createImportStore } from './imports.ts';
import { createInteractionStore } from './interactions.ts';
import { createLeases } from './leases.ts';
import { createListChoiceStore } from './list-choices.ts';
import { createMailTemplateStore } from './mail-templates.ts';
import { createMailStore } from './mails.ts';
import { createMergeStore } from './merges.ts';
import { createNotificationPreferenceStore } from './notification-preferences.ts';
import { createNotificationStore } from './notifications.ts';
import { createOneTimeTokenStore } from './one-time-tokens.ts';
import { createOutboxStore } from './outbox.ts';
import type { Owner } from './ownership.ts';
import { createPipelineStore } from './pipelines.ts';
import { createRefreshTokenStore } from './refresh-tokens.ts';
import { createPresenceStore } from './presence.ts';
import { createPlanRatingStore } from './plan-ratings.ts';
import { createReminderStore } from './reminders.ts';
import { createSampleStore } from './samples.ts';
import { createSessionStore } from './sessions.ts';
import { createSettingsStore } from './settings-record.ts';
import { createStageEntryStore } from './stage-entries.ts';
import { createTaskStore } from './tasks.ts';
import { createTimeEntryStore } from './time-entries.ts';
import { createTimerStore } from './timers.ts';
import { createUsageStore } from './usage.ts';
import { createUserStore } from './users.ts';
import { createViewStore } from './views.ts';
import { createVocabularyUpkeep } from './vocabulary-upkeep.ts';
import { createVocabulary } from './vocabulary.ts';

export { connect, UnusableDatabaseError } from './connect.ts';

export type Stores = Pick<
  Ports,
  | 'commit'
  | 'tasks'
  | 'timeEntries'
  | 'timers'
  | 'customers'
  | 'deals'
  | 'all'
  | 'recordsOf'
  | 'pipelines'
  | 'stageEntries'
  | 'automationRuns'
  | 'dismissals'
  | 'merges'
  | 'erasures'
  | 'activities'
  | 'audit'
  | 'users'
  | 'sessions'
  | 'refreshTokens'
  | 'oneTimeTokens'
  | 'apiKeys'
  | 'generations'
  | 'batchJobs'
  | 'imports'
  | 'outbox'
  | 'mails'
  | 'mailTemplates'
  | 'planRatings'
  | 'reminders'
  | 'comments'
  | 'interactions'
  | 'notifications'
  | 'notificationPreferences'
  | 'views'
  | 'listChoices'
  | 'usage'
  | 'aiSettings'
  | 'companySettings'
  | 'customFields'
  | 'vocabulary'
  | 'derived'
  | 'presence'
  | 'allowances'
  | 'leases'
  | 'idempotency'
  | 'dump'
  | 'samples'
  | 'guidance'
>;

/** All stores over one connection, with their collections and indexes built. */
export async function createStores(connection: Connection, world: { clock: Clock; ids: Ids }): Promise<Stores> {
  const vocabulary = createVocabulary(connection, world.clock);
  const ledger = createDealLedger(connection, dealModel(connection));
  const records = (owner: Owner) => ({
    tasks: guarded(createTaskStore(connection, vocabulary, owner)),
    customers: guarded(createCustomerStore(connection, vocabulary, owner)),
    deals: guarded(createDealStore(connection, { vocabulary, ledger, owner })),
  });
  const all = records(null);
  const stores = {
    commit: createCommit(connection, world),
    ...all,
    all,
    recordsOf: records,
    timeEntries: guarded(createTimeEntryStore(connection)),
    timers: guarded(createTimerStore(connection)),
    pipelines: guarded(createPipelineStore(connection, vocabulary)),
    stageEntries: guarded(createStageEntryStore(connection)),
    automationRuns: guarded(createAutomationRunStore(connection)),
    dismissals: guarded(createDismissalStore(connection)),
    merges: guarded(createMergeStore(connection)),
    erasures: guarded(createErasureStore(connection, vocabulary)),
    activities: guarded(createActivityStore(connection)),
    audit: guarded(createAuditStore(connection)),
    users: guarded(createUserStore(connection)),
    sessions: guarded(createSessionStore(connection)),
    refreshTokens: guarded(createRefreshTokenStore(connection)),
    oneTimeTokens: guarded(createOneTimeTokenStore(connection)),
    apiKeys: guarded(createApiKeyStore(connection)),
    generations: guarded(createGenerationStore(connection)),
    batchJobs: guarded(createBatchJobStore(connection)),
    imports: guarded(createImportStore(connection)),
    outbox: guarded(createOutboxStore(connection)),
    mails: guarded(createMailStore(connection)),
    mailTemplates: guarded(createMailTemplateStore(connection)),
    comments: guarded(createCommentStore(connection)),
    interactions: guarded(createInteractionStore(connection)),
    planRatings: guarded(createPlanRatingStore(connection)),
    reminders: guarded(createReminderStore(connection)),
    notifications: guarded(createNotificationStore(connection)),
    notificationPreferences: guarded(createNotificationPreferenceStore(connection)),
    views: guarded(createViewStore(connection)),
    listChoices: guarded(createListChoiceStore(connection)),
    usage: guarded(createUsageStore(connection)),
    aiSettings: guarded(createSettingsStore<AiSettingsRecord>(connection, { name: 'ai', what: 'The AI settings' })),
    companySettings: guarded(
      createSettingsStore<CompanySettingsRecord>(connection, { name: 'company', what: 'The company’s settings' }),
    ),
    customFields: guarded(
      createSettingsStore<CustomFieldsRecord>(connection, { name: 'customFields', what: 'The custom fields' }),
    ),
    vocabulary: guarded(createVocabularyUpkeep(connection, vocabulary)),
    derived: guarded(createDerivedUpkeep(connection, vocabulary)),
    presence: guarded(createPresenceStore(connection, world.clock)),
    allowances: guarded(createAllowanceStore(connection, world.clock)),
    leases: guarded(createLeases(connection, world.clock)),
    idempotency: guarded(createIdempotencyStore(connection, world.clock)),
    dump: createDataDump(connection),
    samples: guarded(createSampleStore(connection)),
    guidance: guarded(createGuidanceStore(connection)),
  };
  await buildIndexes(connection);
  return stores;
}

/** Makes what is missing; harmless when it is there, also from several processes at once. */
async function buildIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
