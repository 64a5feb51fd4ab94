import { shellFacts } from '../../lib/client/shell-facts.ts';
import { openHelp } from './help.ts';
import { isPaletteOpening, openPalette } from './palette.ts';
import { openQuickAdd } from './quick-add.ts';

/** Where `g` and a second key lead. */
const places: Readonly<Record<string, string>> = {
  h: '/app',
  t: '/app/tasks',
  c: '/app/customers',
  d: '/app/deals',
  p: '/app/pipelines',
  r: '/app/reports',
  n: '/app/notifications',
  s: '/app/settings',
  a: '/app/account',
};
/** So long after `g` a second key counts. */
const patienceMs = 1500;

/**
 * Single keys as shortcuts, as long as nobody types: `g` and a place, `q` and `n` a task, `c` something new, `/` the
 * list's search, `j` and `k` its rows, `?` what there is. Off where the member switched them off.
 */
export function wireShortcuts(): void {
  const { keys: on, mayAddTasks } = shellFacts();
  if (!on) return;
  /** When `g` was pressed last. */
  let going = -Infinity;
  /** What was asked for is on its way: keys pressed meanwhile are meant for it. */
  let waiting = false;
  const wait = (opening: Promise<void>) => {
    waiting = true;
    void opening.finally(() => (waiting = false));
  };
  const add = () => {
    if (mayAddTasks) wait(openQuickAdd());
  };
  const single: Readonly<Record<string, () => void>> = {
    q: add,
    n: add,
    c: () => void openPalette('New '),
    '/': searchList,
    '?': () => wait(openHelp()),
    j: () => step(1),
    k: () => step(-1),
    g: () => (going = performance.now()),
  };
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (waiting || isPaletteOpening() || isTyping(event) || document.querySelector('dialog[open]')) return;
    const place = performance.now() - going < patienceMs ? places[event.key] : undefined;
    going = -Infinity;
    const run = place === undefined ? single[event.key] : () => location.assign(place);
    if (!run) return;
    event.preventDefault();
    run();
  });
}

function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  );
}

function searchList(): void {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]');
  if (!field) {
    void openPalette();
    return;
  }
  field.focus();
  field.select();
}

/** The next row of a list, or the one before. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main .record-name a')];
  const at = rows.findIndex((row) => row.closest('.record-row')?.contains(document.activeElement));
  const to = at < 0 ? (by === 1 ? 0 : -1) : at + by;
  rows[to]?.focus();
}
