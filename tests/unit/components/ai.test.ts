import { describe, expect, test } from 'vitest';
import { dayBars } from '../../../src/components/ai/day-bars.ts';
import { aiSettingsForm, formValues } from '../../../src/components/ai/settings-form.ts';
import { formatCost, formatLatency } from '../../../src/components/ai/usage-words.ts';
import type { AiSettings } from '../../../src/lib/contracts/ai-settings.ts';

const defaults: AiSettings['defaults'] = {
  models: { fast: 'a/fast', quality: 'a/thorough' },
  limits: { requestsPerMinute: 20, concurrency: 10 },
  prices: [{ model: 'a/fast', input: 0.15, output: 0.6 }],
};
const settings: AiSettings = {
  ...defaults,
  models: { fast: 'a/fast', quality: 'b/other' },
  budgets: { company: { daily: 2, monthly: null }, member: { daily: null, monthly: 0 } },
  context: { customer: true, notes: false, similarTasks: true },
  defaults,
  keyConfigured: true,
  version: 3,
  updatedAt: null,
};

describe('the settings form', () => {
  test('brings back what it shows, defaults as nothing chosen', () => {
    const shown = Object.entries(formValues(settings)).filter(([, value]) => value !== '');
    expect(aiSettingsForm.parse(Object.fromEntries(shown))).toEqual({
      models: { fast: null, quality: 'b/other' },
      limits: { requestsPerMinute: null, concurrency: null },
      budgets: settings.budgets,
      context: settings.context,
      prices: defaults.prices,
    });
  });

  test('reads decimal commas, leaves out rows without a model', () => {
    const typed = {
      'budgets.company.daily': ' 1,25 ',
      'prices.0.model': ' x/y ',
      'prices.0.input': '0,5',
      'prices.1.model': ' ',
      'prices.1.input': '7',
    };
    expect(aiSettingsForm.parse(typed)).toMatchObject({
      budgets: { company: { daily: 1.25 } },
      prices: [{ model: 'x/y', input: 0.5, output: 0 }],
    });
  });

  test.each([
    ['budgets.member.daily', '-1'],
    ['limits.concurrency', '0'],
    ['limits.requestsPerMinute', 'many'],
    ['limits.requestsPerMinute', '1.5'],
  ])('names %s when it cannot be %s', (name, value) => {
    const { error } = aiSettingsForm.safeParse({ [name]: value });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([name]);
  });
});

test('bars share out the width, the tallest fills the height, none stands for nothing', () => {
  const days = [0, 5, 10].map((value, index) => ({ day: `2026-11-0${index + 1}`, value }));
  const bars = dayBars(days, { width: 30, height: 100 });
  expect(bars.map(({ x, height }) => [x, height])).toEqual([
    [0, 0],
    [10, 50],
    [20, 100],
  ]);
  expect(dayBars([{ day: '2026-11-01', value: 0 }], { width: 30, height: 100 })[0]?.height).toBe(0);
});

test('small costs keep their figures', () => {
  expect([0, 0.00004, 0.0123, 0.5, 12, 1234.5].map(formatCost)).toEqual([
    '$0',
    'under $0.0001',
    '$0.0123',
    '$0.5000',
    '$12.00',
    '$1,234.50',
  ]);
  expect([840, 12_400].map(formatLatency)).toEqual(['0.8 s', '12 s']);
});
