import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { NotificationsController } from '../../../lib/client/notifications-controller.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Notification } from '../../../lib/contracts/notification.ts';
import { LightElement, island } from '../../light-element.ts';
import { notificationRows } from '../../notifications/notification-rows.ts';
import { emptyState, failure } from '../../ui/states.ts';

const pageSize = 50;

/** All a member was told, newest first. Without JavaScript its forms post to the page, and the link leads to older ones. */
@customElement('notification-list')
export class NotificationList extends LightElement {
  @property({ attribute: false }) served: Page<Notification> = { items: [], total: 0, nextCursor: null };
  @property() zone = 'UTC';
  @property() now = '';
  readonly #list = new NotificationsController(this, pageSize);

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('served')) this.#list.show(this.served);
  }

  protected override render() {
    const { items, unread, nextCursor, loading, fault } = this.#list;
    if (!items || items.length === 0) {
      return emptyState(
        'Nothing yet',
        'You are told here when someone gives you something or mentions you, when a reminder is due and when a task of yours is overdue.',
      );
    }
    return html`
      ${
        unread
          ? html`<form method="post" action="/app/notifications" class="mb-4" @submit=${this.#readAll}>
              <input type="hidden" name="intent" value="read-all" />
              <button class="btn">Mark all as read</button>
            </form>`
          : nothing
      }
      ${notificationRows(items, {
        zone: this.zone,
        now: this.now,
        read: (item) => void this.#list.read(item),
      })}
      ${fault ? html`<div class="mt-3">${failure(fault, () => void this.#list.more())}</div>` : nothing}
      ${
        nextCursor
          ? html`<a
              class="btn mt-3"
              href="/app/notifications?cursor=${encodeURIComponent(nextCursor)}"
              aria-disabled=${loading ? 'true' : 'false'}
              @click=${this.#more}
            >
              ${loading ? 'Loading…' : 'Show older'}
            </a>`
          : nothing
      }
    `;
  }

  readonly #readAll = (event: Event) => {
    event.preventDefault();
    void this.#list.readAll();
  };

  readonly #more = (event: Event) => {
    event.preventDefault();
    void this.#list.more();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'notification-list': NotificationList;
  }
}
export const NotificationListIsland = island(NotificationList);
