import { expect, test } from 'vitest';
import { draftMailPrompt } from '../../../src/server/ai/prompts/draft-mail.v1.ts';
import { wordInsightsPrompt } from '../../../src/server/ai/prompts/word-insights.v1.ts';
import { injections } from '../../fixtures/injections.ts';

const asked = { userId: 'a'.repeat(24), model: 'auto' } as const;
const full = (text: string) => {
  const customer = { company: text, industry: text, status: text };
  const many = Array.from({ length: 100 }, () => text);
  const actions = many.map((title) => ({ title, reasons: [text] }));
  return {
    insights: wordInsightsPrompt({ ...asked, customer, facts: many, actions, notes: many }),
    mail: draftMailPrompt({ ...asked, customer, purpose: 'Say hello.', instructions: text, facts: many, notes: many }),
  };
};
const usual = full('plain');

test.each(Object.entries(injections))('%s stays within its quotes and its bounds', (_, text) => {
  const { insights, mail } = full(text.repeat(3));
  expect(insights.user.match(/<[^>]*>/g)).toEqual(['<data>', '</data>']);
  expect(mail.user.match(/<[^>]*>/g)).toEqual(['<data>', '</data>', '<wish>', '</wish>']);
  expect([insights.system, mail.system]).toEqual([usual.insights.system, usual.mail.system]);
  for (const { user } of [insights, mail]) {
    expect(user.length).toBeLessThan(30_000);
    expect(user).not.toContain(asked.userId);
  }
});

test('what no model needs to see is masked, and no wish is no part of the prompt', () => {
  const { insights, mail } = full('The password: hunter22 and sk-or-v1-abcdef0123456789');
  for (const { user } of [insights, mail]) expect(user).not.toMatch(/hunter22|abcdef0123456789/);
  const customer = { company: null, industry: null, status: null };
  const bare = draftMailPrompt({ ...asked, customer, purpose: 'p', instructions: null, facts: [], notes: [] });
  expect(bare.user).not.toContain('wish');
});
