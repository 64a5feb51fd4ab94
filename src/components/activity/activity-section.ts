import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryController } from '../../lib/client/history-controller.ts';
import { formatAgo } from '../../lib/client/format.ts';
import type { Activity } from '../../lib/contracts/activity.ts';
import { failure } from '../ui/states.ts';
import { changeWords, toldChanges, typeWords, type ActivityWorld } from './activity-words.ts';

interface Options extends ActivityWorld {
  /** The page of the record, where the link to older entries leads without JavaScript. */
  page: string;
  /** On a task's or deal's own page its title goes without saying. */
  own?: 'task' | 'deal';
}

/** The history of a record, newest first, with who did what. */
export const activitySection = (history: HistoryController, options: Options) => {
  const { items, nextCursor, loading, fault } = history;
  if (items.length === 0) return nothing;
  const more = (event: Event) => {
    event.preventDefault();
    void history.more();
  };
  return html`<section id="history" aria-labelledby="history-title" class="mt-8">
    <h2 id="history-title" class="under-title">History</h2>
    <ol class="border-t border-line">
      ${repeat(
        items,
        ({ id }) => id,
        (activity) => row(activity, options),
      )}
    </ol>
    ${fault ? failure(fault, () => void history.more()) : nothing}
    ${
      nextCursor
        ? html`<a
            class="btn mt-3"
            href="${options.page}?history=${encodeURIComponent(nextCursor)}#history"
            aria-disabled=${loading ? 'true' : 'false'}
            @click=${more}
          >
            ${loading ? 'Loading…' : 'Show older'}
          </a>`
        : nothing
    }
  </section>`;
};

/** What was done and to what: the record itself goes without saying where its changes follow. */
const deed = ({ type, task, deal }: Activity, own: Options['own']) => {
  const words = typeWords[type];
  if (task && own === 'task') return type === 'task_updated' ? typeWords.updated : `${words} this task`;
  if (task) return html`${words} <a class="link" href="/app/tasks/${task.id}">${task.title}</a>`;
  if (deal && own === 'deal') return type === 'deal_updated' ? typeWords.updated : ofThisDeal(words);
  return deal ? html`${words} <a class="link" href="/app/deals/${deal.id}">${deal.title}</a>` : words;
};

const ofThisDeal = (words: string) =>
  words.includes('the deal') ? words.replace('the deal', 'this deal').replace(/:$/, '') : `${words} this deal`;

const row = (activity: Activity, options: Options) => {
  const { type, actor, changes, at } = activity;
  const told = type === 'task_planned' ? [] : toldChanges(changes);
  return html`<li class="flex flex-wrap gap-x-4 gap-y-0.5 border-b border-line py-2">
    <div class="min-w-0 flex-1 basis-56">
      <p class="break-words"><b class="font-[560]">${actor.name}</b> ${deed(activity, options.own)}</p>
      ${
        told.length === 0
          ? nothing
          : html`<ul class="text-sm break-words text-muted">
              ${told.map((change) => html`<li>${changeWords(change, options)}</li>`)}
            </ul>`
      }
    </div>
    <time class="num text-sm text-muted" datetime=${at}>${formatAgo(at, options.zone, options.now)}</time>
  </li>`;
};
