import { expect, test } from 'vitest';
import { compile, evaluate, type CustomFieldKind, type Subject } from '../../../src/lib/domain/conditions/index.ts';

const ours: CustomFieldKind[] = [
  { key: 'seats', label: 'Seats', type: 'number' },
  { key: 'renewal', label: 'Renewal', type: 'date' },
  { key: 'vip', label: 'VIP', type: 'checkbox' },
];
const now = new Date('2026-11-26T09:00:00Z');
const subject: Subject = {
  customer: {
    id: 'c',
    status: 'lead',
    contactInfo: { email: null, company: 'Acme', name: { first: 'Ann', last: null } },
    tags: ['eu', 'vip'],
    customFields: { seats: 12, renewal: '2026-12-01', other: { nested: true } },
    assignedTo: null,
  },
  deal: { id: 'd', value: 1500, status: 'open', createdAt: new Date('2026-11-20T09:00:00Z'), expectedCloseDate: null },
  stage: { id: 's', name: 'Offer', order: 2, probability: 0.5 },
  now,
};

function run(text: string, about: Subject = subject) {
  const compiled = compile(text, ours);
  if (!compiled.ok) throw new Error(compiled.message);
  return evaluate(compiled.program, about);
}

test.each([
  ['customer.status === "lead" && deal.value > 1000', true],
  ['customer.status !== "lead"', false],
  ['"vip" in customer.tags', true],
  ['deal.value == 1500 && deal.value != 1500.5 && 1500 == deal.value', true],
  ['deal.value / 2 + 1 > 750.5', true],
  ['now - deal.createdAt > days(5) && now - deal.createdAt < days(6.5)', true],
  [
    'customer.customFields.renewal > date("2026-11-30") && customer.customFields.renewal < timestamp("2026-12-01T00:00:01Z")',
    true,
  ],
  ['customer.customFields.seats > 10 && !customer.customFields.vip', true],
  ['customer.contactInfo.company.lowerAscii().contains("acm")', true],
  ['now.getHours() == 9 && now.getHours("Asia/Tokyo") == 18', true],
  ['stage.name == "Offer" && stage.order == 2', true],
  ['task == null && deal != null', true],
  ['has(deal.value) && !has(customer.contactInfo.email)', true],
])('%s is %s', (text, holds) => {
  expect(run(text)).toMatchObject({ holds, reason: null, fault: false });
});

test.each([
  ['customer.assignedTo == null', true],
  ['customer.contactInfo.email == ""', true],
  ['deal.expectedCloseDate < now', false],
  ['deal.expectedCloseDate > now', false],
  ['deal.expectedCloseDate == null', true],
  ['task.actualMinutes < 10 || task.actualMinutes >= 10', false],
  ['task.tags.all(tag, tag == "x") && size(task.tags) == 0', true],
  ['customer.customFields.vip', false],
])('what is missing compares with nothing: %s is %s', (text, holds) => {
  expect(run(text)).toMatchObject({ holds, reason: null });
});

test('what cannot be worked out for a missing value is not met, and no fault', () => {
  expect(run('deal.expectedCloseDate - now < days(3)')).toEqual({
    holds: false,
    values: [{ field: 'deal.expectedCloseDate', value: null }],
    reason: 'deal.expectedCloseDate: there is no value.',
    fault: false,
  });
  expect(run('deal.expectedCloseDate - now < days(3) || deal.value > 1')).toMatchObject({ holds: true, reason: null });
  expect(run('customer.tags[7] == "x"')).toMatchObject({ holds: false, fault: false });
});

test('a condition at fault is told in a sentence', () => {
  expect(run('1 / 0 == 1')).toMatchObject({ holds: false, fault: true, reason: 'It divides by zero.' });
  expect(run('9223372036854775807 + 1 > 0')).toMatchObject({ fault: true, reason: 'A number got too large.' });
  expect(run('days(deal.value * 1000000) > days(1)').reason).toContain('out of range');
});

test('values of another type than the field count as missing', () => {
  const odd = { now, customer: { tags: 'vip', status: 7, customFields: { seats: '12', renewal: 'soon' } } };
  expect(run('customer.customFields.seats == null && customer.customFields.renewal == null', odd)).toMatchObject({
    holds: true,
  });
  expect(run('size(customer.tags) == 0', odd)).toMatchObject({ holds: true });
});

test('the history is told which fields had which values', () => {
  expect(
    run('deal.value > 1 || customer.tags == [] || deal.createdAt > now || customer.customFields.vip').values,
  ).toEqual([
    { field: 'deal.value', value: 1500 },
    { field: 'customer.tags', value: ['eu', 'vip'] },
    { field: 'deal.createdAt', value: '2026-11-20T09:00:00.000Z' },
    { field: 'customer.customFields.vip', value: false },
  ]);
});
