import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listMailsQuery } from '../../../src/lib/contracts/mail.ts';
import { listTasksQuery, updateTaskRequest } from '../../../src/lib/contracts/task.ts';
import type { Pipeline } from '../../../src/lib/contracts/pipeline.ts';
import { deepestCause } from '../../../src/lib/domain/automations/causality.ts';
import { ProblemError } from '../../../src/lib/domain/errors.ts';
import { allPipelines } from '../../../src/server/use-cases/pipelines/all-pipelines.ts';
import { followEvents } from '../../../src/server/use-cases/automations/follow-events.ts';
import { updatePipeline } from '../../../src/server/use-cases/pipelines/update-pipeline.ts';
import { updateDeal } from '../../../src/server/use-cases/deals/update-deal.ts';
import { updateTask } from '../../../src/server/use-cases/tasks/update-task.ts';
import { automationWorld, type AutomationWorld } from './world.ts';

let world: AutomationWorld;
beforeAll(async () => {
  world = await automationWorld();
});
afterAll(() => world.close());
beforeEach(() => world.settle());

const hour = 60 * 60_000;
const day = 24 * hour;

/** A pipeline whose second stage has this automation. */
async function withAutomation(automation: object, more: object[] = []) {
  const pipeline = await world.pipeline([{ name: 'New' }, { name: 'Proposal', automations: [automation] }, ...more]);
  const [first, second] = pipeline.stages as [Pipeline['stages'][0], Pipeline['stages'][0]];
  return { pipeline, first, second, automation: second.automations[0]! };
}
const tasksOf = async (dealId: string) => (await world.ports.tasks.list({ ...listTasksQuery.parse({}), dealId })).items;
const mailsTo = async (to: string) =>
  (await world.ports.mails.list(listMailsQuery.parse({ limit: 200 }))).items.filter((mail) => mail.to === to);
const dealOf = async (id: string) => (await world.ports.deals.find(id))!;

/** What a deal that comes into the stage of an automation leads to. */
async function entering(automation: object, deal: object = {}, customer: object = {}) {
  const made = await withAutomation(automation);
  const { id } = await world.deal({ pipelineStage: made.first.id, ...deal }, customer);
  await world.move(id, made.second.id);
  await world.settle();
  const [run] = await world.runsOf(made.automation.id);
  return { ...made, dealId: id, run: run! };
}

describe('a deal that comes into a stage', () => {
  test('sets its automation off once: all actions in order, each with what it did', async () => {
    const { dealId, run, automation, second } = await entering(
      {
        name: 'Prepare the offer',
        trigger: 'entry',
        condition: 'deal.value > 1000',
        actions: [
          {
            action: 'create_task',
            config: { taskTemplate: { title: 'Offer for {{ customer.contactInfo.company }}', dueInDays: 2 } },
          },
          {
            action: 'send_email',
            config: { emailTemplate: { subject: 'Hello', body: 'Dear **{{ customer.contactInfo.company }}**' } },
          },
          { action: 'add_tag', config: { tag: 'offered' } },
        ],
      },
      { value: 5000, assignedTo: world.as.seller.actor.id },
      { contactInfo: { ...(await world.customer()).contactInfo, company: 'Acme', email: 'acme@example.com' } },
    );
    expect(run).toMatchObject({
      name: 'Prepare the offer',
      status: 'complete',
      trigger: 'entry',
      stageId: second.id,
      condition: { holds: true, values: [{ field: 'deal.value', value: 5000 }] },
      depth: 0,
    });
    expect(run.steps.map(({ action, status, said }) => [action, status, said])).toEqual([
      ['create_task', 'done', `Create the task “Offer for Acme” for ${world.as.seller.actor.name}`],
      ['send_email', 'done', 'Mail Acme (acme@example.com): “Hello”'],
      ['add_tag', 'done', 'Tag Acme with “offered”'],
    ]);
    const [task, ...moreTasks] = await tasksOf(dealId);
    expect(moreTasks).toEqual([]);
    expect(task).toMatchObject({
      title: 'Offer for Acme',
      assignedTo: world.as.seller.actor.id,
      dueDate: new Date(world.clock.now().getTime() + 2 * day),
    });
    expect(run.steps[0]!.link).toBe(`/app/tasks/${task!.id}`);
    const [mail, ...moreMails] = await mailsTo('acme@example.com');
    expect(moreMails).toEqual([]);
    expect(mail!.text).toContain('Dear Acme');
    expect((await world.ports.customers.find(run.customerId))!.tags).toContain('offered');
    // The same events, seen again by another leader, set nothing off.
    await followEvents(world.ports, await world.events(), () => allPipelines(world.ports));
    await world.settle();
    expect(await world.runsOf(automation.id)).toHaveLength(1);
    expect(await tasksOf(dealId)).toHaveLength(1);
  });

  test('sets it off each time it comes in anew', async () => {
    const { first, second, dealId, automation } = await entering({
      trigger: 'entry',
      action: 'add_tag',
      config: { tag: 'seen' },
    });
    await world.move(dealId, first.id);
    await world.move(dealId, second.id);
    await world.settle();
    expect(await world.runsOf(automation.id)).toHaveLength(2);
  });

  test('of which the condition does not hold is passed over, and the run says why', async () => {
    const { dealId, run } = await entering(
      { trigger: 'entry', condition: 'deal.value > 1000', action: 'create_task' },
      { value: 10 },
    );
    expect(run).toMatchObject({
      status: 'skipped',
      condition: { holds: false, values: [{ field: 'deal.value', value: 10 }] },
    });
    expect(await tasksOf(dealId)).toEqual([]);
  });

  test('sets nothing off that is switched off, or of a pipeline that is', async () => {
    const off = await withAutomation({ trigger: 'entry', isActive: false, action: 'create_task' });
    const { id } = await world.deal({ pipelineStage: off.second.id });
    await world.settle();
    expect(await world.runsOf(off.automation.id)).toEqual([]);
    expect(await tasksOf(id)).toEqual([]);
  });

  test('is moved on, and what that leads to knows what caused it', async () => {
    const target = await withAutomation({ trigger: 'entry', action: 'create_task' });
    const { dealId, run } = await entering({
      trigger: 'entry',
      action: 'move_stage',
      config: { stageId: target.second.id },
    });
    expect(await dealOf(dealId)).toMatchObject({ pipelineStage: target.second.id, pipelineId: target.pipeline.id });
    const [caused] = await world.runsOf(target.automation.id);
    expect(caused).toMatchObject({ status: 'complete', depth: 1, causedBy: run.id });
    expect(caused!.startedBy).toMatchObject({ kind: 'automation', id: run.automationId });
  });

  test('can go round for a while only: the last run says so', async () => {
    const pipeline = await world.pipeline([
      { name: 'Left', automations: [{ trigger: 'entry', action: 'move_stage' }] },
      { name: 'Right', automations: [{ trigger: 'entry', action: 'move_stage' }] },
    ]);
    const [left, right] = pipeline.stages as [Pipeline['stages'][0], Pipeline['stages'][0]];
    const back = {
      ...right,
      automations: [{ trigger: 'entry' as const, action: 'move_stage' as const, config: { stageId: left.id } }],
    };
    await updatePipeline(world.as.admin, { id: pipeline.id, patch: { stages: [left, back] } });
    await world.deal({ pipelineStage: left.id });
    await world.settle();
    const runs = [...(await world.runsOf(left.automations[0]!.id))];
    const all = (await world.ports.automationRuns.list({ limit: 200, sort: '-createdAt', pipelineId: pipeline.id }))
      .items;
    expect(all.filter(({ status }) => status === 'complete')).toHaveLength(deepestCause + 1);
    expect(all.filter(({ status }) => status === 'stopped')).toHaveLength(1);
    expect(all.find(({ status }) => status === 'stopped')!.error).toMatch(/8 steps had already led to each other/);
    expect(runs.length).toBeGreaterThan(1);
  });
});

describe('work that goes to a role', () => {
  test('goes to each in turn, or to who has the least', async () => {
    const [ann, bob] = [await world.member({ role: 'marketing' }), await world.member({ role: 'marketing' })];
    const turns = await withAutomation({
      trigger: 'entry',
      action: 'assign_user',
      config: { assignToRole: 'marketing', assignBy: 'round_robin' },
    });
    const deals = [];
    for (let made = 0; made < 4; made += 1) deals.push(await world.deal({ pipelineStage: turns.second.id }));
    await world.settle();
    const owners = await Promise.all(deals.map(async ({ id }) => (await dealOf(id)).assignedTo));
    expect(owners.toSorted()).toEqual([ann.id, ann.id, bob.id, bob.id].toSorted());

    await world.deal({ assignedTo: ann.id });
    const least = await entering({ trigger: 'entry', action: 'assign_user', config: { assignToRole: 'marketing' } });
    expect((await dealOf(least.dealId)).assignedTo).toBe(bob.id);
  });

  test('fails at once, in words, when nobody has the role; nothing after it is done', async () => {
    const { run, dealId } = await entering({
      trigger: 'entry',
      actions: [{ action: 'assign_user', config: { assignToRole: 'support' } }, { action: 'create_task' }],
    });
    expect(run).toMatchObject({ status: 'failed', error: 'Nobody has the role “support”.', dueAt: null });
    expect(run.steps).toMatchObject([{ action: 'assign_user', status: 'failed' }]);
    expect(await tasksOf(dealId)).toEqual([]);
  });
});

describe('time', () => {
  test('in a stage: who left before is let alone', async () => {
    const { automation, second, first } = await withAutomation({
      trigger: 'time_based',
      action: 'create_task',
      config: { delayMinutes: 60 },
    });
    const [stays, leaves] = [
      await world.deal({ pipelineStage: second.id }),
      await world.deal({ pipelineStage: second.id }),
    ];
    await world.settle();
    expect((await world.runsOf(automation.id)).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    await world.move(leaves.id, first.id);
    world.clock.advance(hour - 1);
    await world.settle();
    expect(await tasksOf(stays.id)).toEqual([]);
    world.clock.advance(1);
    await world.settle();
    expect(await tasksOf(stays.id)).toHaveLength(1);
    expect(await tasksOf(leaves.id)).toEqual([]);
    const left = (await world.runsOf(automation.id)).find(({ dealId }) => dealId === leaves.id);
    expect(left).toMatchObject({ status: 'stopped', error: 'The deal left the stage before.' });
  });

  test('in a stage: it begins again for a deal that was closed by mistake', async () => {
    const { second, automation } = await withAutomation({
      trigger: 'time_based',
      action: 'create_task',
      config: { delayMinutes: 60 },
    });
    const { id } = await world.deal({ pipelineStage: second.id });
    await world.settle();
    await updateDeal(world.as.seller, { id, patch: { status: 'lost', lostReason: 'Silence' } });
    await updateDeal(world.as.seller, { id, patch: { status: 'open' } });
    await world.settle();
    world.clock.advance(hour);
    await world.settle();
    expect(await tasksOf(id)).toHaveLength(1);
    expect((await world.runsOf(automation.id)).map(({ status }) => status)).toEqual(['complete', 'stopped']);
  });

  test('an entry is a coming in: a deal that is opened again sets nothing off', async () => {
    const { second, automation } = await withAutomation({ trigger: 'entry', action: 'create_task' });
    const { id } = await world.deal({ pipelineStage: second.id });
    await world.settle();
    await updateDeal(world.as.seller, { id, patch: { status: 'won' } });
    await updateDeal(world.as.seller, { id, patch: { status: 'open' } });
    await world.settle();
    expect(await world.runsOf(automation.id)).toHaveLength(1);
  });

  test('without activity: whatever is done puts it off', async () => {
    const { second } = await withAutomation({ trigger: 'time_based', inactiveDays: 3, action: 'create_task' });
    const { id } = await world.deal({ pipelineStage: second.id });
    await world.settle();
    world.clock.advance(2 * day);
    await updateDeal(world.as.seller, { id, patch: { value: 7 } });
    world.clock.advance(2 * day);
    await world.settle();
    expect(await tasksOf(id)).toEqual([]);
    world.clock.advance(day);
    await world.settle();
    expect(await tasksOf(id)).toHaveLength(1);
  });

  test('between actions: a wait, and a delay from the trigger', async () => {
    const { automation, second } = await withAutomation({
      trigger: 'entry',
      actions: [
        { action: 'add_tag', config: { tag: 'one' } },
        { action: 'wait', config: { delayMinutes: 120 } },
        { action: 'add_tag', config: { tag: 'two' } },
        { action: 'add_tag', config: { tag: 'three', delayMinutes: 180 } },
      ],
    });
    const { customerId } = await world.deal({ pipelineStage: second.id });
    const tags = async () =>
      (await world.ports.customers.find(customerId))!.tags.filter((tag) => ['one', 'two', 'three'].includes(tag));
    await world.settle();
    expect(await tags()).toEqual(['one']);
    world.clock.advance(2 * hour);
    await world.settle();
    expect(await tags()).toEqual(['one', 'two']);
    world.clock.advance(hour);
    await world.settle();
    expect(await tags()).toEqual(['one', 'two', 'three']);
    expect((await world.runsOf(automation.id))[0]).toMatchObject({ status: 'complete' });
  });
});

test('a completed task of a deal sets off what waits for it in its stage', async () => {
  const { automation, second } = await withAutomation({
    trigger: 'task_completion',
    condition: "task.title == 'Call'",
    action: 'add_tag',
    config: { tag: 'called' },
  });
  const deal = await world.deal({ pipelineStage: second.id });
  const [call, other] = [
    await world.task({ title: 'Call', dealId: deal.id }),
    await world.task({ title: 'Other', dealId: deal.id }),
  ];
  for (const { id } of [call, other]) {
    await updateTask(world.as.seller, { id, patch: updateTaskRequest.parse({ status: 'completed' }) });
  }
  await world.settle();
  const runs = await world.runsOf(automation.id);
  expect(runs.map(({ taskId, status }) => [taskId, status]).toSorted()).toEqual(
    [
      [call.id, 'complete'],
      [other.id, 'skipped'],
    ].toSorted(),
  );
});

test('what fails for a moment is tried again later, and done once', async () => {
  const { automation, second } = await withAutomation({
    trigger: 'entry',
    actions: [
      { action: 'add_tag', config: { tag: 'first' } },
      { action: 'webhook', config: { url: 'https://hooks.example.com/' } },
    ],
  });
  const calls: string[] = [];
  world.ports.webhooks = {
    secret: '',
    post({ id }) {
      calls.push(id);
      return calls.length < 3 ? Promise.reject(new ProblemError('unavailable', 'It answered 503.')) : Promise.resolve();
    },
  };
  await world.deal({ pipelineStage: second.id });
  await world.settle();
  expect((await world.runsOf(automation.id))[0]).toMatchObject({
    status: 'waiting',
    error: 'It answered 503.',
    failures: 1,
  });
  world.clock.advance(10_000);
  await world.settle();
  world.clock.advance(60_000);
  await world.settle();
  const [run] = await world.runsOf(automation.id);
  expect(run).toMatchObject({ status: 'complete', error: null });
  expect(run!.steps.map(({ status, attempts }) => [status, attempts])).toEqual([
    ['done', 1],
    ['done', 3],
  ]);
  expect(new Set(calls).size).toBe(1);
});
