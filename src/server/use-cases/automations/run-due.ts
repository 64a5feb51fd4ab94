import type { Ports } from '../../ports/index.ts';
import { runAutomation } from './run-automation.ts';

/** Few at a time: people at work share the database with them. */
const atOnce = 3;
const batch = 30;

/** Goes on with all runs that are due: new ones, those whose wait is over, and those whose worker died. */
export async function runDueAutomations(ports: Ports, signal: AbortSignal): Promise<void> {
  for (;;) {
    const due = await ports.automationRuns.due(ports.clock.now(), batch);
    if (due.length === 0) return;
    const lane = async () => {
      for (let id = due.shift(); id !== undefined; id = due.shift()) {
        signal.throwIfAborted();
        await runAutomation(ports, id, signal);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }
}
