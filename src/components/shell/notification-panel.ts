import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { NotificationsController } from '../../lib/client/notifications-controller.ts';
import { LightElement } from '../light-element.ts';
import { notificationRows } from '../notifications/notification-rows.ts';
import { failure, skeletonRows } from '../ui/states.ts';

const shown = 8;

/** The newest of what the member was told, behind the bell. */
@customElement('notification-panel')
export class NotificationPanel extends LightElement {
  readonly #list = new NotificationsController(this, shown);

  /** Reads anew: called whenever the panel opens. */
  load(): Promise<void> {
    return this.#list.load();
  }

  protected override render() {
    const { unread } = this.#list;
    return html`
      <div class="flex items-center gap-3 px-4 py-2.5">
        <h2 class="flex-1 font-semibold">Notifications</h2>
        ${
          unread
            ? html`<button type="button" class="btn quiet" @click=${() => void this.#list.readAll()}>
                Mark all as read
              </button>`
            : nothing
        }
      </div>
      <div class="px-4">${this.#content()}</div>
      <p class="flex justify-between gap-3 px-4 py-3">
        <a class="link" href="/app/notifications">All notifications</a>
        <a class="link" href="/app/account#notifications">Choose which</a>
      </p>
    `;
  }

  #content() {
    const { items, fault } = this.#list;
    if (fault) return failure(fault, () => void this.#list.load());
    if (!items)
      return html`<p class="sr-only" role="status">Loading</p>
        ${skeletonRows(3)}`;
    if (items.length === 0) return html`<p class="border-y border-line py-6 text-muted">Nothing yet.</p>`;
    return notificationRows(items.slice(0, shown), {
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      now: new Date().toISOString(),
      read: (item) => void this.#list.read(item),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'notification-panel': NotificationPanel;
  }
}
