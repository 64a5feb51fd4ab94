import { recordHere } from '../../lib/client/recent-records.ts';
import type { ShellFacts } from '../../lib/client/shell-facts.ts';
import { toast, toastFailure } from '../../lib/client/toasts.ts';
import { openHelp } from '../shell/help.ts';
import { openQuickAdd } from '../shell/quick-add.ts';
import { setTheme } from '../shell/theme.ts';
import { placeEntries, type Entry } from './entries.ts';

/** Everything one can do from anywhere, and with the record that is open. */
export function commandsOf({ places, makes, mayAddTasks, keys }: ShellFacts): Entry[] {
  const single = (key: string) => (keys ? { mark: key } : {});
  return [
    ...(mayAddTasks ? [{ id: 'add', label: 'New task', ...single('q'), run: () => void openQuickAdd() }] : []),
    ...makes.map(({ href, label }) => ({ id: `make ${href}`, label, href })),
    ...ofThisRecord(mayAddTasks),
    ...placeEntries('Go to ', places),
    { id: 'theme light', label: 'Theme: light', run: () => setTheme('light') },
    { id: 'theme dark', label: 'Theme: dark', run: () => setTheme('dark') },
    { id: 'theme system', label: 'Theme: as the system', run: () => setTheme('system') },
    { id: 'help', label: 'Keyboard shortcuts and help', ...single('?'), run: () => void openHelp() },
    { id: 'logout', label: 'Log out', run: logOut },
  ];
}

function ofThisRecord(mayAddTasks: boolean): Entry[] {
  const here = recordHere();
  if (!here) return [];
  const about = { id: here.id, name: here.title };
  const ofCustomer = here.kind === 'customer';
  return [
    { id: 'copy', label: 'Copy the link to this page', detail: here.title, run: () => void copyLink() },
    ...(ofCustomer && mayAddTasks
      ? [
          {
            id: 'add here',
            label: 'Add a task for this customer',
            detail: here.title,
            run: () => void openQuickAdd({ about }),
          },
        ]
      : []),
  ];
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast({ message: 'The link is copied.' });
  } catch (error) {
    toastFailure('Not copied', error);
  }
}

const logOut = (): void => document.querySelector<HTMLFormElement>('form[action="/logout"]')?.requestSubmit();
