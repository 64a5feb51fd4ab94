import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailStatuses } from '../../../src/lib/contracts/mail.ts';
import type { MailRecord } from '../../../src/server/records/index.ts';
import { deliverDueMails } from '../../../src/server/use-cases/mails/deliver-due-mails.ts';
import { sendMailAgain } from '../../../src/server/use-cases/mails/send-mail-again.ts';
import { aMail } from '../../support/records.ts';
import { refusal, taskWorld, type TaskWorld } from '../tasks/world.ts';

let world: TaskWorld;
beforeAll(async () => {
  world = await taskWorld();
});
afterAll(() => world.close());

async function kept(change: Partial<MailRecord>): Promise<MailRecord> {
  const mail = aMail(world.ports.ids.next(), { dueAt: null, attempts: 10, error: 'refused', ...change });
  const { actor } = world.as.admin;
  await world.ports.commit({ actor, events: [], write: (tx) => world.ports.mails.insert(mail, tx) });
  return mail;
}

describe('sending again', () => {
  test.each(['failed', 'kept'] as const)('queues a %s mail as new, and the event that sends it', async (status) => {
    const { id } = await kept({ status });
    const before = await world.ports.outbox.last();
    const fresh = { status: 'queued', attempts: 0, error: null };
    expect(await sendMailAgain(world.as.admin, id)).toMatchObject({
      ...fresh,
      nextAttemptAt: world.clock.now().toISOString(),
    });
    expect(await world.ports.mails.find(id)).toMatchObject({ ...fresh, dueAt: world.clock.now() });
    await world.ports.outbox.sequence(100);
    const events = await world.ports.outbox.after(before, 10);
    expect(events.map(({ event }) => event)).toContainEqual({ type: 'mail.requested', mailId: id });
  });

  test('two at once queue it once', async () => {
    const { id } = await kept({ status: 'failed' });
    const answers = await Promise.allSettled([sendMailAgain(world.as.admin, id), sendMailAgain(world.as.admin, id)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [late] = answers.filter(({ status }) => status === 'rejected');
    expect(late).toMatchObject({ reason: { code: 'conflict' } });
  });

  test.each(mailStatuses.filter((status) => status !== 'failed' && status !== 'kept'))(
    'leaves a %s mail alone',
    async (status) => {
      const { id } = await kept({ status });
      expect(await refusal(sendMailAgain(world.as.admin, id))).toMatchObject({ code: 'conflict' });
      expect(await world.ports.mails.find(id)).toMatchObject({ status, attempts: 10 });
    },
  );

  test('is for those who may, and for mails there are', async () => {
    const { id } = await kept({ status: 'failed' });
    expect(await refusal(sendMailAgain(world.as.seller, id))).toMatchObject({ code: 'forbidden' });
    expect(await refusal(sendMailAgain(world.as.admin, 'f'.repeat(24)))).toMatchObject({ code: 'not_found' });
  });
});

test('mails of before there was a next attempt are sent by the job that knows them', async () => {
  const { id } = await kept({ status: 'queued', dueAt: null });
  await deliverDueMails(world.ports, new AbortController().signal);
  expect(await world.ports.mails.find(id)).toMatchObject({ status: 'queued' });
  const until = new Date(world.clock.now().getTime() + 1000);
  expect(await world.ports.mails.claim(id, { now: world.clock.now(), until })).toMatchObject({ id });
});
