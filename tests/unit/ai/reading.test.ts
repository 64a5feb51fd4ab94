import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArrivingSubtask } from '../../../src/lib/contracts/generation.ts';
import { arrivingSubtask } from '../../../src/lib/contracts/generation.ts';
import { createSubtaskReader } from '../../../src/server/ai/arriving-subtasks.ts';
import { findJson } from '../../../src/server/ai/read-answer.ts';
import { readPlan } from '../../../src/server/ai/read-plan.ts';
import { readChunk } from '../../../src/server/ai/read-chunk.ts';

const plan = {
  subtasks: [
    { title: 'Call "Acme" {the buyer}', description: 'a } b', estimatedTime: 30, dependencies: [], priority: 'high' },
    { title: 'Write the offer', description: '', estimatedTime: 60, dependencies: [0], priority: 'low' },
  ],
  totalEstimatedTime: 90,
  confidence: 0.8,
  assumptions: ['none'],
};
const json = JSON.stringify(plan);

test.each([
  json,
  `\uFEFF${json}\n`,
  `\`\`\`json\n${json}\n\`\`\``,
  `Sure {really}, [here] it is:\n${json}\nAnything else? :}`,
  `{"thought": "short"}\n${json}`,
  `“quoted” 'it"s' ${json}`,
])('the plan is found in %j', (text) => {
  expect(findJson(text)).toEqual({ value: plan });
  expect(readPlan(text)).toEqual({ kind: 'good', answer: plan });
});

test.each(['', 'I cannot do that.', '{"subtasks": [', '42', '"text"', 'null', '{"poem": "roses"}', '{"subtasks": []}'])(
  '%j is no plan',
  (text) => {
    const reading = readPlan(text);
    expect(reading.kind).toBe('unreadable');
    expect(reading).toHaveProperty('problem', expect.stringMatching(/\w/));
  },
);

test('an answer without the fields of our own is a good plan', () => {
  expect(readPlan('{"subtasks":[{"title":"Call","estimatedTime":"30"}]}').kind).toBe('good');
});

test.each([
  '{"steps":["Call","Write","Send"]}',
  '[{"title":"Call","estimatedTime":"an hour"}]',
  `${json.slice(0, -1)},,}`,
])('%j can be read, though it is not as asked for', (text) => expect(readPlan(text).kind).toBe('readable'));

test('no text makes reading fail, or take long', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', 'a', '1', '\\', ' ') }),
      (text) => void readPlan(text),
    ),
  );
  for (const text of ['['.repeat(200_000), '{"a":'.repeat(40_000), '"'.repeat(200_000), '{}'.repeat(100_000)]) {
    expect(readPlan(text).kind).toBe('unreadable');
  }
});

/** Writes a text in pieces of some size and says how much had been written when each subtask came. */
function stream(text: string, size: number) {
  const seen: { subtask: ArrivingSubtask; at: number }[] = [];
  let at = 0;
  const reader = createSubtaskReader((subtask) => seen.push({ subtask, at }));
  for (; at < text.length;) {
    const piece = text.slice(at, at + size);
    at += size;
    reader.write(piece);
  }
  return seen;
}

test('a subtask is shown with the piece that completes it', () => {
  const seen = stream(json, 1);
  expect(seen.map(({ subtask }) => subtask.title)).toEqual(['Call "Acme" {the buyer}', 'Write the offer']);
  expect(seen[0]?.at).toBe(json.indexOf('},{') + 1);
  for (const { subtask } of seen) expect(arrivingSubtask.safeParse(subtask).success).toBe(true);
});

test.each([
  `\`\`\`json\n${json}`,
  `Here it is: ${json}`,
  JSON.stringify({ plan }),
  JSON.stringify(plan.subtasks),
  JSON.stringify({ steps: plan.subtasks }),
])('subtasks arrive from %j whatever the pieces', (text) => {
  for (const size of [1, 3, 7, 64, 10_000]) expect(stream(text, size)).toHaveLength(2);
});

test('the pieces of whatever arrives never break the reader, and what it shows keeps the contract', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        value.map((inner) => JSON.stringify({ subtasks: [inner, inner] })),
      ),
      (text) => {
        for (const { subtask } of stream(text, 3)) expect(arrivingSubtask.safeParse(subtask).success).toBe(true);
      },
    ),
  );
});

test('of very many subtasks only some are shown', () => {
  const text = JSON.stringify({ subtasks: Array.from({ length: 2000 }, (_, index) => ({ title: `Step ${index}a` })) });
  expect(stream(text, 500)).toHaveLength(40);
});

test('chunks of any shape are read', () => {
  const nothing = { text: '', reasoning: false, finishReason: null, model: null, usage: null };
  for (const chunk of [null, 7, 'x', [], {}, { choices: null }, { choices: [{}] }, { choices: [{ delta: 3 }] }]) {
    expect(readChunk(chunk)).toEqual(nothing);
  }
  const usage = { prompt_tokens: 3, completion_tokens: -1, cost: 'free' };
  expect(readChunk({ model: 'm', choices: [], usage })).toEqual({
    ...nothing,
    model: 'm',
    usage: { promptTokens: 3, completionTokens: 0, cost: null },
  });
  expect(readChunk({ choices: [{ delta: { content: 'a' }, finish_reason: 'stop' }] })).toMatchObject({
    text: 'a',
    finishReason: 'stop',
  });
  expect(readChunk({ choices: [{ delta: { reasoning_content: 'hm' } }] }).reasoning).toBe(true);
  fc.assert(fc.property(fc.anything(), (value) => void readChunk(value)));
});
