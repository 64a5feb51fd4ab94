import { html, type ReactiveControllerHost } from 'lit';
import { InsightsController } from '../../lib/client/insights-controller.ts';
import { MailDraftController } from '../../lib/client/mail-draft-controller.ts';
import type { Act, Insights } from '../../lib/contracts/insights.ts';
import type { InsightRights } from './act-button.ts';
import type { InsightNotice } from './insight-words.ts';
import { insightsSection } from './insights-section.ts';
import { mailDraft } from './mail-draft.ts';

/** What the customer's page is served with for its insights. */
export interface InsightsServed {
  notice: InsightNotice;
  rights: InsightRights;
  /** Those a form asked for. */
  insights: Insights | null;
}

interface Page {
  customerId: string;
  zone: string;
  now: string;
  /** Called when a mail was sent. */
  sent: () => void;
}

/** The insights on a customer's page, and the mail drafted there. */
export class CustomerInsights {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #insights: InsightsController;
  readonly #mail: MailDraftController;

  constructor(host: ReactiveControllerHost & HTMLElement, customerId: () => string) {
    this.#host = host;
    this.#insights = new InsightsController(host, customerId);
    this.#mail = new MailDraftController(host, customerId);
  }

  show({ insights }: InsightsServed): void {
    if (insights) this.#insights.show(insights);
  }

  section({ notice, rights }: InsightsServed, { customerId, zone, now, sent }: Page) {
    const page = `/app/customers/${customerId}`;
    const controller = this.#insights;
    const draft = (act: Extract<Act, { kind: 'draft_mail' }>) => void this.#draft(act);
    return html`<section id="insights" aria-labelledby="insights-heading" class="mb-8">
      <h2 id="insights-heading" class="under-title">Insights</h2>
      ${insightsSection({ controller, notice, rights, page, zone, now, draft, stageOf: (id) => this.#stageOf(id) })}
      ${mailDraft({ controller: this.#mail, page, maySend: rights.mails, zone, now, sent })}
    </section>`;
  }

  #stageOf(dealId: string): string | null {
    const stage = this.#insights.insights?.suggestedStage;
    return stage?.dealId === dealId ? stage.from.id : null;
  }

  /** Opens the draft with what the action says, and has it written. */
  async #draft({ purpose, dealId }: Extract<Act, { kind: 'draft_mail' }>): Promise<void> {
    const details = this.#host.querySelector<HTMLDetailsElement>('#mail-draft');
    const choice = details?.querySelector<HTMLSelectElement>('#mail-purpose');
    if (!details || !choice) return;
    details.open = true;
    choice.value = purpose;
    details.scrollIntoView({ block: 'nearest' });
    choice.focus();
    await this.#mail.make({ purpose, dealId });
  }
}
