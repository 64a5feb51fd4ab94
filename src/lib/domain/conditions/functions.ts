/** A function of conditions, as forms and the reference show it. */
export interface ConditionFunction {
  name: string;
  /** `method` follows a dot: `customer.source.startsWith("web")`. */
  kind: 'function' | 'method';
  usage: string;
  description: string;
  example: string;
}

type Row = readonly [name: string, usage: string, description: string, example: string];

const functions: readonly Row[] = [
  ['has', 'has(field)', 'Whether the field has a value', 'has(deal.value)'],
  ['size', 'size(list or text)', 'How many entries or characters it has', 'size(customer.tags) > 2'],
  ['days', 'days(number)', 'A span of so many days', 'now - deal.createdAt > days(14)'],
  ['hours', 'hours(number)', 'A span of so many hours', 'now - entry.enteredAt > hours(4)'],
  ['duration', 'duration(text)', 'A span such as 1h30m', 'now - entry.enteredAt > duration("1h30m")'],
  ['date', 'date(text)', 'The start of a day, in UTC', 'deal.expectedCloseDate < date("2026-12-31")'],
  ['timestamp', 'timestamp(text)', 'A moment', 'deal.createdAt > timestamp("2026-12-31T16:00:00Z")'],
  ['string', 'string(value)', 'A number or a yes/no as text', 'string(stage.order) == "2"'],
  ['double', 'double(text)', 'A text as number', 'double("12.5") < deal.value'],
  ['int', 'int(number)', 'A number without what follows its point', 'int(deal.value) % 100 == 0'],
];

const methods: readonly Row[] = [
  ['contains', 'text.contains(text)', 'Whether it contains a text', 'deal.title.contains("renewal")'],
  ['startsWith', 'text.startsWith(text)', 'Whether it starts with a text', 'customer.source.startsWith("web")'],
  ['endsWith', 'text.endsWith(text)', 'Whether it ends with a text', 'customer.contactInfo.email.endsWith(".ch")'],
  ['lowerAscii', 'text.lowerAscii()', 'In small letters', 'deal.title.lowerAscii().contains("renewal")'],
  ['upperAscii', 'text.upperAscii()', 'In capital letters', 'customer.address.country.upperAscii() == "CH"'],
  ['trim', 'text.trim()', 'Without blanks at its ends', 'deal.lostReason.trim() != ""'],
  ['size', 'list.size()', 'How many entries or characters it has', 'customer.tags.size() > 2'],
  ['exists', 'list.exists(each, test)', 'Whether one passes', 'customer.tags.exists(tag, tag.startsWith("eu"))'],
  ['exists_one', 'list.exists_one(each, test)', 'Whether exactly one passes', 'task.tags.exists_one(tag, tag == "a")'],
  ['all', 'list.all(each, test)', 'Whether all pass', 'task.tags.all(tag, tag != "blocked")'],
  ['filter', 'list.filter(each, test)', 'Those that pass', 'size(task.tags.filter(tag, tag != "a")) > 1'],
  ['map', 'list.map(each, value)', 'A value of each', '"vip" in customer.tags.map(tag, tag.lowerAscii())'],
  ...[
    ['getFullYear', 'The year'],
    ['getMonth', 'The month, from 0'],
    ['getDate', 'The day of the month, from 1'],
    ['getDayOfWeek', 'The day of the week, Sunday is 0'],
    ['getHours', 'The hour (of a span: all its hours)'],
    ['getMinutes', 'The minute (of a span: all its minutes)'],
  ].map(([name, what]): Row => [
    name!,
    `date.${name}(time zone)`,
    `${what}, in UTC or a time zone`,
    `now.${name}("Europe/Zurich") < 6`,
  ]),
];

const toFunction =
  (kind: ConditionFunction['kind']) =>
  ([name, usage, description, example]: Row): ConditionFunction => ({ name, kind, usage, description, example });

/** All that conditions can call. What is not listed is refused: patterns (`matches`) can take for ever. */
export const conditionFunctions: readonly ConditionFunction[] = [
  ...functions.map(toFunction('function')),
  ...methods.map(toFunction('method')),
];

/** Those that go through a list. */
export const loops: ReadonlySet<string> = new Set(['exists', 'exists_one', 'all', 'filter', 'map']);

/** The names that can be called, of one kind. */
export const namesOf = (kind: ConditionFunction['kind']): string[] =>
  conditionFunctions.filter((each) => each.kind === kind).map(({ name }) => name);
