import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Page } from '../contracts/common.ts';
import type { Notification } from '../contracts/notification.ts';
import { api, queryString } from './api.ts';
import * as socket from './socket.ts';
import { toastFailure } from './toasts.ts';
import { tellRead } from './unread.ts';

/** What the caller was told, page by page; follows what is told and read elsewhere. */
export class NotificationsController implements ReactiveController {
  /** Null until something was read. */
  items: Notification[] | null = null;
  nextCursor: string | null = null;
  loading = false;
  /** Why the last reading failed, in a sentence. */
  fault: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #limit: number;
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, limit: number) {
    this.#host = host;
    this.#limit = limit;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    this.#stops = [
      // Read rather than added: what is told may stand for what was told before.
      socket.on('notification', () => void this.#renew()),
      socket.on('notifications_read', ({ notificationId }) => this.#mark(notificationId, new Date().toISOString())),
      socket.onResync(() => void this.load()),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  get unread(): boolean {
    return this.items?.some(({ readAt }) => readAt === null) ?? false;
  }

  show({ items, nextCursor }: Page<Notification>): void {
    this.items = items;
    this.nextCursor = nextCursor;
    this.#host.requestUpdate();
  }

  /** Reads the newest. */
  load(): Promise<void> {
    return this.#read(undefined, (page) => this.show(page));
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    if (this.loading || this.nextCursor === null) return;
    await this.#read(this.nextCursor, ({ items, nextCursor }) =>
      this.show({ items: this.#joined(items), nextCursor, total: 0 }),
    );
  }

  /** Marks one as read, at once on the page; it is unread again when the server does not take it. */
  async read({ id, readAt }: Notification): Promise<void> {
    if (readAt !== null) return;
    this.#mark(id, new Date().toISOString());
    await this.#send(`/notifications/${id}/read`, () => this.#mark(id, null));
  }

  /** Marks all as read, those not shown too. */
  async readAll(): Promise<void> {
    const before = this.items;
    this.#mark(null, new Date().toISOString());
    await this.#send('/notifications/read-all', () => {
      this.items = before;
      this.#host.requestUpdate();
    });
  }

  async #send(path: string, putBack: () => void): Promise<void> {
    try {
      await api.post(path);
      tellRead();
    } catch (error) {
      putBack();
      toastFailure('Not marked as read', error);
    }
  }

  async #read(cursor: string | undefined, show: (page: Page<Notification>) => void): Promise<void> {
    this.loading = true;
    this.fault = null;
    this.#host.requestUpdate();
    try {
      show(await api.get<Page<Notification>>(`/notifications${queryString({ limit: this.#limit, cursor })}`));
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    } finally {
      this.loading = false;
      this.#host.requestUpdate();
    }
  }

  /** Reads the newest; what is older than these stays. */
  async #renew(): Promise<void> {
    if (this.items === null) return;
    await this.#read(undefined, (page) => {
      const last = page.items.at(-1)?.createdAt ?? '';
      const older = (this.items ?? []).filter(({ createdAt }) => createdAt < last);
      this.show({
        ...page,
        items: [...page.items, ...older],
        ...(older.length > 0 && { nextCursor: this.nextCursor }),
      });
    });
  }

  #joined(older: readonly Notification[]): Notification[] {
    const known = new Set(this.items?.map(({ id }) => id));
    return [...(this.items ?? []), ...older.filter(({ id }) => !known.has(id))];
  }

  #mark(id: string | null, readAt: string | null): void {
    this.items =
      this.items?.map((item) =>
        (id === null || item.id === id) && (readAt === null || item.readAt === null) ? { ...item, readAt } : item,
      ) ?? null;
    this.#host.requestUpdate();
  }
}
