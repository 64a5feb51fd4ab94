import type {
  CustomerRecord,
  DealRecord,
  GenerationRecord,
  MailRecord,
  PlanRecord,
  TaskRecord,
  UserRecord,
  Versioned,
} from '../../src/server/records/index.ts';

const at = new Date('2026-11-26T09:00:00Z');
const fresh = (id: string): Versioned => ({
  id,
  version: 1,
  fieldVersions: {},
  deletedAt: null,
  createdAt: at,
  updatedAt: at,
});

/** Records as use-cases make them, with what a test does not care for filled in. */
export const aTask = (id: string, overrides: Partial<TaskRecord> = {}): TaskRecord => ({
  ...fresh(id),
  title: 'Win the Acme renewal',
  description: 'Before 15 December',
  status: 'pending',
  priority: 'medium',
  aiGenerated: null,
  customerId: null,
  dealId: null,
  assignedTo: null,
  parentTask: null,
  pipelineId: null,
  pipelineStage: null,
  tags: [],
  dueDate: null,
  scheduledFor: null,
  recurrence: null,
  series: null,
  actualMinutes: 0,
  completedAt: null,
  createdBy: null,
  ...overrides,
});

export const aPlan = (first: string, second: string): PlanRecord => {
  const step = {
    description: '',
    estimatedTime: 60,
    dependencies: [],
    priority: 'medium',
    status: 'pending',
    assignedTo: null,
    edited: false,
    startedAt: null,
    actualMinutes: 0,
    completedAt: null,
    scheduledStart: at,
    scheduledEnd: null,
    slackMinutes: null,
    critical: true,
  } as const;
  return {
    subtasks: [
      { ...step, id: first, title: 'Review the contract', order: 0, dependencies: [] },
      { ...step, id: second, title: 'Write the offer', order: 1, dependencies: [first], slackMinutes: 30 },
    ],
    timeline: {
      estimatedStartDate: at,
      estimatedEndDate: new Date('2026-11-26T11:00:00Z'),
      likelyEndDate: null,
      totalEstimatedTime: 120,
      milestones: [{ name: 'Offer', description: 'It is out', subtaskId: second, date: at, completed: false }],
    },
    metadata: {
      generatedBy: 'local-planner',
      confidence: 0.5,
      assumptions: ['Nobody is on leave'],
      repairs: [],
      promptUsed: '',
      routing: null,
      cost: null,
      generatedAt: at,
      regenerationCount: 0,
    },
  };
};

export const aCustomer = (
  id: string,
  contact: Partial<CustomerRecord['contactInfo']> = {},
  overrides: Partial<CustomerRecord> = {},
): CustomerRecord => ({
  ...fresh(id),
  contactInfo: {
    email: null,
    phone: null,
    company: 'Acme',
    industry: null,
    name: { first: null, last: null },
    website: null,
    ...contact,
  },
  address: { street: null, city: null, state: null, country: null, zipCode: null },
  status: 'lead',
  source: 'other',
  assignedTo: null,
  pipelineId: null,
  pipelineStage: null,
  tags: [],
  customFields: {},
  lastContactAt: null,
  notes: [],
  ...overrides,
});

export const aDeal = (id: string, overrides: Partial<DealRecord> = {}): DealRecord => ({
  ...fresh(id),
  customerId: 'c'.repeat(24),
  title: 'Acme renewal',
  pipelineId: null,
  pipelineStage: null,
  stageSince: null,
  value: 1250.5,
  currency: 'EUR',
  expectedCloseDate: null,
  status: 'open',
  lostReason: null,
  closedAt: null,
  assignedTo: null,
  binnedWithCustomer: false,
  ...overrides,
});

export const aUser = (id: string, overrides: Partial<UserRecord> = {}): UserRecord => ({
  id,
  version: 1,
  email: `member-${id.slice(-4)}@example.com`,
  passwordHash: 'not a hash',
  role: 'sales',
  profile: { firstName: 'Dana', lastName: `Ito ${id.slice(-4)}`, department: null, avatar: null, permissions: [] },
  lastLogin: null,
  isActive: true,
  createdAt: at,
  updatedAt: at,
  ...overrides,
});

export const aGeneration = (
  id: string,
  taskId: string,
  overrides: Partial<GenerationRecord> = {},
): GenerationRecord => ({
  id,
  taskId,
  kind: 'plan',
  status: 'queued',
  progress: { stage: 'analyzing', percentage: 0, message: 'Waiting', estimatedTimeRemaining: null },
  subtasks: [],
  model: 'auto',
  instructions: null,
  replaceEdits: false,
  propose: false,
  proposal: null,
  requestedBy: null,
  generatedBy: null,
  error: null,
  cancelRequested: false,
  fence: 0,
  leaseUntil: null,
  createdAt: at,
  finishedAt: null,
  ...overrides,
});

export const aMail = (id: string, overrides: Partial<MailRecord> = {}): MailRecord => ({
  id,
  to: 'dana@example.com',
  subject: 'Hello',
  text: 'Hello, Dana',
  html: null,
  replyTo: null,
  status: 'queued',
  attempts: 0,
  error: null,
  dueAt: at,
  fence: 0,
  createdAt: at,
  sentAt: null,
  ...overrides,
});
