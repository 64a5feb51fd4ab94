import { html, nothing } from 'lit';
import { formatAgo } from '../../../lib/client/format.ts';
import type { RatingController } from '../../../lib/client/rating-controller.ts';
import { icon } from '../../ui/icon.ts';
import { postForm } from '../../ui/post-form.ts';
import type { TaskView } from './view.ts';

/** Asks whoever uses a plan whether it is of use, and why. */
export const planRating = (controller: RatingController, { task, zone, now }: TaskView) => {
  const { rating, busy } = controller;
  const page = `/app/tasks/${task.id}#rating`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { elements } = event.target as HTMLFormElement;
    const reason = (elements.namedItem('reason') as HTMLInputElement).value.trim();
    void controller.save({ useful: (event.submitter as HTMLButtonElement).value === 'yes', reason });
  };
  const verdict = (useful: boolean) =>
    html`<button
      class="btn"
      name="useful"
      value=${useful ? 'yes' : 'no'}
      aria-disabled=${busy ? 'true' : nothing}
      aria-pressed=${rating?.useful === useful ? 'true' : 'false'}
    >
      ${icon(useful ? 'thumbs-up' : 'thumbs-down')} ${useful ? 'Useful' : 'Not useful'}
    </button>`;
  return html`<section id="rating" class="mt-7" aria-labelledby="rating-title">
    <h2 id="rating-title" class="under-title">Is this plan useful?</h2>
    <form method="post" action=${page} class="flex flex-wrap items-center gap-2" @submit=${submit}>
      <input type="hidden" name="intent" value="rate-plan" />
      <button disabled hidden title="Enter in the field chooses neither"></button>
      ${verdict(true)} ${verdict(false)}
      <label class="sr-only" for="rating-reason">Why</label>
      <input
        id="rating-reason"
        name="reason"
        class="input small w-auto min-w-0 flex-1 basis-48"
        maxlength="500"
        autocomplete="off"
        placeholder="Why? If you like"
        .value=${rating?.reason ?? ''}
        value=${rating?.reason ?? ''}
      />
    </form>
    <div class="mt-1 flex min-h-8 flex-wrap items-center gap-x-2 text-sm text-muted" role="status">
      ${
        rating
          ? html`You called it ${rating.useful ? 'useful' : 'not useful'}, ${formatAgo(rating.ratedAt, zone, now)}.
            Administrators see that under AI usage.
            ${postForm(
              page,
              'unrate-plan',
              () => void controller.save(null),
              html`<button class="btn small quiet" aria-disabled=${busy ? 'true' : nothing}>Take it back</button>`,
            )}`
          : nothing
      }
    </div>
  </section>`;
};
