import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ApiError } from '../../../lib/client/api.ts';
import { ConditionController } from '../../../lib/client/condition-controller.ts';
import { OrderController } from '../../../lib/client/order-controller.ts';
import { toast, toastFailure } from '../../../lib/client/toasts.ts';
import { guardUnsaved } from '../../../lib/client/unsaved-guard.ts';
import type { AutomationActionKind } from '../../../lib/contracts/automation.ts';
import type { Simulation } from '../../../lib/contracts/automation-run.ts';
import type { MailPreview } from '../../../lib/contracts/mail-template.ts';
import type { PipelineLine, PipelineWarning } from '../../../lib/contracts/pipeline.ts';
import {
  changed,
  draftOf,
  moved,
  newAutomation,
  type ActionDraft,
  type AutomationDraft,
} from '../../automations/automation-draft.ts';
import {
  automationsOf,
  faultsFrom,
  faultsOf,
  outlineOf,
  placeOf,
  requestOf,
} from '../../automations/automation-request.ts';
import { actionWords, automationSentence } from '../../automations/automation-words.ts';
import { namesFrom } from '../../automations/names.ts';
import { saveAutomation } from '../../automations/save-automation.ts';
import { warningsAbout } from '../../automations/warnings-about.ts';
import { LightElement, island } from '../../light-element.ts';
import { actionAdder } from './action-adder.ts';
import { actionCard } from './action-card.ts';
import type { Setup } from './action-fields.ts';
import { conditionField } from './condition-field.ts';
import type { FormView } from './draft-fields.ts';
import { DryRun } from './dry-run.ts';
import { headFields } from './head-fields.ts';
import { MailPreviews } from './mail-preview.ts';
import { triggerFields } from './trigger-fields.ts';
import { warningList } from '../../automations/warning-list.ts';

const nobody: Setup = { members: [], templates: [], goals: [], customers: [], customFields: [] };

/**
 * One automation of a stage in a form: when, only if, and what is done in order. Nothing is saved before the form is,
 * and nothing typed is lost when that fails. Without JavaScript each button posts the whole form.
 */
@customElement('automation-editor')
export class AutomationEditor extends LightElement {
  @property({ attribute: false }) served: PipelineLine | null = null;
  @property() stageId = '';
  /** Empty for a new one. */
  @property() automationId = '';
  /** What was posted and came back, or is copied. */
  @property({ attribute: false }) typed: AutomationDraft | null = null;
  /** The version the draft is of. */
  @property({ type: Number }) version = 0;
  @property({ attribute: false }) errors: Record<string, string> = {};
  @property({ attribute: false }) warnings: PipelineWarning[] = [];
  @property({ attribute: false }) setup: Setup = nobody;
  /** What it would have done, as it was asked for without JavaScript. */
  @property({ attribute: false }) simulated: Simulation | null = null;
  @property() zone = 'UTC';
  @property() now = '';
  /** The mail of an action as it was asked for without JavaScript. */
  @property({ attribute: false }) previewed: { index: number; customerId: string; mail: MailPreview } | null = null;
  @state() private draft: AutomationDraft = newAutomation();
  @state() private faults: Record<string, string> = {};
  @state() private dirty = false;
  @state() private saving = false;
  @state() private adding: AutomationActionKind = 'create_task';
  readonly #mails = new MailPreviews(this, () => this.setup);
  readonly #dryRun = new DryRun(
    this,
    () => ({ pipelineId: this.served?.id ?? '', stageId: this.stageId, draft: this.draft }),
    (faults) => this.#mark(faults),
  );
  readonly #condition = new ConditionController(this, () => this.setup.customFields);
  readonly #order = new OrderController<ActionDraft>(this, {
    items: () => this.draft.actions,
    nameOf: ({ action }) => actionWords[action],
    move: (from, to) => this.#move(from, to),
  });

  constructor() {
    super();
    guardUnsaved(this, () => this.dirty);
  }

  protected override willUpdate(changes: PropertyValues<this>) {
    if (changes.has('served') && this.served) this.#begin();
    if (changes.has('errors')) this.faults = this.errors;
    if (changes.has('simulated')) this.#dryRun.begin(this.simulated);
  }

  protected override render() {
    const { served, draft } = this;
    if (!served) return nothing;
    const view: FormView = { errors: this.faults, edited: () => this.#edited() };
    const complete = Object.keys(faultsOf(draft)).length === 0 && draft.actions.length > 0;
    return html`${warningList(this.warnings)}
      <form
        method="post"
        class="rail line-${served.type}"
        aria-label="Automation"
        @submit=${this.#save}
        @keydown=${this.#order.moves.keys}
      >
        <input type="hidden" name="version" value=${this.version} />
        <input type="hidden" name="id" .value=${draft.id} />
        <button class="sr-only" name="intent" value="save" tabindex="-1" aria-hidden="true">Save</button>
        ${headFields(draft, view)} ${triggerFields(draft, view)} ${conditionField(draft, this.#condition, view)}
        <h2 class="under-title">Then, in this order</h2>
        ${this.faults.actions ? html`<p class="error-text mb-2">Add at least one action.</p>` : nothing}
        <ol aria-label="Actions in order">
          ${repeat(draft.actions, this.#order.keyOf, (action, index) => this.#station(action, index, view))}
        </ol>
        <p class="sr-only" role="status">${this.#order.moves.said}</p>
        ${actionAdder(this.adding, {
          choose: (action) => (this.adding = action),
          add: () => void this.#add(),
        })}
        ${
          complete
            ? html`<p class="mb-4 rounded-2 bg-sunken px-4 py-3 break-words" data-sentence>${this.#sentence()}</p>`
            : nothing
        }
        <div class="flex flex-wrap items-center gap-2">
          <button class="btn primary" name="intent" value="save" aria-disabled=${this.saving ? 'true' : nothing}>
            Save automation
          </button>
          <a class="btn quiet" href="/app/settings/pipelines/${served.id}/stages/${this.stageId}">All of this stage</a>
          <span class="text-sm text-muted">${this.dirty ? 'Not saved yet' : ''}</span>
        </div>
        ${this.#dryRun.section({ zone: this.zone, now: this.now })}
      </form>`;
  }

  #station(action: ActionDraft, index: number, view: FormView) {
    const key = this.#order.keyOf(action);
    return html`<li
      class="rail-stop"
      data-movable=${key}
      data-place=${String(index)}
      ?data-over=${this.#order.moves.isOver(String(index))}
      ?data-lifted=${this.#order.moves.isLifted(key)}
    >
      <div class="stop-card">
        ${actionCard(action, {
          ...view,
          index,
          last: index === this.draft.actions.length - 1,
          beginsAfterTime: index === 0 && this.draft.when === 'stay',
          setup: this.setup,
          act: (intent) => this.#act(intent),
          more: action.action === 'send_email' ? this.#mails.section(action, index) : nothing,
        })}
      </div>
    </li>`;
  }

  #begin() {
    const saved = automationsOf(this.served!, this.stageId).find(({ id }) => id === this.automationId);
    this.draft = this.typed ?? (saved ? draftOf(saved, this.setup.templates) : newAutomation());
    this.dirty = this.typed !== null;
    const { previewed } = this;
    const action = previewed && this.draft.actions[previewed.index];
    if (action) this.#mails.begin(action, previewed);
  }

  #sentence(): string {
    return automationSentence(outlineOf(this.draft), namesFrom({ ...this.setup, pipelines: this.setup.goals }));
  }

  #edited(): void {
    this.dirty = true;
    this.requestUpdate();
  }

  #act(intent: string): void {
    this.draft = changed(this.draft, intent);
    this.faults = {};
    this.#edited();
  }

  #move(from: number, to: number): void {
    this.draft = moved(this.draft, from, to);
    this.faults = {};
    this.#edited();
  }

  async #add(): Promise<void> {
    this.#act(`add:${this.adding}`);
    await this.updateComplete;
    const stop = this.querySelector('.rail-stop:last-child');
    stop?.querySelector<HTMLElement>('.field .input, .input')?.focus();
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.saving || !this.served) return;
    const faults = faultsOf(this.draft);
    if (Object.keys(faults).length > 0) {
      this.#mark(faults);
      return;
    }
    this.saving = true;
    try {
      const request = requestOf(this.draft);
      const { pipeline, warnings } = await saveAutomation({ pipeline: this.served, stageId: this.stageId, request });
      this.#saved(pipeline, warnings);
    } catch (error) {
      this.#refused(error);
    } finally {
      this.saving = false;
    }
  };

  #saved(pipeline: PipelineLine, warnings: PipelineWarning[]): void {
    const automations = automationsOf(pipeline, this.stageId);
    if (this.automationId === '') {
      this.automationId = automations.at(-1)?.id ?? '';
      history.replaceState(
        null,
        '',
        `/app/settings/pipelines/${pipeline.id}/stages/${this.stageId}/${this.automationId}`,
      );
    }
    this.typed = null;
    this.served = pipeline;
    this.version = pipeline.version;
    this.warnings = warningsAbout(warnings, pipeline, this);
    this.dirty = false;
    toast({ message: 'The automation is saved.' });
  }

  #refused(error: unknown): void {
    const errors = error instanceof ApiError ? error.fieldErrors : [];
    this.#mark(faultsFrom(errors, placeOf(this.served!, this.stageId, this.automationId), this.draft.when));
    if (error instanceof ApiError && error.code === 'conflict') {
      toast({
        tone: 'danger',
        message: 'Not saved: someone else changed this automation meanwhile. What you typed is still here.',
      });
    } else toastFailure('Not saved', error);
  }

  /** Says what is wrong at its place, and goes to the first. */
  #mark(faults: Record<string, string>): void {
    this.faults = faults;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'automation-editor': AutomationEditor;
  }
}
export const AutomationEditorIsland = island(AutomationEditor);
