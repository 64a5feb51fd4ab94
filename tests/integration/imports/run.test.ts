import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listImportsQuery } from '../../../src/lib/contracts/import.ts';
import { listActivityQuery } from '../../../src/lib/contracts/activity.ts';
import { createCustomerRequest, listCustomersQuery } from '../../../src/lib/contracts/customer.ts';
import type { Context, Ports } from '../../../src/server/ports/index.ts';
import { cancelJob } from '../../../src/server/use-cases/batches/cancel-job.ts';
import { runBatch } from '../../../src/server/use-cases/batches/run-batch.ts';
import { createCustomer } from '../../../src/server/use-cases/customers/create-customer.ts';
import { deleteCustomer } from '../../../src/server/use-cases/customers/delete-customer.ts';
import { exportCustomers } from '../../../src/server/use-cases/customers/export-customers.ts';
import { createImport, type Wishes } from '../../../src/server/use-cases/imports/create-import.ts';
import { exportFaults } from '../../../src/server/use-cases/imports/export-faults.ts';
import { getImport } from '../../../src/server/use-cases/imports/get-import.ts';
import { keepUpload } from '../../../src/server/use-cases/imports/keep-upload.ts';
import { listImports } from '../../../src/server/use-cases/imports/list-imports.ts';
import { revertImport } from '../../../src/server/use-cases/imports/revert-import.ts';
import { startImport } from '../../../src/server/use-cases/imports/start-import.ts';
import { updateImport } from '../../../src/server/use-cases/imports/update-import.ts';
import { leaseMs, RunStopped } from '../../../src/server/use-cases/runs/run-lease.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
let ports: Ports;
let as: Context;
beforeAll(async () => {
  world = await taskWorld();
  ({ ports } = world);
  as = world.as.seller;
});
afterAll(() => world.close());

async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.subarray(at, at + size));
}
async function upload(csv: string | Uint8Array, wishes: Wishes = {}, by = as) {
  const bytes = typeof csv === 'string' ? Buffer.from(csv) : csv;
  const file = await keepUpload(by, { name: 'list.csv', content: pieces(bytes, 100_000) });
  return createImport(by, file, wishes);
}
const run = (id: string, { from = ports, signal = new AbortController().signal } = {}) =>
  runBatch(from, id, { signal, isLastAttempt: false });
async function imported(csv: string | Uint8Array, wishes: Wishes = {}) {
  const { id } = await upload(csv, wishes);
  await startImport(as, id);
  expect(await run(id)).toBe('over');
  return getImport(as, id);
}
const found = async (email: string) => (await ports.customers.findByEmail(email))!;
const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
const inSource = async (source: string) =>
  (await ports.customers.list(listCustomersQuery.parse({ source, limit: '200' }))).items;

const create = (by: Context, given: z.input<typeof createCustomerRequest>) =>
  createCustomer(by, createCustomerRequest.parse(given));
const lines = (count: number, source: string) =>
  `Email,Company,Source\n${Array.from({ length: count }, (_, n) => `p${n}@${source}.example,Company ${n},${source}`).join('\n')}`;

test('new customers are created, known ones changed, and what is wrong is kept with its reason', async () => {
  await create(as, { contactInfo: { email: 'known@a.example', phone: '1' }, tags: ['old'] });
  const done = await imported(
    [
      'Email;Company;Phone;Labels;Shoe size;Owner',
      'New@a.example;Acme;;x, y;42;',
      'known@a.example;Known Ltd;;new;;',
      'bob@;Bob;;;;',
      'new@a.example;;+49 30 1;z;;Nobody Known',
      ';;5;;;',
      'known@a.example;Known Ltd;;new;;',
      'a@a.example;A;;;;;too;many',
    ].join('\r\n'),
    { tags: ['import'] },
  );
  expect(done).toMatchObject({
    state: 'complete',
    options: { delimiter: ';', encoding: 'utf-8', hasHeader: true },
    progress: { done: 7, total: 7 },
    counts: { created: 1, updated: 2, unchanged: 1, skipped: 0, failed: 3 },
  });
  expect(await found('new@a.example')).toMatchObject({
    version: 1,
    contactInfo: { company: 'Acme', phone: '+49 30 1' },
    tags: ['x', 'y', 'import', 'z'],
    customFields: { 'Shoe size': '42' },
    status: 'lead',
    assignedTo: as.actor.id,
  });
  const known = await found('known@a.example');
  expect(known).toMatchObject({
    version: 2,
    contactInfo: { company: 'Known Ltd', phone: '1' },
    tags: ['old', 'new', 'import'],
    fieldVersions: { tags: 2, 'contactInfo.company': 2 },
  });
  const history = await ports.activities.list({ ...listActivityQuery.parse({}), of: { customerIds: [known.id] } });
  expect(history.items[0]).toMatchObject({
    type: 'updated',
    batch: { id: done.id, recordId: known.id, version: 2 },
    changes: expect.arrayContaining([{ path: 'contactInfo.company', from: null, to: 'Known Ltd' }]) as unknown,
  });
  const faults = await text((await exportFaults(as, done.id)).file);
  expect(faults.replace(/^\uFEFF/, '').split('\r\n')).toEqual([
    'Email,Company,Phone,Labels,Shoe size,Owner,Import row,Import fault',
    'bob@,Bob,,,,,4,email “bob@” is not an address',
    ',,5,,,,6,"the row has neither a company, a name nor an email"',
    'a@a.example,A,,,,,8,"the row has 8 cells, but there are 6 columns",too,many',
    '',
  ]);
  const events = (await world.events()).filter(({ event }) => event.type === 'customers.imported');
  expect(events.map(({ event }) => event)).toEqual([
    { type: 'customers.imported', importId: done.id, created: 1, updated: 1 },
  ]);
});

test('a draft tells what would become of its rows, and changes nothing', async () => {
  await create(as, { contactInfo: { email: 'there@b.example' } });
  const draft = await upload('Mail,Firma\nthere@b.example,B\nnew@b.example,B\nbob@,B\n');
  const before = await getImport(as, draft.id);
  expect(before).toMatchObject({
    state: 'draft',
    preview: {
      checked: 3,
      faulty: 1,
      complete: true,
      rows: [
        { row: 2, outcome: 'update' },
        { row: 3, outcome: 'create' },
        { row: 4, outcome: 'fault', cells: ['bob@', 'B'], faults: [{ column: 'Mail' }] },
      ],
    },
  });
  const after = await updateImport(as, {
    id: draft.id,
    change: { mode: 'skip', tags: ['b'], columns: [{ index: 0, to: 'custom' }] },
  });
  expect(after.columns[0]).toEqual({ index: 0, header: 'Mail', to: 'custom', field: 'Mail' });
  expect(after.preview?.rows.map(({ outcome }) => outcome)).toEqual(['create', 'create', 'create']);
  expect((await updateImport(as, { id: draft.id, change: { delimiter: ';' } })).columns).toHaveLength(1);
  expect(
    await refusal(updateImport(as, { id: draft.id, change: { columns: [{ index: 9, to: 'email' }] } })),
  ).toMatchObject({ code: 'validation_failed', paths: ['columns'] });
  expect(await ports.customers.findByEmail('new@b.example')).toBeNull();
});

test('skip leaves known customers as they are; headings are optional; a heading alone imports nothing', async () => {
  await create(as, { contactInfo: { email: 'kept@c.example', company: 'Kept' } });
  const done = await imported('kept@c.example,www.c.example\nmore@c.example,www.d.example\n', { mode: 'skip' });
  expect(done.options.hasHeader).toBe(false);
  expect(done.counts).toEqual({ ...counts, created: 1, skipped: 1 });
  expect((await found('kept@c.example')).version).toBe(1);
  expect((await imported('Email,Company\n')).counts).toEqual(counts);
});

test('an import is run once, and then no longer changed', async () => {
  const { id } = await upload('Email\nonce@d.example\n');
  await startImport(as, id);
  expect(await refusal(startImport(as, id))).toMatchObject({ code: 'conflict' });
  expect(await refusal(updateImport(as, { id, change: { mode: 'skip' } }))).toMatchObject({ code: 'conflict' });
  expect(await refusal(revertImport(as, id))).toMatchObject({ code: 'conflict' });
});

test('a worker that stops or is taken for dead leaves the rest to another: no row twice, none lost', async () => {
  const many = 2200;
  const { id } = await upload(lines(many, 'resumed'));
  await startImport(as, id);
  const stopping = new AbortController();
  const leaving = beforeChunk(2, () => {
    stopping.abort();
  });
  await expect(run(id, { from: leaving, signal: stopping.signal })).rejects.toBeInstanceOf(RunStopped);
  const half = await getImport(as, id);
  expect(half).toMatchObject({ state: 'running', progress: { done: 1000, total: many } });
  world.clock.advance(1);
  let other: Promise<unknown> = Promise.resolve();
  const sleeping = beforeChunk(2, async () => {
    world.clock.advance(leaseMs * 2);
    other = run(id);
    await other;
  });
  await run(id, { from: sleeping });
  expect(await other).toBe('over');
  expect(await getImport(as, id)).toMatchObject({ state: 'complete', counts: { ...counts, created: many } });
  const { total } = await ports.customers.list(listCustomersQuery.parse({ source: 'resumed' }));
  expect(total).toBe(many);
  expect(await ports.activities.countOfBatch(id)).toBe(many);
});

test('one that was cancelled goes on where it stopped, once, as long as it was not put back', async () => {
  const many = 2001;
  const { id } = await upload(lines(many, 'cancelled'));
  const { id: fileId } = (await ports.imports.find(id))!.file;
  await startImport(as, id);
  const cancelling = beforeChunk(2, async () => {
    await cancelJob(as, id);
    await sleep(1000);
  });
  expect(await run(id, { from: cancelling })).toBe('over');
  const stopped = await getImport(as, id);
  expect(stopped).toMatchObject({ state: 'cancelled', progress: { total: many } });
  // The chunk that was decided is written, if the one before was before it heard of the cancelling.
  expect([1000, 2000]).toContain(stopped.progress.done);
  const job = await startImport(as, id);
  expect(job).toMatchObject({ id, status: 'queued', error: null, finishedAt: null });
  expect(await refusal(startImport(as, id))).toMatchObject({ code: 'conflict' });
  const events = (await world.events()).filter(({ event }) => event.type === 'batch.requested' && event.jobId === id);
  expect(events).toHaveLength(2);
  expect(await run(id)).toBe('over');
  expect(await getImport(as, id)).toMatchObject({ state: 'complete', counts: { ...counts, created: many } });
  expect(await ports.activities.countOfBatch(id)).toBe(many);
  expect(await ports.imports.hasFile(fileId)).toBe(false);
  expect(await refusal(startImport(as, id))).toMatchObject({ code: 'conflict' });

  const other = await upload(lines(1001, 'half'));
  await startImport(as, other.id);
  await run(other.id, { from: beforeChunk(2, () => cancelJob(as, other.id).then(() => sleep(1000))) });
  await revertImport(as, other.id);
  expect(await refusal(startImport(as, other.id))).toMatchObject({ code: 'conflict' });
});

/** Ports that call back before the n-th chunk reads its customers, while the one before is written. */
function beforeChunk(wanted: number, act: () => Promise<void> | void): Ports {
  let chunk = 0;
  const findByEmails: Ports['customers']['findByEmails'] = async (emails) => {
    chunk += 1;
    if (chunk === wanted) await act();
    return ports.all.customers.findByEmails(emails);
  };
  return { ...ports, all: { ...ports.all, customers: { ...ports.all.customers, findByEmails } } };
}

test('a customer someone creates at the same moment is changed rather than made twice', async () => {
  const { id } = await upload('Email,Company\nrival@e.example,Imported\n');
  await startImport(as, id);
  let interfered = false;
  const late: Ports = {
    ...ports,
    async commit(change) {
      if (!interfered && change.events.some(({ type }) => type === 'customers.imported')) {
        interfered = true;
        await create(world.as.admin, { contactInfo: { email: 'rival@e.example' } });
      }
      return ports.commit(change);
    },
  };
  expect(await run(id, { from: late })).toBe('over');
  expect((await getImport(as, id)).counts).toEqual({ ...counts, updated: 1 });
  expect(await found('rival@e.example')).toMatchObject({ version: 2, contactInfo: { company: 'Imported' } });
});

test('an import is put back as a whole', async () => {
  await create(as, { contactInfo: { email: 'before@f.example', company: 'Before' } });
  const done = await imported('Email,Company,Source\nbefore@f.example,After,f\nnew@f.example,New,f\n');
  const job = await revertImport(as, done.id);
  expect(await run(job.id)).toBe('over');
  expect(await ports.customers.findByEmail('new@f.example')).toBeNull();
  expect(await found('before@f.example')).toMatchObject({ contactInfo: { company: 'Before' }, source: 'other' });
  expect(await getImport(as, done.id)).toMatchObject({ revertJobId: job.id });
  expect(await refusal(revertImport(as, done.id))).toMatchObject({ code: 'conflict' });
});

test('what we export comes back with the same values', async () => {
  const member = await world.member({ profile, role: 'sales' });
  const wanted = [
    {
      contactInfo: {
        company: '=Sum & "Sons"',
        email: 'round@g.example',
        phone: '+49 (30) 1',
        website: 'https://g.example/a',
      },
    },
    {
      contactInfo: { name: { first: '-Ana\nMaría', last: 'O’Neil' }, industry: 'Öl' },
      address: { street: 'Am Markt 1', city: 'Köln', state: 'NRW', country: 'Deutschland', zipCode: '01067' },
      status: 'customer' as const,
      tags: ['vip', '@home'],
      customFields: { size: 12, 'with.dot': 'x', yes: true },
      assignedTo: member.id,
    },
  ];
  for (const one of wanted) await create(as, { assignedTo: null, source: 'round trip', ...one });
  const filters = listCustomersQuery
    .omit({ limit: true, cursor: true })
    .parse({ source: 'round trip', sort: 'createdAt' });
  const file = await text(await exportCustomers(as, filters));
  const originals = await inSource('round trip');
  for (const { id } of originals) await deleteCustomer(as, { id });
  const done = await imported(file, { assignedTo: 'nobody' });
  expect(done.counts).toEqual({ ...counts, created: 2 });
  const values = (records: typeof originals) =>
    records
      .map(({ contactInfo, address, status, source, tags, customFields, assignedTo }) => ({
        ...{ contactInfo, address, status, source, tags, customFields, assignedTo },
      }))
      .toSorted((one, other) => String(one.contactInfo.email).localeCompare(String(other.contactInfo.email)));
  expect(values(await inSource('round trip'))).toEqual(values(originals));
});
const profile = { firstName: 'Rita', lastName: 'Roundtrip', department: null, avatar: null, permissions: [] };

test('files that are no text, empty or too large are refused in plain words, and leave nothing behind', async () => {
  await expect(upload('PK\u0003\u0004…')).rejects.toMatchObject({
    code: 'unsupported_media_type',
    message: expect.stringContaining('export it as CSV') as string,
  });
  expect(await refusal(upload(''))).toMatchObject({ code: 'validation_failed' });
  expect(await refusal(upload('a,b\n1,"open\n'))).toMatchObject({ code: 'validation_failed', paths: ['file'] });
  async function* endless() {
    for (;;) yield Promise.resolve(Buffer.alloc(4_000_000, 'a,b\n'));
  }
  let fileId = '';
  const watched = {
    ...as,
    ports: {
      ...ports,
      imports: {
        ...ports.imports,
        // The first is enough to see whether it goes: 50 MB take their time.
        addPiece: (id: string, index: number, ...rest: [Uint8Array, Date]) => {
          fileId = id;
          return index === 0 ? ports.imports.addPiece(id, index, ...rest) : Promise.resolve();
        },
      },
    },
  };
  expect(await refusal(keepUpload(watched, { name: 'big.csv', content: endless() }))).toMatchObject({
    code: 'too_large',
  });
  const left: Uint8Array[] = [];
  for await (const piece of await ports.imports.pieces(fileId)) left.push(piece);
  expect(left).toEqual([]);
});

test('only who uploaded a file and admins see it, and only who may import can', async () => {
  const { id } = await upload('Email\nmine@h.example\n');
  const other = { ports, actor: { ...world.as.seller.actor, id: ports.ids.next() } };
  expect(await refusal(getImport(other, id))).toMatchObject({ code: 'not_found' });
  expect(await refusal(startImport(other, id))).toMatchObject({ code: 'not_found' });
  expect(await refusal(exportFaults(other, id))).toMatchObject({ code: 'not_found' });
  expect(await getImport(world.as.admin, id)).toMatchObject({ id });
  expect((await listImports(as, listImportsQuery.parse({ limit: '1' }))).items).toMatchObject([{ id, preview: null }]);
  expect(await refusal(upload('Email\nx@h.example\n', {}, world.as.nobody))).toMatchObject({ code: 'forbidden' });
  expect(await refusal(getImport(world.as.nobody, id))).toMatchObject({ code: 'forbidden' });
});
