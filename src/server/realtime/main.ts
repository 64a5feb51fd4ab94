import { setTimeout as sleep } from 'node:timers/promises';
import { currentContainer, getContainer } from '../container.ts';
import { environment } from '../env.ts';
import { createLogger } from '../log.ts';
import { startSidecar, type Sidecar } from './sidecar.ts';

const firstPauseMs = 250;
const longestPauseMs = 5000;
/** Whatever has not ended by then is given up; leases and locks run out by themselves. */
const graceMs = 8000;

const env = environment();
const log = createLogger(env);
const stopping = new AbortController();

/** Tries until the database is there, or this process is to stop. */
async function open(sidecar: Sidecar): Promise<void> {
  for (let pause = firstPauseMs; !stopping.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      await sidecar.open(await getContainer());
      log.info({ url: sidecar.url }, 'The sidecar is at work');
      return;
    } catch (error) {
      log.warn({ error }, 'The sidecar waits for the database');
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
}

async function main(): Promise<void> {
  const sidecar = await startSidecar(env);
  log.info({ url: sidecar.url }, 'The sidecar listens');
  let opened = false;
  void open(sidecar).then(() => (opened = true));
  const stop = async () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    setTimeout(() => process.exit(1), graceMs).unref();
    await sidecar.stop();
    if (opened) await (await currentContainer())?.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        log.error({ error }, 'The sidecar did not stop cleanly');
        process.exit(1);
      });
    });
  }
}

await main();
