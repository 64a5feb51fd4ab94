import { Environment } from '@marcbachmann/cel-js';
import { roots, type ConditionField, type FieldType } from './fields.ts';
import { hasInSource } from './source.ts';
import { isMissing, place } from './values.ts';

const date = 'google.protobuf.Timestamp';
const span = 'google.protobuf.Duration';

const celTypes: Record<FieldType, string> = {
  text: 'string',
  number: 'double',
  date,
  'yes/no': 'bool',
  'list of texts': 'list<string>',
};

/** The most a condition may have; every rule people write by hand stays far below. */
export const mostCharacters = 1000;
const limits = { maxAstNodes: 300, maxDepth: 24, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 4 };

/** The name of a record's type: `Customer`. */
export const typeOfRoot = (root: string): string => root.charAt(0).toUpperCase() + root.slice(1);

/** The language as CEL knows it: the records with their fields, numbers that mix, and null as what is missing. */
export function createEnvironment(fields: readonly ConditionField[]): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    homogeneousAggregateLiterals: true,
    enableOptionalTypes: false,
    limits,
  });
  const schemas = Object.create(null) as Record<string, object>;
  for (const { path, type } of fields) place(schemas, path, celTypes[type]);
  for (const root of roots) {
    const type = typeOfRoot(root);
    environment.registerType({ name: type, schema: schemas[root] as Record<string, string> });
    environment.registerVariable(root, type);
    environment.registerOperator(`${type} == null`, (record: Map<string, unknown>) => isMissing(record.get('id')));
  }
  environment.registerVariable('now', date);
  for (const type of [celTypes.text, celTypes.number, celTypes.date, celTypes['list of texts']]) {
    environment.registerOperator(`${type} == null`, isMissing);
    environment.registerFunction(`${hasInSource}(${type}): bool`, (value) => !isMissing(value), sync);
  }
  environment.registerFunction(`${hasInSource}(bool): bool`, () => true, sync);
  registerNumbers(environment);
  registerDates(environment);
  return environment;
}

const sync = { async: false };

/** CEL keeps whole numbers and others apart; people do not. */
function registerNumbers(environment: Environment): void {
  const operations: Record<string, (one: number, other: number) => number> = {
    '+': (one, other) => one + other,
    '-': (one, other) => one - other,
    '*': (one, other) => one * other,
    '/': (one, other) => one / other,
    '%': (one, other) => one % other,
  };
  for (const [sign, operate] of Object.entries(operations)) {
    const mixed = (one: number | bigint, other: number | bigint) => operate(Number(one), Number(other));
    environment.registerOperator(`double ${sign} int: double`, mixed);
    environment.registerOperator(`int ${sign} double: double`, mixed);
  }
  environment.registerOperator('double % double: double', (one: number, other: number) => one % other);
  environment.registerOperator('double == int', (one: number, other: bigint) => one === Number(other));
  environment.registerOperator('double in list<int>: bool', (one: number, list: bigint[]) =>
    list.some((each) => Number(each) === one),
  );
}

const longestDays = 36_500;

function registerDates(environment: Environment): void {
  const inSeconds = (seconds: number) => (count: number | bigint) => {
    const total = Math.round(Number(count) * seconds);
    if (!(Math.abs(total) <= longestDays * 86_400)) throw new RangeError('span out of range');
    return environment.evaluate(`duration("${total}s")`) as unknown;
  };
  for (const number of ['int', 'double']) {
    environment.registerFunction(`days(${number}): ${span}`, inSeconds(86_400), sync);
    environment.registerFunction(`hours(${number}): ${span}`, inSeconds(3600), sync);
  }
  environment.registerFunction(`date(string): ${date}`, startOfDay, sync);
}

function startOfDay(text: string): Date {
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : NaN);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) throw new RangeError('not a day');
  return day;
}
