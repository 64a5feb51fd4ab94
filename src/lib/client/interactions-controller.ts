import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Page } from '../contracts/common.ts';
import type { Interaction } from '../contracts/interaction.ts';
import { api } from './api.ts';
import { toast, toastFailure } from './toasts.ts';

/** Calls, meetings and mails with a customer, the last first. */
export class InteractionsController implements ReactiveController {
  items: readonly Interaction[] = [];
  nextCursor: string | null = null;
  busy = false;
  /** Why what was written last could not be saved, in a sentence. */
  fault: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #path: () => string;

  /** `customerId` at the time of asking. */
  constructor(host: ReactiveControllerHost, customerId: () => string) {
    this.#host = host;
    this.#path = () => `/customers/${customerId()}/interactions`;
    host.addController(this);
  }

  hostConnected() {}

  show({ items, nextCursor }: Page<Interaction>): void {
    this.items = items;
    this.nextCursor = nextCursor;
    this.#host.requestUpdate();
  }

  /** Reads the newest anew. A failure is left to the next time. */
  async refresh(): Promise<void> {
    const page = await api.get<Page<Interaction>>(this.#path()).catch(() => null);
    if (page) this.show(page);
  }

  async more(): Promise<void> {
    if (this.nextCursor === null) return;
    try {
      const page = await api.get<Page<Interaction>>(`${this.#path()}?cursor=${encodeURIComponent(this.nextCursor)}`);
      const known = new Set(this.items.map(({ id }) => id));
      this.show({ ...page, items: [...this.items, ...page.items.filter(({ id }) => !known.has(id))] });
    } catch (error) {
      toastFailure('Older ones cannot be shown', error);
    }
  }

  /** Resolves to whether it was saved. */
  log(request: object): Promise<boolean> {
    return this.#write('Logged.', () => api.post(this.#path(), request));
  }

  change({ id, version }: Interaction, request: object): Promise<boolean> {
    return this.#write('Saved.', () => api.patch(`${this.#path()}/${id}`, request, { ifMatch: version }));
  }

  async remove({ id }: Interaction): Promise<void> {
    try {
      await api.delete(`${this.#path()}/${id}`);
      await this.refresh();
      toast({ message: 'It is taken away; the history tells of it.' });
    } catch (error) {
      toastFailure('Not deleted', error);
    }
  }

  async #write(said: string, send: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.fault = null;
    this.#host.requestUpdate();
    try {
      await send();
      await this.refresh();
      toast({ message: said });
      return true;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }
}
