import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Page } from '../contracts/common.ts';
import type { Job } from '../contracts/job.ts';
import { api, ApiError } from './api.ts';
import { isLarge, isOver } from './jobs.ts';
import * as socket from './socket.ts';
import { toastFailure } from './toasts.ts';

const pollMs = 3000;

/**
 * The caller's long work: what was under way when the page was opened, and what is started on it or elsewhere. News
 * come by socket; a job that falls silent is asked for.
 */
export class JobController implements ReactiveController {
  /** The newest first; those that ended stay until they are dismissed. */
  jobs: readonly Job[] = [];
  readonly #heard = new Map<string, number>();
  readonly #host: ReactiveControllerHost;
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (typeof document === 'undefined') return;
    const started = ({ detail }: CustomEvent<Job>) => this.take(detail);
    document.addEventListener('throughline:job', started);
    const timer = setInterval(() => void this.#askSilent(), pollMs);
    this.#stops = [
      () => document.removeEventListener('throughline:job', started),
      () => clearInterval(timer),
      socket.on('job_update', ({ job }) => this.#hear(job)),
      socket.onResync(() => void this.load()),
    ];
    void this.load();
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
  }

  /** Reads what is under way. A failure is left to the next news. */
  async load(): Promise<void> {
    const active = await api.get<Page<Job>>('/jobs?status=queued,running&limit=10').catch(() => null);
    for (const job of active?.items.toReversed() ?? []) this.take(job);
  }

  /** Takes in how a job stands, unless something newer is known. */
  take(job: Job): void {
    const known = this.jobs.find(({ id }) => id === job.id);
    // Ended, and dismissed or never seen here: old news.
    if (!known && this.#heard.has(job.id)) return;
    if (known && (isOver(known) || job.progress.done < known.progress.done)) return;
    this.#heard.set(job.id, Date.now());
    this.jobs = known ? this.jobs.map((other) => (other === known ? job : other)) : [job, ...this.jobs];
    this.#host.requestUpdate();
  }

  /** Small jobs say what came of them where they were asked for. */
  #hear(job: Job): void {
    if (isLarge(job) || this.jobs.some(({ id }) => id === job.id)) this.take(job);
  }

  dismiss(id: string): void {
    this.jobs = this.jobs.filter((job) => job.id !== id);
    this.#host.requestUpdate();
  }

  /** Asks to stop it; what it has done stays. */
  async cancel(id: string): Promise<void> {
    try {
      await api.delete(`/jobs/${id}`);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'conflict') return;
      toastFailure('Not cancelled', error);
    }
  }

  async #askSilent(): Promise<void> {
    const silent = this.jobs.filter((job) => !isOver(job) && Date.now() - (this.#heard.get(job.id) ?? 0) >= pollMs);
    for (const { id } of silent) {
      try {
        this.take((await api.get<{ job: Job }>(`/jobs/${id}`)).job);
      } catch (error) {
        if (error instanceof ApiError && error.code === 'not_found') this.dismiss(id);
      }
    }
  }
}
