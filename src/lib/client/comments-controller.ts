import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Comment } from '../contracts/comment.ts';
import type { Page } from '../contracts/common.ts';
import { api } from './api.ts';
import * as socket from './socket.ts';
import { toast, toastFailure } from './toasts.ts';

/** What was said about a record, newest first; follows what others say. */
export class CommentsController implements ReactiveController {
  items: readonly Comment[] = [];
  nextCursor: string | null = null;
  busy = false;
  /** Why what was written last could not be saved, in a sentence. */
  fault: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #path: () => string;
  readonly #about: () => string;
  #stops: (() => void)[] = [];

  /** `record` is its collection, such as `/tasks`, and its id, at the time of asking. */
  constructor(host: ReactiveControllerHost, record: () => { collection: string; id: string }) {
    this.#host = host;
    this.#path = () => `${record().collection}/${record().id}/comments`;
    this.#about = () => record().id;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    this.#stops = [
      socket.on('comment_update', ({ type, comment }) => {
        if (comment.about.id === this.#about()) this.#take(comment, type === 'deleted');
      }),
      socket.onResync(() => void this.#reload()),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  show({ items, nextCursor }: Page<Comment>): void {
    this.items = items;
    this.nextCursor = nextCursor;
    this.#host.requestUpdate();
  }

  /** Resolves to whether it was saved. */
  add(content: string): Promise<boolean> {
    return this.#write(() => api.post<{ comment: Comment }>(this.#path(), { content }));
  }

  change({ id, version }: Comment, content: string): Promise<boolean> {
    return this.#write(() =>
      api.patch<{ comment: Comment }>(`${this.#path()}/${id}`, { content }, { ifMatch: version }),
    );
  }

  async remove(comment: Comment): Promise<void> {
    try {
      await api.delete(`${this.#path()}/${comment.id}`);
      this.#take(comment, true);
      toast({ message: 'The comment is deleted.' });
    } catch (error) {
      toastFailure('Not deleted', error);
    }
  }

  async more(): Promise<void> {
    if (this.nextCursor === null) return;
    try {
      const page = await api.get<Page<Comment>>(`${this.#path()}?cursor=${encodeURIComponent(this.nextCursor)}`);
      const known = new Set(this.items.map(({ id }) => id));
      this.show({ ...page, items: [...this.items, ...page.items.filter(({ id }) => !known.has(id))] });
    } catch (error) {
      toastFailure('Older comments cannot be shown', error);
    }
  }

  async #reload(): Promise<void> {
    const page = await api.get<Page<Comment>>(this.#path()).catch(() => null);
    if (page) this.show(page);
  }

  async #write(send: () => Promise<{ comment: Comment }>): Promise<boolean> {
    this.busy = true;
    this.fault = null;
    this.#host.requestUpdate();
    try {
      this.#take((await send()).comment, false);
      return true;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  #take(comment: Comment, gone: boolean): void {
    const known = this.items.find(({ id }) => id === comment.id);
    if (gone) this.items = this.items.filter((other) => other !== known);
    else if (!known) this.items = [comment, ...this.items];
    else if (comment.version > known.version) {
      this.items = this.items.map((other) => (other === known ? comment : other));
    }
    this.#host.requestUpdate();
  }
}
