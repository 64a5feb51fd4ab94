import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { LiveController } from '../../lib/client/live-controller.ts';
import { unheardToasts, type Toast } from '../../lib/client/toasts.ts';
import { LightElement } from '../light-element.ts';
import { icon } from '../ui/icon.ts';

/** How long a message stays when nobody points at it: long enough to read it and reach Undo. */
const shownFor = 8000;

interface Shown extends Toast {
  key: number;
}

/** Says what happened, at the foot of the page. Listens to `throughline:toast` on the document. */
@customElement('toast-region')
export class ToastRegion extends LightElement {
  @state() private shown: Shown[] = [];
  #next = 0;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor() {
    super();
    new LiveController(this, () => {
      document.addEventListener('throughline:toast', this.#hear);
      for (const early of unheardToasts()) this.#add(early);
      return [() => this.#leave()];
    });
  }

  protected override render() {
    return html`<div class="flex flex-col items-center gap-2" role="status" aria-live="polite">
      ${repeat(
        this.shown,
        (toast) => toast.key,
        (toast) =>
          html`<div
            class="arrives pointer-events-auto flex max-w-full items-center gap-3 rounded-2 bg-ink py-2 pr-2 pl-3.5 text-paper shadow-float"
            @pointerenter=${() => this.#hold(toast.key)}
            @pointerleave=${() => this.#arm(toast.key)}
            @focusin=${() => this.#hold(toast.key)}
            @focusout=${() => this.#arm(toast.key)}
          >
            ${toast.tone === 'danger' ? icon('alert') : nothing}
            <p class="min-w-0 break-words">${toast.message}</p>
            ${
              toast.link
                ? html`<a
                    class="inline-flex min-h-7 items-center px-1 font-semibold underline underline-offset-3"
                    href=${toast.link.href}
                    >${toast.link.label}</a
                  >`
                : nothing
            }
            ${
              toast.action
                ? html`<button
                    type="button"
                    class="min-h-7 px-1 font-semibold underline underline-offset-3"
                    aria-keyshortcuts="F8"
                    @click=${() => this.#act(toast)}
                  >
                    ${toast.action.label}<kbd
                      class="ml-1.5 text-xs font-normal pointer-coarse:hidden"
                      aria-hidden="true"
                      >F8</kbd
                    >
                  </button>`
                : nothing
            }
            <button
              type="button"
              class="grid size-7 flex-none place-items-center"
              aria-label="Dismiss"
              @click=${() => this.#remove(toast.key)}
            >
              ${icon('close')}
            </button>
          </div>`,
      )}
    </div>`;
  }

  readonly #hear = (event: CustomEvent<Toast>) => {
    event.preventDefault();
    this.#add(event.detail);
  };

  #add(toast: Toast) {
    const key = this.#next++;
    // Three at most: an older one has been read or does not matter any more.
    this.shown = [...this.shown, { ...toast, key }].slice(-3);
    this.#arm(key);
  }

  #act(toast: Shown) {
    this.#remove(toast.key);
    toast.action?.run();
  }

  #leave() {
    document.removeEventListener('throughline:toast', this.#hear);
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #arm(key: number) {
    this.#hold(key);
    this.#timers.set(
      key,
      setTimeout(() => this.#remove(key), shownFor),
    );
  }

  #hold(key: number) {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  #remove(key: number) {
    this.#hold(key);
    this.shown = this.shown.filter((toast) => toast.key !== key);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'toast-region': ToastRegion;
  }
}
