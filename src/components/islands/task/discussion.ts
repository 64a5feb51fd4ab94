import type { ReactiveControllerHost } from 'lit';
import { CommentsController } from '../../../lib/client/comments-controller.ts';
import { MentionPicker } from '../../../lib/client/mention-picker.ts';
import type { Comment } from '../../../lib/contracts/comment.ts';
import type { Page } from '../../../lib/contracts/common.ts';
import type { Member } from '../../../lib/contracts/user.ts';
import { commentsSection, type Reader } from '../../comments/comments-section.ts';
import { Markdown } from '../../ui/markdown.ts';
import type { TaskView } from './view.ts';

/** What people say about a task. */
export class Discussion {
  readonly #comments: CommentsController;
  readonly #picker: MentionPicker;
  readonly #markdown: Markdown;

  constructor(host: ReactiveControllerHost & HTMLElement, task: { id: () => string; members: () => Member[] }) {
    this.#comments = new CommentsController(host, () => ({ collection: '/tasks', id: task.id() }));
    this.#picker = new MentionPicker(host, task.members);
    this.#markdown = new Markdown(host);
  }

  show(comments: Page<Comment>): void {
    this.#comments.show(comments);
  }

  section({ task, zone, now }: TaskView, me: Reader) {
    const { id } = task;
    const page = `/app/tasks/${id}`;
    return commentsSection({
      comments: this.#comments,
      picker: this.#picker,
      markdown: this.#markdown,
      me,
      page,
      zone,
      now,
    });
  }
}
