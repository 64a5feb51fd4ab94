import { expect, test } from 'vitest';
import {
  compile,
  conditionFields,
  conditionFunctions,
  type CustomFieldKind,
} from '../../../src/lib/domain/conditions/index.ts';

const ours: CustomFieldKind[] = [
  { key: 'seats', label: 'Seats', type: 'number' },
  { key: 'renewal', label: 'Renewal', type: 'date' },
  { key: 'plans', label: 'Plans', type: 'multi-select' },
  { key: 'vip', label: 'VIP', type: 'checkbox' },
  { key: '2nd', label: '2nd', type: 'text' },
  { key: '__proto__', label: 'Proto', type: 'text' },
];

const fault = (text: string) => {
  const compiled = compile(text, ours);
  return compiled.ok ? null : compiled.message;
};

test.each([
  'customer.status === "lead"',
  'deal.value > 1000 && deal.value !== 5',
  'customer.customFields.seats + 1 >= 10.5',
  'customer.customFields["2nd"] == "x" || customer.customFields.vip',
  'customer.customFields["__proto__"] == ""',
  '"pro" in customer.customFields.plans',
  'customer.customFields.renewal - now < days(30)',
  'has(deal.value) || deal.value == null || null != customer.assignedTo',
  'deal == null && task != null',
  'deal.value in [100, 200] && deal.value % 2 == 0',
  'now.getHours("Europe/Zurich") < 12',
  'customer.tags.filter(tag, tag.startsWith("eu")).exists(tag, tag != "eu-1")',
  'deal.title == "a === b" // has(nothing) !== this',
])('%s is a condition', (text) => {
  expect(fault(text)).toBeNull();
});

test.each([
  ['customer.stauts == "lead"', 'There is no field `customer.stauts`. Did you mean `customer.status`?'],
  ['customer.email == "a"', 'There is no field `customer.email`. Did you mean `customer.contactInfo.email`?'],
  [
    'customer.customFields.sets > 1',
    'There is no field `customer.customFields.sets`. Did you mean `customer.customFields.seats`?',
  ],
  ['custmer.status == "lead"', 'Nothing here is called `custmer`. Did you mean `customer`?'],
  ['process.exit()', 'There is no function `exit`.'],
  ['deal.title.constructor', '`deal.title` is a text and has no fields.'],
  ['deal.__proto__ == null', 'There is no field `deal["__proto__"]`.'],
  ['deal.value > "x"', '`deal.value` is a number and `"x"` is a text: they cannot be compared.'],
  [
    'task.dueDate < "2026-01-01"',
    '`task.dueDate` is a date and `"2026-01-01"` is a text: they cannot be compared. Write a day as `date("2026-12-31")`.',
  ],
  ['deal.value = 5', 'Use `==` to compare.'],
  ['deal.value > 1 and true', 'Use `&&` for “and”.'],
  ['deal.title', 'A condition must be true or false; this one is a text.'],
  ['(deal.value > 1', 'Something is missing at the end.'],
  ['', 'The condition is empty.'],
  ['customer.status == "leed"', '`customer.status` is never `leed`. Did you mean `lead`?'],
  ['date("2026-13-01") < now', '`2026-13-01` is no day: write `date("2026-12-31")`.'],
  ['duration("3d") < now - deal.createdAt', '`3d` is no span of time: write `duration("1h30m")` or `days(3)`.'],
  ['now.getHours("Mars/X") > 1', '`Mars/X` is no time zone such as Europe/Zurich.'],
  ['deal.title.matches("(a+)+")', 'Patterns (`matches`) are not allowed: use `contains`, `startsWith` or `endsWith`.'],
  ['customer.tags.all(a, customer.tags.all(b, a == b))', 'A list cannot be gone through within `all` of another.'],
  ['customer.tags.map(a, customer.tags.map(b, b)) == []', 'A list cannot be gone through within `map` of another.'],
  ['customer.customFields[deal.title] == "a"', 'In brackets there must be a name in quotes, or a number.'],
  ['cel.bind(x, 1, x == 1)', 'There is no function `bind`.'],
  ['type(1) == int', expect.stringContaining('There is no function `type`.')],
  [`deal.title == "${'x'.repeat(1000)}"`, 'A condition may have at most 1,000 characters.'],
  [`${'('.repeat(50)}true${')'.repeat(50)}`, 'This condition is too long or too deeply nested.'],
  [`${'1+'.repeat(400)}1 == 1`, 'This condition is too long or too deeply nested.'],
])('%s: %s', (text, message) => {
  expect(fault(text)).toEqual(message);
});

test('a fault has its place, in what was typed', () => {
  const text = 'deal.value !== 1\n  && deal.vlue === 3';
  expect(compile(text)).toMatchObject({ ok: false, position: { line: 2, column: 6, offset: 22, length: 9 } });
});

test('a program names its fields, each once, and not the names a loop gives', () => {
  const compiled = compile(
    'customer.tags.all(deal, deal != "x") && customer.status != "lead" && customer.status != ""',
  );
  const names = compiled.ok && compiled.program.reads.map(({ expression }) => expression);
  expect(names).toEqual(['customer.tags', 'customer.status']);
});

test('every field and every example of the catalogue can be written', () => {
  for (const { expression } of conditionFields(ours)) {
    expect(compile(`${expression} == ${expression}`, ours), expression).toMatchObject({ ok: true });
  }
  for (const { example } of conditionFunctions) expect(compile(example), example).toMatchObject({ ok: true });
});
