import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCustomersQuery } from '../../../src/lib/contracts/customer.ts';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { handle as tendVocabulary } from '../../../src/server/jobs/handle-tend-vocabulary.ts';
import type { Container } from '../../../src/server/container.ts';
import type { CustomerRecord } from '../../../src/server/records/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aCustomer, aTask } from '../../support/records.ts';
import { takeAll } from '../../support/take-all.ts';

let world: TestWorld;
const saved = new Map<string, CustomerRecord>();
beforeAll(async () => {
  world = await testPorts();
  await save('Acme Industries', { notes: 'They want the turbine refurbished before spring.' });
  await save('Globex', { customFields: { region: 'Hinterland', size: 12 } });
  await save('Meyer', {});
  await save('Mayer', {});
  await save('Mayer and sons', {});
});
afterAll(() => world.close());

async function save(company: string, { notes = '', customFields = {} }: { notes?: string; customFields?: object }) {
  const { ports } = world;
  const note = { id: ports.ids.next(), content: notes, authorId: null, createdAt: ports.clock.now() };
  const record = aCustomer(
    ports.ids.next(),
    { company, email: null },
    { customFields: { ...customFields }, notes: notes ? [note] : [] },
  );
  saved.set(company, record);
  await ports.commit({ actor: system, events: [], write: (tx) => ports.customers.insert(record, tx) });
}

const found = async (q: string, more: Record<string, string> = {}) => {
  const query = listCustomersQuery.parse({ q, sort: 'company', ...more });
  const { items, total, corrections } = await world.ports.customers.list(query);
  return { names: items.map(({ contactInfo }) => contactInfo.company), total, corrections };
};
const words = () => world.connection.collection<{ _id: string }>('vocabulary').distinct('_id');
const tend = () =>
  tendVocabulary(
    {},
    {
      container: { ports: world.ports } as Container,
      signal: AbortSignal.timeout(20_000),
      attempt: 1,
      isLastAttempt: false,
    },
  );

describe('a customer is found', () => {
  test.each([
    ['acme', 'as it is written'],
    ['indus', 'by the beginning of a word'],
    ['amce', 'with two letters swapped'],
    ['cme', 'without its first letter'],
    ['acmme', 'with a letter too many'],
    ['akme', 'with a wrong letter'],
    ['indsutrees', 'with two slips in a long word'],
    ['turbine', 'by a word of a note'],
    ['trubine', 'by a mistyped word of a note'],
    ['acme turbin', 'by several words'],
    ['amce trubine', 'by several mistyped words'],
  ])('%s: %s', async (q) => {
    expect((await found(q)).names).toEqual(['Acme Industries']);
  });

  test('by the text of a custom field', async () => {
    expect((await found('hinterland')).names).toEqual(['Globex']);
  });
});

test('what was searched for instead is told, and only where nothing has the word', async () => {
  expect((await found('amce industries')).corrections).toEqual([{ word: 'amce', instead: ['acme'] }]);
  expect((await found('acme')).corrections).toEqual([]);
  expect((await found('zzzzzz')).corrections).toEqual([]);
});

test('of words as near, the one more records have comes first, and all are searched for', async () => {
  const { names, total, corrections } = await found('myer');
  expect(corrections).toEqual([{ word: 'myer', instead: ['mayer', 'meyer'] }]);
  expect(names).toEqual(['Mayer', 'Mayer and sons', 'Meyer']);
  expect(total).toBe(3);
});

test('other filters, further pages and everything that takes a query mean the same', async () => {
  const query = listCustomersQuery.parse({ q: 'myer', sort: 'company', limit: '2' });
  const { nextCursor } = await world.ports.customers.list(query);
  expect((await found('myer', { limit: '2', cursor: nextCursor ?? '' })).names).toEqual(['Meyer']);
  expect((await found('myer', { status: 'inactive' })).names).toEqual([]);
  expect(await takeAll(await world.ports.customers.eachId(query))).toHaveLength(3);
  expect(await takeAll(await world.ports.customers.each(query))).toHaveLength(3);
});

test('numbers are not guessed, and punctuation finds nothing', async () => {
  expect((await found('…!')).total).toBe(0);
  expect((await found('13')).corrections).toEqual([]);
});

test('tasks are searched so, too, by words of their own', async () => {
  const { ports } = world;
  const task = aTask(ports.ids.next(), { title: 'Prepare the quotation', description: 'For the harbour' });
  await ports.commit({ actor: system, events: [], write: (tx) => ports.tasks.insert(task, tx) });
  const list = (q: string) => ports.tasks.list(listTasksQuery.parse({ q }));
  const { items, corrections } = await list('qoutation harb');
  expect(items.map(({ title }) => title)).toEqual(['Prepare the quotation']);
  expect(corrections).toEqual([{ word: 'qoutation', instead: ['quotation'] }]);
  expect((await list('turbnie')).items).toEqual([]);
  expect((await found('qoutation')).names).toEqual([]);
});

test('a word nothing has any more is no longer guessed, and forgotten an hour later', async () => {
  const before = saved.get('Globex')!;
  const renamed = { ...before, version: 2, contactInfo: { ...before.contactInfo, company: 'Initech' } };
  await world.ports.commit({
    actor: system,
    events: [],
    write: (tx) => world.ports.customers.replace(renamed, tx),
  });
  expect((await found('globx')).names).toEqual([]);
  expect((await found('intech')).names).toEqual(['Initech']);
  await tend();
  world.clock.advance(30 * 60 * 1000);
  await tend();
  expect(await words()).toContain('globex');
  world.clock.advance(31 * 60 * 1000);
  await save('Hooli', {});
  await tend();
  expect(await words()).not.toContain('globex');
  expect(await words()).toEqual(expect.arrayContaining(['acme', 'initech', 'hooli', 'quotation']));
});

test('a word that comes back while it is to be forgotten stays', async () => {
  await save('Umbrella', {});
  const gone = { ...saved.get('Umbrella')!, version: 2, contactInfo: saved.get('Hooli')!.contactInfo };
  const replace = (record: CustomerRecord) =>
    world.ports.commit({ actor: system, events: [], write: (tx) => world.ports.customers.replace(record, tx) });
  await replace(gone);
  await tend();
  world.clock.advance(61 * 60 * 1000);
  await replace({ ...saved.get('Umbrella')!, version: 3 });
  await tend();
  expect((await found('umbrela')).names).toEqual(['Umbrella']);
});

test('records from before there was a vocabulary are learnt', async () => {
  await world.connection.collection('vocabulary').deleteMany({});
  world.clock.advance(61 * 60 * 1000);
  await tend();
  expect((await found('trubine')).names).toEqual(['Acme Industries']);
});

test('many customers with the same new words are saved at once', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => save(`Vandelay ${index} Imports`, {})));
  expect((await found('vandlay')).total).toBe(12);
});
