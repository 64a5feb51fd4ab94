import type { ReactiveControllerHost } from 'lit';
import type { Interaction } from '../contracts/interaction.ts';
import { api } from './api.ts';
import { RecordPages } from './record-pages.ts';
import { toast, toastFailure } from './toasts.ts';

/** Calls, meetings and mails with a customer, the last first. */
export class InteractionsController extends RecordPages<Interaction> {
  readonly #dealId: () => string | null;

  /** With whom at the time of asking, and of which deal: others of the customer are not shown then. */
  constructor(host: ReactiveControllerHost, customerId: () => string, dealId: () => string | null = () => null) {
    super(host, {
      path: () => `/customers/${customerId()}/interactions`,
      query: (): Record<string, string> => {
        const id = dealId();
        return id === null ? {} : { dealId: id };
      },
      many: 'ones',
    });
    this.#dealId = dealId;
  }

  /** Resolves to whether it was saved. */
  log(request: object): Promise<boolean> {
    const dealId = this.#dealId();
    const whole = dealId === null ? request : { ...request, dealId };
    return this.#write('Logged.', () => api.post(this.path(), whole));
  }

  change({ id, version }: Interaction, request: object): Promise<boolean> {
    return this.#write('Saved.', () => api.patch(`${this.path()}/${id}`, request, { ifMatch: version }));
  }

  async remove({ id }: Interaction): Promise<void> {
    try {
      await api.delete(`${this.path()}/${id}`);
      await this.refresh();
      toast({ message: 'It is taken away; the history tells of it.' });
    } catch (error) {
      toastFailure('Not deleted', error);
    }
  }

  #write(said: string, send: () => Promise<unknown>): Promise<boolean> {
    return this.write(async () => {
      await send();
      await this.refresh();
      toast({ message: said });
    });
  }
}
