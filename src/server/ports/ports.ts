import type { VocabularyStore } from './vocabulary.ts';
import type { ListChoiceStore, ViewStore } from './views.ts';
import type { Webhooks } from './webhooks.ts';
import type { Clock, Ids, Logger, Policy, Recent } from './world.ts';
import type { UsageStore } from './usage.ts';
import type { TimeEntryStore, TimerStore } from './time.ts';
import type { TaskStore } from './tasks.ts';
import type { AiSettingsStore, CompanySettingsStore, CustomFieldsStore } from './settings.ts';
import type { PlanRatingStore } from './plan-ratings.ts';
import type { ReminderStore } from './reminders.ts';
import type { PresenceStore } from './presence.ts';
import type { PipelineStore, StageEntryStore } from './pipelines.ts';
import type { GuidanceStore, SampleStore } from './onboarding.ts';
import type { OutboxStore } from './outbox.ts';
import type { NotificationPreferenceStore, NotificationStore } from './notifications.ts';
import type { MergeStore } from './merges.ts';
import type { MailTemplateStore } from './mail-templates.ts';
import type { MailStore, MailTransport } from './mails.ts';
import type { Backups, DataDump } from './data.ts';
import type { DismissalStore } from './dismissals.ts';
import type { ErasureStore } from './erasures.ts';
import type { DealStore } from './deals.ts';
import type { DerivedUpkeep } from './derived.ts';
import type { ImportStore } from './imports.ts';
import type { GenerationStore } from './generations.ts';
import type { InteractionStore } from './interactions.ts';
import type { CommentStore } from './comments.ts';
import type { CustomerStore } from './customers.ts';
import type { AllowanceStore, IdempotencyStore, Leases, RateLimiter } from './coordination.ts';
import type { Commit } from './commit.ts';
import type { AutomationRunStore } from './automation-runs.ts';
import type { BatchJobStore } from './batch-jobs.ts';
import type { Ai } from './ai.ts';
import type { AuditStore } from './audit.ts';
import type { ActivityStore } from './activities.ts';
import type {
  ApiKeyStore,
  OneTimeTokenStore,
  Passwords,
  RefreshTokenStore,
  SessionStore,
  Tokens,
  UserStore,
} from './accounts.ts';
import type { Actor } from '../../lib/domain/actor.ts';

/** The records members work with. */
export type Records = Pick<Ports, 'customers' | 'deals' | 'tasks'>;

export interface Ports {
  clock: Clock;
  ids: Ids;
  log: Logger;
  policy: Policy;
  commit: Commit;
  tasks: TaskStore;
  timeEntries: TimeEntryStore;
  timers: TimerStore;
  customers: CustomerStore;
  deals: DealStore;
  /** Everyone's records, whoever asks: to keep what must hold among all. Nothing read here is shown; write elsewhere. */
  all: Records;
  /** Records of which all reads find one member's own only. */
  recordsOf: (memberId: string) => Records;
  pipelines: PipelineStore;
  stageEntries: StageEntryStore;
  automationRuns: AutomationRunStore;
  dismissals: DismissalStore;
  merges: MergeStore;
  erasures: ErasureStore;
  activities: ActivityStore;
  audit: AuditStore;
  users: UserStore;
  sessions: SessionStore;
  refreshTokens: RefreshTokenStore;
  oneTimeTokens: OneTimeTokenStore;
  apiKeys: ApiKeyStore;
  generations: GenerationStore;
  batchJobs: BatchJobStore;
  imports: ImportStore;
  outbox: OutboxStore;
  mails: MailStore;
  mailTemplates: MailTemplateStore;
  planRatings: PlanRatingStore;
  reminders: ReminderStore;
  comments: CommentStore;
  interactions: InteractionStore;
  notifications: NotificationStore;
  notificationPreferences: NotificationPreferenceStore;
  views: ViewStore;
  listChoices: ListChoiceStore;
  usage: UsageStore;
  aiSettings: AiSettingsStore;
  companySettings: CompanySettingsStore;
  customFields: CustomFieldsStore;
  vocabulary: VocabularyStore;
  derived: DerivedUpkeep;
  presence: PresenceStore;
  allowances: AllowanceStore;
  leases: Leases;
  rateLimits: RateLimiter;
  idempotency: IdempotencyStore;
  recent: Recent;
  passwords: Passwords;
  tokens: Tokens;
  ai: Ai;
  mail: MailTransport;
  webhooks: Webhooks;
  dump: DataDump;
  samples: SampleStore;
  guidance: GuidanceStore;
  backups: Backups;
}

/** What every use-case is called with: who asks, and the world. */
export interface Context {
  ports: Ports;
  actor: Actor;
  /** What is done now is part of this batch: histories keep it, so that all of it can be put back. */
  batchId?: string | undefined;
}
