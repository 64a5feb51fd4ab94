import type { ReactiveControllerHost } from 'lit';
import type { DraftMailRequest, MailDraft, SentMail } from '../contracts/insights.ts';
import { api } from './api.ts';
import { toast, toastFailure } from './toasts.ts';

/** A mail to a customer: drafted, changed by a person, and sent as that person sees it. */
export class MailDraftController {
  draft: MailDraft | null = null;
  busy: 'drafting' | 'sending' | null = null;
  /** Why the last thing asked for was not done, in a sentence. */
  fault: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #customerId: () => string;
  #dealId: string | null = null;

  constructor(host: ReactiveControllerHost, customerId: () => string) {
    this.#host = host;
    this.#customerId = customerId;
  }

  make(request: Partial<DraftMailRequest>): Promise<boolean> {
    this.#dealId = request.dealId ?? this.#dealId;
    return this.#busy('drafting', async () => {
      const wish = { ...request, dealId: this.#dealId };
      this.draft = (await api.post<{ draft: MailDraft }>(`${this.#path()}/draft-mail`, wish)).draft;
    });
  }

  /** Resolves to whether it is on its way. */
  send(letter: { subject: string; body: string }): Promise<boolean> {
    return this.#busy('sending', async () => {
      const { delivers } = await api.post<SentMail>(`${this.#path()}/mails`, { ...letter, dealId: this.#dealId });
      this.draft = null;
      this.#dealId = null;
      toast({ message: delivers ? 'The mail is on its way.' : 'Kept in the outbox: no mail server is set up.' });
    });
  }

  async copy({ subject, body }: { subject: string; body: string }): Promise<void> {
    try {
      await navigator.clipboard.writeText(`${subject}\n\n${body}`);
      toast({ message: 'Subject and text are copied.' });
    } catch (error) {
      toastFailure('Not copied', error);
    }
  }

  #path(): string {
    return `/customers/${this.#customerId()}`;
  }

  async #busy(what: 'drafting' | 'sending', work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = what;
    this.fault = null;
    this.#host.requestUpdate();
    try {
      await work();
      return true;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.busy = null;
      this.#host.requestUpdate();
    }
  }
}
