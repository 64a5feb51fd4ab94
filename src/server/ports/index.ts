/*
 * What use-cases need from the outside world, and nothing about how it is done.
 * Stores read at any time; they write only inside `commit`, with the transaction it hands out.
 */

export * from './accounts.ts';
export * from './activities.ts';
export * from './ai.ts';
export * from './audit.ts';
export * from './automation-runs.ts';
export * from './batch-jobs.ts';
export * from './comments.ts';
export * from './commit.ts';
export * from './coordination.ts';
export * from './customers.ts';
export * from './data.ts';
export * from './deals.ts';
export * from './derived.ts';
export * from './erasures.ts';
export * from './dismissals.ts';
export * from './generations.ts';
export * from './imports.ts';
export * from './interactions.ts';
export * from './leased-runs.ts';
export * from './mail-templates.ts';
export * from './mails.ts';
export * from './merges.ts';
export * from './notifications.ts';
export * from './onboarding.ts';
export * from './outbox.ts';
export * from './pipelines.ts';
export * from './ports.ts';
export * from './presence.ts';
export * from './record-store.ts';
export * from './plan-ratings.ts';
export * from './reminders.ts';
export * from './settings.ts';
export * from './tasks.ts';
export * from './time.ts';
export * from './usage.ts';
export * from './views.ts';
export * from './vocabulary.ts';
export * from './webhooks.ts';
export * from './world.ts';
