import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../../../lib/client/api.ts';
import { formatAgo } from '../../../lib/client/format.ts';
import { toast } from '../../../lib/client/toasts.ts';
import type { Role, User } from '../../../lib/contracts/user.ts';
import { LightElement, island } from '../../light-element.ts';
import { avatar } from '../../ui/avatar.ts';
import { choiceList, choicesOf } from '../../ui/field.ts';
import { roleWords } from '../../ui/words.ts';

type Patch = Partial<Pick<User, 'role' | 'isActive'>>;

const nameOf = ({ profile }: User) => `${profile.firstName} ${profile.lastName}`;

/** All accounts, for administrators: roles and access change in place; refusals are explained where they happened. */
@customElement('member-list')
export class MemberList extends LightElement {
  @property({ attribute: false }) served: User[] = [];
  @property({ attribute: false }) me = '';
  @property() zone = 'UTC';
  @property() now = '';
  /** What the server refused before this page was served, by member id: for browsers without JavaScript. */
  @property({ attribute: false }) refused: Record<string, string> = {};
  @state() private users: User[] = [];
  @state() private faults: Record<string, string> = {};
  /** In a live page a choice is saved by itself; a served one needs its button. */
  @state() private live = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.users = this.served;
    if (changed.has('refused')) this.faults = this.refused;
  }

  protected override firstUpdated() {
    this.live = true;
  }

  protected override render() {
    return html`<ul class="max-w-[760px] border-t border-line">
      ${repeat(
        this.users,
        ({ id }) => id,
        (user) => this.#row(user),
      )}
    </ul>`;
  }

  #row(user: User) {
    const name = nameOf(user);
    const fault = this.faults[user.id];
    const described = fault ? `fault-${user.id}` : nothing;
    return html`<li class="border-b border-line py-3">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        ${avatar(name)}
        <div class="min-w-0 flex-1 basis-48">
          <p class="font-[560] break-words">
            ${name} ${user.id === this.me ? html`<span class="chip ml-1.5">You</span>` : nothing}
            ${user.isActive ? nothing : html`<span class="chip warn ml-1.5">Deactivated</span>`}
          </p>
          <p class="num text-sm break-words text-muted">
            ${user.email},
            ${user.lastLogin ? `logged in ${formatAgo(user.lastLogin, this.zone, this.now)}` : 'never logged in'}
          </p>
        </div>
        <form
          method="post"
          action="/app/settings/members"
          class="flex gap-2 max-sm:ml-[38px]"
          @submit=${(event: Event) => event.preventDefault()}
        >
          <input type="hidden" name="intent" value="role" />
          <input type="hidden" name="id" value=${user.id} />
          <label class="sr-only" for="role-${user.id}">Role of ${name}</label>
          <select
            id="role-${user.id}"
            name="role"
            class="input small"
            .value=${user.role}
            aria-describedby=${described}
            @change=${(event: Event) => this.#setRole(user, event)}
          >
            ${choiceList(choicesOf(roleWords), user.role)}
          </select>
          ${this.live ? nothing : html`<button class="btn">Save</button>`}
        </form>
        <form
          method="post"
          action="/app/settings/members"
          class="sm:w-28"
          @submit=${(event: Event) => this.#setActive(event, user)}
        >
          <input type="hidden" name="intent" value="active" />
          <input type="hidden" name="id" value=${user.id} />
          <input type="hidden" name="active" value=${user.isActive ? 'false' : 'true'} />
          <button
            class="btn w-full ${user.isActive ? 'quiet danger' : ''}"
            aria-label="${user.isActive ? 'Deactivate' : 'Activate'} ${name}"
            aria-describedby=${described}
          >
            ${user.isActive ? 'Deactivate' : 'Activate'}
          </button>
        </form>
      </div>
      ${fault ? html`<p class="error-text pl-[38px]" id="fault-${user.id}" role="alert">${fault}</p>` : nothing}
    </li>`;
  }

  #setRole(user: User, event: Event) {
    const role = (event.target as HTMLSelectElement).value as Role;
    void this.#change(user, { role }, `${nameOf(user)} is now ${roleWords[role].toLowerCase()}.`);
  }

  #setActive(event: Event, user: User) {
    event.preventDefault();
    const isActive = !user.isActive;
    const said = isActive
      ? `${nameOf(user)} can log in again.`
      : `${nameOf(user)} is deactivated; all their sessions have ended.`;
    void this.#change(user, { isActive }, said);
  }

  /** Shows the change at once; a refusal takes it back and says why in the row. */
  async #change(user: User, patch: Patch, said: string) {
    const { [user.id]: _settled, ...others } = this.faults;
    this.faults = others;
    this.#show({ ...user, ...patch });
    try {
      const { user: saved } = await api.patch<{ user: User }>(`/users/${user.id}`, patch);
      this.#show(saved);
      toast({ message: said });
    } catch (error) {
      this.#show(user);
      this.faults = { ...this.faults, [user.id]: error instanceof Error ? error.message : String(error) };
      // The select shows the refused choice until it is told otherwise: for lit nothing has changed.
      await this.updateComplete;
      const select = this.querySelector<HTMLSelectElement>(`#role-${user.id}`);
      if (select) select.value = user.role;
    }
  }

  #show(user: User) {
    this.users = this.users.map((other) => (other.id === user.id ? user : other));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'member-list': MemberList;
  }
}
export const MemberListIsland = island(MemberList);
