import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { leadRequest } from '../../../src/lib/contracts/lead.ts';
import { listMailsQuery } from '../../../src/lib/contracts/mail.ts';
import { updatePipelineRequest } from '../../../src/lib/contracts/pipeline.ts';
import type { CustomerRecord } from '../../../src/server/records/index.ts';
import { listCustomerActivity } from '../../../src/server/use-cases/activity/list-customer-activity.ts';
import { deleteCustomer } from '../../../src/server/use-cases/customers/delete-customer.ts';
import { receiveLead } from '../../../src/server/use-cases/leads/receive-lead.ts';
import { updatePipeline } from '../../../src/server/use-cases/pipelines/update-pipeline.ts';
import { automationWorld, type AutomationWorld } from '../automations/world.ts';

let world: AutomationWorld;
let marketing: { id: string; first: string };
beforeAll(async () => {
  world = await automationWorld();
  const made = await world.pipeline(
    [
      {
        name: 'Noticed us',
        automations: [
          { name: 'Tag', trigger: 'entry', actions: [{ action: 'add_tag', config: { tag: 'from the site' } }] },
        ],
      },
      { name: 'Engaged' },
    ],
    { name: 'Marketing', type: 'marketing' },
  );
  marketing = { id: made.id, first: made.stages[0]!.id };
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(1000));

const origins = ['https://crm.example.com'];
let visitors = 0;
const someone = () => `visitor${(visitors += 1)}@example.com`;
const send = (more: Record<string, string> = {}) =>
  receiveLead(
    world.ports,
    leadRequest.parse({ type: 'contact', name: 'Mara Voss', message: 'Hello', ...more }),
    origins,
  );
const contact = (email: string, company: string | null = null): Partial<CustomerRecord> => ({
  contactInfo: { email, company, phone: null, industry: null, name: { first: null, last: null }, website: null },
});
const customerOf = async (email: string) => (await world.ports.customers.findByEmail(email))!;
const dealsOf = ({ id }: CustomerRecord) => world.ports.deals.ofCustomer(id, 'living', 10);
const historyOf = async ({ id }: CustomerRecord) =>
  (await listCustomerActivity(world.as.admin, { id, query: listActivityQuery.parse({}) })).items;
const mailsTo = async (to: string) =>
  (await world.ports.mails.list(listMailsQuery.parse({ limit: 200 }))).items.filter((mail) => mail.to === to);

describe('someone new', () => {
  test('becomes a customer with a note, a deal in marketing, a history and a mail; automations run', async () => {
    const email = someone();
    await send({ email, company: 'Acme', phone: '+49 30 1', page: '/contact?utm_source=news', message: 'One\r\nTwo' });
    await world.settle();
    const customer = await customerOf(email);
    expect(customer).toMatchObject({
      contactInfo: { email, company: 'Acme', phone: '+49 30 1', name: { first: 'Mara', last: 'Voss' } },
      status: 'lead',
      source: 'website',
      assignedTo: null,
      pipelineId: marketing.id,
      pipelineStage: marketing.first,
      tags: ['from the site'],
      notes: [{ content: 'One\nTwo', authorId: null, via: 'Contact form' }],
    });
    expect(await dealsOf(customer)).toMatchObject([{ title: 'Acme', pipelineStage: marketing.first, status: 'open' }]);
    const told = (await historyOf(customer)).find(({ type }) => type === 'lead_received');
    expect(told).toMatchObject({
      actor: { kind: 'lead_form', id: null, name: 'Contact form' },
      changes: [
        { path: 'lead.page', from: null, to: '/contact' },
        { path: 'lead.utm_source', from: null, to: 'news' },
      ],
    });
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test('who comes twice at the same moment is one customer with two notes', async () => {
    const email = someone();
    await Promise.all(['first', 'second', 'third'].map((message) => send({ email, message })));
    const customer = await customerOf(email);
    expect(customer.notes.map(({ content }) => content).toSorted()).toEqual(['first', 'second', 'third']);
    expect(await dealsOf(customer)).toHaveLength(1);
  });

  test('gets no more than two mails a day', async () => {
    const email = someone();
    for (const message of ['1', '2', '3', '4']) await send({ email, message });
    expect(await mailsTo(email)).toHaveLength(2);
    expect((await customerOf(email)).notes).toHaveLength(4);
  });
});

describe('someone who is known', () => {
  test('keeps what is known of them; what they gave is told beside the note', async () => {
    const email = someone();
    const { id } = await world.customer({ ...contact(email, 'Acme'), status: 'customer', source: 'referral' });
    await send({ email, type: 'demo', name: 'M. Voss', company: 'Acme', phone: '1', message: '' });
    const customer = await customerOf(email);
    expect(customer).toMatchObject({ id, status: 'customer', source: 'referral', contactInfo: { phone: null } });
    expect(customer.notes.at(-1)).toMatchObject({ content: 'Asks for a demo.', via: 'Demo form' });
    expect(await dealsOf(customer)).toMatchObject([{ pipelineId: marketing.id }]);
    const [told] = (await historyOf(customer)).filter(({ type }) => type === 'lead_received');
    expect(told?.changes.map(({ path }) => path)).toEqual(['lead.name', 'lead.phone']);
  });

  test('with a deal under way gets a note alone', async () => {
    const email = someone();
    const { customerId } = await world.deal({ title: 'Renewal' }, contact(email));
    await send({ email });
    const customer = await customerOf(email);
    expect(customer).toMatchObject({ id: customerId, notes: [{ content: 'Hello' }], pipelineId: null });
    expect(await dealsOf(customer)).toMatchObject([{ title: 'Renewal' }]);
  });

  test('and is in the bin stays there: a new customer begins', async () => {
    const email = someone();
    const binned = await world.customer(contact(email));
    await deleteCustomer(world.as.admin, { id: binned.id });
    await send({ email });
    expect((await customerOf(email)).id).not.toBe(binned.id);
    expect((await world.ports.customers.find(binned.id))?.deletedAt).not.toBeNull();
  });
});

test('robots are thanked and nothing is kept; whoever is too quick is asked again', async () => {
  const email = someone();
  await send({ email, homepage_url: 'https://spam.example' });
  const shownAt = world.clock.now().toISOString();
  world.clock.advance(1500);
  await expect(send({ email, shownAt })).rejects.toMatchObject({ code: 'validation_failed' });
  expect(await world.ports.customers.findByEmail(email)).toBeNull();
  expect(await mailsTo(email)).toEqual([]);
  world.clock.advance(600);
  await send({ email, shownAt });
  expect(await customerOf(email)).toMatchObject({ source: 'website' });
});

test('without a marketing pipeline that takes deals there is a customer and no deal', async () => {
  const isActive = (active: boolean) =>
    updatePipeline(world.as.admin, { id: marketing.id, patch: updatePipelineRequest.parse({ isActive: active }) });
  await isActive(false);
  const email = someone();
  await send({ email });
  const customer = await customerOf(email);
  expect(customer).toMatchObject({ pipelineId: null, notes: [{ content: 'Hello' }] });
  expect(await dealsOf(customer)).toEqual([]);
  await isActive(true);
});
