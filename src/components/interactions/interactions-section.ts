import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatDay, formatMinutes, formatTime } from '../../lib/client/format.ts';
import type { InteractionsController } from '../../lib/client/interactions-controller.ts';
import { localTime } from '../../lib/client/local-time.ts';
import type { Interaction, InteractionKind } from '../../lib/contracts/interaction.ts';
import type { Reader } from '../comments/comments-section.ts';
import { fill } from '../ui/fill.ts';
import { choiceList, choicesOf } from '../ui/field.ts';
import type { Markdown } from '../ui/markdown.ts';
import { interactionRequest } from './interaction-form.ts';

export const interactionWords: Record<InteractionKind, string> = { call: 'Call', meeting: 'Meeting', mail: 'Mail' };

export interface InteractionsOptions {
  interactions: InteractionsController;
  markdown: Markdown;
  me: Reader;
  /** The page the forms post to without JavaScript. */
  page: string;
  zone: string;
  now: string;
}

/** Calls, meetings and mails with a customer, and a form to log another. Its forms work without JavaScript. */
export const interactionsSection = (options: InteractionsOptions) => {
  const { interactions, page } = options;
  const { items, nextCursor, fault } = interactions;
  return html`<section id="interactions" aria-labelledby="interactions-title" class="mt-8">
    <h2 id="interactions-title" class="under-title">Calls, meetings, mails</h2>
    <details class="log">
      <summary class="btn">Log a call, meeting or mail</summary>
      <form
        method="post"
        action="${page}#interactions"
        class="log-form"
        @submit=${submitting(options, (sent) => interactions.log(sent))}
      >
        <input type="hidden" name="intent" value="log" />
        ${fields('log', null, options)}
        <div class="sm:col-span-3">
          <button class="btn primary" aria-disabled=${interactions.busy ? 'true' : nothing}>
            ${interactions.busy ? 'Saving…' : 'Log it'}
          </button>
        </div>
      </form>
    </details>
    ${fault ? html`<p class="error-text" role="alert">${fault}</p>` : nothing}
    ${
      items.length === 0
        ? html`<p class="mt-3 text-muted">None logged yet.</p>`
        : html`<ul class="mt-3 border-t border-line">
            ${repeat(
              items,
              ({ id }) => id,
              (item) => row(item, options),
            )}
          </ul>`
    }
    ${
      nextCursor
        ? html`<button type="button" class="btn needs-script mt-3" @click=${() => void interactions.more()}>
            Show older
          </button>`
        : nothing
    }
  </section>`;
};

/** Sends a form's fields, and closes and empties it when they were saved. */
const submitting =
  ({ zone }: InteractionsOptions, send: (request: object) => Promise<boolean>) =>
  async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (!(await send(interactionRequest(Object.fromEntries(new FormData(form)), zone)))) return;
    form.reset();
    const details = form.closest('details');
    if (details) details.open = false;
  };

const row = (item: Interaction, options: InteractionsOptions) => {
  const { markdown, me, zone, now } = options;
  const { kind, at, minutes, outcome, text, participants, author } = item;
  const facts = [
    `${formatDay(at, zone, now)} ${formatTime(at, zone)}`,
    ...(minutes === null ? [] : [formatMinutes(minutes)]),
    ...(participants.length === 0 ? [] : [`with ${participants.join(', ')}`]),
    `logged by ${author?.name ?? 'Throughline'}`,
  ];
  return html`<li class="border-b border-line py-3">
    <p class="break-words">
      <span class="chip">${interactionWords[kind]}</span>
      ${outcome ? html`<b class="ml-1 font-[560]">${outcome}</b>` : nothing}
    </p>
    <p class="num mt-0.5 text-sm break-words text-muted">${facts.join(', ')}</p>
    ${text ? markdown.show(text) : nothing} ${author?.id === me.id || me.moderates ? tools(item, options) : nothing}
  </li>`;
};

const tools = (item: Interaction, options: InteractionsOptions) => {
  const { interactions, page } = options;
  const remove = (event: Event) => {
    event.preventDefault();
    void interactions.remove(item);
  };
  return html`<div class="said-tools">
    <details @toggle=${(event: Event) => fill(event, 'text', item.text)}>
      <summary class="btn quiet">Edit</summary>
      <form
        method="post"
        action="${page}#interactions"
        class="log-form"
        @submit=${submitting(options, (sent) => interactions.change(item, sent))}
      >
        <input type="hidden" name="intent" value="edit-log" />
        <input type="hidden" name="interaction" value=${item.id} />
        ${fields(item.id, item, options)}
        <div class="sm:col-span-3">
          <button class="btn" aria-disabled=${interactions.busy ? 'true' : nothing}>Save</button>
        </div>
      </form>
    </details>
    <form method="post" action="${page}#interactions" @submit=${remove}>
      <input type="hidden" name="intent" value="delete-log" />
      <input type="hidden" name="interaction" value=${item.id} />
      <button class="btn quiet" aria-label="Delete this ${interactionWords[item.kind].toLowerCase()}">Delete</button>
    </form>
  </div>`;
};

const fields = (id: string, item: Interaction | null, { zone, now }: InteractionsOptions) => html`
  <div class="field">
    <label for="${id}-kind">What</label>
    <select id="${id}-kind" name="kind" class="input">
      ${choiceList(choicesOf(interactionWords), item?.kind ?? 'call')}
    </select>
  </div>
  <div class="field">
    <label for="${id}-at">When</label>
    <input
      id="${id}-at"
      name="at"
      type="datetime-local"
      class="input num"
      value=${item ? localTime(item.at, zone) : nothing}
      max=${localTime(now, zone)}
    />
    ${item ? nothing : html`<p class="hint">Empty: now</p>`}
  </div>
  <div class="field">
    <label for="${id}-minutes">Minutes</label>
    <input
      id="${id}-minutes"
      name="minutes"
      type="number"
      min="1"
      max="1440"
      class="input num"
      value=${item?.minutes ?? nothing}
    />
  </div>
  <div class="field sm:col-span-3">
    <label for="${id}-outcome">Outcome</label>
    <input id="${id}-outcome" name="outcome" class="input" maxlength="200" value=${item?.outcome ?? nothing} />
  </div>
  <div class="field sm:col-span-3">
    <label for="${id}-text">What was said (Markdown works)</label>
    <textarea
      id="${id}-text"
      name="text"
      class="input"
      rows="3"
      maxlength="10000"
      data-text=${item?.text ?? nothing}
    ></textarea>
  </div>
  <div class="field sm:col-span-3">
    <label for="${id}-participants">Who took part, separated by commas</label>
    <input
      id="${id}-participants"
      name="participants"
      class="input"
      maxlength="1000"
      value=${item && item.participants.length > 0 ? item.participants.join(', ') : nothing}
    />
  </div>
`;
