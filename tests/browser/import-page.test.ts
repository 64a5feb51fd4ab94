import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CustomField } from '../../src/lib/contracts/custom-field.ts';
import { ImportPage } from '../../src/components/islands/imports/import-page.ts';
import { connect } from '../../src/lib/client/socket.ts';
import type { Import, ImportPreview } from '../../src/lib/contracts/import.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { aJob, outcome } from './support/jobs.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { dana, idOf, now } from './support/tasks.ts';

afterEach(clearPage);

const looked: ImportPreview = {
  rows: [
    { row: 2, cells: ['ana@fair.example', 'Acme', '42'], outcome: 'create', faults: [] },
    { row: 3, cells: ['bob@', 'Bob', ''], outcome: 'fault', faults: [{ column: 'Mail', message: '“bob@” is none' }] },
  ],
  checked: 2,
  faulty: 1,
  complete: true,
};
const anImport = (change: Partial<Import> = {}): Import => ({
  id: idOf(9001),
  file: { name: 'spring.csv', size: 12_345 },
  state: 'draft',
  error: null,
  progress: { done: 0, total: null },
  options: { delimiter: ',', encoding: 'utf-8', hasHeader: true, mode: 'upsert', assignedTo: dana.id, tags: [] },
  columns: [
    { index: 0, header: 'Mail', to: 'email', field: null },
    { index: 1, header: 'Firma', to: 'company', field: null },
    { index: 2, header: 'Size', to: 'custom', field: 'Size' },
  ],
  counts: { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
  preview: looked,
  faults: [],
  revertJobId: null,
  requestedBy: dana.id,
  createdAt: now,
  expiresAt: now,
  ...change,
});
const ended = (change: Partial<Import> = {}) =>
  anImport({
    state: 'complete',
    preview: null,
    progress: { done: 1203, total: 1203 },
    counts: { created: 1200, updated: 1, unchanged: 0, skipped: 0, failed: 2 },
    faults: [{ row: 7, cells: ['bob@', '', 'Hall 9'], reason: 'email “bob@” is not an address' }],
    ...change,
  });
const importPage = (served = anImport(), fields: CustomField[] = []) => ({
  module: '/src/components/islands/imports/import-page.ts',
  name: 'ImportPage',
  props: { served, revertJob: null, members: [dana], fields, me: dana.id, refused: '', zone: 'UTC', now },
});
const link = (name: RegExp) => page.getByRole('link', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });

test.each(modes)('a draft shows its columns, its rows and their faults, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, ImportPage, importPage());
  await expect.element(page.getByLabelText('Firma', { exact: true })).toHaveValue('company');
  await expect.element(page.getByLabelText('Name of the custom field for Size')).toHaveValue('Size');
  await expect.element(page.getByText('“bob@” is none')).toBeVisible();
  await expect.element(page.getByText(/The file has 2 rows\. 1 cannot be imported/)).toBeVisible();
  await expect.element(button('Import 1 row')).toBeVisible();
  await expectAccessible(element);
});

test('what is chosen is sent whole, one change after the other, and shows what it makes of the rows', async () => {
  const answers: ((answer: Response) => void)[] = [];
  const sent = answering(() => new Promise((resolve) => answers.push(resolve)));
  await mountHydrated(ImportPage, importPage());
  await userEvent.selectOptions(page.getByLabelText('Mail', { exact: true }), 'tags');
  await userEvent.selectOptions(page.getByLabelText('If a customer has the email already'), 'skip');
  await userEvent.fill(page.getByLabelText('Tags for every row'), 'fair, spring');
  await userEvent.tab();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  answers[0]?.(json({ import: anImport() }));
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({
    method: 'PATCH',
    path: `/api/imports/${idOf(9001)}`,
    body: {
      delimiter: ',',
      hasHeader: true,
      mode: 'skip',
      assignedTo: dana.id,
      tags: ['fair', 'spring'],
      columns: [
        { index: 0, to: 'tags' },
        { index: 1, to: 'company' },
        { index: 2, to: 'custom', field: 'Size' },
      ],
    },
  });
  const columns = anImport().columns.map((column) =>
    column.index === 0 ? { ...column, to: 'tags' as const } : column,
  );
  answers[1]?.(json({ import: anImport({ columns, preview: { ...looked, faulty: 0 } }) }));
  await expect.element(page.getByText(/No column is the email\./)).toBeVisible();
  await expect.element(button('Import 2 rows')).toBeEnabled();
});

test('a column becomes a custom field that is defined, or one by its name', async () => {
  const region = { key: 'region', label: 'Region', type: 'text', archived: false } as CustomField;
  const columns = anImport().columns.map((column) => (column.index === 2 ? { ...column, field: 'region' } : column));
  const sent = answering(() => json({ import: anImport({ columns }) }));
  const element = await mountHydrated(ImportPage, importPage(anImport(), [region]));
  const menu = page.getByLabelText('Size', { exact: true });
  await expect.element(menu).toHaveValue('custom');
  await expect.element(page.getByLabelText('Name of the custom field for Size')).toHaveValue('Size');
  await userEvent.selectOptions(menu, 'Region');
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toMatchObject({ columns: [{}, {}, { index: 2, to: 'custom', field: 'region' }] });
  await expect.element(menu).toHaveValue('custom:region');
  await vi.waitFor(() => expect(page.getByLabelText('Name of the custom field for Size').elements()).toEqual([]));
  await expectAccessible(element);
});

test('a file read another way has other columns, whatever was chosen before', async () => {
  const columns = [{ index: 0, header: 'Mail,Firma,Size', to: 'custom', field: 'Mail,Firma,Size' } as const];
  answering(() =>
    json({ import: anImport({ columns, options: { ...anImport().options, delimiter: ';' }, preview: looked }) }),
  );
  await mountHydrated(ImportPage, importPage());
  await userEvent.selectOptions(page.getByLabelText('Mail', { exact: true }), 'ignore');
  await userEvent.selectOptions(page.getByLabelText('Columns are separated by'), ';');
  await expect.element(page.getByLabelText('Mail,Firma,Size', { exact: true })).toHaveValue('custom');
  expect(document.querySelectorAll('.import-column')).toHaveLength(1);
});

test('a refusal is told where it happened, and nothing is run', async () => {
  const sent = answering(() => problem(422, 'validation_failed', 'file cannot be read from row 3 on'));
  await mountHydrated(ImportPage, importPage());
  await userEvent.selectOptions(page.getByLabelText('Columns are separated by'), ';');
  await expect.element(page.getByRole('alert')).toHaveTextContent('file cannot be read from row 3 on');
  await userEvent.click(button('Import 1 row'));
  expect(sent.map(({ method }) => method)).toEqual(['PATCH']);
});

test('it is run, followed by its news and reported', async () => {
  let shown = anImport();
  const sent = answering(({ method }) => {
    if (method === 'GET') return json({ import: shown });
    shown = anImport({ state: 'queued', preview: null });
    return json({ job: aJob({ kind: 'import_customers', status: 'queued' }) }, 202);
  });
  const element = await mountHydrated(ImportPage, importPage());
  void connect();
  await userEvent.click(button('Import 1 row'));
  await expect.element(page.getByText('Waiting to start').first()).toBeVisible();
  expect(sent[0]).toMatchObject({ method: 'POST', path: `/api/imports/${idOf(9001)}/run` });
  shown = anImport({ state: 'running', preview: null, progress: { done: 500, total: 1203 } });
  await sidecarTells('job_update', { job: aJob({ progress: { done: 500, total: 1203 } }) });
  await expect.element(page.getByText('500 of 1,203 rows')).toBeVisible();
  await sidecarTells('job_update', { job: aJob({ progress: { done: 1000, total: 1203 } }) });
  await sidecarTells('job_update', { job: aJob({ progress: { done: 500, total: 1203 } }) });
  await expect.element(page.getByText('1,000 of 1,203 rows')).toBeVisible();
  await expectAccessible(element);
  shown = ended();
  await sidecarTells('job_update', { job: aJob({ status: 'complete', progress: { done: 1203, total: 1203 } }) });
  await expect
    .element(link(/Download the 2 rows that failed/))
    .toHaveAttribute('href', `/api/imports/${idOf(9001)}/faults.csv`);
  expect(element.querySelector('[role=status]')).toHaveTextContent('Done');
  expect(element.querySelector('[aria-label="Rows that failed"]')?.parentElement?.textContent).toMatch(
    /7\s*bob@ · Hall 9\s*email “bob@” is not an address\s*The first 1 of 2/,
  );
  await expectAccessible(element);
});

test('one that was cancelled says how much is left, and goes on', async () => {
  const stopped = ended({ state: 'cancelled', progress: { done: 1000, total: 1203 } });
  const sent = answering(({ method }) =>
    method === 'GET'
      ? json({ import: ended({ state: 'running', progress: { done: 1000, total: 1203 } }) })
      : json({ job: aJob({ status: 'queued' }) }, 202),
  );
  await mountHydrated(ImportPage, importPage(stopped));
  await expect.element(page.getByText('203 rows of 1,203 are left.')).toBeVisible();
  await userEvent.click(button('Resume the import'));
  await expect.element(page.getByText('1,000 of 1,203 rows')).toBeVisible();
  expect(sent[0]?.path).toBe(`/api/imports/${idOf(9001)}/run`);
});

test('putting it back asks first, says what follows, and tells how far it is', async () => {
  const revert = aJob({ id: idOf(9002), kind: 'revert_batch', progress: { done: 0, total: 1201 } });
  const sent = answering(({ method, path }) => {
    if (method === 'POST') return json({ job: revert }, 202);
    return path.startsWith('/api/jobs') ? json({ job: revert }) : json({ import: ended({ revertJobId: revert.id }) });
  });
  const element = await mountHydrated(ImportPage, importPage(ended()));
  void connect();
  await userEvent.click(page.getByText('Put it back…'));
  await expect
    .element(page.getByText(/1,200 new customers go to the bin, 1 changed one becomes as it was/))
    .toBeVisible();
  await expectAccessible(element);
  expect(sent).toEqual([]);
  await userEvent.click(button('Put the import back'));
  await expect.element(page.getByText('This import is being put back: 0 of 1,201.')).toBeVisible();
  await sidecarTells('job_update', {
    job: { ...revert, status: 'complete', progress: { done: 1201, total: 1201 }, result: outcome(1201) },
  });
  await expect.element(page.getByText('This import was put back. Put back all 1,201.')).toBeVisible();
  expect(page.getByText('Put it back…').elements()).toEqual([]);
});
