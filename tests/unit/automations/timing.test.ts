import { expect, test } from 'vitest';
import { quietSpell } from '../../../src/lib/domain/automations/quiet-spell.ts';
import { earliest, firstLook, spanWords } from '../../../src/lib/domain/automations/timing.ts';

const at = (text: string) => new Date(`2026-11-${text}Z`);
const automation = (given: object) => ({
  isActive: true,
  trigger: 'entry' as const,
  inactiveDays: null,
  condition: null,
  actions: [{ id: 'a', action: 'add_tag' as const, aiPrompt: null, config: { delayMinutes: 90 } }],
  ...given,
});

test('an automation looks at once, after its time in the stage, or after days without activity', () => {
  const came = at('01T10:00:00');
  expect(firstLook(automation({}), came)).toEqual(came);
  expect(firstLook(automation({ trigger: 'time_based' }), came)).toEqual(at('01T11:30:00'));
  expect(firstLook(automation({ trigger: 'time_based', inactiveDays: 2 }), came)).toEqual(at('03T10:00:00'));
  expect(firstLook(automation({ trigger: 'time_based', actions: [] }), came)).toEqual(came);
});

test('an action waits from the trigger on; a wait from when it is reached', () => {
  const came = at('01T10:00:00');
  expect(earliest({ action: 'add_tag', config: { delayMinutes: 30 } }, came)).toEqual(at('01T10:30:00'));
  expect(earliest({ action: 'wait', config: { delayMinutes: 30 } }, came)).toEqual(came);
});

test.each([
  [1, '1 minute'],
  [90, '90 minutes'],
  [120, '2 hours'],
  [1440, '1 day'],
  [2880, '2 days'],
])('%i minutes are %s', (minutes, words) => {
  expect(spanWords(minutes)).toBe(words);
});

test.each([
  ['nothing at all', [], '04T00:00:00'],
  ['something early', ['02T00:00:00'], '05T00:00:00'],
  ['something each other day', ['03T00:00:00', '05T00:00:00', '07T00:00:00', '09T00:00:00'], null],
  ['a gap in between, in whatever order', ['09T00:00:00', '02T00:00:00', '03T00:00:00'], '06T00:00:00'],
  ['things before and after that do not count', ['30T00:00:00'], '04T00:00:00'],
] as const)('three quiet days, with %s', (_, happened, expected) => {
  const spell = quietSpell(happened.map(at), { from: at('01T00:00:00'), to: at('10T00:00:00'), days: 3 });
  expect(spell).toEqual(expected && at(expected));
});
