import { html, render } from 'lit';
import { shellFacts } from '../../lib/client/shell-facts.ts';

type Keys = readonly string[];
const rows: readonly { title: string; keys: readonly (readonly [Keys, string])[] }[] = [
  {
    title: 'Anywhere',
    keys: [
      [['Ctrl', 'K'], 'Search or do something (⌘ K on a Mac)'],
      [['q'], 'Add a task without leaving the page, also n'],
      [['c'], 'Make something new'],
      [['F8'], 'To the message at the foot, such as its Undo, and back'],
      [['?'], 'This sheet'],
    ],
  },
  {
    title: 'Go to',
    keys: [
      [['g', 'h'], 'Today'],
      [['g', 't'], 'Tasks'],
      [['g', 'c'], 'Customers'],
      [['g', 'd'], 'Deals'],
      [['g', 'p'], 'Pipelines'],
      [['g', 'r'], 'Reports'],
      [['g', 'n'], 'Notifications'],
      [['g', 's'], 'Settings'],
      [['g', 'a'], 'Your account'],
    ],
  },
  {
    title: 'In a list',
    keys: [
      [['/'], 'Search in it'],
      [['j'], 'The next row'],
      [['k'], 'The row before'],
    ],
  },
];

/** Shows which keys do what. */
export function showHelp(): void {
  const holder = document.body.appendChild(document.createElement('div'));
  render(
    html`<dialog class="dialog help-sheet" aria-labelledby="help-title">
      <div class="flex items-start gap-3">
        <h2 id="help-title" class="flex-1 text-xl font-semibold">Keyboard shortcuts</h2>
        <form method="dialog"><button class="btn">Close</button></form>
      </div>
      <p class="mt-1 text-ink-2">
        ${
          shellFacts().keys
            ? 'Single keys rest while you type.'
            : 'Single keys are switched off in this browser; those with Ctrl work.'
        }
        <a class="link" href="/app/account#keyboard">Change that</a>
      </p>
      <div class="help-columns">
        ${rows.map(
          ({ title, keys }) =>
            html`<section>
              <h3>${title}</h3>
              <dl>
                ${keys.map(
                  ([pressed, does]) =>
                    html`<div>
                      <dt>${pressed.map((key, place) => html`${place > 0 ? ' ' : ''}<kbd>${key}</kbd>`)}</dt>
                      <dd>${does}</dd>
                    </div>`,
                )}
              </dl>
            </section>`,
        )}
      </div>
      <p class="mt-4 text-muted">
        Boards: Space lifts the card that has the focus, arrow keys choose its place, Space puts it down. How programs
        talk to Throughline: <a class="link" href="/docs/api">the API</a>.
      </p>
    </dialog>`,
    holder,
  );
  const dialog = holder.querySelector('dialog');
  dialog?.addEventListener('close', () => holder.remove());
  dialog?.showModal();
}
