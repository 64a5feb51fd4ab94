import { describe, expect, test } from 'vitest';
import { insights } from '../../../src/lib/contracts/insights.ts';
import { computeInsights } from '../../../src/lib/domain/insights/compute-insights.ts';
import { riskOf } from '../../../src/lib/domain/insights/risk.ts';
import { suggestStage } from '../../../src/lib/domain/insights/suggest-stage.ts';
import { moneyWords } from '../../../src/lib/domain/insights/words.ts';
import { ahead, daysAgo, deal, someFacts, stage, task } from './facts.ts';

describe('the risk of going cold', () => {
  test.each([
    ['prospect', 14, 0],
    ['prospect', 28, 0.25],
    ['prospect', 42, 0.5],
    ['prospect', 400, 0.5],
    ['lead', 14, 0.25],
    ['customer', 45, 0],
    ['inactive', 100, 0],
  ] as const)('a %s silent for %i days: %d', (status, days, score) => {
    expect(riskOf(someFacts({ status, lastContactAt: daysAgo(days) })).score).toBe(score);
  });

  test('an open deal shortens what is usual; each reason has its figure', () => {
    const { score, level, reasons } = riskOf(
      someFacts({ status: 'customer', lastContactAt: daysAgo(28), deals: [deal()], openTasks: 1 }),
    );
    expect([score, level]).toEqual([0.25, 'low']);
    expect(reasons).toEqual([
      { text: 'No contact for 28 days; 14 days are usual with an open deal.', share: 0.25 },
      { text: '1 task is open.', share: 0 },
    ]);
  });

  test('all there is adds up, to 1 at most', () => {
    const { score, level, reasons } = riskOf(
      someFacts({
        status: 'customer',
        lastContactAt: null,
        deals: [deal({ stage: stage({ since: daysAgo(25) }), expectedCloseDate: daysAgo(20) })],
        tasks: [task('a', daysAgo(9)), task('b', daysAgo(2)), task('c', daysAgo(1)), task('d', daysAgo(1))],
        openTasks: 4,
      }),
    );
    expect([score, level]).toEqual([1, 'high']);
    expect(reasons.map(({ share }) => share)).toEqual([0.5, 0.2, 0.15, 0.15, 0]);
    expect(reasons.map(({ text }) => text)).toEqual([
      'No contact is logged, 100 days after they were added; 14 days are usual with an open deal.',
      '“Forty seats” has been in Proposal for 25 days; 10 days are usual.',
      '“Forty seats” was to close on 6 Nov 2026, 20 days ago.',
      '4 tasks are overdue, the oldest by 9 days.',
      '4 tasks are open.',
    ]);
  });

  test('a stage whose usual time nobody knows says so; what is due today is not late', () => {
    const unknown = stage({ since: daysAgo(45), usualMinutes: null });
    const { reasons } = riskOf(someFacts({ deals: [deal({ stage: unknown, expectedCloseDate: daysAgo(0) })] }));
    expect(reasons[1]).toEqual({ text: '1 deal is open, and no task is planned.', share: 0.1 });
    expect(reasons[0]).toEqual({
      text: '“Forty seats” has been in Proposal for 45 days; 30 days count as usual until more deals went through.',
      share: 0.1,
    });
    expect(reasons.some(({ text }) => text.includes('was to close'))).toBe(false);
  });
});

describe('the suggested stage', () => {
  const suggested = (change: Parameters<typeof stage>[0], more: Parameters<typeof someFacts>[0] = {}) =>
    suggestStage(someFacts({ deals: [deal({ stage: stage(change) })], ...more }));

  test('is the next one when all exit criteria are met', () => {
    expect(suggested({ criteria: 2 })).toMatchObject({
      to: { id: 'negotiation' },
      reasons: ['All 2 exit criteria of “Proposal” are met.'],
    });
  });

  test('is where it is while one is missing, which is named', () => {
    const unmet = [{ criterion: 'deal.value > 0', why: 'deal.value has no value' }];
    expect(suggested({ criteria: 2, unmet })).toMatchObject({
      to: null,
      unmet,
      reasons: ['1 of 2 exit criteria of “Proposal” is not met.'],
    });
  });

  test('without criteria takes contact since then, and no open task of the deal', () => {
    expect(suggested({})?.to).toEqual({ id: 'negotiation', name: 'Negotiation' });
    expect(suggested({}, { lastContactAt: daysAgo(9) })?.reasons[0]).toContain('No contact is logged since');
    const open = suggested({}, { tasks: [task('Send it', null, 'deal')] });
    expect([open?.to, open?.reasons[0]]).toEqual([null, expect.stringContaining('1 task of the deal is still open.')]);
    expect(suggested({ next: null })?.reasons[0]).toContain('the last stage');
  });

  test('is of the deal that can go on; there is none without pipelines', () => {
    const stays = deal({ id: 'stays', stage: stage({ next: null }) });
    expect(suggestStage(someFacts({ deals: [stays, deal()] }))?.dealId).toBe('deal');
    expect(suggestStage(someFacts({ deals: [stays] }))?.dealId).toBe('stays');
    expect(suggestStage(someFacts({ deals: [deal({ stage: null })] }))).toBeNull();
  });
});

describe('the next action', () => {
  const first = (change: Parameters<typeof someFacts>[0]) => computeInsights(someFacts(change)).actions[0]!;

  test.each([
    ['finish what is overdue', { tasks: [task('Send offer', daysAgo(2))], openTasks: 1 }, 'overdue_task', 'open_task'],
    ['move a deal that can go on', { deals: [deal({ stage: stage({ criteria: 1 }) })] }, 'move_stage', 'move_stage'],
    ['write for the first time', { lastContactAt: null }, 'first_contact', 'draft_mail'],
    ['log it without an address', { lastContactAt: null, hasEmail: false }, 'first_contact', 'log_contact'],
    ['write again', { lastContactAt: daysAgo(40) }, 'get_in_touch', 'draft_mail'],
    ['call again without an address', { lastContactAt: daysAgo(40), hasEmail: false }, 'get_in_touch', 'create_task'],
    ['agree on a date', { deals: [deal({ stage: null, expectedCloseDate: daysAgo(3) })] }, 'close_date', 'create_task'],
    ['plan what is next', { deals: [deal({ stage: null })] }, 'plan_next', 'create_task'],
    ['keep to the plan', { tasks: [task('Call', ahead(2))], openTasks: 1 }, 'keep_plan', 'open_task'],
    ['stay in touch', {}, 'stay_in_touch', 'create_task'],
  ] as const)('is to %s', (_, change, id, kind) => {
    const action = first(change);
    expect([action.id, action.act.kind]).toEqual([id, kind]);
    expect(action.reasons.length).toBeGreaterThan(0);
  });

  test('is made ready to be done: the goal, its deal and its day', () => {
    const unmet = [{ criterion: 'deal.value > 0', why: 'deal.value has no value' }];
    expect(first({ deals: [deal({ stage: stage({ criteria: 1, unmet }) })], openTasks: 1 }).act).toEqual({
      kind: 'create_task',
      title: 'Get “Forty seats” ready to leave Proposal',
      description: 'Not met: deal.value > 0 (deal.value has no value).',
      dueDate: null,
      dealId: 'deal',
    });
    expect(first({}).act).toMatchObject({ dueDate: ahead(13).toISOString(), dealId: null });
  });

  test('has alternatives in order, and everything fits the contract', () => {
    const {
      risk,
      actions,
      stage: place,
      facts,
    } = computeInsights(
      someFacts({
        name: 'x'.repeat(300),
        lastContactAt: daysAgo(60),
        deals: [deal({ title: 'y'.repeat(200), stage: stage({ since: daysAgo(60) }) })],
        tasks: [task('z'.repeat(200), daysAgo(2))],
        openTasks: 1,
      }),
    );
    expect(actions.map(({ id }) => id)).toEqual(['overdue_task', 'get_in_touch', 'move_stage', 'stuck_deal']);
    expect(new Set(facts).size).toBe(facts.length);
    const id = 'a'.repeat(24);
    const shape = insights.pick({ risk: true });
    expect(shape.parse({ risk })).toEqual({ risk });
    expect(place?.dealId).not.toBe(id);
  });
});

test('amounts are written as people read them', () => {
  expect([moneyWords(1234567.5, 'EUR'), moneyWords(980, 'CHF')]).toEqual(['1,234,567.50 EUR', '980 CHF']);
});
