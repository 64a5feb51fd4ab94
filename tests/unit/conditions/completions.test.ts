import { describe, expect, test } from 'vitest';
import { compile, completionsAt, conditionFields } from '../../../src/lib/domain/conditions/index.ts';

const fields = conditionFields([{ key: 'contract_size', label: 'Contract size', type: 'number' }]);
/** The condition, with the caret where the bar stands. */
const at = (marked: string) => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, ...completionsAt(text, caret, fields) };
};
const offered = (marked: string) => at(marked).items.map(({ text }) => text);
/** The condition after the first offer is taken, with the bar where the caret is then. */
const taken = (marked: string) => {
  const { text, from, to, items } = at(marked);
  const [first] = items;
  if (!first) return null;
  const written = `${first.text.slice(0, first.caret)}|${first.text.slice(first.caret)}`;
  return text.slice(0, from) + written + text.slice(to);
};

describe('fields', () => {
  test.each([
    ['deal.val|', 'deal.value|'],
    ['now > deal.clo|', 'now > deal.closedAt|'],
    ['comp| == "Acme"', 'customer.contactInfo.company| == "Acme"'],
    ['customer.customFields.con|', 'customer.customFields.contract_size|'],
    ['contract| > 5', 'customer.customFields.contract_size| > 5'],
    ['!(DEAL.TITL|', '!(deal.title|'],
  ])('%s is completed to %s', (typed, wanted) => expect(taken(typed)).toBe(wanted));

  test('are found by what they mean', () => expect(offered('phone|')).toContain('customer.contactInfo.phone'));

  test('are all offered, with the functions, when nothing is typed', () => {
    expect(offered('|')).toEqual(expect.arrayContaining(['deal.value', 'customer.tags', 'days()']));
    expect(offered('deal.value > 5 && |')).toContain('deal.status');
  });
});

describe('values', () => {
  test.each([
    ['deal.status == |', 'deal.status == "open"|'],
    ['deal.status == "w|', 'deal.status == "won"|'],
    ['deal.status == "w|"', 'deal.status == "won"|'],
    ['deal.status in ["open", "l|', 'deal.status in ["open", "lost"|'],
    ['task.priority!="u|', 'task.priority!="urgent"|'],
  ])('%s is completed to %s', (typed, wanted) => expect(taken(typed)).toBe(wanted));
});

describe('functions', () => {
  test.each([
    ['now - deal.createdAt > da|', 'now - deal.createdAt > days(|)'],
    ['deal.title.con|', 'deal.title.contains(|)'],
    ['deal.title.tr|', 'deal.title.trim()|'],
    ['customer.tags.exists_|', 'customer.tags.exists_one(|)'],
  ])('%s is completed to %s', (typed, wanted) => expect(taken(typed)).toBe(wanted));

  test('are those of the field’s type', () => {
    expect(offered('customer.tags.|')).toContain('customer.tags.exists()');
    expect(offered('customer.tags.|')).not.toContain('customer.tags.contains()');
    expect(offered('deal.value.|')).toEqual([]);
  });
});

test.each([
  'deal.title == "deal.v|',
  'deal.value|',
  '"a \\" deal.v|',
  'deal.value > 5|',
  'deal.value > 5 && size(customer.tags)|',
])('%s has nothing to complete', (typed) => expect(offered(typed)).toEqual([]));

test('every field that is offered can be read', () => {
  for (const { text } of at('|').items.filter(({ text }) => !text.endsWith(')'))) {
    expect(
      compile(`${text} == ${text}`, [{ key: 'contract_size', label: 'Contract size', type: 'number' }]).ok,
      text,
    ).toBe(true);
  }
});
