import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { GoalNote } from './support/goal-note.ts';
import { clearPage, mountClientOnly, mountHydrated } from './support/mount.ts';

const served = {
  module: '/tests/browser/support/goal-note.ts',
  name: 'GoalNote',
  props: { heading: 'Win <Acme> & keep it', steps: ['Call', 'Write'] },
};
const summary = () => document.querySelector('.summary')?.textContent;
const warn = vi.spyOn(console, 'warn');

beforeEach(() => warn.mockClear());
afterEach(clearPage);

test('renders into light DOM, where the page’s styles apply', async () => {
  const element = await mountClientOnly(GoalNote, served.props);
  expect(element.shadowRoot).toBeNull();
  expect(element.querySelector('h2')?.textContent).toBe('Win <Acme> & keep it');
  element.classList.add('chip');
  expect(getComputedStyle(element).borderTopLeftRadius).toBe('10px');
});

test('answers events when it lives in the browser only', async () => {
  await mountClientOnly(GoalNote, served.props);
  await userEvent.fill(page.getByLabelText('Note'), 'Ask Priya');
  expect(summary()).toBe('Ask Priya, calm, new');
  await userEvent.click(page.getByRole('button', { name: 'Clear' }));
  await expect.element(page.getByLabelText('Note')).toHaveValue('');
});

test('takes over the server’s very nodes, once', async () => {
  let heading: Element | null = null;
  const element = await mountHydrated(GoalNote, served, (island) => {
    expect(island.querySelectorAll('li')).toHaveLength(2);
    heading = island.querySelector('h2');
  });
  expect(element.querySelector('h2')).toBe(heading);
  expect(element.querySelectorAll('li')).toHaveLength(2);
  expect(element.hasAttribute('data-ssr')).toBe(false);
  expect(warn).not.toHaveBeenCalled();
});

test('follows its properties and events after hydration', async () => {
  const element = await mountHydrated(GoalNote, served);
  element.steps = ['Call', 'Write', 'Sign'];
  await element.updateComplete;
  expect([...element.querySelectorAll('li')].map((item) => item.textContent)).toEqual(['Call', 'Write', 'Sign']);
  await userEvent.click(page.getByLabelText('Urgent'));
  expect(summary()).toBe('nothing, urgent, new');
});

test('keeps what was typed, ticked and chosen before hydration, and its state follows', async () => {
  const element = await mountHydrated(GoalNote, served, async () => {
    await userEvent.fill(page.getByLabelText('Note'), 'Half a thou');
    await userEvent.click(page.getByLabelText('Urgent'));
    await userEvent.selectOptions(page.getByRole('combobox'), 'won');
    await userEvent.click(page.getByLabelText('Note'));
  });
  await element.updateComplete;
  expect(document.activeElement).toBe(element.querySelector('[name=note]'));
  await expect.element(page.getByLabelText('Note')).toHaveValue('Half a thou');
  await expect.element(page.getByLabelText('Urgent')).toBeChecked();
  await expect.element(page.getByRole('combobox')).toHaveValue('won');
  expect(summary()).toBe('Half a thou, urgent, won');
});

test('tells nobody of fields left as they were served', async () => {
  const told = vi.fn();
  const element = await mountHydrated(GoalNote, served, (island) => {
    for (const type of ['input', 'change']) island.addEventListener(type, told);
  });
  await element.updateComplete;
  expect(told).not.toHaveBeenCalled();
});

test('renders afresh, and says so, where the server’s markup does not fit', async () => {
  warn.mockImplementation(() => undefined);
  const element = await mountHydrated(GoalNote, served, (island) => {
    (island as GoalNote).differs = true;
  });
  expect(element.textContent.trim()).toBe('Something else entirely');
  expect(warn).toHaveBeenCalledWith('hydration mismatch', 'goal-note', expect.anything());
});
