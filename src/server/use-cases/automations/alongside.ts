import type { Context, Tx } from '../../ports/index.ts';

/** A context of which commits also write this. */
export const alongside = (context: Context, write: ((tx: Tx) => Promise<void>) | undefined): Context =>
  write
    ? {
        ...context,
        ports: {
          ...context.ports,
          commit: (change) =>
            context.ports.commit({
              ...change,
              async write(tx) {
                await change.write(tx);
                await write(tx);
              },
            }),
        },
      }
    : context;
