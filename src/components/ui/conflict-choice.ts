import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';

interface Sides {
  /** What both changed, where it has a name: `Company`. */
  what?: string;
  mine: string;
  theirs: string;
}

/** Brings the choice before whoever has to make it; who is typing something else already is left in peace. */
const comeForward = (notice: Element | undefined) =>
  queueMicrotask(() => {
    const isTyping = document.activeElement?.matches('input, select, textarea') ?? false;
    if (notice instanceof HTMLElement && !isTyping) notice.focus();
  });

/** Two people changed the same thing: both values, and a choice. */
export const conflictChoice = ({ what, mine, theirs }: Sides, settle: (keep: 'mine' | 'theirs') => void) => html`
  <div
    class="notice danger mb-5 flex-wrap"
    role="alertdialog"
    tabindex="-1"
    aria-labelledby="conflict-title"
    aria-describedby="conflict-text"
    ${ref(comeForward)}
  >
    <div class="min-w-0 flex-1 basis-64">
      <p id="conflict-title" class="font-semibold">
        ${what === undefined ? 'Someone' : `${what}: someone`} else changed this at the same time
      </p>
      <dl id="conflict-text" class="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        <dt class="text-muted">Theirs</dt>
        <dd class="break-words">${theirs || 'nothing'}</dd>
        <dt class="text-muted">Yours</dt>
        <dd class="break-words">${mine || 'nothing'}</dd>
      </dl>
    </div>
    <div class="flex gap-2">
      <button type="button" class="btn" @click=${() => settle('theirs')}>Keep theirs</button>
      <button type="button" class="btn primary" @click=${() => settle('mine')}>Use mine</button>
    </div>
  </div>
`;
