import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { forgetToken } from '../../lib/client/api.ts';
import { LightElement } from '../light-element.ts';
import { textField } from '../ui/field.ts';

/** Asks to log in again where one is, so that nothing typed on the page is lost. */
@customElement('login-dialog')
export class LoginDialog extends LightElement {
  @state() private error = '';
  @state() private busy = false;
  readonly #dialog = createRef<HTMLDialogElement>();
  #settle: ((loggedIn: boolean) => void) | null = null;

  /** Opens the dialog; resolves to whether the person is logged in again. */
  async ask(): Promise<boolean> {
    await this.updateComplete;
    this.#dialog.value?.showModal();
    return new Promise((resolve) => (this.#settle = resolve));
  }

  protected override render() {
    return html`<dialog
      class="dialog"
      aria-labelledby="relogin-title"
      ${ref(this.#dialog)}
      @close=${() => this.#end(false)}
    >
      <h2 id="relogin-title" class="text-xl font-semibold">Log in again</h2>
      <p class="mt-1 mb-4 text-ink-2">Your session has ended. What you entered on this page is kept.</p>
      <form class="grid gap-3" @submit=${this.#submit}>
        ${textField({ id: 'relogin-email', name: 'email', label: 'Email', type: 'email', value: '', required: true, autocomplete: 'username' })}
        ${textField({ id: 'relogin-password', name: 'password', label: 'Password', type: 'password', value: '', required: true, autocomplete: 'current-password' })}
        ${this.error ? html`<p class="error-text" role="alert">${this.error}</p>` : nothing}
        <div class="mt-2 flex justify-end gap-2">
          <button type="button" class="btn quiet" @click=${() => this.#dialog.value?.close()}>Not now</button>
          <button class="btn primary" aria-disabled=${this.busy ? 'true' : nothing}>Log in</button>
        </div>
      </form>
    </dialog>`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement) || this.busy) return;
    this.busy = true;
    const { email, password } = Object.fromEntries(new FormData(event.target));
    const answer = await fetch('/api/auth/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }).catch(() => null);
    this.busy = false;
    if (answer?.ok) {
      forgetToken();
      this.#end(true);
      return;
    }
    const problem = (await answer?.json().catch(() => null)) as { detail?: string } | null | undefined;
    this.error = problem?.detail ?? 'The server does not answer. Try again in a moment.';
  };

  #end(loggedIn: boolean) {
    const settle = this.#settle;
    this.#settle = null;
    this.error = '';
    // Whoever is here when the session ends next must know the password.
    this.querySelector('form')?.reset();
    if (this.#dialog.value?.open) this.#dialog.value.close();
    settle?.(loggedIn);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'login-dialog': LoginDialog;
  }
}
