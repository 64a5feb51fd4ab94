import type { ReactiveControllerHost } from 'lit';
import type { Comment } from '../contracts/comment.ts';
import { api } from './api.ts';
import { RecordPages } from './record-pages.ts';
import * as socket from './socket.ts';
import { toast, toastFailure } from './toasts.ts';

/** What was said about a record, newest first; follows what others say. */
export class CommentsController extends RecordPages<Comment> {
  readonly #about: () => string;
  #stops: (() => void)[] = [];

  /** `record` is its collection, such as `/tasks`, and its id, at the time of asking. */
  constructor(host: ReactiveControllerHost, record: () => { collection: string; id: string }) {
    super(host, { path: () => `${record().collection}/${record().id}/comments`, many: 'comments' });
    this.#about = () => record().id;
  }

  override hostConnected(): void {
    if (typeof document === 'undefined') return;
    this.#stops = [
      socket.on('comment_update', ({ type, comment }) => {
        if (comment.about.id === this.#about()) this.#take(comment, type === 'deleted');
      }),
      socket.onResync(() => void this.refresh()),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** Resolves to whether it was saved. */
  add(content: string): Promise<boolean> {
    return this.write(async () => {
      this.#take((await api.post<{ comment: Comment }>(this.path(), { content })).comment, false);
      toast({ message: 'The comment is added.' });
    });
  }

  change({ id, version }: Comment, content: string): Promise<boolean> {
    return this.write(async () => {
      const changed = { content };
      const answer = await api.patch<{ comment: Comment }>(`${this.path()}/${id}`, changed, { ifMatch: version });
      this.#take(answer.comment, false);
      toast({ message: 'The comment is saved.' });
    });
  }

  async remove(comment: Comment): Promise<void> {
    try {
      await api.delete(`${this.path()}/${comment.id}`);
      this.#take(comment, true);
      toast({ message: 'The comment is deleted.' });
    } catch (error) {
      toastFailure('Not deleted', error);
    }
  }

  #take(comment: Comment, gone: boolean): void {
    const known = this.items.find(({ id }) => id === comment.id);
    if (gone) this.items = this.items.filter((other) => other !== known);
    else if (!known) this.items = [comment, ...this.items];
    else if (comment.version > known.version) {
      this.items = this.items.map((other) => (other === known ? comment : other));
    }
    this.host.requestUpdate();
  }
}
