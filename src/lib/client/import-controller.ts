import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Import } from '../contracts/import.ts';
import type { Job } from '../contracts/job.ts';
import { api, ApiError } from './api.ts';
import { isOver } from './jobs.ts';
import * as socket from './socket.ts';
import { toastFailure } from './toasts.ts';

const pollMs = 3000;

/**
 * One import on its page: changed, run, followed, put back. News come by socket; an import that falls silent is asked
 * for.
 */
export class ImportController implements ReactiveController {
  import!: Import;
  /** The job that puts it back, if there is one. */
  revertJob: Job | null = null;
  /** What the server said against the last thing asked of it. */
  fault: string | null = null;
  /** Something is on its way to the server. */
  busy = false;
  readonly #host: ReactiveControllerHost;
  #heardAt = 0;
  #stops: (() => void)[] = [];
  /** The change to be sent when the one under way is answered: the last counts. */
  #next: object | null = null;
  #changing: Promise<void> | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    const timer = setInterval(() => {
      if (this.#isUnderWay && Date.now() - this.#heardAt >= pollMs) void this.reload();
    }, pollMs);
    this.#stops = [
      () => clearInterval(timer),
      socket.on('job_update', ({ job }) => this.#hear(job)),
      socket.onResync(() => void this.reload()),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
  }

  show(served: Import, revertJob: Job | null): void {
    this.import = served;
    this.revertJob = revertJob;
  }

  /** Reads anew how it stands. A failure is left to the next news. */
  async reload(): Promise<void> {
    this.#heardAt = Date.now();
    const { id } = this.import;
    const answer = await api.get<{ import: Import }>(`/imports/${id}`).catch(() => null);
    if (answer) this.import = answer.import;
    const revertId = this.import.revertJobId;
    if (revertId !== null && !(this.revertJob && isOver(this.revertJob))) {
      const revert = await api.get<{ job: Job }>(`/jobs/${revertId}`).catch(() => null);
      if (revert) this.revertJob = revert.job;
    }
    this.#host.requestUpdate();
  }

  /** Sends what was chosen, and shows what would become of the rows then. */
  async change(change: object): Promise<void> {
    this.#next = change;
    this.#changing ??= this.#sendChanges().finally(() => (this.#changing = null));
    await this.#changing;
  }

  /** Runs it, or goes on with it where it stopped. */
  async run(): Promise<void> {
    await this.#changing;
    if (this.busy || (this.fault !== null && this.import.state === 'draft')) return;
    await this.#ask(async () => {
      await api.post(`/imports/${this.import.id}/run`);
      await this.reload();
    });
  }

  /** Asks to stop it; what it has done stays. */
  async cancel(): Promise<void> {
    try {
      await api.delete(`/jobs/${this.import.id}`);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'conflict')) toastFailure('Not cancelled', error);
    }
    await this.reload();
  }

  async revert(): Promise<void> {
    if (this.busy) return;
    await this.#ask(async () => {
      this.revertJob = (await api.post<{ job: Job }>(`/imports/${this.import.id}/revert`)).job;
      await this.reload();
    });
  }

  get #isUnderWay(): boolean {
    const { state } = this.import;
    return state === 'queued' || state === 'running' || (this.revertJob !== null && !isOver(this.revertJob));
  }

  #hear(job: Job): void {
    const { import: shown, revertJob } = this;
    if (job.id === revertJob?.id) {
      if (!isOver(revertJob) && job.progress.done >= revertJob.progress.done) this.revertJob = job;
    } else if (job.id === shown.id) {
      // What came of it is in the report; while it runs, how far it has come is enough.
      if (job.status !== shown.state) void this.reload();
      else if (job.progress.done > shown.progress.done) this.import = { ...shown, progress: job.progress };
    } else return;
    this.#heardAt = Date.now();
    this.#host.requestUpdate();
  }

  async #sendChanges(): Promise<void> {
    while (this.#next) {
      const change = this.#next;
      this.#next = null;
      await this.#ask(async () => {
        this.import = (await api.patch<{ import: Import }>(`/imports/${this.import.id}`, change)).import;
      });
    }
  }

  async #ask(asking: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.#host.requestUpdate();
    try {
      await asking();
      this.fault = null;
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}
