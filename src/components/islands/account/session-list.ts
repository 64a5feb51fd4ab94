import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../../../lib/client/api.ts';
import { formatAgo, formatDay } from '../../../lib/client/format.ts';
import { toast, toastFailure } from '../../../lib/client/toasts.ts';
import type { Session } from '../../../lib/contracts/user.ts';
import { LightElement, island } from '../../light-element.ts';
import { deviceWords } from './device-words.ts';

/** In the middle of a sentence; what has a name of its own keeps it. */
const within = (device: string) => device.replace(/^A /, 'a ');

/** Where one is logged in. Ends sessions in place; without JavaScript its forms post to the page. */
@customElement('session-list')
export class SessionList extends LightElement {
  @property({ attribute: false }) served: Session[] = [];
  @property() zone = 'UTC';
  @property() now = '';
  @state() private sessions: Session[] = [];

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.sessions = this.served;
  }

  protected override render() {
    const others = this.sessions.filter(({ current }) => !current);
    return html`
      <ul class="border-t border-line">
        ${repeat(
          this.sessions,
          ({ id }) => id,
          (session) => this.#row(session),
        )}
      </ul>
      ${
        others.length > 0
          ? html`<form method="post" action="/app/account#sessions" class="mt-4" @submit=${this.#endOthers}>
              <input type="hidden" name="intent" value="end-others" />
              <button class="btn danger">End all others</button>
            </form>`
          : html`<p class="mt-3 text-muted">You are logged in nowhere else.</p>`
      }
    `;
  }

  #row(session: Session) {
    const device = deviceWords(session.userAgent);
    const since = formatDay(session.createdAt, this.zone, this.now);
    return html`<li class="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      <div class="min-w-0 flex-1 basis-52">
        <p class="font-[560]">
          ${device} ${session.current ? html`<span class="chip ok ml-1.5">This one</span>` : nothing}
        </p>
        <p class="num text-sm text-muted">
          Used ${formatAgo(session.lastUsedAt, this.zone, this.now)}, since
          ${since}${session.ip ? `, from ${session.ip}` : ''}
        </p>
      </div>
      ${
        session.current
          ? nothing
          : html`<form
              method="post"
              action="/app/account#sessions"
              @submit=${(event: Event) => this.#end(event, session)}
            >
              <input type="hidden" name="intent" value="end-session" />
              <input type="hidden" name="session" value=${session.id} />
              <button class="btn" aria-label="End the session of ${within(device)}, since ${since}">End</button>
            </form>`
      }
    </li>`;
  }

  #end(event: Event, session: Session) {
    event.preventDefault();
    void this.#without([session], `Ended the session of ${within(deviceWords(session.userAgent))}.`, () =>
      api.delete(`/auth/sessions/${session.id}`),
    );
  }

  readonly #endOthers = (event: Event) => {
    event.preventDefault();
    const others = this.sessions.filter(({ current }) => !current);
    void this.#without(others, 'Ended all other sessions.', () => api.delete('/auth/sessions'));
  };

  /** Takes them from the list at once, and back into it when the server refuses. */
  async #without(ended: Session[], said: string, send: () => Promise<void>) {
    const before = this.sessions;
    this.sessions = before.filter((session) => !ended.includes(session));
    try {
      await send();
      toast({ message: said });
    } catch (error) {
      this.sessions = before.filter((session) => ended.includes(session) || this.sessions.includes(session));
      toastFailure('Not ended', error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'session-list': SessionList;
  }
}
export const SessionListIsland = island(SessionList);
