import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CustomerPage } from '../../src/components/islands/customers/customer-page.ts';
import type { Customer } from '../../src/lib/contracts/customer.ts';
import { expectAccessible } from './support/accessible.ts';
import { answering, json, problem } from './support/answers.ts';
import { acme, acmeAs, customerPage, othersSave } from './support/customers.ts';
import { enter } from './support/enter.ts';
import { clearPage, mountHydrated } from './support/mount.ts';
import { idOf } from './support/tasks.ts';
import { forgetToasts, lastToast, toasts } from './support/toasts.ts';

const company = page.getByLabelText('Company');
const heading = page.getByRole('heading', { level: 1 });
const asked = (sent: ReturnType<typeof answering>) =>
  sent.map(({ headers, body }) => [headers.get('If-Match'), body] as const);

beforeEach(forgetToasts);
afterEach(clearPage);

test('an edit in place shows at once, is sent with the version seen, and can be taken back', async () => {
  const sent = answering(({ body }) =>
    json({ customer: acmeAs((body as Customer).contactInfo, { version: 3 + sent.length }) }),
  );
  await mountHydrated(CustomerPage, customerPage());
  await enter(company, '  Acme Group ');
  await expect.element(heading).toHaveTextContent('Acme Group');
  await vi.waitFor(() => expect(toasts()).toEqual(['Company changed.']));
  lastToast()?.action?.run();
  await expect.element(company).toHaveValue('Acme Ltd');
  await expect.element(heading).toHaveTextContent('Acme Ltd');
  expect(asked(sent)).toEqual([
    ['"3"', { contactInfo: { company: 'Acme Group' } }],
    ['"4"', { contactInfo: { company: 'Acme Ltd' } }],
  ]);
});

test('an emptied field is sent as nothing, a website gets its scheme, and Escape leaves a field as it was', async () => {
  const sent = answering(({ body }) =>
    json({ customer: acmeAs((body as Customer).contactInfo, { version: 3 + sent.length }) }),
  );
  await mountHydrated(CustomerPage, customerPage());
  await userEvent.fill(company, 'Half a na');
  await userEvent.keyboard('{Escape}');
  await expect.element(company).toHaveValue('Acme Ltd');
  await enter(page.getByLabelText('Industry'), '');
  await enter(page.getByLabelText('Website'), 'acme.test');
  await vi.waitFor(() =>
    expect(sent.map(({ body }) => body)).toEqual([
      { contactInfo: { industry: null } },
      { contactInfo: { website: 'https://acme.test' } },
    ]),
  );
  await expect.element(page.getByLabelText('Website')).toHaveValue('https://acme.test');
});

test('what others change shows at once, but never over what is being typed', async () => {
  const sent = answering(() => json({ customer: acme({ version: 5 }) }));
  await mountHydrated(CustomerPage, customerPage());
  await userEvent.fill(company, 'Acme Gro');
  await othersSave(acmeAs({ company: 'Acme Inc', phone: '+44 1' }, { version: 4, tags: ['key account'] }));
  await expect.element(page.getByLabelText('Phone')).toHaveValue('+44 1');
  await expect.element(page.getByRole('link', { name: 'key account', exact: true })).toBeVisible();
  await expect.element(heading).toHaveTextContent('Acme Inc');
  await expect.element(company).toHaveValue('Acme Gro');
  await userEvent.keyboard('up{Enter}');
  await vi.waitFor(() => expect(asked(sent)).toEqual([['"3"', { contactInfo: { company: 'Acme Group' } }]]));
});

test.each([
  ['Use mine', 'Acme Group', ['"3"', '"5"']],
  ['Keep theirs', 'Acme Inc', ['"3"']],
] as const)('two edits of one field are shown side by side: %s', async (choice, outcome, versions) => {
  const theirs = acmeAs({ company: 'Acme Inc' }, { version: 5 });
  const sent = answering(({ headers }) =>
    headers.get('If-Match') === '"3"'
      ? problem(409, 'conflict', 'Someone else changed it.', { conflicts: ['contactInfo.company'], current: theirs })
      : json({ customer: acmeAs({ company: 'Acme Group' }, { version: 6 }) }),
  );
  const element = await mountHydrated(CustomerPage, customerPage());
  await enter(company, 'Acme Group');
  const notice = page.getByRole('alertdialog', { name: 'Company: someone else changed this at the same time' });
  await expect.element(notice).toBeVisible();
  expect(notice.element().textContent).toMatch(/Theirs\s*Acme Inc\s*Yours\s*Acme Group/);
  await expectAccessible(element);
  await userEvent.click(page.getByRole('button', { name: choice }));
  await expect.element(notice).not.toBeInTheDocument();
  await expect.element(heading).toHaveTextContent(outcome);
  await expect.element(company).toHaveValue(outcome);
  expect(sent.map(({ headers }) => headers.get('If-Match'))).toEqual(versions);
});

test('two edits in a row are no conflict with oneself', async () => {
  const { promise: first, resolve: release } = Promise.withResolvers<Response>();
  const sent = answering(() => (sent.length === 1 ? first : json({ customer: acme({ version: 5, source: 'event' }) })));
  await mountHydrated(CustomerPage, customerPage());
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Status' }), 'customer');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Status' }), 'inactive');
  release(json({ customer: acme({ version: 4, status: 'customer' }) }));
  await vi.waitFor(() =>
    expect(asked(sent)).toEqual([
      ['"3"', { status: 'customer' }],
      ['"4"', { status: 'inactive' }],
    ]),
  );
});

test('a refused text stays in its field with the reason, and goes when it is mended', async () => {
  answering(({ body }) => {
    const { email } = (body as Customer).contactInfo;
    return email === 'mara@acme'
      ? problem(422, 'validation_failed', 'Not valid.', {
          errors: [{ path: 'contactInfo.email', message: 'must be an email address' }],
        })
      : json({ customer: acmeAs({ email }, { version: 4 }) });
  });
  const element = await mountHydrated(CustomerPage, customerPage());
  const email = page.getByLabelText('Email');
  await enter(email, 'mara@acme');
  await expect.element(page.getByText('Email must be an email address.')).toBeVisible();
  await expect.element(email).toHaveValue('mara@acme');
  await expect.element(email).toHaveAccessibleDescription('Email must be an email address.');
  await expectAccessible(element);
  await enter(email, 'mara@acme.test');
  await expect.element(page.getByText('Email must be an email address.')).not.toBeInTheDocument();
  await expect
    .element(page.getByRole('link', { name: 'Write to them' }))
    .toHaveAttribute('href', 'mailto:mara@acme.test');
});

test.each(['Enter', 'Try again'])(
  'what an outage kept from being saved is sent again by %s, based on what was seen',
  async (way) => {
    let reachable = false;
    const sent = answering(() => {
      if (!reachable) throw new TypeError('no network');
      return json({ customer: acmeAs({ company: 'Acme Group' }, { version: 5 }) });
    });
    const element = await mountHydrated(CustomerPage, customerPage());
    await userEvent.fill(company, 'Acme Group');
    await userEvent.tab();
    await expect.element(page.getByText(/The server does not answer/)).toBeVisible();
    await expect.element(company).toHaveValue('Acme Group');
    await othersSave(acmeAs({ phone: '+44 1' }, { version: 4 }));
    await expect.element(page.getByLabelText('Phone')).toHaveValue('+44 1');
    await expectAccessible(element);
    reachable = true;
    await userEvent.click(way === 'Enter' ? company : page.getByRole('button', { name: way }));
    if (way === 'Enter') await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(toasts()).toEqual(['Company changed.']));
    await expect.element(page.getByText(/The server does not answer/)).not.toBeInTheDocument();
    expect(sent.map(({ headers }) => headers.get('If-Match'))).toEqual(['"3"', '"3"']);
  },
);

test('a refused choice goes back to what it was, and says why', async () => {
  answering(() => problem(403, 'forbidden', 'Only the owner may do this.'));
  await mountHydrated(CustomerPage, customerPage());
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Status' }), 'customer');
  await vi.waitFor(() => expect(toasts()).toEqual(['Status not changed: Only the owner may do this.']));
  await expect.element(page.getByRole('combobox', { name: 'Status' })).toHaveValue('prospect');
});

test('an answer that is none does not stop the edits after it', async () => {
  const sent = answering(() =>
    sent.length === 1
      ? new Response('<h1>Log in to this network</h1>')
      : json({ customer: acme({ version: 4, source: 'event' }) }),
  );
  await mountHydrated(CustomerPage, customerPage());
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Status' }), 'customer');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Source' }), 'event');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  await vi.waitFor(() =>
    expect(toasts()).toEqual([expect.stringContaining('Status not changed: The server does not'), 'Source changed.']),
  );
  await expect.element(page.getByRole('combobox', { name: 'Status' })).toHaveValue('prospect');
  await expect.element(page.getByRole('combobox', { name: 'Source' })).toHaveValue('event');
});

test('the owner changes with their name, which others’ tasks show', async () => {
  const sent = answering(() => json({ customer: acme({ version: 4, assignedTo: null, assignee: null }) }));
  await mountHydrated(CustomerPage, customerPage({ served: acme({ assignedTo: idOf(1999), assignee: null }) }));
  const owner = page.getByRole('combobox', { name: 'Owner' });
  expect((owner.element() as HTMLSelectElement).selectedOptions[0]?.text).toBe('A former member');
  await userEvent.selectOptions(owner, 'Nobody');
  await vi.waitFor(() => expect(sent[0]?.body).toEqual({ assignedTo: null }));
  await expect.element(owner).toHaveValue('');
});
