import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createCustomerRequest,
  listCustomersQuery,
  updateCustomerRequest,
  type Customer,
} from '../../../src/lib/contracts/customer.ts';
import { ProblemError } from '../../../src/lib/domain/errors.ts';
import { addNote } from '../../../src/server/use-cases/customers/add-note.ts';
import { createCustomer } from '../../../src/server/use-cases/customers/create-customer.ts';
import { deleteCustomer } from '../../../src/server/use-cases/customers/delete-customer.ts';
import { getCustomer } from '../../../src/server/use-cases/customers/get-customer.ts';
import { listCustomers } from '../../../src/server/use-cases/customers/list-customers.ts';
import { listNotes } from '../../../src/server/use-cases/customers/list-notes.ts';
import { restoreCustomer } from '../../../src/server/use-cases/customers/restore-customer.ts';
import { updateCustomer } from '../../../src/server/use-cases/customers/update-customer.ts';
import { system } from '../../support/ports.ts';
import { aCustomer } from '../../support/records.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let seller: TaskWorld['as']['seller'];
let nobody: TaskWorld['as']['nobody'];
beforeAll(async () => {
  world = await taskWorld();
  ({ seller, nobody } = world.as);
});
afterAll(() => world.close());

let names = 0;
const company = () => `Company ${(names += 1)}`;
const create = (contactInfo: object = { company: company() }, rest: object = {}): Promise<Customer> =>
  createCustomer(seller, createCustomerRequest.parse({ contactInfo, ...rest }));
const update = (id: string, patch: object, expectedVersion?: number): Promise<Customer> =>
  updateCustomer(seller, { id, patch: updateCustomerRequest.parse(patch), expectedVersion });
const changes = async (id: string) =>
  (await world.events()).flatMap(({ event }) =>
    event.type === 'customer.changed' && event.customer.id === id ? [[event.change, event.changed]] : [],
  );
const unknown = 'f'.repeat(24);

describe('creating', () => {
  test('fills in what was not given, and tells of it', async () => {
    const customer = await create({ company: 'Acme', email: ' Dana@Acme.test ', phone: '', name: { first: 'Dana' } });
    expect(customer).toMatchObject({
      contactInfo: { company: 'Acme', email: 'dana@acme.test', phone: null, name: { first: 'Dana', last: null } },
      address: { city: null },
      status: 'lead',
      source: 'other',
      assignedTo: seller.actor.id,
      assignee: { id: seller.actor.id },
      tags: [],
      notes: [],
      lastContactAt: null,
      version: 1,
      deletedAt: null,
    });
    expect(await getCustomer(seller, customer.id)).toEqual(customer);
    expect(await changes(customer.id)).toEqual([['created', []]]);
  });

  test('keeps tags once and fields that have a value', async () => {
    const customer = await create(undefined, { tags: ['vip', 'eu', 'vip'], customFields: { size: 5, none: null } });
    expect(customer).toMatchObject({ tags: ['vip', 'eu'], customFields: { size: 5 } });
    expect(customer.customFields).not.toHaveProperty('none');
  });

  test('assigns to a member or to nobody, not to who is not here', async () => {
    const other = await world.member();
    const away = await world.member({ isActive: false });
    expect((await create(undefined, { assignedTo: other.id })).assignee?.id).toBe(other.id);
    expect((await create(undefined, { assignedTo: null })).assignee).toBeNull();
    for (const assignedTo of [unknown, away.id]) {
      expect(await refusal(create(undefined, { assignedTo }))).toMatchObject({
        code: 'validation_failed',
        paths: ['assignedTo'],
      });
    }
  });

  test('refuses an email that another has, naming that one', async () => {
    const first = await create({ email: 'taken@acme.test' });
    const error: unknown = await create({ email: 'TAKEN@acme.test' }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      code: 'duplicate',
      options: { existingId: first.id, errors: [{ path: 'contactInfo.email' }] },
    });
  });

  test('does not tell who may not read customers which one has the email', async () => {
    await create({ email: 'secret@acme.test' });
    const writer = { ...nobody, actor: { ...nobody.actor, permissions: new Set(['customers.write'] as const) } };
    const input = createCustomerRequest.parse({ contactInfo: { email: 'secret@acme.test' } });
    const error: unknown = await createCustomer(writer, input).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'duplicate' });
    expect((error as ProblemError).options.existingId).toBeUndefined();
  });

  test('takes a blank field of a form for nothing', async () => {
    expect((await create({ company: '', name: { first: 'Dana', last: '' } })).contactInfo).toMatchObject({
      company: null,
      name: { first: 'Dana', last: null },
    });
    expect(createCustomerRequest.safeParse({ contactInfo: { company: '', name: { first: '' } } }).success).toBe(false);
  });

  test('refuses too many fields', async () => {
    const customFields = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`field ${index}`, index]));
    expect(await refusal(create(undefined, { customFields }))).toMatchObject({ paths: ['customFields'] });
  });
});

describe('changing', () => {
  test('merges nested fields and names what changed', async () => {
    const customer = await create({ company: 'Before', name: { first: 'Dana', last: 'Ito' } });
    const after = await update(customer.id, {
      contactInfo: { name: { first: 'Dan' }, phone: '' },
      address: { city: 'Berlin' },
      customFields: { size: 5 },
    });
    expect(after).toMatchObject({
      contactInfo: { company: 'Before', name: { first: 'Dan', last: 'Ito' } },
      address: { city: 'Berlin', street: null },
      customFields: { size: 5 },
      version: 2,
    });
    expect(await changes(customer.id)).toEqual([
      ['created', []],
      ['updated', ['contactInfo.name.first', 'address.city', 'customFields.size']],
    ]);
  });

  test('takes a custom field away by null', async () => {
    const customer = await create(undefined, { customFields: { size: 5, colour: 'red' } });
    expect((await update(customer.id, { customFields: { size: null } })).customFields).toEqual({ colour: 'red' });
    expect(await update(customer.id, { customFields: { absent: null } })).toMatchObject({ version: 2 });
  });

  test('changes nothing when nothing differs', async () => {
    const customer = await create({ company: 'Same' }, { tags: ['a'] });
    expect(await update(customer.id, { contactInfo: { company: 'Same' }, tags: ['a', 'a'] })).toEqual(customer);
    expect(await changes(customer.id)).toHaveLength(1);
  });

  test('merges with changes elsewhere and refuses overlapping ones', async () => {
    const customer = await create({ company: 'Shared' });
    await update(customer.id, { contactInfo: { phone: '1' } }, 1);
    expect(await update(customer.id, { contactInfo: { industry: 'Steel' } }, 1)).toMatchObject({
      contactInfo: { phone: '1', industry: 'Steel' },
      version: 3,
    });
    const error: unknown = await update(customer.id, { contactInfo: { phone: '2' } }, 1).catch(
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({
      code: 'conflict',
      options: { conflicts: ['contactInfo.phone'], current: { id: customer.id, version: 3 } },
    });
    expect(await update(customer.id, { contactInfo: { phone: '3' } })).toMatchObject({ contactInfo: { phone: '3' } });
  });

  test('lets changes at the same time all through when they do not overlap', async () => {
    const customer = await create();
    await Promise.all([
      update(customer.id, { contactInfo: { phone: '1' } }, 1),
      update(customer.id, { contactInfo: { industry: 'Steel' } }, 1),
      update(customer.id, { status: 'prospect' }, 1),
      addNote(seller, { customerId: customer.id, content: 'Called' }),
    ]);
    expect(await getCustomer(seller, customer.id)).toMatchObject({
      contactInfo: { phone: '1', industry: 'Steel' },
      status: 'prospect',
      notes: [{ content: 'Called' }],
      version: 5,
    });
  });

  test('refuses to leave somebody nobody could recognise, or to give them to nobody known', async () => {
    const customer = await create({ company: 'Only' });
    expect(await refusal(update(customer.id, { contactInfo: { company: null } }))).toMatchObject({
      code: 'validation_failed',
      paths: ['contactInfo'],
    });
    expect(await refusal(update(customer.id, { assignedTo: unknown }))).toMatchObject({ paths: ['assignedTo'] });
    expect((await update(customer.id, { assignedTo: null })).assignee).toBeNull();
  });

  test('refuses the email of another', async () => {
    await create({ email: 'mine@acme.test' });
    const customer = await create();
    expect(await refusal(update(customer.id, { contactInfo: { email: 'mine@acme.test' } }))).toMatchObject({
      code: 'duplicate',
      paths: ['contactInfo.email'],
    });
  });
});

describe('the bin', () => {
  test('takes a customer out of sight and gives it back', async () => {
    const customer = await create({ company: 'Binned', email: 'bin@acme.test' });
    await deleteCustomer(seller, { id: customer.id });
    expect(await refusal(getCustomer(seller, customer.id))).toMatchObject({ code: 'not_found' });
    expect(await refusal(update(customer.id, { status: 'customer' }))).toMatchObject({ code: 'not_found' });
    expect(await refusal(deleteCustomer(seller, { id: customer.id }))).toMatchObject({ code: 'not_found' });
    const bin = await listCustomers(seller, listCustomersQuery.parse({ deleted: 'true' }));
    expect(bin.items.map(({ id }) => id)).toContain(customer.id);
    const back = await restoreCustomer(seller, customer.id);
    expect(back).toMatchObject({ deletedAt: null, version: 3 });
    expect(await restoreCustomer(seller, customer.id)).toEqual(back);
    expect((await changes(customer.id)).map(([change]) => change)).toEqual(['created', 'deleted', 'updated']);
  });

  test('is refused with a version that is no longer', async () => {
    const customer = await create();
    await update(customer.id, { status: 'prospect' });
    expect(await refusal(deleteCustomer(seller, { id: customer.id, expectedVersion: 1 }))).toMatchObject({
      code: 'conflict',
      conflicts: ['status'],
    });
    await deleteCustomer(seller, { id: customer.id, expectedVersion: 2 });
  });

  test('does not give back whose email another took', async () => {
    const customer = await create({ email: 'again@acme.test' });
    await deleteCustomer(seller, { id: customer.id });
    await create({ email: 'again@acme.test' });
    expect(await refusal(restoreCustomer(seller, customer.id))).toMatchObject({ code: 'duplicate' });
  });
});

describe('notes', () => {
  test('are kept with who wrote them; the customer shows the newest 20', async () => {
    const customer = await create();
    for (let index = 0; index < 22; index += 1) {
      await addNote(seller, { customerId: customer.id, content: `Note ${index}` });
    }
    const all = await listNotes(seller, customer.id);
    expect(all).toHaveLength(22);
    expect(all[0]).toMatchObject({ content: 'Note 21', author: { id: seller.actor.id } });
    const shown = (await getCustomer(seller, customer.id)).notes;
    expect(shown).toEqual(all.slice(0, 20));
    const query = listCustomersQuery.parse({ limit: '200' });
    const listed = (await listCustomers(seller, query)).items.find(({ id }) => id === customer.id);
    expect(listed?.notes).toEqual(shown);
  });

  test('by the system have no author', async () => {
    const customer = await create();
    expect(
      await addNote({ ports: world.ports, actor: system }, { customerId: customer.id, content: 'x' }),
    ).toMatchObject({
      author: null,
    });
  });

  test('have an end', async () => {
    const note = { content: 'x', authorId: null, createdAt: world.clock.now() };
    const notes = Array.from({ length: 1000 }, () => ({ ...note, id: world.ports.ids.next() }));
    const customer = aCustomer(world.ports.ids.next(), {}, { notes });
    await world.ports.commit({ actor: system, events: [], write: (tx) => world.ports.customers.insert(customer, tx) });
    expect(await refusal(addNote(seller, { customerId: customer.id, content: 'y' }))).toMatchObject({
      code: 'validation_failed',
    });
  });
});

test('lists show the caller’s own by “me”', async () => {
  const other = await world.member();
  await create(undefined, { assignedTo: other.id });
  const page = await listCustomers(seller, listCustomersQuery.parse({ assignedTo: 'me', limit: '200' }));
  expect(page.items.length).toBeGreaterThan(0);
  expect(page.items.every(({ assignedTo }) => assignedTo === seller.actor.id)).toBe(true);
});

test('who is not permitted is told so, and nothing else', async () => {
  const { id } = await create();
  const attempts = [
    createCustomer(nobody, createCustomerRequest.parse({ contactInfo: { company: 'x' } })),
    updateCustomer(nobody, { id, patch: {} }),
    deleteCustomer(nobody, { id }),
    restoreCustomer(nobody, id),
    getCustomer(nobody, id),
    listCustomers(nobody, listCustomersQuery.parse({})),
    listNotes(nobody, id),
    addNote(nobody, { customerId: id, content: 'x' }),
  ];
  for (const attempt of attempts) expect(await refusal(attempt)).toMatchObject({ code: 'forbidden' });
});

test('who is not there is not found', async () => {
  const attempts = [
    update(unknown, { status: 'lead' }),
    deleteCustomer(seller, { id: unknown }),
    restoreCustomer(seller, unknown),
    getCustomer(seller, unknown),
    listNotes(seller, unknown),
    addNote(seller, { customerId: unknown, content: 'x' }),
  ];
  for (const attempt of attempts) expect(await refusal(attempt)).toMatchObject({ code: 'not_found' });
});
