import type { Environment } from './env.ts';
import type { Ports } from './ports.ts';

/** One process's world: its environment, what use-cases need, and how to end it. */
export interface Container {
  env: Environment;
  ports: Ports;
  close(): Promise<void>;
}

const key = Symbol.for('throughline.container');
type Holder = { [key]?: Promise<Container> };

/** The process's one container, built at first use. A failed start is tried again at the next call. */
export function getContainer(): Promise<Container> {
  const holder = globalThis as Holder;
  holder[key] ??= build().catch((error: unknown) => {
    delete holder[key];
    throw error;
  });
  return holder[key];
}

/** The container if there is one: for a clean stop. */
export const currentContainer = (): Promise<Container> | undefined => (globalThis as Holder)[key];

async function build(): Promise<Container> {
  const { buildContainer } = await import('./compose.ts');
  return buildContainer();
}
