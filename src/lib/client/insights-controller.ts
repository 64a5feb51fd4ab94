import type { ReactiveControllerHost } from 'lit';
import type { Act, Insights, InsightsRequest } from '../contracts/insights.ts';
import type { Task } from '../contracts/task.ts';
import { api } from './api.ts';
import { toast, toastFailure, toastUndo } from './toasts.ts';

type Model = InsightsRequest['model'];

/** A customer's insights: asked for, shown, and done something about. */
export class InsightsController {
  insights: Insights | null = null;
  /** What is being done; null: nothing. */
  busy: 'asking' | 'doing' | null = null;
  /** Why there are none, in a sentence. */
  fault: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #customerId: () => string;

  constructor(host: ReactiveControllerHost, customerId: () => string) {
    this.#host = host;
    this.#customerId = customerId;
  }

  show(insights: Insights | null): void {
    this.insights = insights;
    this.#host.requestUpdate();
  }

  ask(model: Model = 'auto'): Promise<void> {
    return this.#busy('asking', async () => {
      this.fault = null;
      try {
        this.insights = (await api.post<{ insights: Insights }>(`${this.#path()}/insights`, { model })).insights;
      } catch (error) {
        this.fault = error instanceof Error ? error.message : String(error);
      }
    });
  }

  /** Makes a task of an action, with its plan, and goes there. */
  createTask({ title, description, dueDate, dealId }: Extract<Act, { kind: 'create_task' }>): Promise<void> {
    return this.#busy('doing', async () => {
      const request = { title, description, dueDate, dealId, customerId: this.#customerId() };
      try {
        location.assign(`/app/tasks/${(await api.post<{ task: Task }>('/tasks', request)).task.id}`);
      } catch (error) {
        toastFailure('No task was made', error);
      }
    });
  }

  /** Moves a deal; the way back is offered when it was elsewhere before. */
  move(deal: { dealId: string; from: string | null }, to: { id: string; name: string }): Promise<void> {
    return this.#busy('doing', async () => {
      const moveTo = (pipelineStage: string) => api.patch(`/deals/${deal.dealId}`, { pipelineStage });
      try {
        await moveTo(to.id);
        const said = `Moved to ${to.name}.`;
        const { from } = deal;
        if (from === null) toast({ message: said });
        else toastUndo(said, () => void moveTo(from).catch((error: unknown) => toastFailure('Not moved back', error)));
        const { insights } = await api.post<{ insights: Insights }>(`${this.#path()}/insights`, { model: 'local' });
        this.insights = insights;
      } catch (error) {
        toastFailure('Not moved', error);
      }
    });
  }

  #path(): string {
    return `/customers/${this.#customerId()}`;
  }

  async #busy(with_: 'asking' | 'doing', work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = with_;
    this.#host.requestUpdate();
    try {
      await work();
    } finally {
      this.busy = null;
      this.#host.requestUpdate();
    }
  }
}
