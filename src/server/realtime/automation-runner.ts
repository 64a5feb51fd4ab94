import type { Ports } from '../ports/index.ts';
import { runDueAutomations } from '../use-cases/automations/run-due.ts';
import { startLoop } from './wakeable-loop.ts';

/** How often it looks for runs whose wait is over, and for those that others left. */
const everyMs = 1000;

export interface AutomationRunner {
  /** There are new runs. */
  wake(): void;
  /** Lets the steps under way come to their end. */
  stop(): Promise<void>;
}

/** Goes on with runs of automations that are due. Every sidecar does; a run is always with one of them. */
export function startAutomationRunner(ports: Ports): AutomationRunner {
  const stopping = new AbortController();
  const loop = startLoop({
    everyMs,
    run: () => runDueAutomations(ports, stopping.signal),
    onError(error) {
      if (!stopping.signal.aborted) ports.log.warn({ error }, 'Automations could not be gone on with');
    },
  });
  return {
    wake: () => loop.wake(),
    async stop() {
      stopping.abort();
      await loop.stop();
    },
  };
}
