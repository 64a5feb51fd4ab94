import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { criterionPath, withOneMore, type StageDraft } from '../../pipelines/pipeline-draft.ts';
import { stageColourWords } from '../../pipelines/pipeline-words.ts';
import { errorSentence } from '../../ui/field-error.ts';
import { choiceList, choicesOf, describedBy, field } from '../../ui/field.ts';
import { icon } from '../../ui/icon.ts';
import { plural } from '../../ui/words.ts';

export interface StageView {
  index: number;
  last: boolean;
  only: boolean;
  errors: Readonly<Record<string, string>>;
  /** The draft was changed in place. */
  edited: () => void;
  act: (action: string) => void;
  /** What happens by itself in a stage that is saved, in sentences, and the page where that is said. */
  automations: { sentences: readonly string[]; href: string } | null;
}

const colours = [{ value: '', label: 'As the line' }, ...choicesOf(stageColourWords)];
const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

/** A station of the line: all that can be said of a stage. */
export function stageCard(stage: StageDraft, view: StageView) {
  const { index, errors, edited } = view;
  const path = (name: string) => `stages.${index}.${name}`;
  const id = (name: string) => `stage-${index}-${name}`;
  const error = (name: string, label: string) => errorSentence(label, errors[path(name)]);
  const text = (name: 'name' | 'description' | 'probability', label: string, more: object = {}) => {
    const options = { id: id(name), label, error: error(name, label), ...more };
    return field(
      options,
      html`<input
        class="input"
        id=${options.id}
        name=${path(name)}
        .value=${live(stage[name])}
        inputmode=${name === 'probability' ? 'decimal' : nothing}
        maxlength=${{ name: 60, description: 500, probability: 6 }[name]}
        ?required=${name === 'name'}
        autocomplete="off"
        aria-invalid=${options.error ? 'true' : nothing}
        aria-describedby=${describedBy(options)}
        @input=${(event: Event) => {
          stage[name] = valueOf(event);
          edited();
        }}
      />`,
    );
  };
  return html`
    <input type="hidden" name=${path('id')} .value=${stage.id} />
    ${head(stage, view)}
    <div class="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-[minmax(0,1fr)_110px_150px]">
      <div class="max-sm:col-span-2">${text('name', 'Name')}</div>
      ${text('probability', 'Won, in %')}
      ${field(
        { id: id('colour'), label: 'Colour' },
        html`<select
          class="input"
          id=${id('colour')}
          name=${path('colour')}
          @change=${(event: Event) => {
            stage.colour = valueOf(event);
            edited();
          }}
        >
          ${choiceList(colours, stage.colour)}
        </select>`,
      )}
      <div class="col-span-full">${text('description', 'What it means')}</div>
      <div class="col-span-full">${criteria(stage, view)}</div>
      <label class="col-span-full flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          class="check"
          name=${path('autoAdvance')}
          value="yes"
          ?checked=${stage.autoAdvance}
          @change=${(event: Event) => {
            stage.autoAdvance = (event.target as HTMLInputElement).checked;
            edited();
          }}
        />
        A deal that meets all of them moves on by itself
      </label>
      ${view.automations ? byItself(stage.name || 'this stage', view.automations) : nothing}
    </div>
  `;
}

function byItself(stage: string, { sentences, href }: NonNullable<StageView['automations']>) {
  return html`<div class="col-span-full border-t border-line pt-2">
    ${
      sentences.length > 0
        ? html`<ul class="dashes mb-1 text-sm" aria-label="Automations of ${stage}">
            ${sentences.map((sentence) => html`<li class="break-words">${sentence}</li>`)}
          </ul>`
        : nothing
    }
    <a class="link inline-flex min-h-8 items-center text-sm" href=${href}>
      ${sentences.length > 0 ? `${plural(sentences.length, 'automation')} of ${stage}` : `Add an automation to ${stage}`}
    </a>
  </div>`;
}

function head(stage: StageDraft, { index, last, only, act }: StageView) {
  const name = stage.name || 'this stage';
  const button = (
    action: 'up' | 'down' | 'remove',
    label: string,
    of: 'arrow-up' | 'arrow-down' | 'trash',
    off: boolean,
  ) =>
    html`<button
      class="btn quiet icon"
      name="intent"
      value="${action}:${index}"
      formnovalidate
      aria-label=${label}
      ?disabled=${off}
      @click=${(event: Event) => {
        event.preventDefault();
        act(`${action}:${index}`);
      }}
    >
      ${icon(of)}
    </button>`;
  return html`<div class="mb-1 flex items-center gap-1">
    <button
      type="button"
      class="btn quiet icon stop-handle"
      data-handle
      aria-label="Move ${name}: Space, then arrow keys"
    >
      ${icon('grip')}
    </button>
    <h3 class="min-w-0 flex-1 truncate font-[560]">${stage.name || 'New stage'}</h3>
    ${button('up', `Move ${name} up`, 'arrow-up', index === 0)}
    ${button('down', `Move ${name} down`, 'arrow-down', last)} ${button('remove', `Delete ${name}`, 'trash', only)}
  </div>`;
}

function criteria(stage: StageDraft, { index, errors, edited }: StageView) {
  const hint = `stage-${index}-criteria-hint`;
  return html`<fieldset>
    <legend class="mb-1 text-sm font-[550]">A deal goes on when</legend>
    ${stage.exitCriteria.map((text, place) => {
      const id = `stage-${index}-criterion-${place}`;
      const fault = text.trim() === '' ? undefined : errors[criterionPath(stage, index, place)];
      return html`<div class="mb-1.5">
        <input
          class="input font-mono"
          id=${id}
          name="stages.${index}.exitCriteria.${place}"
          .value=${live(text)}
          maxlength="1000"
          autocomplete="off"
          spellcheck="false"
          autocapitalize="off"
          aria-label=${place === stage.exitCriteria.length - 1 ? 'One more criterion' : `Criterion ${place + 1}`}
          aria-invalid=${fault ? 'true' : nothing}
          aria-describedby=${fault ? `${id}-error` : hint}
          placeholder=${place === 0 ? 'deal.value > 0' : nothing}
          @input=${(event: Event) => {
            stage.exitCriteria[place] = valueOf(event);
            stage.exitCriteria = withOneMore(stage.exitCriteria);
            edited();
          }}
        />
        ${fault ? html`<p class="error-text" id="${id}-error">${errorSentence('It', fault)}</p>` : nothing}
      </div>`;
    })}
    <p class="text-sm text-muted" id=${hint}>
      One condition each, over customer, deal, task, stage and entry; empty ones do not count.
    </p>
  </fieldset>`;
}
