import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BulkResult } from '../contracts/bulk.ts';
import type { Job } from '../contracts/job.ts';
import { api } from './api.ts';
import { formatCount } from './format.ts';
import { followJob, isOver } from './jobs.ts';
import type { ListController } from './list-controller.ts';
import { SelectionController } from './selection-controller.ts';
import * as socket from './socket.ts';
import { toast, toastFailure } from './toasts.ts';
import { undoBatch } from './undo-batch.ts';

interface BulkOptions<Item extends { id: string; version: number; deletedAt: string | null }> {
  list: ListController<Item>;
  /** The collection, such as `/customers`, and the list's query, at the time of asking. */
  address: () => { path: string; query: string };
  /** `customer`, `customers` */
  one: string;
  many: string;
}

interface ChangeOptions {
  id?: string;
  /** Automations take notice of the change. */
  runAutomations?: boolean;
}

/** The list's filters as a bulk call takes them: which page and order are shown does not matter. */
function filterOf(query: string): Record<string, string> {
  const { limit: _limit, cursor: _cursor, sort: _sort, ...filter } = Object.fromEntries(new URLSearchParams(query));
  return filter;
}

/** Changes what is chosen of a list, at once or as a job, and offers the way back. */
export class BulkController<
  Item extends { id: string; version: number; deletedAt: string | null },
> implements ReactiveController {
  readonly selection: SelectionController;
  busy = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: BulkOptions<Item>;
  #live = false;
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, options: BulkOptions<Item>) {
    this.#host = host;
    this.#options = options;
    this.selection = new SelectionController(host, () => options.list.items);
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    this.#stops = [
      socket.onState((state) => (this.#live = state === 'live')),
      // What is not shown changed as well: the count of all that match has to be read.
      socket.on('job_update', ({ job }) => {
        if (isOver(job)) void this.#options.list.reload();
      }),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
  }

  /** Changes what is chosen, or the one record named. Resolves to whether it was taken on. */
  async change(change: object, { id, runAutomations = false }: ChangeOptions = {}): Promise<boolean> {
    if (this.busy) return false;
    const { address, list } = this.#options;
    const { path, query } = address();
    const { selection } = this;
    const target =
      id !== undefined ? { ids: [id] } : selection.all ? { filter: filterOf(query) } : { ids: selection.ids };
    this.#setBusy(true);
    try {
      const answer = await api.post<BulkResult | { job: Job }>(`${path}/bulk`, {
        ...target,
        change,
        ...(runAutomations && { runAutomations }),
      });
      if ('job' in answer) followJob(answer.job);
      else this.#tell(answer, change);
      selection.clear();
      // Rows follow by socket; without one the list has to be read.
      if (!this.#live) await list.reload();
      return true;
    } catch (error) {
      toastFailure('Nothing was changed', error);
      return false;
    } finally {
      this.#setBusy(false);
    }
  }

  #tell({ results, batchId }: BulkResult, change: object): void {
    const { one, many } = this.#options;
    const refused = results.filter(({ error }) => error);
    const changed = results.length - refused.length;
    const noun = changed === 1 ? one : many;
    const count = `${formatCount(changed)} ${noun}`;
    const done =
      'delete' in change
        ? `${count} moved to the bin.`
        : 'restore' in change
          ? `${count} restored.`
          : `${count} changed.`;
    const why = refused[0]?.error ? ` ${formatCount(refused.length)} not: ${refused[0].error.detail}` : '';
    toast({
      message: done + why,
      ...(why && { tone: 'danger' }),
      ...(changed > 0 && { action: { label: 'Undo', run: () => void undoBatch(batchId) } }),
    });
  }

  #setBusy(busy: boolean): void {
    this.busy = busy;
    this.#host.requestUpdate();
  }
}
