import type { CustomField, CustomFieldType } from '../../contracts/custom-field.ts';
import { customerStatuses } from '../../contracts/customer.ts';
import { dealStatuses } from '../../contracts/deal.ts';
import { taskPriorities, taskStatuses } from '../../contracts/task.ts';

/** What a field of a condition holds. A text, a date or a number may be missing; a list is empty then, a yes/no is no. */
export type FieldType = 'text' | 'number' | 'date' | 'yes/no' | 'list of texts';

/** One field that conditions can read. */
export interface ConditionField {
  /** From the record down: `['customer', 'contactInfo', 'email']`. */
  path: readonly string[];
  /** As it is written in a condition. */
  expression: string;
  type: FieldType;
  description: string;
  /** All values it can have, where they never change. */
  values?: readonly string[];
}

/** The records a condition reads. `now` is the only name besides them. */
export const roots = ['customer', 'deal', 'task', 'stage', 'entry'] as const;
export type Root = (typeof roots)[number];

type Row = readonly [path: string, type: FieldType, description: string, values?: readonly string[]];

const rows: readonly Row[] = [
  ['customer.id', 'text', 'Id of the customer'],
  ['customer.contactInfo.email', 'text', 'Email address'],
  ['customer.contactInfo.phone', 'text', 'Phone number'],
  ['customer.contactInfo.company', 'text', 'Company'],
  ['customer.contactInfo.industry', 'text', 'Industry'],
  ['customer.contactInfo.name.first', 'text', 'First name'],
  ['customer.contactInfo.name.last', 'text', 'Last name'],
  ['customer.contactInfo.website', 'text', 'Website'],
  ['customer.address.street', 'text', 'Street'],
  ['customer.address.city', 'text', 'City'],
  ['customer.address.state', 'text', 'State'],
  ['customer.address.country', 'text', 'Country'],
  ['customer.address.zipCode', 'text', 'ZIP code'],
  ['customer.status', 'text', 'Status of the customer', customerStatuses],
  ['customer.source', 'text', 'Where the customer came from'],
  ['customer.assignedTo', 'text', 'Id of the member the customer is assigned to'],
  ['customer.pipelineId', 'text', 'Id of the pipeline of the deal moved last'],
  ['customer.pipelineStage', 'text', 'Id of the stage of the deal moved last'],
  ['customer.tags', 'list of texts', 'Tags of the customer'],
  ['customer.lastContactAt', 'date', 'When the last call, meeting or mail took place'],
  ['customer.createdAt', 'date', 'When the customer was added'],
  ['customer.updatedAt', 'date', 'When the customer was last changed'],
  ['deal.id', 'text', 'Id of the deal'],
  ['deal.customerId', 'text', 'Id of its customer'],
  ['deal.title', 'text', 'Title of the deal'],
  ['deal.pipelineId', 'text', 'Id of its pipeline'],
  ['deal.pipelineStage', 'text', 'Id of its stage'],
  ['deal.value', 'number', 'What it is worth, in its currency'],
  ['deal.currency', 'text', 'Its currency, such as EUR'],
  ['deal.expectedCloseDate', 'date', 'When it is expected to close'],
  ['deal.status', 'text', 'Whether it is open, won or lost', dealStatuses],
  ['deal.lostReason', 'text', 'Why it was lost'],
  ['deal.closedAt', 'date', 'When it was won or lost'],
  ['deal.assignedTo', 'text', 'Id of the member it is assigned to'],
  ['deal.createdAt', 'date', 'When it was added'],
  ['deal.updatedAt', 'date', 'When it was last changed'],
  ['task.id', 'text', 'Id of the task'],
  ['task.title', 'text', 'Title of the task'],
  ['task.description', 'text', 'Description of the task'],
  ['task.status', 'text', 'Status of the task', taskStatuses],
  ['task.priority', 'text', 'Priority of the task', taskPriorities],
  ['task.customerId', 'text', 'Id of its customer'],
  ['task.dealId', 'text', 'Id of its deal'],
  ['task.assignedTo', 'text', 'Id of the member it is assigned to'],
  ['task.parentTask', 'text', 'Id of the task it is part of'],
  ['task.tags', 'list of texts', 'Tags of the task'],
  ['task.dueDate', 'date', 'When it is due'],
  ['task.scheduledFor', 'date', 'When it is to start'],
  ['task.completedAt', 'date', 'When it was completed'],
  ['task.actualMinutes', 'number', 'Minutes noted on it and its steps'],
  ['task.createdAt', 'date', 'When it was added'],
  ['task.updatedAt', 'date', 'When it was last changed'],
  ['stage.id', 'text', 'Id of the stage'],
  ['stage.name', 'text', 'Name of the stage'],
  ['stage.order', 'number', 'Its place in the pipeline: stages go up by it'],
  ['stage.probability', 'number', 'How likely deals in it are won, in per cent'],
  ['entry.id', 'text', 'Id of this stay in the stage'],
  ['entry.enteredAt', 'date', 'When the deal entered the stage'],
  ['entry.leftAt', 'date', 'When the deal left the stage'],
  ['entry.fromStage', 'text', 'Id of the stage it came from'],
];

const ofCustomField: Record<CustomFieldType, FieldType> = {
  text: 'text',
  number: 'number',
  date: 'date',
  select: 'text',
  'multi-select': 'list of texts',
  url: 'text',
  checkbox: 'yes/no',
};

export type CustomFieldKind = Pick<CustomField, 'key' | 'label' | 'type'>;

/** All fields conditions can read, in the order people see them. Archived custom fields belong to it: values are kept. */
export function conditionFields(customFields: readonly CustomFieldKind[] = []): ConditionField[] {
  const built = rows.map(([expression, type, description, values]): ConditionField => {
    const field = { path: expression.split('.'), expression, type, description };
    return values ? { ...field, values } : field;
  });
  const own = customFields.map(({ key, label, type }): ConditionField => {
    const path = ['customer', 'customFields', key];
    return { path, expression: written(path), type: ofCustomField[type], description: `${label} (a field of yours)` };
  });
  const afterCustomer = built.findIndex(({ path }) => path[0] !== 'customer');
  return built.toSpliced(afterCustomer, 0, ...own);
}

/** Words that cannot follow a dot. */
const reserved = new Set(
  (
    'as break const continue else for function if import in let loop package namespace return var void while ' +
    'true false null __proto__ prototype'
  ).split(' '),
);

/** A path as it is written in a condition. */
export const written = (path: readonly string[]): string =>
  path.reduce((before, name) =>
    /^[A-Za-z_]\w*$/.test(name) && !reserved.has(name) ? `${before}.${name}` : `${before}[${JSON.stringify(name)}]`,
  );
