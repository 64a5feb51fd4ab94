import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CustomerPage } from '../../src/components/islands/customers/customer-page.ts';
import type { Customer } from '../../src/lib/contracts/customer.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { acme, acmeAs, customerPage, othersSave } from './support/customers.ts';
import { enter } from './support/enter.ts';
import { modes, mountAs } from './support/modes.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { sidecarTells } from './support/sidecar.ts';
import { stayHere } from './support/stay.ts';
import { dana, idOf, now } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const company = page.getByLabelText('Company');
const heading = page.getByRole('heading', { level: 1 });

beforeEach(forgetToasts);
afterEach(clearPage);

test.each(modes)('shows who they are, how they stand, what was said and is planned, accessibly (%s)', async (mode) => {
  const element = await mountAs(mode, CustomerPage, customerPage());
  await expect.element(heading).toHaveTextContent('Acme Ltd');
  await expect.element(company).toHaveValue('Acme Ltd');
  await expect.element(page.getByLabelText('City')).toHaveValue('Leeds');
  await expect.element(page.getByRole('combobox', { name: 'Owner' })).toHaveValue(dana.id);
  await expect.element(page.getByRole('combobox', { name: 'Source' })).toHaveValue('referral');
  await expect.element(page.getByRole('link', { name: 'renewal', exact: true })).toBeVisible();
  await expect.element(page.getByText('Asked for a quote.')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Win the Acme renewal' })).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'All 3 tasks' }))
    .toHaveAttribute('href', `/app/tasks?customerId=${acme().id}`);
  await expect
    .element(page.getByRole('link', { name: 'Open their website' }))
    .toHaveAttribute('href', 'https://acme.example');
  expect(page.getByRole('button', { name: 'Save changes' }).elements()).toEqual([]);
  await expectAccessible(element);
});

test('tags are added and removed one by one; a refused one stays in its field', async () => {
  let refused = false;
  const sent = answering(({ body }) =>
    refused
      ? problem(422, 'validation_failed', 'Too many tags.')
      : json({ customer: acme({ version: 3 + sent.length, tags: (body as Customer).tags }) }),
  );
  await mountHydrated(CustomerPage, customerPage());
  const field = page.getByLabelText('Add a tag');
  await enter(field, 'key account');
  await expect
    .element(page.getByRole('link', { name: 'key account' }))
    .toHaveAttribute('href', '/app/customers?tag=key%20account');
  await expect.element(field).toHaveValue('');
  await enter(field, 'renewal');
  await userEvent.click(page.getByRole('button', { name: 'Remove the tag renewal' }));
  await expect.element(page.getByRole('link', { name: 'renewal', exact: true })).not.toBeInTheDocument();
  await vi.waitFor(() =>
    expect(sent.map(({ body }) => body)).toEqual([{ tags: ['renewal', 'key account'] }, { tags: ['key account'] }]),
  );
  refused = true;
  await enter(field, 'one too many');
  await vi.waitFor(() => expect(lastToast()?.message).toBe('Tags not changed: Too many tags.'));
  await expect.element(field).toHaveValue('one too many');
});

test('a note is added on top; a refused one stays in the field with the reason', async () => {
  let refused = true;
  const sent = answering(({ body }) => {
    const { content } = body as { content: string };
    if (refused) return problem(422, 'validation_failed', 'The note is too long.');
    return json({ note: { id: idOf(6002), content, author: null, createdAt: now } }, 201);
  });
  const element = await mountHydrated(CustomerPage, customerPage());
  const field = page.getByLabelText('New note');
  await userEvent.fill(field, 'They sign <b>Friday</b>.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('The note is too long.');
  await expect.element(field).toHaveValue('They sign <b>Friday</b>.');
  await expectAccessible(element);
  refused = false;
  await userEvent.click(page.getByRole('button', { name: 'Add note' }));
  await expect.element(field).toHaveValue('');
  const notes = [...element.querySelectorAll('#notes li')].map((note) => note.textContent);
  expect(notes).toEqual([
    expect.stringMatching(/Throughline[\s\S]*They sign <b>Friday<\/b>\./),
    expect.stringMatching(/Dana Kim[\s\S]*just now[\s\S]*Asked for a quote\./),
  ]);
  expect(sent[1]).toMatchObject({ method: 'POST', path: `/api/customers/${acme().id}/notes` });
});

test('a note is Markdown: its marks are shown, its HTML is text', async () => {
  const content = 'They want **two** sites:\n\n- <b>Ghent</b>\n- Bruges';
  const served = acme({ notes: [{ id: idOf(6003), content, mentions: [], author: null, via: null, createdAt: now }] });
  const element = await mountHydrated(CustomerPage, customerPage({ served }));
  await vi.waitFor(() => expect(element.querySelector('#notes strong')?.textContent).toBe('two'));
  expect([...element.querySelectorAll('.markdown li')].map(({ textContent }) => textContent)).toEqual([
    '<b>Ghent</b>',
    'Bruges',
  ]);
});

test('older notes are fetched when asked for, each shown once', async () => {
  const note = (number: number) => ({
    id: idOf(6100 + number),
    content: `Note ${number}`,
    mentions: [],
    author: null,
    via: null,
    createdAt: now,
  });
  const newest = Array.from({ length: 20 }, (_, index) => note(21 - index));
  let works = false;
  answering(() => (works ? json({ items: [...newest, note(1)] }) : problem(503, 'internal', 'Not now.')));
  const element = await mountHydrated(CustomerPage, customerPage({ served: acme({ notes: newest }) }));
  const all = page.getByRole('link', { name: 'Show all notes' });
  await userEvent.click(all);
  await vi.waitFor(() => expect(toasts()).toEqual(['The older notes cannot be shown: Not now.']));
  works = true;
  await userEvent.click(all);
  await expect.element(page.getByText('Note 1', { exact: true })).toBeVisible();
  expect(element.querySelectorAll('#notes li')).toHaveLength(21);
  await expect.element(all).not.toBeInTheDocument();
});

test('deleting leads to the list, which can take it back; a refusal is said and one stays', async () => {
  const destinations = stayHere();
  let refused = true;
  const sent = answering(() => (refused ? problem(403, 'forbidden', 'Ask an administrator.') : json(null, 204)));
  await mountHydrated(CustomerPage, customerPage());
  await userEvent.click(page.getByLabelText('More actions'));
  await userEvent.click(page.getByRole('button', { name: 'Delete customer' }));
  await vi.waitFor(() => expect(toasts()).toEqual(['Not deleted: Ask an administrator.']));
  expect(destinations).toEqual([]);
  refused = false;
  await userEvent.click(page.getByRole('button', { name: 'Delete customer' }));
  await vi.waitFor(() => expect(destinations).toEqual([`push /app/customers?deleted=${acme().id}`]));
  expect(sent[1]).toMatchObject({ method: 'DELETE', path: `/api/customers/${acme().id}` });
});

test('deleted by someone else, it says so; brought back, it shows again', async () => {
  const element = await mountHydrated(CustomerPage, customerPage());
  const deleted = acme({ version: 4, deletedAt: now });
  await sidecarTells('customer_update', { id: 104, type: 'deleted', customer: deleted, timestamp: now });
  await expect.element(page.getByText('This customer is in the bin')).toBeVisible();
  await expectAccessible(element);
  await othersSave(acmeAs({ company: 'Acme, back' }, { version: 5 }));
  await expect.element(heading).toHaveTextContent('Acme, back');
});

test('after missed events the customer is read anew; gone from the server, it is in the bin', async () => {
  let gone = false;
  answering(() =>
    gone
      ? problem(404, 'not_found', 'No such customer.')
      : json({ customer: acmeAs({ company: 'Acme Inc' }, { version: 9 }) }),
  );
  await mountHydrated(CustomerPage, customerPage());
  await sidecarTells('resync_required', { lastEventId: 300 });
  await expect.element(heading).toHaveTextContent('Acme Inc');
  gone = true;
  await sidecarTells('resync_required', { lastEventId: 400 });
  await expect.element(page.getByText('This customer is in the bin')).toBeVisible();
});

test('without its program the page is forms, and what the server refused stands at its field', async () => {
  await mountHydrated(
    CustomerPage,
    customerPage({
      errors: { 'contactInfo.email': 'must be an email address' },
      typed: { 'contactInfo.email': 'mara@' },
    }),
    async (served) => {
      expect(served.querySelector('#customer-form button')?.textContent).toBe('Save changes');
      const field = served.querySelector<HTMLInputElement>('#contactInfo-email');
      expect([field?.value, field?.getAttribute('form')]).toEqual(['mara@', 'customer-form']);
      await userEvent.fill(page.getByLabelText('Phone'), '+44 typed early');
    },
  );
  await expect.element(page.getByText('Email must be an email address.')).toBeVisible();
  await expect.element(page.getByLabelText('Phone')).toHaveValue('+44 typed early');
});
