import { expect, test } from 'vitest';
import { makerWords, sendingWords } from '../../../src/components/goal/notice-words.ts';

const models = { fast: 'openai/gpt-4o-mini', quality: 'google/gemini-2.5-pro' };
const nothing = { customer: false, notes: false, similarTasks: false };

test('without a model it is said that nothing leaves the server', () => {
  const notice = { models: null, sends: { customer: true, notes: true, similarTasks: true } };
  expect(makerWords(notice)).toBe('Planned on this server, by the local planner. Nothing is sent anywhere.');
  expect(sendingWords(notice)).toBeNull();
});

test('both models are named, and one that does both once', () => {
  expect(makerWords({ models, sends: nothing })).toBe(
    'Planned by gpt-4o-mini; by gemini-2.5-pro when the priority is high or urgent, or there is much to read.',
  );
  expect(makerWords({ models: { fast: 'a/one', quality: 'a/one' }, sends: nothing })).toBe('Planned by one.');
});

test.each([
  [nothing, 'Sent to the model: the goal with its details, priority and due date. '],
  [{ ...nothing, customer: true }, 'due date, and the customer’s name, industry and status. '],
  [
    { customer: true, notes: true, similarTasks: true },
    'due date, the customer’s name, industry, status and newest notes, and titles and times of similar finished tasks. ',
  ],
])('what is sent is listed as the settings have it (%#)', (sends, words) => {
  expect(sendingWords({ models, sends })).toContain(words);
});
