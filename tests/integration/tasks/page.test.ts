import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { Task } from '../../../src/lib/contracts/task.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* A task's page over HTTP, without JavaScript. */

let server: TestServer;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  await server.client().register('admin@example.com');
  seller = server.client();
  await seller.register('seller@example.com');
  seller.useCookies = true;
});
afterAll(() => server.stop());

/** A task with three steps made by hand, each after the one before. */
async function planned() {
  const { task } = await seller.ok(operations.createTask, { body: { title: 'Win the renewal', generate: false } });
  const params = { id: task.id };
  const ids: string[] = [];
  for (const title of ['Read the history', 'Draft the proposal', 'Sign']) {
    const dependencies = ids.slice(-1);
    const answer = await seller.ok(operations.createSubtask, { params, body: { title, dependencies } });
    ids.push(answer.task.aiGenerated!.subtasks.at(-1)!.id);
  }
  const place = `/app/tasks/${task.id}`;
  const post = async (fields: Record<string, string>) => {
    const answer = await seller.fetch(place, { method: 'POST', body: new URLSearchParams(fields) });
    return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
  };
  const read = async (): Promise<Task> => (await seller.ok(operations.getTask, { params })).task;
  const steps = async () => (await read()).aiGenerated!.subtasks;
  const page = async (query: string) => (await seller.fetch(`${place}${query}`)).text();
  return { place, ids: ids as [string, string, string], post, read, steps, page, params };
}

/** All a step's editor posts. */
const whole = (step: string, more: Record<string, string> = {}) => ({
  intent: 'save-step',
  step,
  title: 'Draft the offer',
  description: 'Two pages',
  estimatedTime: '90',
  status: 'pending',
  priority: 'high',
  assignedTo: '',
  ...more,
});

test('a step opens by its address, and all of it is saved at once', async () => {
  const { place, ids, post, steps, page } = await planned();
  const [first, second] = ids;
  const opened = await page(`?step=${second}`);
  expect(opened).toContain(`id="editor-${second}"`);
  expect(opened).toMatch(new RegExp(`name="waits-${first}"[^>]*checked`));
  expect(opened).not.toContain(`id="editor-${first}"`);

  const saved = await post(whole(second));
  expect([saved.status, saved.location]).toEqual([303, `${place}?done=saved#plan`]);
  expect((await steps())[1]).toMatchObject({
    title: 'Draft the offer',
    description: 'Two pages',
    estimatedTime: 90,
    priority: 'high',
    dependencies: [],
    locked: false,
  });
  expect(await page('?done=saved')).toContain('Your changes are saved.');
  await post(whole(second, { intent: 'lock-step', [`waits-${first}`]: 'on' }));
  expect((await steps())[1]).toMatchObject({ locked: true, dependencies: [first] });
});

test('what is wrong with a step stands beside its field, and nothing typed is lost', async () => {
  const { ids, post, steps } = await planned();
  const [first, second, third] = ids;
  const typed = { title: ' ', description: 'Mind the discount', estimatedTime: 'long', [`waits-${third}`]: 'on' };
  const refused = await post(whole(second, typed));
  expect(refused.status).toBe(422);
  expect(refused.html).toMatch(/id="step-\w+-title-error"[^>]*>(<!--.*?-->)*The step must not be empty\./);
  expect(refused.html).toContain('Minutes must be whole minutes.');
  expect(refused.html).toContain('Mind the discount');
  expect(refused.html).toContain('value="long"');

  const circle = await post(whole(first, { [`waits-${third}`]: 'on' }));
  expect([circle.status, circle.html]).toEqual([422, expect.stringContaining('would wait for each other in a circle')]);
  expect(circle.html).toContain('Draft the offer');
  expect((await steps()).map(({ title }) => title)).toEqual(['Read the history', 'Draft the proposal', 'Sign']);
});

test('saving over what someone else changed meanwhile is refused once, with what was typed', async () => {
  const { ids, post, read, steps, params } = await planned();
  const { version } = await read();
  const at = { params: { ...params, subtaskId: ids[1] } };
  await seller.ok(operations.updateSubtask, { ...at, body: { title: 'Theirs' } });
  const late = await post(whole(ids[1], { version: String(version) }));
  expect([late.status, late.html]).toEqual([409, expect.stringContaining('saving again puts it over theirs')]);
  expect(late.html).toContain('Draft the offer');
  const again = /name="version" value="(\d+)"/.exec(late.html.slice(late.html.indexOf(`id="editor-${ids[1]}"`)))?.[1];
  expect((await post(whole(ids[1], { version: again ?? '' }))).status).toBe(303);
  expect((await steps())[1]?.title).toBe('Draft the offer');
});

test('steps are added, moved and removed, and what was removed comes back', async () => {
  const { place, ids, post, steps, page } = await planned();
  const added = await post({ intent: 'add-step', title: 'Celebrate' });
  expect(added.location).toBe(`${place}?done=added#plan`);
  const last = (await steps())[3]!;
  expect(last.title).toBe('Celebrate');
  const nameless = await post({ intent: 'add-step', title: ' ' });
  expect([nameless.status, nameless.html]).toEqual([422, expect.stringContaining('The step must not be empty.')]);

  const up = await post(whole(last.id, { intent: 'step-up', title: 'Celebrate well' }));
  expect(up.location).toBe(`${place}?done=moved&step=${last.id}#plan`);
  expect((await steps()).map(({ title }) => title)).toEqual([
    'Read the history',
    'Draft the proposal',
    'Celebrate well',
    'Sign',
  ]);
  const early = await post(whole(ids[1], { intent: 'step-up', [`waits-${ids[0]}`]: 'on' }));
  expect([early.status, early.html]).toEqual([409, expect.stringContaining('must come after what it waits for')]);

  const gone = await post({ intent: 'remove-step', step: ids[1] });
  expect(gone.location).toBe(`${place}?done=removed&removed=${ids[1]}#plan`);
  expect((await steps()).map(({ id }) => id)).not.toContain(ids[1]);
  expect(await page(`?done=removed&removed=${ids[1]}`)).toMatch(/value="restore-step"[^]*Undo/);
  await post({ intent: 'restore-step', step: ids[1] });
  expect((await steps())[1]).toMatchObject({ id: ids[1], title: 'Draft the proposal', dependencies: [ids[0]] });
  expect((await steps())[3]?.dependencies).toEqual([ids[1]]);
});

test('a step is started and finished, and the task’s own facts are saved, only what differs', async () => {
  const { place, ids, post, read, steps } = await planned();
  await post({ intent: 'start-step', step: ids[0] });
  expect((await steps())[0]?.status).toBe('in_progress');
  expect((await post({ intent: 'finish-step', step: ids[0] })).location).toBe(`${place}?done=finished#plan`);
  expect(await read()).toMatchObject({ status: 'in_progress' });

  const before = await read();
  const facts = { status: 'in_progress', priority: 'urgent', customerId: '', dueDate: '2027-01-15', repeats: '' };
  expect((await post({ intent: 'save-facts', ...facts })).location).toBe(`${place}?done=saved`);
  expect(await read()).toMatchObject({ priority: 'urgent', assignedTo: before.assignedTo });
  expect((await read()).dueDate).toContain('2027-01-15');
  await post({ intent: 'save-facts', title: 'Keep the customer' });
  expect(await read()).toMatchObject({ title: 'Keep the customer', priority: 'urgent' });
  const nameless = await post({ intent: 'save-facts', title: ' ' });
  expect([nameless.status, nameless.html]).toEqual([422, expect.stringMatching(/<textarea[^>]*name="title"/)]);
});

test('a plan is ordered and made anew by forms; a note that is too long comes back', async () => {
  const { place, post, page, params } = await planned();
  expect(await page('?replan=yes')).toMatch(/<section id="replan"[^]*name="instructions"/);
  const long = await post({ intent: 'plan', model: 'fast', edits: 'keep', instructions: 'x'.repeat(2001) });
  expect([long.status, long.html]).toEqual([422, expect.stringContaining('The note must have at most')]);
  expect(long.html).toContain('x'.repeat(2001));

  const asked = await post({ intent: 'plan', model: 'fast', edits: 'replace', instructions: 'Shorter', propose: 'on' });
  expect([asked.status, asked.location]).toEqual([303, place]);
  expect(await page('')).toMatch(/live-panel[^]*cancel-plan/);
  const twice = await post({ intent: 'optimise' });
  expect([twice.status, twice.html]).toEqual([409, expect.stringContaining('Not saved.')]);
  await post({ intent: 'cancel-plan' });
  expect((await post({ intent: 'undo-run', generation: params.id })).status).toBe(404);

  const other = await planned();
  expect((await other.post({ intent: 'optimise' })).location).toBe(other.place);
  const deleted = await other.post({ intent: 'delete-task' });
  expect(deleted.location).toBe(`/app/tasks?deleted=${other.params.id}`);
});
