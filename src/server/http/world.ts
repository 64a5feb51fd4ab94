import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '../../lib/domain/errors.ts';
import { getContainer, type Container } from '../container.ts';
import type { Environment } from '../env.ts';
import type { Ports } from '../ports/index.ts';
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

/** How long a request waits for the first connection to the database; that goes on being tried. */
const patienceMs = 5_000;

/**
 * The world of this process, made with its container at the first request. Throws ProblemError `unavailable` while the
 * database is away.
 */
export async function getWorld(): Promise<World> {
  return (settled ??= await firstWorld());
}
let settled: World | undefined;

async function firstWorld(): Promise<World> {
  const late = new AbortController();
  const away = pause(patienceMs, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new ProblemError('unavailable', 'The database cannot be reached. Try again in a few seconds.', {
      retryAfter: 5,
    });
  });
  away.catch(() => undefined);
  try {
    return await Promise.race([currentWorld(), away]);
  } finally {
    late.abort();
  }
}

async function currentWorld(): Promise<World> {
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
