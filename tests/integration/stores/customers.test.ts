import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listCustomersQuery, type ListCustomersQuery } from '../../../src/lib/contracts/customer.ts';
import { DuplicateKeyError, StaleRecordError, type CustomerStore } from '../../../src/server/ports/index.ts';
import type { CustomerRecord } from '../../../src/server/records/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aCustomer } from '../../support/records.ts';
import { takeAll } from '../../support/take-all.ts';

let world: TestWorld;
let customers: CustomerStore;
beforeAll(async () => {
  world = await testPorts();
  customers = world.ports.customers;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.connection.collection('customers').deleteMany({});
});

const id = () => world.ports.ids.next();
const query = (values: Record<string, string> = {}): ListCustomersQuery => listCustomersQuery.parse(values);
const save = (...records: CustomerRecord[]) =>
  world.ports.commit({
    actor: system,
    events: [],
    async write(tx) {
      for (const record of records) await customers.insert(record, tx);
    },
  });
const replace = (record: CustomerRecord) =>
  world.ports.commit({ actor: system, events: [], write: (tx) => customers.replace(record, tx) });
const companies = (records: CustomerRecord[]) => records.map(({ contactInfo }) => contactInfo.company);

test('a customer comes back as it went in', async () => {
  const customer = aCustomer(
    id(),
    { email: 'dana@acme.test', name: { first: 'Dana', last: 'Ito' } },
    {
      tags: ['vip'],
      customFields: { 'a.b': 1, $where: 'x', plain: true, constructor: 'y' },
      notes: [{ id: id(), content: 'Called', authorId: id(), createdAt: new Date('2026-11-20T10:00:00Z') }],
      fieldVersions: { 'contactInfo.email': 1, 'customFields.a.b': 1 },
    },
  );
  await save(customer);
  expect(await customers.find(customer.id)).toEqual(customer);
  expect(await customers.findMany([customer.id])).toEqual([customer]);
  expect(await customers.findByEmail('dana@acme.test')).toEqual(customer);
  expect(await customers.findByEmail('other@acme.test')).toBeNull();
  expect(await customers.find(id())).toBeNull();
});

describe('emails', () => {
  const withEmail = (email: string | null, rest: Partial<CustomerRecord> = {}) => aCustomer(id(), { email }, rest);

  test('belong to one living customer', async () => {
    await save(withEmail('dana@acme.test'));
    const error: unknown = await save(withEmail('dana@acme.test')).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(DuplicateKeyError);
    expect(error).toMatchObject({ key: 'contactInfo.email' });
  });

  test('may be missing any number of times', async () => {
    await save(withEmail(null), withEmail(null));
    expect((await customers.list(query())).total).toBe(2);
  });

  test('are free again once their customer is deleted, and taken when it comes back', async () => {
    const gone = withEmail('dana@acme.test');
    await save(gone);
    const deleted = { ...gone, version: 2, deletedAt: new Date() };
    await replace(deleted);
    expect(await customers.findByEmail('dana@acme.test')).toBeNull();
    await save(withEmail('dana@acme.test'));
    await expect(replace({ ...deleted, version: 3, deletedAt: null })).rejects.toThrow(DuplicateKeyError);
  });

  test('go to one of many who ask at the same time', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => save(withEmail('race@acme.test'))));
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(5);
    for (const { reason } of lost) expect(reason).toBeInstanceOf(DuplicateKeyError);
  });
});

test('a stale change is refused', async () => {
  const customer = aCustomer(id());
  await save(customer);
  await replace({ ...customer, version: 2, source: 'website' });
  await expect(replace({ ...customer, version: 2, source: 'referral' })).rejects.toThrow(StaleRecordError);
  expect((await customers.find(customer.id))?.source).toBe('website');
});

describe('lists', () => {
  test('filter by every field', async () => {
    const owner = id();
    await save(
      aCustomer(id(), { company: 'Acme', email: 'dana@acme.test' }, { assignedTo: owner, tags: ['vip', 'eu'] }),
      aCustomer(id(), { company: 'Bolt', phone: '+49 30 / 123-456' }, { status: 'customer', source: 'referral' }),
      aCustomer(id(), { company: 'Gone' }, { deletedAt: new Date() }),
    );
    const found = async (values: Record<string, string>) =>
      companies((await customers.list(query(values))).items).sort();
    expect(await found({})).toEqual(['Acme', 'Bolt']);
    expect(await found({ deleted: 'true' })).toEqual(['Gone']);
    expect(await found({ status: 'customer,prospect' })).toEqual(['Bolt']);
    expect(await found({ source: 'referral' })).toEqual(['Bolt']);
    expect(await found({ tag: 'vip' })).toEqual(['Acme']);
    expect(await found({ assignedTo: owner })).toEqual(['Acme']);
    expect(await found({ assignedTo: 'nobody' })).toEqual(['Bolt']);
    expect(await found({ q: 'dana@acme' })).toEqual(['Acme']);
    expect(await found({ q: '4930123' })).toEqual(['Bolt']);
    expect(await found({ q: 'gone' })).toEqual([]);
    expect(await takeAll(await customers.eachId(query({ source: 'referral' })))).toHaveLength(1);
  });

  test('hold the newest 20 notes of each', async () => {
    const notes = Array.from({ length: 25 }, (_, index) => ({
      id: id(),
      content: `Note ${index}`,
      authorId: null,
      createdAt: new Date(2026, 0, 1 + index),
    }));
    const customer = aCustomer(id(), {}, { notes });
    await save(customer);
    const [listed] = (await customers.list(query())).items;
    expect(listed?.notes).toEqual(notes.slice(5));
    expect((await customers.find(customer.id))?.notes).toHaveLength(25);
  });

  test('sort by the name shown, whatever its case', async () => {
    await save(
      aCustomer(id(), { company: 'bolt' }),
      aCustomer(id(), { company: null, name: { first: 'Ava', last: 'Ng' } }),
      aCustomer(id(), { company: 'Écorp' }),
      aCustomer(id(), { company: null, email: 'cy@x.test' }),
    );
    const names = async (sort: string) =>
      (await customers.list(query({ sort }))).items.map(
        ({ contactInfo }) => contactInfo.company ?? contactInfo.name.first ?? contactInfo.email,
      );
    expect(await names('company')).toEqual(['Ava', 'bolt', 'cy@x.test', 'Écorp']);
    expect(await names('-company')).toEqual(['Écorp', 'cy@x.test', 'bolt', 'Ava']);
  });
});

test('figures count the living by status and stage', async () => {
  const stage = id();
  await save(
    aCustomer(id(), {}, { pipelineStage: stage }),
    aCustomer(id(), {}, { status: 'customer' }),
    aCustomer(id(), {}, { deletedAt: new Date() }),
  );
  expect(await customers.stats()).toEqual({
    byStatus: { lead: 1, prospect: 0, customer: 1, inactive: 0 },
    byStage: { [stage]: 1 },
  });
});

test('purge removes what was deleted long ago', async () => {
  await save(aCustomer(id(), {}, { deletedAt: new Date('2026-10-01T00:00:00Z') }), aCustomer(id()));
  expect(await customers.purgeDeleted(new Date('2026-11-01T00:00:00Z'))).toBe(1);
});
