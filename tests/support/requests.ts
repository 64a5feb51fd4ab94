import type { Operation } from '../../src/lib/contracts/operations/index.ts';

/** Records a request can be about. */
export interface Targets {
  customer: string;
  /** Another customer. */
  other: string;
  deal: string;
  task: string;
  /** A step of the task’s plan. */
  step: string;
  user: string;
  import: string;
  /** The key of a custom field. */
  field: string;
  pipeline: string;
  /** A stage of that pipeline. */
  stage: string;
}

const unknown = 'f'.repeat(24);
const upload = 'Company,Email\nNew in a file,new-in-a-file@example.com\n';

/** Bodies and queries of the operations that do not take an empty one. */
const particular = (targets: Targets): Record<string, { body?: unknown; query?: string; params?: object }> => {
  const both = [targets.customer, targets.other];
  return {
    updateAiSettings: { body: { limits: { concurrency: 3 } } },
    updateCompanySettings: { body: { currency: 'EUR' } },
    updateMe: { body: { department: 'Asked' } },
    changePassword: { body: { currentPassword: 'not the one', newPassword: 'another long password' } },
    downloadBackup: { params: { name: 'none' } },
    deleteBackup: { params: { name: 'none' } },
    dismissGuide: { body: { guide: 'plans' } },
    createApiKey: { body: { name: 'Asked for', permissions: ['tasks.read'] } },
    endSession: { params: { id: 'f'.repeat(64) } },
    createLead: { body: { type: 'contact', name: 'Asked For', email: 'asked-for@example.com' } },
    createCustomer: { body: { contactInfo: { company: 'Asked for' } } },
    updateCustomer: { body: { source: 'referral' } },
    moveCustomer: { body: { stageId: targets.stage } },
    createPipeline: { body: { name: 'Asked for', type: 'sales', stages: [{ name: 'First' }] } },
    updatePipeline: { body: { description: 'Asked for' } },
    bulkPipelines: { body: { ids: [targets.pipeline], change: { isActive: true } } },
    deletePipeline: { params: { id: unknown } },
    bulkCustomers: { body: { ids: [targets.customer], change: { status: 'prospect' } } },
    createCustomField: { body: { label: 'Asked for', type: 'text' } },
    orderCustomFields: { body: { order: [targets.field] } },
    updateCustomField: { body: { help: 'Asked for' } },
    addNote: { body: { content: 'Asked for' } },
    dismissDuplicates: { body: { ids: both } },
    mergeCustomers: { body: { ids: [targets.other], into: targets.customer } },
    eraseCustomer: { params: { id: unknown }, body: { confirm: 'Asked for' } },
    undoMerge: { params: { id: unknown } },
    createDeal: { body: { title: 'Asked for', customerId: targets.customer } },
    updateDeal: { body: { title: 'Asked again' } },
    bulkDeals: { body: { ids: [targets.deal], change: { status: 'won' } } },
    createTask: { body: { title: 'Asked for', generate: false } },
    logTime: { body: { minutes: 30 } },
    updateTime: { body: { minutes: 30 } },
    startTimer: { body: { taskId: targets.task } },
    getTaskCalendar: { query: '?from=2026-12-01' },
    getTaskTimeline: { query: '?from=2026-12-01' },
    readQuickLine: { query: '?line=Call+tomorrow' },
    search: { query: '?q=asked' },
    quickAddTask: { body: { line: 'Call tomorrow', generate: false } },
    addTaskComment: { body: { content: 'Asked for' } },
    updateTaskComment: { body: { content: 'Asked again' }, params: { commentId: unknown } },
    addDealComment: { body: { content: 'Asked for' } },
    updateDealComment: { body: { content: 'Asked again' }, params: { commentId: unknown } },
    deleteTaskComment: { params: { commentId: unknown } },
    deleteDealComment: { params: { commentId: unknown } },
    deleteInteraction: { params: { interactionId: unknown } },
    logInteraction: { body: { kind: 'call' } },
    sendCustomerMail: { body: { subject: 'Asked for', body: 'Asked for' } },
    updateInteraction: { body: { outcome: 'Asked again' }, params: { interactionId: unknown } },
    setReminder: { body: { at: '2099-01-01T09:00:00Z' } },
    ratePlan: { body: { useful: true } },
    updateTask: { body: { title: 'Asked again' } },
    bulkTasks: { body: { ids: [targets.task], change: { priority: 'high' } } },
    createSubtask: { body: { title: 'One step more' } },
    updateSubtasks: { body: { subtasks: [{ id: targets.step, title: 'Asked again' }] } },
    updateSubtask: { body: { title: 'Asked again' } },
    getGeneration: { params: { id: unknown } },
    undoGeneration: { params: { id: unknown } },
    updateImport: { body: { tags: ['asked'] } },
    createMailTemplate: { body: { name: 'Asked for', subject: 'Asked', body: 'Asked for' } },
    previewMail: { body: { subject: 'Asked', body: 'Asked for' } },
    retryRun: { params: { runId: unknown } },
    cancelRun: { params: { runId: unknown } },
    startRuns: { body: { all: true }, params: { automationId: unknown } },
    simulateAutomation: { body: { stageId: targets.stage, automation: { trigger: 'entry', action: 'create_task' } } },
    createView: { body: { list: 'customers', name: 'Asked for' } },
    updateView: { body: { name: 'Asked again' } },
    getReport: { params: { id: 'team' } },
    exportReportTable: { params: { id: 'team', table: 'work' } },
    getListSettings: { params: { list: 'customers' } },
    updateListSettings: { body: { density: 'compact' }, params: { list: 'customers' } },
    updateUser: { body: { profile: { permissions: ['users.write'] } } },
    inviteMember: { body: { email: 'asked-for@example.com' } },
  };
};

const byTag: Record<string, keyof Targets> = {
  Customers: 'customer',
  Deals: 'deal',
  Pipelines: 'pipeline',
  Tasks: 'task',
  Users: 'user',
  Imports: 'import',
};

/**
 * A request of an operation that would do something to one of the targets. An operation that takes more than an id needs
 * a line above: without it its answer is `validation_failed`, and the tests that go through all operations say so.
 */
export function requestOf(
  operation: Operation,
  targets: Targets,
): { path: string; params: Record<string, string>; init: RequestInit } {
  const { body = {}, query = '', params = {} } = particular(targets)[operation.id] ?? {};
  const target = byTag[operation.tag];
  const ids: Record<string, string> = {
    id: target ? targets[target] : unknown,
    subtaskId: targets.step,
    entryId: unknown,
    generationId: unknown,
    key: targets.field,
    ...params,
  };
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? unknown);
  const sent = operation.upload
    ? { type: 'text/csv', content: upload }
    : { type: 'application/json', content: JSON.stringify(body) };
  return {
    path: `${path}${query}`,
    params: ids,
    init: {
      method: operation.method,
      ...((operation.body ?? operation.upload) && { headers: { 'Content-Type': sent.type }, body: sent.content }),
    },
  };
}
