import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import type { Automation } from '../../../src/lib/contracts/automation.ts';
import { createPipelineRequest, updatePipelineRequest, type Pipeline } from '../../../src/lib/contracts/pipeline.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';

/* The automations of a stage over real HTTP and without JavaScript. */

let server: TestServer;
let admin: ApiClient;
let seller: ApiClient;
beforeAll(async () => {
  server = await startServer();
  [admin, seller] = [server.client(), server.client()];
  await admin.register('admin@example.com');
  await seller.register('seller@example.com');
  admin.useCookies = true;
  seller.useCookies = true;
});
afterAll(() => server.stop());

/** A pipeline of two stages, the first with these automations, and the page of those. */
async function line(automations: object[] = []) {
  const stages = [{ name: 'New', automations }, { name: 'Offer' }];
  const body = createPipelineRequest.parse({ name: 'Line', type: 'sales', stages });
  const { pipeline, warnings } = await admin.ok(operations.createPipeline, { body });
  return { pipeline, warnings, path: `/app/settings/pipelines/${pipeline.id}/stages/${pipeline.stages[0]!.id}` };
}
const automationsOf = async ({ id }: Pipeline): Promise<Automation[]> =>
  (await admin.ok(operations.getPipeline, { params: { id } })).pipeline.stages[0]!.automations;
const post = (to: string, fields: Record<string, string>) =>
  admin.fetch(to, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const textOf = async (address: string) => (await admin.fetch(address)).text();
const tagging = { name: 'Tag', trigger: 'entry', actions: [{ action: 'add_tag', config: { tag: 'new' } }] };

describe('the form of an automation', () => {
  test('adds actions, keeps what is typed, says what is wrong, and saves', async () => {
    const { pipeline, path } = await line();
    expect(await textOf(path)).toContain('Nothing happens by itself yet');
    const typed = {
      id: '',
      name: 'Welcome',
      isActive: 'yes',
      when: 'entry',
      condition: 'deal.valu > 1000',
      'actions.0.action': 'create_task',
      'actions.0.title': 'Call',
      'actions.0.description': 'Line one\r\nLine two',
      version: String(pipeline.version),
    };
    const added = await (await post(`${path}/new`, { ...typed, intent: 'add', newAction: 'move_stage' })).text();
    expect(added).toContain('name="actions.1.stageId"');
    expect(added).toMatch(/name="actions\.0\.description"[^>]*>\s*Line one\nLine two<\/textarea>/);

    const both = { ...typed, 'actions.1.action': 'move_stage' };
    const refused = await post(`${path}/new`, { ...both, intent: 'save' });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toMatch(/Character 1: There is no field[^]*deal\.valu[^]*Did you mean/);
    expect(html).toContain('value="Welcome"');
    expect(await automationsOf(pipeline)).toEqual([]);

    const saved = await post(`${path}/new`, { ...both, condition: 'deal.value > 1000', intent: 'save' });
    const [made] = await automationsOf(pipeline);
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${path}/${made!.id}?done=saved`]);
    expect(made).toMatchObject({
      name: 'Welcome',
      condition: 'deal.value > 1000',
      actions: [
        { action: 'create_task', config: { taskTemplate: { title: 'Call', description: 'Line one\nLine two' } } },
        { action: 'move_stage', config: {} },
      ],
    });
    const late = await post(`${path}/${made!.id}`, { ...both, condition: '', name: 'Too late', intent: 'save' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('value="Too late"');
  });

  test('shows its mail for a customer', async () => {
    const { pipeline, path } = await line();
    const { customer } = await admin.ok(operations.createCustomer, { body: { contactInfo: { company: 'Nordlicht' } } });
    const answer = await post(`${path}/new`, {
      when: 'entry',
      version: String(pipeline.version),
      'actions.0.action': 'send_email',
      'actions.0.subject': 'Hello',
      'actions.0.body': 'To **{{ customer.contactInfo.company }}**',
      previewWith: customer.id,
      intent: 'preview:0',
    });
    expect(await answer.text()).toContain('To <strong>Nordlicht</strong>');
  });
});

describe('the list of a stage', () => {
  test('switches an automation off, deletes it, and brings it back to its place', async () => {
    const { pipeline, path } = await line([tagging, { ...tagging, name: 'Second' }]);
    const [first] = await automationsOf(pipeline);
    expect(await textOf(path)).toContain('When a deal comes in: tag the customer “new”.');
    await post(path, { intent: 'off', id: first!.id });
    expect(await automationsOf(pipeline)).toMatchObject([{ name: 'Tag', isActive: false }, { isActive: true }]);

    const gone = await (await post(path, { intent: 'delete', id: first!.id })).text();
    expect(await automationsOf(pipeline)).toMatchObject([{ name: 'Second' }]);
    const value = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(gone)![1]!.replaceAll('&#34;', '"').replaceAll('&quot;', '"');
    await post(path, { intent: 'restore', automation: value('automation'), place: value('place') });
    expect(await automationsOf(pipeline)).toMatchObject([{ name: 'Tag', isActive: false }, { name: 'Second' }]);
  });

  test('is there for who may configure pipelines, and of stages there are', async () => {
    const { path } = await line();
    expect((await seller.fetch(path)).status).toBe(404);
    expect((await seller.fetch(`${path}/new`)).status).toBe(404);
    expect((await admin.fetch(path.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).status).toBe(404);
    expect((await admin.fetch(`${path}/${'f'.repeat(24)}`)).status).toBe(404);
  });
});

/** A pipeline whose first stage has these automations and a deal; what the deal and its customer are called. */
async function lineWithDeal(automations: object[]) {
  const made = await line(automations);
  const { customer } = await admin.ok(operations.createCustomer, { body: { contactInfo: { company: 'Nordlicht' } } });
  const pipelineStage = made.pipeline.stages[0]!.id;
  const body = { title: 'Ninety chairs', customerId: customer.id, pipelineStage, value: 5000, currency: 'EUR' };
  const { deal } = await admin.ok(operations.createDeal, { body });
  return { ...made, customer, deal };
}

test('a dry run says for whom it would have begun and what it would have done, of what is typed', async () => {
  const { pipeline, path } = await lineWithDeal([]);
  const typed = {
    when: 'entry',
    'actions.0.action': 'add_tag',
    'actions.0.tag': 'big',
    version: String(pipeline.version),
    intent: 'try',
  };
  const html = async (condition: string) => (await post(`${path}/new`, { ...typed, condition })).text();
  const held = await html('deal.value > 1000');
  expect(held).toContain('It would have run on 1 of 1 occasion.');
  expect(held).toContain('Tag Nordlicht with “big”');
  expect(held).toContain('5,000');
  const not = await html('deal.value > 9000');
  expect(not).toContain('It would have run on none of 1 occasion.');
  expect(not).toContain('Would not');
  expect(await html('deal.valeu > 1')).toMatch(/There is no field[^]*deal\.valeu/);
  expect(await automationsOf(pipeline)).toEqual([]);
});

test('an automation is started by hand for ticked deals, its run is told, and cancelled', async () => {
  const waiting = {
    name: 'By hand',
    trigger: 'manual',
    actions: [{ action: 'wait', config: { delayMinutes: 60 } }, tagging.actions[0]],
  };
  const { pipeline, customer, deal } = await lineWithDeal([waiting, { ...tagging, isActive: false }]);
  const [byHand, atEntry] = await automationsOf(pipeline);
  const runs = `/app/pipelines/${pipeline.id}/runs`;
  const start = ({ id }: Automation) => `/app/pipelines/${pipeline.id}/automations/${id}/run`;
  const page = await (await seller.fetch(runs)).text();
  expect(page).toContain('No runs yet');
  expect(page).toContain(`href="${start(byHand!)}"`);
  expect((await seller.fetch(start(atEntry!))).status).toBe(404);
  expect(await (await seller.fetch(start(byHand!))).text()).toContain('1 open deal is in “New”');

  expect((await post(start(byHand!), {})).status).toBe(422);
  const begun = await post(start(byHand!), { [`deal.${deal.id}`]: 'yes' });
  expect(begun.headers.get('location')).toBe(`${runs}?automationId=${byHand!.id}&done=started&count=1`);
  const { items } = await admin.ok(operations.listPipelineRuns, { params: { id: pipeline.id } });
  const told = await textOf(`${runs}?run=${items[0]!.id}`);
  for (const words of ['By hand', 'Ninety chairs', 'Nordlicht', 'it was started by hand'])
    expect(told).toContain(words);

  const asked = { intent: 'cancel', pipelineId: pipeline.id, runId: items[0]!.id };
  const ofCustomer = `/app/customers/${customer.id}/runs`;
  expect((await post(ofCustomer, asked)).status).toBe(303);
  expect(await textOf(`${ofCustomer}?run=${items[0]!.id}`)).toMatch(/Cancelled[^]*By hand/);
  expect(await textOf(`${runs}?status=failed`)).toContain('No runs of that kind');
  const again = await post(runs, { ...asked, intent: 'retry' });
  expect([again.status, await again.text()]).toEqual([
    409,
    expect.stringContaining('Only a run that failed can be tried again.'),
  ]);
});

test('saving says what will probably not go as meant, and is never refused for it', async () => {
  const mailing = { trigger: 'entry', actions: [{ action: 'send_email', config: { emailTemplate: 'Nowhere' } }] };
  const { pipeline, warnings, path } = await line([mailing, { trigger: 'entry', actions: [{ action: 'move_stage' }] }]);
  const missing = {
    path: 'stages.0.automations.0.actions.0',
    message: 'An automation in “New” sends a mail of a template that does not exist.',
  };
  expect(warnings).toEqual([missing]);
  const [first, second] = pipeline.stages;
  const back = { trigger: 'entry', actions: [{ action: 'move_stage', config: { stageId: first!.id } }] };
  const stages = [
    { id: first!.id, name: 'New' },
    { id: second!.id, name: 'Offer', automations: [back] },
  ];
  const update = (body: object) =>
    admin.ok(operations.updatePipeline, { params: { id: pipeline.id }, body: updatePipelineRequest.parse(body) });
  const saved = await update({ stages });
  expect(saved.warnings.map(({ message }) => message)).toEqual([
    'A deal can go round by itself: from “New” to “Offer” as soon as it comes in, from “Offer” to “New” as soon as it comes in. Nothing ever stops it.',
    'An automation in “New” mails the customer in every round.',
    missing.message,
  ]);
  for (const page of [path, `/app/settings/pipelines/${pipeline.id}`]) {
    expect(await textOf(page)).toContain('mails the customer in every round');
  }
  const body = { name: 'Nowhere', subject: 'Hello', body: 'You' };
  await admin.ok(operations.createMailTemplate, { body });
  const off = { ...back, isActive: false };
  const calm = await update({ stages: [stages[0], { ...stages[1], automations: [off] }] });
  expect(calm.warnings).toEqual([]);
});
