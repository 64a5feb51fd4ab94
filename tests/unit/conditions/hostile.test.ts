import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, conditionFields, conditionFunctions, evaluate } from '../../../src/lib/domain/conditions/index.ts';

const fields = conditionFields();
const namedBy = (type: string) => fields.filter((field) => field.type === type).map(({ expression }) => expression);

const joined = (parts: fc.Arbitrary<string>[], join: (parts: string[]) => string): fc.Arbitrary<string> =>
  fc.tuple(...parts).map(join);

/** Well-typed conditions of every kind, arithmetic and dates included. */
const { condition } = fc.letrec<Record<'condition' | 'text' | 'number' | 'date' | 'span' | 'list', string>>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('true', 'false', 'deal == null', 'has(deal.value)', 'has(task.dueDate)', 'customer.tags == null'),
    joined([tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!=', '==='), tie('number')], (all) =>
      all.join(' '),
    ),
    joined([tie('text'), fc.constantFrom('<', '>', '==', '!==', '!='), tie('text')], (all) => all.join(' ')),
    joined([tie('date'), fc.constantFrom('<', '>', '==', '!='), tie('date')], (all) => all.join(' ')),
    joined([tie('span'), fc.constantFrom('<', '>', '=='), tie('span')], (all) => all.join(' ')),
    joined([tie('text'), tie('list')], ([one, list]) => `(${one} in ${list})`),
    joined(
      [tie('text'), fc.constantFrom('contains', 'startsWith', 'endsWith'), tie('text')],
      ([one, name, other]) => `${one}.${name}(${other})`,
    ),
    joined(
      [tie('list'), fc.constantFrom('all', 'exists', 'exists_one')],
      ([list, name]) => `${list}.${name}(t, t > "m")`,
    ),
    joined([tie('condition')], ([one]) => `!(${one})`),
    joined(
      [tie('condition'), fc.constantFrom('&&', '||'), tie('condition')],
      ([one, sign, other]) => `(${one} ${sign} ${other})`,
    ),
    joined(
      [tie('condition'), tie('condition'), tie('condition')],
      ([one, two, three]) => `(${one} ? ${two} : ${three})`,
    ),
  ),
  text: fc.oneof(
    fc.constantFrom(
      ...namedBy('text').filter((name) => !/status|priority/i.test(name)),
      '"x"',
      '""',
      'string(stage.order)',
    ),
    joined([tie('list'), fc.constantFrom('0', '9')], ([list, index]) => `${list}[${index}]`),
    joined([tie('text'), tie('text')], ([one, other]) => `(${one} + ${other})`),
  ),
  number: fc.oneof(
    fc.constantFrom(...namedBy('number'), '0', '3', '2.5', '9223372036854775807'),
    joined(
      [tie('number'), fc.constantFrom('+', '-', '*', '/', '%'), tie('number')],
      ([one, sign, other]) => `double(${one}) ${sign} double(${other})`,
    ).map((text) => `(${text})`),
    joined([tie('list')], ([list]) => `size(${list})`),
    joined([tie('date'), fc.constantFrom('getHours()', 'getDayOfWeek("Asia/Tokyo")', 'getFullYear()')], (all) =>
      all.join('.'),
    ),
    joined([tie('number')], ([one]) => `int(${one})`),
  ),
  date: fc.oneof(
    fc.constantFrom(...namedBy('date'), 'now', 'date("2026-02-28")'),
    joined([tie('date'), fc.constantFrom('+', '-'), tie('span')], ([one, sign, other]) => `(${one} ${sign} ${other})`),
  ),
  span: fc.oneof(
    fc.constantFrom('days(3)', 'duration("90m")', 'hours(deal.value)'),
    joined([tie('date'), tie('date')], ([one, other]) => `(${one} - ${other})`),
  ),
  list: fc.oneof(
    fc.constantFrom('customer.tags', 'task.tags', '["a", "x"]'),
    joined([tie('list')], ([list]) => `${list}.filter(t, t != "a")`),
  ),
}));

const anything = fc.anything({ withDate: true, maxDepth: 1 });
const record = fc.oneof(
  fc.constant(null),
  fc.dictionary(fc.constantFrom(...new Set(fields.map(({ path }) => path[1]!))), anything),
);
const subject = fc.record({
  customer: record,
  deal: record,
  task: record,
  stage: record,
  entry: record,
  now: fc.date({ noInvalidDate: true }),
});

test('a well-typed condition passes the check, and whatever the records hold, evaluating it never throws', () => {
  fc.assert(
    fc.property(
      condition.filter((text) => text.length <= 1000),
      subject,
      (text, about) => {
        const compiled = compile(text);
        if (!compiled.ok) {
          expect(compiled.message).toBe('This condition is too long or too deeply nested.');
          return;
        }
        const outcome = evaluate(compiled.program, about);
        expect(typeof outcome.holds).toBe('boolean');
        if (outcome.reason !== null) expect(outcome).toMatchObject({ holds: false });
      },
    ),
    { numRuns: 2000 },
  );
});

test('comparing fields alone is always worked out, whatever is missing', () => {
  const compared = fc.constantFrom('text', 'number', 'date').chain((type) => {
    const name = fc.constantFrom(...namedBy(type));
    return joined(
      [name, fc.constantFrom('<', '>', '==', '!='), fc.oneof(name, fc.constant('null'))],
      ([one, sign, other]) =>
        other === 'null' ? `${one} ${sign === '!=' ? sign : '=='} null` : `${one} ${sign} ${other}`,
    );
  });
  fc.assert(
    fc.property(fc.array(compared, { minLength: 1, maxLength: 5 }), subject, (all, about) => {
      const compiled = compile(all.join(' && '));
      if (!compiled.ok) throw new Error(compiled.message);
      expect(evaluate(compiled.program, about)).toMatchObject({ reason: null, fault: false });
    }),
    { numRuns: 1000 },
  );
});

test('numbers compare as they do everywhere', () => {
  const comparisons: Record<string, (one: number, other: number) => boolean> = {
    '<': (one, other) => one < other,
    '<=': (one, other) => one <= other,
    '>': (one, other) => one > other,
    '>=': (one, other) => one >= other,
    '==': (one, other) => one === other,
    '!==': (one, other) => one !== other,
  };
  const number = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(0.5, 1.5, -2.25));
  fc.assert(
    fc.property(number, number, fc.constantFrom(...Object.keys(comparisons)), (one, other, sign) => {
      const compiled = compile(`deal.value ${sign} ${other}`);
      if (!compiled.ok) throw new Error(compiled.message);
      const { holds } = evaluate(compiled.program, { now: new Date(), deal: { value: one } });
      expect(holds).toBe(comparisons[sign]!(one, other));
    }),
  );
});

const scraps = [
  ...fields.map(({ expression }) => expression),
  ...conditionFunctions.map(({ name }) => name),
  ...'( ) [ ] { } . , ? : && || ! == != === !== = < > + - * / % in " \' """ // \\ \n r" b" 1 1u 0x1f 1e999 null true set cel type __proto__ constructor matches google dyn'.split(
    ' ',
  ),
  ' ',
  '\u202e',
  '😀',
];

test('any heap of scraps is either a condition or has a fault with a place in it', () => {
  const heap = fc.array(fc.oneof(fc.constantFrom(...scraps), fc.string({ maxLength: 4, unit: 'binary' })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(heap, fc.constantFrom('', ' '), (parts, between) => {
      const text = parts.join(between);
      const compiled = compile(text);
      if (compiled.ok) {
        expect(() => evaluate(compiled.program, { now: new Date() })).not.toThrow();
        return;
      }
      const { line, column, offset, length } = compiled.position;
      expect(compiled.message).toMatch(/[.?]$/);
      expect(offset + length).toBeLessThanOrEqual(text.length);
      expect(
        text
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length +
          (line > 1 ? 1 : 0) +
          column -
          1,
      ).toBe(offset);
    }),
    { numRuns: 3000 },
  );
});

test('the heaviest condition that passes works on a few thousand entries, not on their powers', () => {
  const tags = Array.from({ length: 5000 }, (_, index) => `tag ${index}`);
  const loop = 'customer.tags.map(t, t + t + t).filter(t, t.contains("99"))';
  const compiled = compile(`size(${loop} + ${loop} + ${loop} + ${loop}) >= 0`);
  if (!compiled.ok) throw new Error(compiled.message);
  const { holds, values } = evaluate(compiled.program, { now: new Date(), customer: { tags } });
  expect(holds).toBe(true);
  expect(values[0]?.value).toHaveLength(200);
});
