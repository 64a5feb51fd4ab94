import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueMail } from '../../../src/server/use-cases/mails/queue-mail.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { startSidecarProcess, type SidecarProcess } from '../../support/sidecar-process.ts';
import { startSmtp, type SmtpWorld } from '../../support/smtp.ts';

let world: TestWorld;
let smtp: SmtpWorld;
const processes: SidecarProcess[] = [];
beforeAll(async () => {
  world = await testPorts();
  // Mails are due by the clock of the processes.
  world.clock.set(new Date());
  smtp = await startSmtp();
});
afterAll(async () => {
  for (const one of processes) await one.stop();
  await smtp.close();
  await world.close();
});

async function start(): Promise<SidecarProcess> {
  const started = await startSidecarProcess({
    MONGODB_URI: world.database.uri,
    SMTP_URL: smtp.url,
    SITE_URL: 'https://crm.example.com',
  });
  processes.push(started);
  return started;
}

async function queued(): Promise<string> {
  const text = `${'A line of a long letter.\n'.repeat(100_000)}The end.\n`;
  const mail = queueMail(world.ports, { to: 'dana@example.com', subject: 'Hello', text });
  await world.ports.commit({ actor: system, events: [mail.event], write: mail.write });
  return mail.id;
}
const statusOf = async (id: string) => (await world.ports.mails.find(id))?.status;
/** Waits, as long as the test may take, until something is so: a lease runs out before another worker has a mail. */
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await pass(50);
}
const copies = (id: string) => smtp.received.filter((text) => text.includes(`Message-ID: <${id}@crm.example.com>`));

test('a worker killed in the middle of a mail: another sends it, once', { timeout: 90_000 }, async () => {
  smtp.behave('stalls');
  const victim = await start();
  const id = await queued();
  await until(() => smtp.begun === 1);
  await victim.kill();
  smtp.behave('takes');
  expect(await statusOf(id)).toBe('sending');
  await start();
  await until(async () => (await statusOf(id)) === 'sent');
  expect(copies(id)).toHaveLength(1);
  expect(copies(id)[0]).toContain('The end.');
});

test(
  'a worker killed between the last byte and the answer: it may come twice, as the same mail',
  { timeout: 90_000 },
  async () => {
    smtp.behave('swallows');
    const victim = processes.at(-1)!;
    const id = await queued();
    await until(() => copies(id).length === 1);
    await victim.kill();
    smtp.behave('takes');
    await start();
    await until(async () => (await statusOf(id)) === 'sent');
    const [first, second, ...more] = copies(id);
    expect(second).toBe(first);
    expect(more).toEqual([]);
  },
);
