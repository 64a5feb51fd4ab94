import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CommentsController } from '../../lib/client/comments-controller.ts';
import { formatAgo } from '../../lib/client/format.ts';
import type { MentionPicker } from '../../lib/client/mention-picker.ts';
import type { Comment } from '../../lib/contracts/comment.ts';
import { mentionField } from '../mentions/mention-field.ts';
import { avatar } from '../ui/avatar.ts';
import { fill } from '../ui/fill.ts';
import { errorSentence } from '../ui/field-error.ts';
import type { Markdown } from '../ui/markdown.ts';

/** Who looks, and whether they may take away what others wrote. */
export interface Reader {
  id: string;
  moderates: boolean;
}

export interface CommentsOptions {
  comments: CommentsController;
  picker: MentionPicker;
  markdown: Markdown;
  me: Reader;
  /** The page the forms post to without JavaScript. */
  page: string;
  zone: string;
  now: string;
}

/** What was said about a task or deal, and a field to say more. Its forms work without JavaScript. */
export const commentsSection = (options: CommentsOptions) => {
  const { comments, picker, page } = options;
  const error = errorSentence('The comment', comments.fault ?? undefined);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem('content') as HTMLTextAreaElement;
    if (comments.busy || !field.value.trim()) return;
    if (await comments.add(field.value)) field.value = '';
  };
  return html`<section id="comments" aria-labelledby="comments-title" class="mt-8">
    <h2 id="comments-title" class="under-title">Comments</h2>
    <form method="post" action="${page}#comments" class="grid gap-2" @submit=${submit}>
      <input type="hidden" name="intent" value="comment" />
      ${mentionField(picker, {
        id: 'new-comment',
        name: 'content',
        label: 'New comment',
        placeholder: 'Say something; @ and a name tells a colleague (Markdown works)',
        invalid: error !== undefined,
        describedBy: error ? 'comment-error' : undefined,
      })}
      ${error ? html`<p class="error-text" id="comment-error" role="alert">${error}</p>` : nothing}
      <div>
        <button class="btn" aria-disabled=${comments.busy ? 'true' : nothing}>
          ${comments.busy ? 'Saving…' : 'Add comment'}
        </button>
      </div>
    </form>
    ${
      comments.items.length === 0
        ? html`<p class="mt-4 text-muted">No comments yet.</p>`
        : html`<ul class="mt-4 border-t border-line">
            ${repeat(
              comments.items,
              ({ id }) => id,
              (comment) => row(comment, options),
            )}
          </ul>`
    }
    ${
      comments.nextCursor
        ? html`<button type="button" class="btn needs-script mt-3" @click=${() => void comments.more()}>
            Show older comments
          </button>`
        : nothing
    }
  </section>`;
};

const row = (comment: Comment, options: CommentsOptions) => {
  const { markdown, me, zone, now } = options;
  const { id, author, content, mentions, createdAt, editedAt } = comment;
  const own = author?.id === me.id;
  return html`<li class="flex gap-3 border-b border-line py-3" id="comment-${id}">
    ${avatar(author?.name ?? 'Throughline')}
    <div class="min-w-0 flex-1">
      <p class="text-sm text-muted">
        <b class="font-[560] text-ink">${author?.name ?? 'Throughline'}</b>,
        <time datetime=${createdAt}>${formatAgo(createdAt, zone, now)}</time>${editedAt ? ', edited' : nothing}
      </p>
      ${markdown.show(content, mentions)} ${own || me.moderates ? tools(comment, own, options) : nothing}
    </div>
  </li>`;
};

const tools = (comment: Comment, own: boolean, { comments, picker, page }: CommentsOptions) => {
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem('content') as HTMLTextAreaElement;
    if (!(await comments.change(comment, field.value))) return;
    const details = form.closest('details');
    if (details) details.open = false;
  };
  const remove = (event: Event) => {
    event.preventDefault();
    void comments.remove(comment);
  };
  return html`<div class="said-tools">
    ${
      own
        ? html`<details @toggle=${(event: Event) => fill(event, 'content', comment.content)}>
            <summary class="btn quiet">Edit</summary>
            <form method="post" action="${page}#comments" class="mt-2 grid gap-2" @submit=${save}>
              <input type="hidden" name="intent" value="edit-comment" />
              <input type="hidden" name="comment" value=${comment.id} />
              ${mentionField(picker, {
                id: `edit-${comment.id}`,
                name: 'content',
                label: 'Comment',
                text: comment.content,
              })}
              <div><button class="btn" aria-disabled=${comments.busy ? 'true' : nothing}>Save comment</button></div>
            </form>
          </details>`
        : nothing
    }
    <form method="post" action="${page}#comments" @submit=${remove}>
      <input type="hidden" name="intent" value="delete-comment" />
      <input type="hidden" name="comment" value=${comment.id} />
      <button class="btn quiet" aria-label="Delete the comment of ${comment.author?.name ?? 'Throughline'}">
        Delete
      </button>
    </form>
  </div>`;
};
