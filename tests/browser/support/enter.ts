import { userEvent, type Locator } from 'vitest/browser';

/** Types a text over a field's own and presses Enter. */
export async function enter(field: Locator, text: string): Promise<void> {
  await userEvent.fill(field, text);
  await userEvent.keyboard('{Enter}');
}
