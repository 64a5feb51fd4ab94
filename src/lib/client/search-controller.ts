import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SearchResult } from '../contracts/search.ts';
import { api, queryString } from './api.ts';

/** So long nothing is typed before the server is asked. */
const pauseMs = 120;
const nothing: SearchResult = { groups: [], corrections: [] };

/** Searches while someone types: one request at a time, of what was typed last. */
export class SearchController implements ReactiveController {
  found: SearchResult = nothing;
  /** What `found` answers. */
  answered = '';
  busy = false;
  fault: string | null = null;
  /** Resolves when what was asked for last is answered. */
  settled: Promise<void> = Promise.resolve();
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = new AbortController();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.stop();
  }

  /** Forgets what is under way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asked.abort();
    this.busy = false;
  }

  look(text: string): void {
    this.stop();
    this.fault = null;
    if (text === '') {
      this.found = nothing;
      this.answered = '';
      this.#host.requestUpdate();
      return;
    }
    const asked = new AbortController();
    this.#asked = asked;
    this.busy = true;
    this.settled = new Promise((resolve) => {
      this.#timer = setTimeout(() => void this.#ask(text, asked.signal).finally(resolve), pauseMs);
    });
    this.#host.requestUpdate();
  }

  async #ask(q: string, signal: AbortSignal): Promise<void> {
    try {
      const found = await api.get<SearchResult>(`/search${queryString({ q })}`, { signal });
      if (signal.aborted) return;
      this.found = found;
      this.answered = q;
    } catch (error) {
      if (signal.aborted) return;
      this.found = nothing;
      this.fault = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}
