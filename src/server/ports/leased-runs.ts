/** Work that one worker at a time may do, and that another takes over when it dies. */
export interface LeasedRun {
  id: string;
  status: 'queued' | 'running' | 'complete' | 'failed' | 'cancelled';
  cancelRequested: boolean;
  /** Fencing token: grows with each worker that takes the run; a write with an older one is refused. */
  fence: number;
  leaseUntil: Date | null;
}

export interface LeasedRunStore<Run extends LeasedRun> {
  find(id: string): Promise<Run | null>;
  /** Takes a queued run, or one whose lease ran out; null when someone else has it or it is over. */
  claim(id: string, lease: { now: Date; until: Date }): Promise<Run | null>;
  /** Renews the lease and says whether to go on; `lost` when another worker has it. */
  renew(id: string, fence: number, until: Date): Promise<'running' | 'cancel_requested' | 'lost'>;
  /** True when there was something to cancel; a queued one ends at once, a running one when its worker sees it. */
  requestCancel(id: string, now: Date): Promise<boolean>;
  /**
   * Calls back with a run as it is now whenever one was queued, moved on or ended; survives reconnects. Returns a
   * function that stops it.
   */
  watch(changed: (run: Run) => void): Promise<() => Promise<void>>;
}
