import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatAgo } from '../../lib/client/format.ts';
import type { Notification } from '../../lib/contracts/notification.ts';

interface Options {
  zone: string;
  now: string;
  /** One was opened or marked. */
  read: (notification: Notification) => void;
}

/** Notifications, each a link to what it is about; unread ones can be marked. The forms work without JavaScript. */
export const notificationRows = (items: readonly Notification[], options: Options) => html`
  <ul class="border-t border-line">
    ${repeat(
      items,
      ({ id }) => id,
      (item) => row(item, options),
    )}
  </ul>
`;

const row = (item: Notification, { zone, now, read }: Options) => {
  const { id, title, link, readAt, createdAt } = item;
  const unread = readAt === null;
  const submit = (event: Event) => {
    event.preventDefault();
    read(item);
  };
  const words = html`${unread ? html`<span class="sr-only">Unread: </span>` : nothing}${title}`;
  return html`<li class="notification" data-unread=${unread ? 'true' : 'false'}>
    <div class="min-w-0 flex-1">
      ${
        link === null
          ? html`<p class="notification-title">${words}</p>`
          : html`<a class="notification-title" href=${link} @click=${() => read(item)}>${words}</a>`
      }
      <time class="num block text-sm text-muted" datetime=${createdAt}>${formatAgo(createdAt, zone, now)}</time>
    </div>
    ${
      unread
        ? html`<form method="post" action="/app/notifications" @submit=${submit}>
            <input type="hidden" name="intent" value="read" />
            <input type="hidden" name="id" value=${id} />
            <button class="btn quiet" aria-label="Mark as read: ${title}">Mark as read</button>
          </form>`
        : nothing
    }
  </li>`;
};
