import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../src/lib/contracts/operations/index.ts';
import { importAnswer, importFileLimit, type Import } from '../../../src/lib/contracts/import.ts';
import { jobAnswer, type Job } from '../../../src/lib/contracts/job.ts';
import { problem } from '../../../src/lib/contracts/errors.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { startSidecarProcess, type SidecarProcess } from '../../support/sidecar-process.ts';
import { until } from '../generations/world.ts';

let server: TestServer;
let seller: ApiClient;
const sidecars: SidecarProcess[] = [];
beforeAll(async () => {
  server = await startServer();
  seller = server.client();
  await seller.register('seller@example.com', { firstName: 'Ava', lastName: 'Seller' });
});
afterAll(async () => {
  for (const one of sidecars) await one.stop();
  await server.stop();
});

async function work(): Promise<SidecarProcess> {
  const one = await startSidecarProcess({ MONGODB_URI: server.database.uri, SITE_URL: server.url });
  sidecars.push(one);
  return one;
}
const post = (path: string, body: BodyInit, headers: Record<string, string> = { 'Content-Type': 'text/csv' }) =>
  seller.fetch(path, { method: 'POST', body, headers });
const jobOf = async (answer: Response): Promise<Job> => jobAnswer.parse(await answer.json()).job;
const importOf = async (answer: Response): Promise<Import> => importAnswer.parse(await answer.json()).import;
const refused = async (answer: Response) => problem.parse(await answer.json());
const importById = async (id: string) => (await seller.ok(operations.getImport, { params: { id } })).import;

test(
  'a file is looked at, mapped, run and reported; a worker killed on the way changes nothing',
  { timeout: 90_000 },
  async () => {
    const many = 5000;
    const csv = `Mail,Firma,Colour\n${Array.from({ length: many }, (_, n) => `k${n}@killed.example,Company ${n},blue`).join('\n')}\nbob@,Bob,red\n`;
    const form = new FormData();
    form.set('file', new Blob([csv]), 'C:\\lists\\spring.csv');
    const answer = await seller.fetch('/api/imports', { method: 'POST', body: form });
    expect(answer.status).toBe(201);
    const draft = await importOf(answer);
    expect(answer.headers.get('location')).toBe(`/api/imports/${draft.id}`);
    expect(draft).toMatchObject({
      state: 'draft',
      file: { size: csv.length },
      preview: { checked: 499, complete: false },
    });
    expect(draft.file.name).toMatch(/spring\.csv$/);
    const changed = await seller.ok(operations.updateImport, {
      params: { id: draft.id },
      body: { columns: [{ index: 2, to: 'tags' }], assignedTo: null },
    });
    expect(changed.import.columns[2]).toMatchObject({ to: 'tags', field: null });

    const victim = await work();
    const job = (await seller.ok(operations.runImport, { params: { id: draft.id } })).job;
    expect(job).toMatchObject({ id: draft.id, kind: 'import_customers' });
    await until(async () => (await importById(draft.id)).progress.done > 0);
    await victim.kill();
    const half = await importById(draft.id);
    expect(half.progress.done).toBeLessThan(many);
    await work();
    const isComplete = async () => (await importById(draft.id)).state === 'complete';
    // The dead worker's lease has to run out first.
    await until(isComplete).catch(() => until(isComplete));
    expect(await importById(draft.id)).toMatchObject({
      counts: { created: many, updated: 0, unchanged: 0, skipped: 0, failed: 1 },
      progress: { done: many + 1, total: many + 1 },
    });
    expect((await importById(draft.id)).faults).toEqual([
      { row: 5002, cells: ['bob@', 'Bob', 'red'], reason: 'email “bob@” is not an address' },
    ]);
    const { total, items } = await seller.ok(operations.listCustomers, { query: { tag: 'blue' } });
    expect(total).toBe(many);
    expect(items[0]?.assignedTo).toBeNull();
    const faults = await seller.fetch(`/api/imports/${draft.id}/faults.csv`);
    expect(faults.headers.get('content-disposition')).toContain('failed%20rows.csv');
    expect(await faults.text()).toContain('bob@,Bob,red,5002,email “bob@” is not an address\r\n');
  },
);

test('a program imports with one call, once for each key, and gets the answer it waits for', async () => {
  const path = `/api/customers/import?mode=skip&tags=one,two&mapping=${encodeURIComponent('{"Who":"company"}')}`;
  const headers = { 'Content-Type': 'text/csv', 'Idempotency-Key': 'first', Prefer: 'wait=20' };
  const answer = await post(path, 'Who;Email\nOne;one@call.example\n', headers);
  expect(answer.status).toBe(200);
  const job = await jobOf(answer);
  expect(job).toMatchObject({ status: 'complete', result: { changed: 1, unchanged: 0, refused: 0 } });
  const again = await post(path, 'Who;Email\nOne;one@call.example\n', headers);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect((await jobOf(again)).id).toBe(job.id);
  expect((await refused(await post(path, 'Who\nTwo\n', headers))).code).toBe('idempotency_key_reused');
  const { items } = await seller.ok(operations.listCustomers, { query: { tag: 'two' } });
  expect(items).toMatchObject([{ contactInfo: { company: 'One', email: 'one@call.example' }, tags: ['one', 'two'] }]);

  const revert = await seller.ok(operations.revertImport, { params: { id: job.id }, headers: { Prefer: 'wait=20' } });
  expect(revert.job.status).toBe('complete');
  expect((await seller.ok(operations.listCustomers, { query: { tag: 'two' } })).total).toBe(0);
  const listed = await seller.ok(operations.listImports, { query: { limit: 1 } });
  expect(listed.items).toMatchObject([{ id: job.id, revertJobId: revert.job.id }]);
});

test('what cannot be imported is refused before anything is kept', async () => {
  const spreadsheet = await post('/api/imports', 'x', { 'Content-Type': 'application/vnd.ms-excel' });
  expect(spreadsheet.status).toBe(415);
  expect((await refused(spreadsheet)).detail).toContain('exports it as CSV');
  expect((await post('/api/imports', new FormData(), {})).status).toBe(400);
  expect((await post('/api/imports', 'x', { 'Content-Type': 'multipart/form-data' })).status).toBe(400);
  expect((await post('/api/customers/import?mapping={', 'a\nb\n')).status).toBe(422);
  expect((await post('/api/customers/import?mapping={"No":"email"}', 'Email\nb@c.dd\n')).status).toBe(422);
  expect((await post('/api/customers/import?colour=red', 'Email\nb@c.dd\n')).status).toBe(422);
  expect((await fetch(`${server.url}/api/imports`, { method: 'POST', body: 'a\nb\n' })).status).toBe(401);
  const huge = await post('/api/imports', new Uint8Array(importFileLimit + 200_000));
  expect(huge.status).toBe(413);
  const bounded = await post('/api/tasks', new Uint8Array(10_000_001));
  expect(bounded.status).toBe(413);
});

test('the page takes a file from a plain form, and its forms change and run the import', async () => {
  const page = '/app/customers/import';
  const html = { Accept: 'text/html' };
  const send = (csv: string) => {
    const form = new FormData();
    form.set('file', new Blob([csv]), 'plain.csv');
    return seller.fetch(page, { method: 'POST', body: form, headers: html, redirect: 'manual' });
  };
  const refusedAt = async (answer: Response, status: number) => {
    expect(answer.status).toBe(status);
    return answer.text();
  };
  expect(await refusedAt(await send(''), 422)).toContain('The file is empty. Choose one with rows in it.');
  expect(await refusedAt(await send('PK\u0003\u0004'), 415)).toContain('not a CSV file');
  expect(await refusedAt(await send('a,b\n1,"open\n'), 422)).toContain('The file cannot be read from row 2 on');
  const headers = { ...html, 'Content-Type': 'text/csv' };
  const huge = await seller.fetch(page, { method: 'POST', body: new Uint8Array(importFileLimit + 200_000), headers });
  expect(await refusedAt(huge, 413)).toContain('<h1>The request is too large</h1>');

  const sent = await send('Email,What\nana@plain.example,Stalls\nbob@,Tents\n');
  expect(sent.status).toBe(303);
  const address = sent.headers.get('location') ?? '';
  expect(address).toMatch(/^\/app\/customers\/import\/[0-9a-f]{24}$/);
  const id = address.slice(-24);
  const post = (fields: Record<string, string>) =>
    seller.fetch(address, { method: 'POST', body: new URLSearchParams(fields), headers: html, redirect: 'manual' });
  expect(await (await seller.fetch(address, { headers: html })).text()).toContain('email “bob@” is not an address');
  expect((await post({ intent: 'update', 'to.1': 'industry', tags: 'plain, form' })).status).toBe(303);
  expect(await importById(id)).toMatchObject({
    columns: [{}, { to: 'industry' }],
    options: { tags: ['plain', 'form'] },
  });
  const reread = await post({ intent: 'run', delimiter: ';' });
  expect(await refusedAt(reread, 409)).toContain('The file is read another way now');
  expect((await post({ intent: 'run', delimiter: ',' })).status).toBe(409);
  expect((await post({ intent: 'run', delimiter: ',', 'to.1': 'industry' })).status).toBe(303);
  await until(async () => (await importById(id)).state === 'complete');
  expect((await seller.ok(operations.listCustomers, { query: { tag: 'form' } })).items).toMatchObject([
    { contactInfo: { email: 'ana@plain.example', industry: 'Stalls' } },
  ]);
  expect((await post({ intent: 'resume' })).status).toBe(409);
  expect(await (await seller.fetch(page, { headers: html })).text()).toContain('1 added, 1 failed');

  const stranger = server.client();
  await stranger.register('stranger@example.com', { firstName: 'Stan', lastName: 'Ranger' });
  expect((await stranger.fetch(address, { headers: html })).status).toBe(404);
});
