/**
 * Leaves a model alone after `failures` failed generations in a row: for `restMs` nobody asks it, then one request at a
 * time may try, until one succeeds. Per process.
 */
export function createCircuitBreaker(options: { failures: number; restMs: number; now: () => number }) {
  const states = new Map<string, { failed: number; closedUntil: number }>();
  return {
    /** Whether the model may be asked now. A yes after a rest is given to one caller only. */
    allows(model: string): boolean {
      const state = states.get(model);
      if (!state || state.failed < options.failures) return true;
      if (options.now() < state.closedUntil) return false;
      state.closedUntil = options.now() + options.restMs;
      return true;
    },
    succeeded(model: string): void {
      states.delete(model);
    },
    failed(model: string): void {
      const failed = (states.get(model)?.failed ?? 0) + 1;
      states.set(model, { failed, closedUntil: options.now() + options.restMs });
    },
  };
}
export type CircuitBreaker = ReturnType<typeof createCircuitBreaker>;
