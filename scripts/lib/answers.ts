import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 40;

/** Resolves when `url` is answered without a server error; rejects when `signal` aborts. */
export async function waitForAnswer(url: string, signal: AbortSignal): Promise<void> {
  while (!(await answers(url))) await sleep(pauseMs, undefined, { signal });
}

function answers(url: string): Promise<boolean> {
  return new Promise((done) => {
    const request = get(url, { timeout: 5_000 }, (answer) => {
      answer.resume();
      done((answer.statusCode ?? 500) < 500);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      done(false);
    });
  });
}
