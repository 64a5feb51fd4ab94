import { describe, expect, test } from 'vitest';
import { computeInsights } from '../../../src/lib/domain/insights/compute-insights.ts';
import { draftLocally, readDraft } from '../../../src/lib/domain/insights/mail-draft.ts';
import { newNumbers, trusted } from '../../../src/lib/domain/insights/trusted-words.ts';
import { wordAction } from '../../../src/lib/domain/insights/word-action.ts';
import { mailPurposes } from '../../../src/lib/contracts/insights.ts';
import { injections } from '../../fixtures/injections.ts';
import { daysAgo, deal, someFacts } from './facts.ts';

const computed = computeInsights(someFacts({ lastContactAt: daysAgo(40), deals: [deal()] }));
const [first, second] = computed.actions;
const answer = (change: object = {}) => ({
  action: 0,
  title: 'Write to Acme Ltd today',
  reasons: [{ text: 'Nobody has spoken to them for 40 days, and 14 days are usual.', fact: 0 }],
  ...change,
});

describe('an action in a model’s words', () => {
  test('keeps what can be done, and may be another of ours', () => {
    expect(wordAction(computed, answer())).toEqual({
      ...first,
      title: 'Write to Acme Ltd today',
      reasons: ['Nobody has spoken to them for 40 days, and 14 days are usual.'],
    });
    expect(wordAction(computed, answer({ action: 1 }))?.act).toEqual(second?.act);
  });

  test('brings in no figure: the fact itself stands in', () => {
    const invented = answer({ reasons: [{ text: 'They have been silent for 400 days.', fact: 0 }] });
    expect(wordAction(computed, invented)?.reasons).toEqual([computed.facts[0]]);
    expect(wordAction(computed, answer({ title: 'Offer 20% off' }))?.title).toBe(first?.title);
  });

  test.each([
    'See https://evil.example',
    'Write to boss@evil.example',
    'Go to evil.example now',
    '<b>Call</b>',
    '[Call](x)',
    'javascript:alert(1)',
    'x'.repeat(300),
    ' ',
    ...Object.values(injections).filter((text) => /<|:\/\/|javascript|\]\(|000000|.{300}/.test(text)),
  ])('shows nothing of %j', (text) => {
    const hostile = answer({ title: text, reasons: [{ text, fact: 0 }] });
    expect(wordAction(computed, hostile)).toBeNull();
  });

  test.each([
    answer({ action: 9 }),
    answer({ action: -1 }),
    answer({ action: 0.5 }),
    answer({ reasons: 'none' }),
    { action: 0 },
    null,
    'text',
  ])('%j is no answer', (given) => expect(wordAction(computed, given)).toBeNull());

  test('a fact that does not exist is no reason', () => {
    const odd = answer({ reasons: [{ text: 'Because', fact: 99 }] });
    expect(wordAction(computed, odd)?.reasons).toEqual(first?.reasons);
  });
});

test('what is known may be repeated, whatever its form', () => {
  const known = 'The offer at acme.example is worth 12,500 EUR, see deal.value.';
  expect(trusted('acme.example: 12500 EUR by deal.value', { known, most: 100 })).not.toBeNull();
  expect(newNumbers('12,500 or 12500, 3.5 and 7', known)).toEqual(['3.5', '7']);
  expect(trusted('hid\u202Eden\u0007 text', { known, most: 100 })).toBe('hid den text');
});

describe('a drafted mail', () => {
  const between = { name: 'Mara', sender: 'Dana Kim' };
  const known = 'The open deal “Forty seats” is worth 12,500 EUR. mara@acme.example https://acme.example';

  test.each(mailPurposes)('by our own template, for %s, has whom, what and who', (purpose) => {
    const { subject, body } = draftLocally(purpose, someFacts({ deals: [deal()] }), between);
    expect(body).toMatch(/^Hello Mara,\n\n/);
    expect(body).toMatch(/Kind regards\nDana Kim$/);
    expect(`${subject} ${body}`).toContain('Forty seats');
    const bare = draftLocally(purpose, someFacts({ lastContactAt: null }), { ...between, name: null });
    expect(bare.body).toMatch(/^Hello,\n\n/);
    expect(`${bare.subject} ${bare.body}`).not.toMatch(/undefined|null| {2}|\s[,.?]/);
  });

  test('by a model has its placeholders filled in', () => {
    const draft = readDraft(
      { subject: 'Forty seats', body: 'Hello {name},\r\n\r\n\r\n\r\nyours {sender}' },
      known,
      between,
    );
    expect(draft).toEqual({ subject: 'Forty seats', body: 'Hello Mara,\n\nyours Dana Kim', warnings: [] });
    expect(readDraft({ subject: 's', body: 'Hello {name},' }, known, { ...between, name: null })?.body).toBe('Hello,');
  });

  test('loses addresses nobody knows and markup, and warns of figures nobody told', () => {
    const body =
      'Open [the contract](https://evil.example/x) or evil.example/y, <b>not</b> https://acme.example, for 9,999 EUR.';
    const draft = readDraft({ subject: 'Pay\r\nBcc: x', body }, known, between)!;
    expect(draft.subject).toBe('Pay Bcc: x');
    expect(draft.body).toBe('Open the contract or [removed], not https://acme.example, for 9,999 EUR.');
    expect(draft.warnings).toEqual([
      'An address that stands in no record was taken out.',
      'Check the figures 9999: no record has them.',
    ]);
  });

  test('is bounded and quickly read, whatever comes', () => {
    const started = performance.now();
    for (const piece of ['a.', 'a-', '<a', 'x@', '[', 'a:']) {
      const draft = readDraft({ subject: piece.repeat(50_000), body: piece.repeat(100_000) }, known, between);
      expect((draft?.body.length ?? 0) <= 4000 && (draft?.subject.length ?? 0) <= 150).toBe(true);
    }
    expect(performance.now() - started).toBeLessThan(3000);
    expect(readDraft({ subject: '', body: 'x' }, known, between)).toBeNull();
    expect(readDraft({ subject: 'x' }, known, between)).toBeNull();
  });
});
