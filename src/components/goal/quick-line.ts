import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { api } from '../../lib/client/api.ts';
import { formatNearDay, formatNearDayWithin, formatTime } from '../../lib/client/format.ts';
import { LiveController } from '../../lib/client/live-controller.ts';
import type { QuickLine } from '../../lib/contracts/quick-line.ts';
import { LightElement } from '../light-element.ts';
import { icon } from '../ui/icon.ts';
import { priorityWords } from '../ui/words.ts';

/** So long nothing is typed before the line is read. */
const pauseMs = 250;

/**
 * What the line of its form is understood to say, as chips that can be taken away: their words then stay in the title.
 * The server reads the line, here and when the form is posted; without JavaScript only then.
 */
@customElement('quick-line')
export class QuickLinePreview extends LightElement {
  @state() private read: QuickLine | null = null;
  readonly #plain = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = new AbortController();

  constructor() {
    super();
    new LiveController(this, () => {
      const input = this.#field('title');
      input?.addEventListener('input', this.#typed);
      return [() => input?.removeEventListener('input', this.#typed), () => this.#stop()];
    });
  }

  protected override render() {
    const { read } = this;
    const empty = !read || (read.parts.length === 0 && read.suggestions.length === 0);
    return html`<div class=${empty ? '' : 'understood'} role="status" aria-live="polite">
      ${empty ? nothing : html`<span>Understood:</span> ${this.#chips(read)}`}
    </div>`;
  }

  #chips(read: QuickLine) {
    return html`${read.parts.map(
      ({ kind, text }) =>
        html`<span class="chip">
          ${wordsOf(read, kind, text)}
          <button
            type="button"
            class="chip-remove"
            aria-label=${kind === 'customer' ? `Not with this customer` : `Leave “${text}” in the title`}
            @click=${() => this.#takeBack(text)}
          >
            ${icon('close', 12)}
          </button>
        </span>`,
    )}
    ${read.suggestions.map(
      (customer) =>
        html`<button type="button" class="btn small" @click=${() => this.#choose(customer)}>
          With ${customer.name}?
        </button>`,
    )}`;
  }

  #field(name: string): HTMLInputElement | HTMLSelectElement | null {
    const field = this.closest('form')?.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field : null;
  }

  readonly #typed = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pauseMs);
  };

  #stop() {
    clearTimeout(this.#timer);
    this.#asked.abort();
  }

  #takeBack(text: string) {
    this.#plain.add(text);
    const field = this.#field('plain');
    if (field) field.value = [...this.#plain].join('\n');
    void this.#ask();
    this.#field('title')?.focus();
  }

  #choose({ id, name }: { id: string; name: string }) {
    const field = this.#field('customerId');
    if (!(field instanceof HTMLSelectElement)) return;
    if (![...field.options].some(({ value }) => value === id)) field.add(new Option(name, id));
    field.value = id;
    const details = field.closest('details');
    if (details) details.open = true;
    if (this.read) this.read = { ...this.read, suggestions: [] };
    field.focus();
  }

  async #ask() {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const line = this.#field('title')?.value.trim() ?? '';
    if (line === '') {
      this.read = null;
      return;
    }
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const query = new URLSearchParams({ line, zone: timeZone, plain: [...this.#plain].join('\n') });
    try {
      const read = await api.get<QuickLine>(`/tasks/quick-add?${query}`, { signal });
      const chosen = this.#field('customerId')?.value;
      this.read = chosen ? { ...read, suggestions: [] } : read;
    } catch {
      // A preview only: the line is read again when it is posted, and what is wrong is said then.
      if (!signal.aborted) this.read = null;
    }
  }
}

function wordsOf(read: QuickLine, kind: QuickLine['parts'][number]['kind'], text: string): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const now = new Date();
  switch (kind) {
    case 'date': {
      if (read.scheduledFor) {
        return `${formatNearDay(read.scheduledFor, timeZone, now)}, ${formatTime(read.scheduledFor, timeZone)}`;
      }
      return read.dueDate
        ? `Due ${formatNearDayWithin(read.dueDate, timeZone, now)}, ${formatTime(read.dueDate, timeZone)}`
        : text;
    }
    case 'priority':
      return `${priorityWords[read.priority ?? 'medium']} priority`;
    case 'person':
      return `For ${read.assignee?.name ?? text}`;
    case 'customer':
      return `With ${read.customer?.name ?? text}`;
    case 'tag':
      return text;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'quick-line': QuickLinePreview;
  }
}
