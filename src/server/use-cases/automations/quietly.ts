import type { Ports } from '../../ports/index.ts';

/** Ports of which no commit sets automations off. */
export const quietly = (ports: Ports): Ports => ({
  ...ports,
  commit: (change) => ports.commit({ ...change, quiet: true }),
});
