import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Generation } from '../../../src/lib/contracts/generation.ts';
import type { Task } from '../../../src/lib/contracts/task.ts';
import { getGeneration } from '../../../src/server/use-cases/generations/get-generation.ts';
import { applyProposal } from '../../../src/server/use-cases/proposals/apply-proposal.ts';
import { discardProposal } from '../../../src/server/use-cases/proposals/discard-proposal.ts';
import { deleteSubtask } from '../../../src/server/use-cases/tasks/delete-subtask.ts';
import { getTask } from '../../../src/server/use-cases/tasks/get-task.ts';
import { updateSubtask } from '../../../src/server/use-cases/tasks/update-subtask.ts';
import { refusal } from '../tasks/world.ts';
import { answer, generationWorld, usual, type GenerationWorld } from './world.ts';

let world: GenerationWorld;
beforeAll(async () => {
  world = await generationWorld();
});
beforeEach(() => {
  world.ai.answer = answer(...usual);
});
afterAll(() => world.close());

const another = ['Review the contract', 'Write the offer with legal', 'Book a room', 'Sign'];

/** A task with the usual plan, and another plan for it that waits to be looked at. */
async function proposed(titles = another): Promise<{ task: Task; run: Generation }> {
  const { task, generation } = await world.queued();
  await world.run(generation.id);
  world.ai.answer = answer(...titles);
  const { id } = await world.again(task.id, { propose: true });
  await world.run(id);
  return { task: await read(task.id), run: await getGeneration(world.as.seller, id) };
}
const read = (id: string) => getTask(world.as.seller, id);
const titlesOf = ({ aiGenerated }: Task) => aiGenerated?.subtasks.map(({ title }) => title);
const changeOf = ({ proposal }: Generation, title: string) => {
  const found = proposal?.changes.find(({ before, after }) => [before?.title, after?.title].includes(title));
  if (!found) throw new Error(`No change of ${title}`);
  return found;
};
const which = ({ task, run }: { task: Task; run: Generation }) => ({ id: task.id, generationId: run.id });

test('a proposed plan leaves the task as it is and shows what it would change', async () => {
  const { task, run } = await proposed();
  expect(titlesOf(task)).toEqual(usual);
  expect(task).toMatchObject({ version: 2, aiGenerated: { metadata: { regenerationCount: 0 } } });
  expect(run).toMatchObject({ status: 'complete', generatedBy: 'some/model', proposal: { state: 'open' } });
  expect(run.proposal?.changes.map(({ kind, after, before }) => [kind, (after ?? before)?.title])).toEqual([
    ['kept', 'Review the contract'],
    ['changed', 'Write the offer with legal'],
    ['removed', 'Call Dana'],
    ['added', 'Book a room'],
    ['added', 'Sign'],
  ]);
  expect(changeOf(run, 'Write the offer')).toMatchObject({ fields: ['title', 'description'] });
  expect(run.proposal?.ends.after).not.toBeNull();
});

test('all changes make the new plan, dated, in one commit', async () => {
  const made = await proposed();
  const { task, repairs } = await applyProposal(world.as.seller, which(made));
  expect(repairs).toEqual([]);
  expect(titlesOf(task)).toEqual(another);
  expect(task.version).toBe(made.task.version + 1);
  expect(task.aiGenerated?.subtasks.every(({ scheduledEnd }) => scheduledEnd !== null)).toBe(true);
  expect(task.aiGenerated?.subtasks[1]?.id).toBe(made.task.aiGenerated?.subtasks[1]?.id);
  expect(task.aiGenerated?.metadata).toMatchObject({ regenerationCount: 1, repairs: [] });
  expect(await getGeneration(world.as.seller, made.run.id)).toMatchObject({
    proposal: { state: 'applied', changes: [] },
  });
  expect(await refusal(applyProposal(world.as.seller, which(made)))).toMatchObject({ code: 'conflict' });
});

test('some changes: the rest stays, and a dependency on what was not taken is mended and told', async () => {
  const made = await proposed();
  const accept = [changeOf(made.run, 'Sign').id];
  const { task, repairs } = await applyProposal(world.as.seller, { ...which(made), accept });
  expect(titlesOf(task)).toEqual(['Review the contract', 'Write the offer', 'Sign', 'Call Dana']);
  const steps = task.aiGenerated?.subtasks ?? [];
  expect(steps[2]?.dependencies).toEqual([steps[1]?.id]);
  expect(repairs).toEqual([expect.stringContaining('“Sign” was to wait for “Book a room”')]);
  expect(task.aiGenerated?.metadata.repairs).toEqual(['1 of 4 proposed changes were taken', ...repairs]);
});

test('what people changed meanwhile stays, and that is told', async () => {
  const made = await proposed();
  const [, offer, call] = made.task.aiGenerated?.subtasks ?? [];
  await updateSubtask(world.as.seller, { id: made.task.id, subtaskId: offer!.id, change: { estimatedTime: 240 } });
  await deleteSubtask(world.as.seller, { id: made.task.id, subtaskId: call!.id });
  const run = await getGeneration(world.as.seller, made.run.id);
  expect(changeOf(run, 'Write the offer').kind).toBe('kept');
  const accept = (made.run.proposal?.changes ?? []).filter(({ kind }) => kind !== 'kept').map(({ id }) => id);
  const { task, repairs } = await applyProposal(world.as.seller, { ...which(made), accept });
  expect(titlesOf(task)).toEqual(['Review the contract', 'Write the offer', 'Book a room', 'Sign']);
  expect(task.aiGenerated?.subtasks[1]?.estimatedTime).toBe(240);
  expect(repairs).toContain('“Write the offer” was changed meanwhile and stays as it is');
});

test('changes are taken over what others did to other steps since the version one saw', async () => {
  const made = await proposed();
  const [, offer] = made.task.aiGenerated?.subtasks ?? [];
  const expectedVersion = made.task.version;
  await updateSubtask(world.as.seller, { id: made.task.id, subtaskId: offer!.id, change: { priority: 'high' } });
  const accept = [changeOf(made.run, 'Sign').id];
  const { task } = await applyProposal(world.as.seller, { ...which(made), accept, expectedVersion });
  expect(task.aiGenerated?.subtasks[1]?.priority).toBe('high');
});

test('a proposal is refused once it is discarded or a newer run began, and to those who may not change plans', async () => {
  const first = await proposed();
  await discardProposal(world.as.seller, which(first));
  expect(await refusal(applyProposal(world.as.seller, which(first)))).toMatchObject({ code: 'conflict' });
  expect(await refusal(discardProposal(world.as.seller, which(first)))).toMatchObject({ code: 'conflict' });
  expect(titlesOf(await read(first.task.id))).toEqual(usual);

  const second = await proposed();
  const nowhere = { ...which(second), accept: ['f'.repeat(24)] };
  expect(await refusal(applyProposal(world.as.seller, nowhere))).toMatchObject({ paths: ['accept.0'] });
  expect(await refusal(applyProposal(world.as.nobody, which(second)))).toMatchObject({ code: 'forbidden' });
  world.clock.advance(1000);
  await world.again(second.task.id);
  expect(await refusal(applyProposal(world.as.seller, which(second)))).toMatchObject({ code: 'conflict' });
  expect(await getGeneration(world.as.seller, second.run.id)).toMatchObject({ proposal: { state: 'superseded' } });
});

test('a first plan is saved at once, and without asking for a proposal so is every other', async () => {
  const { task, generation } = await world.queued();
  await world.run(generation.id);
  world.ai.answer = answer(...another);
  const { id } = await world.again(task.id);
  await world.run(id);
  expect(titlesOf(await read(task.id))).toEqual(another);
  expect(await getGeneration(world.as.seller, id)).toMatchObject({ proposal: null });
});
