import { getContainer, type Container } from '../container.ts';
import type { Environment } from '../env.ts';
import type { Ports } from '../ports.ts';
import { announceSetup } from '../use-cases/auth/setup-token.ts';
import { createAccess, type Access } from './access.ts';
import { createSessions, type Sessions } from './session.ts';

/** What every request is answered with. */
export interface World {
  env: Environment;
  ports: Ports;
  access: Access;
  sessions: Sessions;
}

const worlds = new WeakMap<Container, Promise<World>>();

/** The world of this process, made with its container at the first request. Rejects while the database is away. */
export async function getWorld(): Promise<World> {
  const container = await getContainer();
  const world = worlds.get(container) ?? makeWorld(container);
  worlds.set(container, world);
  return world;
}

async function makeWorld(container: Container): Promise<World> {
  const { env } = container;
  const access = createAccess(container.ports);
  const { ports } = access;
  await announceSetup(ports).catch((error: unknown) => {
    worlds.delete(container);
    throw error;
  });
  return { env, ports, access, sessions: createSessions(access, env) };
}
