/*
 * Records as the stores keep them: plain objects, ids as 24-hex strings, times as Date.
 * Use-cases read and write these; `present-*.ts` maps them to the contract.
 */

export * from './account.ts';
export * from './activity.ts';
export * from './ai.ts';
export * from './automation-run.ts';
export * from './audit.ts';
export * from './batch-job.ts';
export * from './comment.ts';
export * from './company-settings.ts';
export * from './custom-fields.ts';
export * from './customer.ts';
export * from './deal.ts';
export * from './erasure.ts';
export * from './generation.ts';
export * from './import.ts';
export * from './interaction.ts';
export * from './mail-template.ts';
export * from './mail.ts';
export * from './merge.ts';
export * from './notification.ts';
export * from './pipeline.ts';
export * from './plan-rating.ts';
export * from './reminder.ts';
export * from './stage-entry.ts';
export * from './task.ts';
export * from './time.ts';
export * from './versioned.ts';
export * from './view.ts';
