import { StartError } from './environment.ts';
import { startThroughline, type Options } from './supervisor.ts';

/** A signal that follows the first one sooner than this is its echo: npm and the terminal both send it. */
const echoMs = 1_000;

/** Runs Throughline until Ctrl-C, SIGTERM or a closed terminal, then stops it in order; a second Ctrl-C ends it at once. */
export async function runInForeground(options: Options): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined); // nobody reads any more
  const throughline = await startThroughline(options);
  let stoppedAt: number | undefined;
  const stop = async () => {
    if (stoppedAt !== undefined) {
      if (Date.now() - stoppedAt > echoMs) throughline.kill();
      return;
    }
    stoppedAt = Date.now();
    console.log('Stopping …');
    await throughline.stop();
    console.log('Stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

  throughline.ready.then(
    (url) => {
      console.log(`\nThroughline is running at ${url}\nPress Ctrl-C to stop it.\n`);
    },
    () => undefined, // told below
  );
  const reason = await throughline.failed;
  await throughline.stop();
  throw new StartError(reason);
}

/** Runs a script's main function; what the person can mend is told without a stack trace. */
export async function main(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StartError ? `\n${error.message}` : error);
    process.exit(1);
  }
}
