import type { QuickAddStart } from '../quick-add/quick-add-dialog.ts';
import { asButton } from './as-button.ts';

/** Opens the line in which a task is written, which loads when it is first wanted. */
export async function openQuickAdd(start: QuickAddStart = {}): Promise<void> {
  await import('../quick-add/quick-add-dialog.ts');
  const dialog =
    document.querySelector('quick-add-dialog') ?? document.body.appendChild(document.createElement('quick-add-dialog'));
  await dialog.open(start);
}

/** Links with `data-quick-add`, which lead to the tasks where there are no scripts. */
export function wireQuickAdd(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-quick-add]')) {
    asButton(link, () => void openQuickAdd());
  }
}
