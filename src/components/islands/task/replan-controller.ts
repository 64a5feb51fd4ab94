import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { PlanNotice } from '../../../lib/contracts/plan-notice.ts';
import type { GenerationController } from './generation-controller.ts';
import { replanForm } from './replan-form.ts';
import type { TaskView } from './view.ts';

type Place = 'dialog' | 'page';

/** Asks how to plan anew: over the page, or within it where it was served so. */
export class ReplanController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #run: GenerationController;
  readonly #dialog = createRef<HTMLDialogElement>();
  #asks: Place | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, run: GenerationController) {
    this.#host = host;
    this.#run = run;
    host.addController(this);
  }

  hostUpdated() {
    const dialog = this.#dialog.value;
    const open = this.#asks === 'dialog';
    if (!dialog || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }

  /** Whether the page as served asks. */
  served(asks: boolean): void {
    this.#asks = asks ? 'page' : null;
  }

  ask(): void {
    if (this.#asks === 'page') this.#host.querySelector<HTMLElement>('#replan-note')?.focus();
    else this.#set('dialog');
  }

  /** What is asked within the page. */
  here(view: TaskView, notice: PlanNotice | null) {
    if (this.#asks !== 'page') return nothing;
    return html`<section id="replan" class="replan" aria-labelledby="replan-title">
      ${this.#form(view, notice)}
    </section>`;
  }

  dialog(view: TaskView, notice: PlanNotice | null) {
    const closed = () => {
      if (this.#asks === 'dialog') this.#set(null);
    };
    return html`<dialog
      class="dialog"
      aria-labelledby="replan-title"
      ${ref(this.#dialog)}
      @cancel=${closed}
      @close=${closed}
    >
      ${this.#asks === 'dialog' ? this.#form(view, notice) : nothing}
    </dialog>`;
  }

  #form({ task, steps, refused }: TaskView, notice: PlanNotice | null) {
    return replanForm({
      taskId: task.id,
      steps,
      notice,
      refused,
      start: async (request) => {
        if (await this.#run.start(request)) this.#set(null);
      },
      close: () => this.#set(null),
    });
  }

  #set(asks: Place | null) {
    this.#asks = asks;
    this.#host.requestUpdate();
  }
}
