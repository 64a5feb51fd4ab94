import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { api } from '../../../lib/client/api.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import { LightElement } from '../../light-element.ts';

/** So long nothing is typed before tasks are looked for. */
const pauseMs = 200;
const mostShown = 8;

type Parent = Task['parent'];

/** Asks which task another one is to be part of. */
@customElement('parent-dialog')
export class ParentDialog extends LightElement {
  @state() private task: Pick<Task, 'id' | 'title' | 'parent'> | null = null;
  @state() private found: readonly Task[] = [];
  @state() private fault = '';
  readonly #dialog = createRef<HTMLDialogElement>();
  #settle: ((parent: Parent | undefined) => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = new AbortController();

  /** Resolves to the task chosen, to null for none, to undefined when the person thought better of it. */
  async ask(task: Pick<Task, 'id' | 'title' | 'parent'>): Promise<Parent | undefined> {
    this.task = task;
    await this.updateComplete;
    this.#dialog.value?.showModal();
    void this.#search('');
    return new Promise((resolve) => (this.#settle = resolve));
  }

  protected override render() {
    const { task } = this;
    if (!task) return nothing;
    const choices = this.found.filter(({ id }) => id !== task.id);
    return html`<dialog
      class="dialog"
      aria-labelledby="parent-title"
      ${ref(this.#dialog)}
      @close=${() => this.#end(undefined)}
    >
      <h2 id="parent-title" class="text-xl font-semibold">Move “${task.title}” under another task</h2>
      <label for="parent-search" class="sr-only">Search tasks</label>
      <input
        id="parent-search"
        type="search"
        class="input mt-4"
        placeholder="Search tasks"
        autocomplete="off"
        @input=${(event: Event) => {
          clearTimeout(this.#timer);
          const { value } = event.target as HTMLInputElement;
          this.#timer = setTimeout(() => void this.#search(value.trim()), pauseMs);
        }}
      />
      <p class="sr-only" role="status">${choices.length} found</p>
      ${this.fault ? html`<p class="error-text" role="alert">${this.fault}</p>` : nothing}
      <ul class="my-3">
        ${choices.map(
          ({ id, title, parent }) =>
            html`<li>
              <button type="button" class="choice" @click=${() => this.#end({ id, title })}>
                <span class="font-[550] wrap-anywhere">${title}</span>
                ${parent ? html`<span class="text-sm text-muted">in ${parent.title}</span>` : nothing}
              </button>
            </li>`,
        )}
      </ul>
      ${choices.length === 0 && !this.fault ? html`<p class="mb-3 text-muted">No other task matches.</p>` : nothing}
      <div class="flex justify-end gap-2">
        <button type="button" class="btn quiet" @click=${() => this.#end(undefined)}>Leave it</button>
        ${
          task.parent
            ? html`<button type="button" class="btn" @click=${() => this.#end(null)}>Under none</button>`
            : nothing
        }
      </div>
    </dialog>`;
  }

  async #search(q: string): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const values = new URLSearchParams({ limit: String(mostShown), sort: '-updatedAt', ...(q && { q }) });
    try {
      this.found = (await api.get<Page<Task>>(`/tasks?${values}`, { signal })).items;
      this.fault = '';
    } catch (error) {
      if (!signal.aborted) this.fault = error instanceof Error ? error.message : String(error);
    }
  }

  #end(parent: Parent | undefined) {
    const settle = this.#settle;
    this.#settle = null;
    clearTimeout(this.#timer);
    this.#asked.abort();
    if (this.#dialog.value?.open) this.#dialog.value.close();
    settle?.(parent);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parent-dialog': ParentDialog;
  }
}
