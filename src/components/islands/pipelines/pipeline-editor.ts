import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { api, ApiError } from '../../../lib/client/api.ts';
import { OrderController } from '../../../lib/client/order-controller.ts';
import { toast, toastFailure } from '../../../lib/client/toasts.ts';
import { guardUnsaved } from '../../../lib/client/unsaved-guard.ts';
import type { FieldError } from '../../../lib/contracts/errors.ts';
import type { Job } from '../../../lib/contracts/job.ts';
import type { PipelineLine, PipelineWarning } from '../../../lib/contracts/pipeline.ts';
import type { SavedPipeline } from '../../automations/save-automation.ts';
import { warningList } from '../../automations/warning-list.ts';
import { LightElement, island } from '../../light-element.ts';
import {
  changed,
  draftOf,
  moved,
  requestOf,
  type LeavingDraft,
  type PipelineDraft,
  type StageDraft,
} from '../../pipelines/pipeline-draft.ts';
import { withPlace } from '../../../lib/domain/fault-place.ts';
import { errorSentence } from '../../ui/field-error.ts';
import { textField } from '../../ui/field.ts';
import { stageCard } from './stage-card.ts';

/**
 * The stages of a pipeline as a line with its stations: added, renamed, put in another order by dragging or by keys,
 * deleted. Nothing is saved before the form is, and nothing typed is lost when that fails. Without JavaScript each button
 * posts the whole form.
 */
@customElement('pipeline-editor')
export class PipelineEditor extends LightElement {
  @property({ attribute: false }) served: PipelineLine | null = null;
  /** What was posted and came back. */
  @property({ attribute: false }) typed: PipelineDraft | null = null;
  /** The version the draft is of. */
  @property({ type: Number }) version = 0;
  @property({ attribute: false }) errors: Record<string, string> = {};
  /** How many deals are in each stage, by its id. */
  @property({ attribute: false }) deals: Record<string, number> = {};
  /** What happens by itself in each stage, in sentences, by its id. */
  @property({ attribute: false }) automations: Record<string, string[]> = {};
  @property({ attribute: false }) warnings: PipelineWarning[] = [];
  @state() private draft: PipelineDraft = { name: '', description: '', stages: [], leaving: [] };
  @state() private faults: Record<string, string> = {};
  @state() private dirty = false;
  @state() private saving = false;
  readonly #order = new OrderController<StageDraft>(this, {
    items: () => this.draft.stages,
    nameOf: ({ name }) => name,
    move: (from, to) => this.#move(from, to),
  });

  protected override willUpdate(changes: PropertyValues<this>) {
    if (changes.has('served') && this.served) this.draft = this.typed ?? draftOf(this.served);
    if (changes.has('errors')) this.faults = this.errors;
    if (changes.has('typed') && this.typed) this.dirty = true;
  }

  constructor() {
    super();
    guardUnsaved(this, () => this.dirty);
  }

  protected override render() {
    if (!this.served) return nothing;
    const { draft, faults, served } = this;
    const text = (name: 'name' | 'description', label: string, maxlength: number) =>
      html`<div
        @input=${(event: Event) => {
          draft[name] = (event.target as HTMLInputElement).value;
          this.#edited();
        }}
      >
        ${textField({ id: name, name, label, value: draft[name], maxlength, error: errorSentence(label, faults[name]) })}
      </div>`;
    return html`${warningList(this.warnings)}
      <form
        method="post"
        action="/app/settings/pipelines/${served.id}"
        class="rail line-${served.type}"
        aria-label="Pipeline"
        @submit=${this.#save}
        @keydown=${this.#order.moves.keys}
      >
        <input type="hidden" name="version" value=${this.version} />
        <button class="sr-only" name="intent" value="save" tabindex="-1" aria-hidden="true">Save</button>
        <div class="mb-6 grid gap-4 sm:grid-cols-2">
          ${text('name', 'Name', 80)} ${text('description', 'Description', 1000)}
        </div>
        <h2 class="under-title mb-2">Stages</h2>
        <ol aria-label="Stages in order">
          ${repeat(draft.stages, this.#order.keyOf, (stage, index) => this.#station(stage, index))}
        </ol>
        ${draft.leaving.map((one, index) => this.#leaving(one, index))}
        <p class="sr-only" role="status">${this.#order.moves.said}</p>
        <div class="mt-2 flex flex-wrap items-center gap-2">
          <button
            class="btn"
            name="intent"
            value="add"
            formnovalidate
            @click=${(event: Event) => {
              event.preventDefault();
              void this.#add();
            }}
          >
            Add stage
          </button>
          <button class="btn primary" name="intent" value="save" aria-disabled=${this.saving ? 'true' : nothing}>
            Save pipeline
          </button>
          <span class="text-sm text-muted">${this.dirty ? 'Not saved yet' : ''}</span>
        </div>
      </form>`;
  }

  #station(stage: StageDraft, index: number) {
    const key = this.#order.keyOf(stage);
    const { stages } = this.draft;
    return html`<li
      class="rail-stop ${stage.colour === '' ? '' : `hue-${stage.colour}`}"
      data-movable=${key}
      data-place=${String(index)}
      ?data-over=${this.#order.moves.isOver(String(index))}
      ?data-lifted=${this.#order.moves.isLifted(key)}
    >
      <div class="stop-card">
        ${stageCard(stage, {
          index,
          last: index === stages.length - 1,
          only: stages.length === 1,
          errors: this.faults,
          edited: () => this.#edited(),
          act: (action) => this.#act(action),
          automations: stage.id === '' ? null : this.#automationsOf(stage.id),
        })}
      </div>
    </li>`;
  }

  #automationsOf(stageId: string) {
    const href = `/app/settings/pipelines/${this.served?.id ?? ''}/stages/${stageId}`;
    return { sentences: this.automations[stageId] ?? [], href };
  }

  #leaving(one: LeavingDraft, index: number) {
    const count = this.deals[one.id] ?? 0;
    const id = `leaving-${index}`;
    const fault = this.faults[`moveTo.${one.id}`];
    const places = this.draft.stages.filter((stage) => stage.id !== '');
    return html`<div class="notice mb-3 flex-wrap">
      <input type="hidden" name="leaving.${index}.id" value=${one.id} />
      <input type="hidden" name="leaving.${index}.name" value=${one.name} />
      <div class="min-w-0 flex-1 basis-60">
        <label for=${id} class="font-[560]">
          “${one.name}” is deleted when you save.
          ${count === 0 ? 'Deals that come in meanwhile' : this.#dealWords(count)} go to
        </label>
        ${fault ? html`<p class="error-text" id="${id}-error">${fault}</p>` : nothing}
      </div>
      <select
        class="input"
        id=${id}
        name="leaving.${index}.moveTo"
        aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${fault ? `${id}-error` : nothing}
        @change=${(event: Event) => {
          one.moveTo = (event.target as HTMLSelectElement).value;
          this.#edited();
        }}
      >
        <option value="" ?selected=${one.moveTo === ''}>Choose a stage</option>
        ${places.map(
          (stage) => html`<option value=${stage.id} ?selected=${stage.id === one.moveTo}>${stage.name}</option>`,
        )}
      </select>
    </div>`;
  }

  #dealWords(count: number): string {
    return count === 1 ? 'Its deal will' : `Its ${count} deals will`;
  }

  #edited(): void {
    this.dirty = true;
    this.requestUpdate();
  }

  #act(action: string): void {
    this.draft = changed(this.draft, action);
    this.faults = {};
    this.#edited();
  }

  #move(from: number, to: number): void {
    this.draft = moved(this.draft, from, to);
    this.faults = {};
    this.#edited();
  }

  async #add(): Promise<void> {
    this.#act('add');
    await this.updateComplete;
    this.querySelector<HTMLInputElement>(`#stage-${this.draft.stages.length - 1}-name`)?.focus();
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.saving || !this.served) return;
    this.saving = true;
    try {
      const path = `/pipelines/${this.served.id}`;
      const body = requestOf(this.draft);
      const { pipeline, warnings, job } = await api.patch<SavedPipeline & { job?: Job }>(path, body, {
        ifMatch: this.version,
      });
      this.dirty = false;
      this.faults = {};
      this.served = pipeline;
      this.draft = draftOf(pipeline);
      this.version = pipeline.version;
      this.warnings = warnings;
      toast({ message: job ? 'Saved. The deals are being moved.' : 'The pipeline is saved.' });
    } catch (error) {
      this.#refused(error);
    } finally {
      this.saving = false;
    }
  };

  #refused(error: unknown): void {
    const errors = error instanceof ApiError ? error.fieldErrors : [];
    this.faults = Object.fromEntries(errors.map((fault) => [fault.path, withPlace(fault)]));
    toastFailure('Not saved', error);
    void this.#showFault(errors[0]);
  }

  /** Brings the first fault into view, with what is wrong in it selected. */
  async #showFault(fault: FieldError | undefined): Promise<void> {
    await this.updateComplete;
    const at = this.querySelector<HTMLInputElement>('[aria-invalid="true"]');
    at?.focus();
    if (at && fault?.position && at.tagName === 'INPUT') {
      at.setSelectionRange(fault.position.offset, fault.position.offset + fault.position.length);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pipeline-editor': PipelineEditor;
  }
}
export const PipelineEditorIsland = island(PipelineEditor);
