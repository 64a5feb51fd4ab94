import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { recentRecords } from '../../lib/client/recent-records.ts';
import { SearchController } from '../../lib/client/search-controller.ts';
import { shellFacts } from '../../lib/client/shell-facts.ts';
import { LightElement } from '../light-element.ts';
import { openQuickAdd } from '../shell/quick-add.ts';
import { correctionWords } from '../ui/correction-words.ts';
import { icon } from '../ui/icon.ts';
import { plural } from '../ui/words.ts';
import { commandsOf } from './commands.ts';
import { sectionsFor, type Entry, type Section } from './entries.ts';

const optionId = (entry: Entry) => `palette-${entry.id.replace(/[^\w-]/g, '_')}`;

/** Finds records and does things: a field over a list of what it may mean (ARIA APG: combobox with a listbox). */
@customElement('command-palette')
export class CommandPalette extends LightElement {
  @state() private text = '';
  @state() private active = '';
  readonly #facts = shellFacts();
  readonly #search = new SearchController(this);
  #commands: Entry[] = [];
  /** Whether the active one was chosen by hand; else it is the first, whatever arrives. */
  #chosen = false;
  #sections: Section[] = [];

  /** Opens with a text in the field. */
  async open(text = ''): Promise<void> {
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    if (!dialog || dialog.open) return;
    this.#commands = commandsOf(this.#facts);
    this.#write(text);
    this.requestUpdate();
    dialog.showModal();
    await this.updateComplete;
    const field = this.#field();
    field?.focus();
    field?.setSelectionRange(text.length, text.length);
  }

  protected override willUpdate(): void {
    const { found, answered } = this.#search;
    this.#sections = sectionsFor({
      ...{ text: this.text.trim(), commands: this.#commands, recent: recentRecords(), found, answered },
      withText: (text) => this.#withText(text),
    });
    const entries = this.#entries();
    const stays = this.#chosen && entries.some((entry) => optionId(entry) === this.active);
    if (!stays) this.active = entries[0] ? optionId(entries[0]) : '';
  }

  protected override updated(): void {
    this.querySelector(`#${CSS.escape(this.active || 'none')}`)?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const { busy, fault, found } = this.#search;
    return html`<dialog
      class="palette"
      aria-label="Search and commands"
      @close=${this.#closed}
      @pointerdown=${this.#pressed}
    >
      <div class="palette-head">
        ${icon('search')}
        <input
          type="text"
          role="combobox"
          aria-label="Search or do something"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant=${this.active || nothing}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="200"
          placeholder="Find a customer, deal or task, or do something"
          .value=${this.text}
          @input=${(event: InputEvent) => this.#write((event.target as HTMLInputElement).value)}
          @keydown=${this.#keys}
        />
        <button type="button" class="btn icon quiet" aria-label="Close" @click=${this.#close}>${icon('close')}</button>
      </div>
      <p class="sr-only" role="status">${this.#said()}</p>
      ${found.corrections.length > 0 ? html`<p class="palette-note">${correctionWords(found.corrections)}</p>` : nothing}
      ${fault ? html`<p class="palette-note" role="alert">${fault}</p>` : nothing}
      <div class="palette-list" id="palette-list" role="listbox" aria-label="What was found" aria-busy=${busy}>
        ${repeat(
          this.#sections,
          ({ title }) => title,
          (section, place) => this.#section(section, place),
        )}
        ${busy && found.groups.length === 0 ? skeleton : nothing}
      </div>
      <p class="palette-foot" aria-hidden="true">
        <span><kbd>↑</kbd> <kbd>↓</kbd> choose</span><span><kbd>Enter</kbd> open</span><span><kbd>Esc</kbd> close</span>
      </p>
    </dialog>`;
  }

  #section({ title, entries }: Section, place: number) {
    return html`<div role="group" aria-labelledby="palette-group-${place}">
      <h2 class="palette-title" id="palette-group-${place}" role="presentation">${title}</h2>
      ${repeat(
        entries,
        ({ id }) => id,
        (entry) => this.#option(entry),
      )}
    </div>`;
  }

  #option(entry: Entry) {
    const id = optionId(entry);
    const inner = html`<span class="palette-label">${entry.label}</span>
      ${entry.detail ? html`<span class="palette-detail">${entry.detail}</span>` : nothing}
      ${entry.mark ? html`<span class="palette-mark">${entry.mark}</span>` : nothing}`;
    const selected = String(id === this.active);
    const choose = (event: MouseEvent) => this.#clicked(event, entry);
    const point = () => this.#choose(id);
    return entry.href
      ? html`<a
          role="option"
          class="palette-option"
          tabindex="-1"
          id=${id}
          href=${entry.href}
          aria-selected=${selected}
          @click=${choose}
          @pointermove=${point}
          >${inner}</a
        >`
      : html`<div
          role="option"
          class="palette-option"
          id=${id}
          aria-selected=${selected}
          @click=${choose}
          @pointermove=${point}
        >
          ${inner}
        </div>`;
  }

  #withText(text: string): Entry[] {
    const add = { id: 'add text', label: 'Add it as a task', run: () => void openQuickAdd({ line: text }) };
    return [
      {
        id: 'search page',
        label: 'Search on a page of its own',
        href: `/app/search?${new URLSearchParams({ q: text })}`,
      },
      ...(this.#facts.mayAddTasks ? [add] : []),
    ];
  }

  #said(): string {
    const { busy, fault, found } = this.#search;
    if (busy || fault || this.text.trim() === '') return busy ? 'Searching' : '';
    const count = found.groups.reduce((sum, { items }) => sum + items.length, 0);
    return count === 0 ? 'No record found' : `${plural(count, 'record')} found`;
  }

  #write(text: string) {
    if (text.trim() !== this.text.trim()) this.#search.look(text.trim());
    this.text = text;
    this.#chosen = false;
  }

  #choose(id: string) {
    this.#chosen = true;
    this.active = id;
  }

  #entries = (): Entry[] => this.#sections.flatMap(({ entries }) => entries);
  #field = () => this.querySelector('input');

  readonly #keys = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void this.#take(event.metaKey || event.ctrlKey);
      return;
    }
    const ids = this.#entries().map(optionId);
    const at = ids.indexOf(this.active);
    const moves: Record<string, number> = {
      ArrowDown: (at + 1) % ids.length,
      ArrowUp: (at - 1 + ids.length) % ids.length,
      Home: 0,
      End: ids.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#choose(ids[to] ?? '');
  };

  /** Does what is chosen; what the text found first when its answer is still on the way. */
  async #take(inNewTab: boolean) {
    const active = () => this.#entries().find((entry) => optionId(entry) === this.active);
    const isCommand = this.#commands.some((entry) => entry.id === active()?.id);
    if (this.#search.busy && !isCommand && !this.#chosen) {
      const { text } = this;
      await this.#search.settled;
      await this.updateComplete;
      if (text !== this.text) return;
    }
    const entry = active();
    if (!entry) return;
    if (entry.href && inNewTab) window.open(entry.href, '_blank', 'noopener');
    else this.#go(entry);
  }

  #clicked(event: MouseEvent, entry: Entry) {
    // The browser opens links in other tabs by itself.
    if (entry.href && (event.metaKey || event.ctrlKey || event.shiftKey)) return;
    event.preventDefault();
    this.#go(entry);
  }

  #go({ href, run }: Entry) {
    this.#close();
    if (href) location.assign(href);
    else run?.();
  }

  /** On what is around it. */
  readonly #pressed = ({ target, currentTarget }: PointerEvent) => {
    if (target === currentTarget) this.#close();
  };

  readonly #close = () => this.querySelector('dialog')?.close();

  readonly #closed = () => {
    this.#search.look('');
    this.text = '';
  };
}

const skeleton = html`<div class="palette-wait" aria-hidden="true">
  <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span>
</div>`;

declare global {
  interface HTMLElementTagNameMap {
    'command-palette': CommandPalette;
  }
}
