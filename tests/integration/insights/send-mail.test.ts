import { afterAll, beforeAll, expect, test } from 'vitest';
import { listInteractionsQuery } from '../../../src/lib/contracts/interaction.ts';
import { sendCustomerMail } from '../../../src/server/use-cases/insights/send-mail.ts';
import { listInteractions } from '../../../src/server/use-cases/interactions/list-interactions.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

const reachable = () =>
  world.customer({
    contactInfo: {
      ...{ email: `${world.ports.ids.next()}@acme.example`, phone: null, company: 'Acme', industry: null },
      ...{ name: { first: 'Mara', last: null }, website: null },
    },
  });
const letter = { subject: 'Forty\r\nseats', body: 'Hello Mara,\n\n<b>as agreed</b>.', dealId: null };

test('a mail to a customer goes out as it was seen, in one commit with its place in the history', async () => {
  const { ports, as } = world;
  const customer = await reachable();
  const { interaction, delivers } = await sendCustomerMail(as.seller, { ...letter, customerId: customer.id });
  expect(delivers).toBe(ports.mail.delivers);
  expect(interaction).toMatchObject({ kind: 'mail', outcome: 'Forty seats', text: letter.body });
  const { items } = await ports.mails.list({ limit: 5, sort: '-createdAt' });
  const { email } = (await ports.users.find(as.seller.actor.id))!;
  expect(items).toMatchObject([
    {
      to: customer.contactInfo.email,
      subject: 'Forty seats',
      text: letter.body,
      html: null,
      replyTo: email,
      status: 'queued',
    },
  ]);
  expect((await world.events()).slice(-2).map(({ event }) => event.type)).toEqual([
    'customer.changed',
    'mail.requested',
  ]);
  expect((await ports.customers.find(customer.id))?.lastContactAt).toEqual(ports.clock.now());
  const logged = await listInteractions(as.seller, { customerId: customer.id, query: listInteractionsQuery.parse({}) });
  expect(logged.items.map(({ id }) => id)).toEqual([interaction.id]);
});

test('nothing is sent without an address, to nobody’s customer, or without the right', async () => {
  const { as, ports } = world;
  const silent = await world.customer();
  const send = (context: typeof as.seller, customerId: string, more = {}) =>
    refusal(sendCustomerMail(context, { ...letter, customerId, ...more }));
  const before = (await ports.mails.list({ limit: 5, sort: '-createdAt' })).total;
  expect((await send(as.seller, silent.id)).code).toBe('conflict');
  expect((await send(as.seller, 'f'.repeat(24))).code).toBe('not_found');
  const known = await reachable();
  expect((await send(as.seller, known.id, { dealId: 'f'.repeat(24) })).paths).toEqual(['dealId']);
  const actor = { ...as.seller.actor, permissions: new Set(['customers.write'] as const) };
  expect((await send({ ...as.seller, actor }, known.id)).code).toBe('forbidden');
  expect((await ports.mails.list({ limit: 5, sort: '-createdAt' })).total).toBe(before);
});
