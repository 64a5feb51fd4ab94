import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { Service, type ServiceOptions } from '../../../scripts/lib/service.ts';

const services: Service[] = [];
afterEach(() => {
  for (const service of services.splice(0)) service.kill();
});

/** A service running `code`, and everything it printed. */
function serviceOf(code: string, options: Partial<ServiceOptions> = {}) {
  const printed: string[] = [];
  const service = new Service({
    name: 'part',
    args: () => ['-e', code],
    env: () => process.env,
    print: (line) => printed.push(line),
    onGiveUp: (message) => printed.push(`gave up: ${message}`),
    ...options,
  });
  services.push(service);
  service.start();
  return { service, printed };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('each line carries the name of the part, whichever stream it came from', async () => {
  const { printed } = serviceOf('console.log("one"); console.error("two"); setInterval(() => {}, 1e6)');
  await until(() => printed.length === 2);
  expect(printed.sort()).toEqual(['[part] one', '[part] two']);
});

test('a line that is taken is not printed', async () => {
  const taken: string[] = [];
  const { printed } = serviceOf('console.log("{}"); console.log("shown"); setInterval(() => {}, 1e6)', {
    onLine: (line) => line === '{}' && taken.push(line) > 0,
  });
  await until(() => printed.length === 1);
  expect([taken, printed]).toEqual([['{}'], ['[part] shown']]);
});

test('what ends by itself is started again', async () => {
  const { service, printed } = serviceOf('setInterval(() => {}, 1e6)');
  const first = service.pid;
  if (!first) throw new Error('The service has no process.');
  process.kill(first, 'SIGKILL');
  await until(() => service.pid !== undefined && service.pid !== first);
  expect(printed).toEqual(['[part] ended with SIGKILL; starting it again in 250 ms.']);
});

test('what fails five times in a row is given up', async () => {
  const { printed } = serviceOf('process.exit(3)');
  await until(() => printed.some((line) => line.startsWith('gave up')));
  expect(printed.at(-1)).toBe(
    'gave up: part ended 5 times in a row, the last time with code 3. What it said is above.',
  );
  expect(printed.filter((line) => line.includes('starting it again'))).toHaveLength(4);
});

test('stopping waits for the part to end in its own way and does not start it again', async () => {
  const { service, printed } = serviceOf(
    'process.on("SIGTERM", () => setTimeout(() => { console.log("tidied up"); process.exit(0); }, 50));' +
      'console.log("up"); setInterval(() => {}, 1e6)',
  );
  await until(() => printed.length === 1);
  await service.stop(10_000);
  expect(printed).toEqual(['[part] up', '[part] tidied up']);
  expect(service.pid).toBeUndefined();
});

test('what does not stop in time is ended', async () => {
  const { service, printed } = serviceOf(
    'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1e6)',
  );
  await until(() => printed.length === 1);
  const pid = service.pid;
  await service.stop(50);
  expect(pid && alive(pid)).toBe(false);
  expect(printed).toContain('[part] did not stop within 0.05 s; ending it.');
});

test('stopping during the pause before another start leaves nothing running', async () => {
  const { service, printed } = serviceOf('process.exit(1)');
  await until(() => printed.length === 1);
  await service.stop(1_000);
  await sleep(400); // longer than the pause
  expect(service.pid).toBeUndefined();
});
