import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ToastRegion } from '../../src/components/shell/toast-region.ts';
import { ApiError } from '../../src/lib/client/api.ts';
import { toast, toastFailure, toastUndo } from '../../src/lib/client/toasts.ts';
import { clearPage, mountClientOnly } from './support/mount.ts';

beforeEach(() => mountClientOnly(ToastRegion));
afterEach(clearPage);

test('says what happened to everyone, and takes it back once when asked', async () => {
  const undo = vi.fn();
  toastUndo('Deleted “Call Acme”.', undo);
  await vi.waitFor(() =>
    expect(document.querySelector('[role=status]')?.textContent).toContain('Deleted “Call Acme”.'),
  );
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  expect(undo).toHaveBeenCalledOnce();
  expect(document.body.textContent).not.toContain('Call Acme');
});

test('a failure gives the reason; dismissing it removes it', async () => {
  toastFailure('Not saved', new Error('The server does not answer.'));
  await expect.element(page.getByText('Not saved: The server does not answer.')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('Not saved'));
});

test('a field that was refused is named, with what to do; a reason that says it all stays as it is', async () => {
  const refused = (path: string, message: string) =>
    new ApiError('validation_failed', 422, 'Something is wrong.', { errors: [{ path, message }] });
  toastFailure('Not saved', refused('stages.1.name', 'must not be empty'));
  const words = 'Not saved: Stage 2: name must not be empty. Change that and try again.';
  await expect.element(page.getByText(words)).toBeVisible();
  toastFailure('“Chairs” stays', refused('pipelineStage', 'deal.value > 0 is not met: deal.value has no value'));
  await expect
    .element(page.getByText('“Chairs” stays: deal.value > 0 is not met: deal.value has no value'))
    .toBeVisible();
});

test('text from outside stays text, and only the last three stay', async () => {
  for (const message of ['one', 'two', '<img src=x>', 'four']) toast({ message });
  await expect.element(page.getByText('<img src=x>')).toBeVisible();
  expect(document.querySelector('toast-region img')).toBeNull();
  expect(document.body.textContent).not.toContain('one');
});

test('what is said before it is there is said once it is', async () => {
  clearPage();
  toast({ message: 'Task moved to the bin.' });
  await mountClientOnly(ToastRegion);
  await expect.element(page.getByText('Task moved to the bin.')).toBeVisible();
  clearPage();
  await mountClientOnly(ToastRegion);
  expect(document.body.textContent).not.toContain('Task moved to the bin.');
});
