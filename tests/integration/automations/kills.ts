import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listMailsQuery } from '../../../src/lib/contracts/mail.ts';
import { listTasksQuery } from '../../../src/lib/contracts/task.ts';
import { startSidecarProcess, type SidecarProcess } from '../../support/sidecar-process.ts';
import { automationWorld, type AutomationWorld } from './world.ts';

/* Workers die, as in a power cut, at every step of runs: while a step is being done and right after it was. */

/**
 * Kills workers at every step of runs and at so many random moments more, and holds the effects against what must be.
 */
export function testKills({ random, deals: count, timeout }: { random: number; deals: number; timeout: number }): void {
  let world: AutomationWorld;
  let server: Server;
  let hook: string;
  let worker: SidecarProcess;
  /** The ids of calls, by the step that made them. */
  const calls: { step: string; id: string }[] = [];
  let onCall: (step: string) => Promise<void> = () => Promise.resolve();

  const start = () =>
    startSidecarProcess({ MONGODB_URI: world.database.uri, WEBHOOK_ALLOWED_HOSTS: '127.0.0.1', LOG_LEVEL: 'info' });

  beforeAll(async () => {
    world = await automationWorld();
    // Runs are due by the clock of the processes.
    world.clock.set(new Date());
    server = createServer((request, response) => {
      const step = request.url?.slice(1) ?? '';
      calls.push({ step, id: String(request.headers['webhook-id']) });
      void onCall(step).then(() => response.writeHead(204).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await worker.stop();
    server.closeAllConnections();
    server.close();
    await world.close();
  });

  const call = (name: string) => ({ action: 'webhook', config: { url: `${hook}/${name}` } });
  const between = ['first', 'second', 'third', 'fourth', 'last'] as const;

  test('whatever is killed when, every effect comes once', { timeout }, async () => {
    const target = await world.pipeline([{ name: 'Beyond' }]);
    const pipeline = await world.pipeline([
      { name: 'New' },
      {
        name: 'Proposal',
        automations: [
          {
            trigger: 'entry',
            actions: [
              call('first'),
              { action: 'create_task', config: { taskTemplate: 'Offer' } },
              call('second'),
              { action: 'send_email', config: { emailTemplate: { subject: 'An offer', body: 'Hello' } } },
              call('third'),
              { action: 'add_tag', config: { tag: 'offered' } },
              call('fourth'),
              { action: 'move_stage', config: { stageId: target.stages[0]!.id } },
              call('last'),
            ],
          },
        ],
      },
    ]);
    const stage = pipeline.stages[1]!;
    const deals = [];
    const email = (index: number) => `deal-${index}@example.com`;
    const { contactInfo } = await world.customer();
    for (let index = 0; index < count; index += 1) {
      deals.push(
        await world.deal(
          { pipelineStage: pipeline.stages[0]!.id },
          { contactInfo: { ...contactInfo, email: email(index) } },
        ),
      );
    }
    worker = await start();
    for (const { id } of deals) await world.move(id, stage.id);

    // Once while each of the calls is under way, then at moments after any was answered.
    const moments = [...between, ...Array<'any'>(random).fill('any')];
    for (const moment of moments) {
      const reached = Promise.withResolvers<null>();
      onCall = async (step) => {
        if (moment !== 'any' && moment !== step) return;
        reached.resolve(null);
        // The answer never comes, or the worker goes on for some milliseconds.
        if (moment === step) await new Promise(() => undefined);
      };
      await reached.promise;
      if (moment === 'any') await pass(Math.random() * 40);
      await worker.kill();
      onCall = () => Promise.resolve();
      worker = await start();
    }

    const automationId = stage.automations[0]!.id;
    const states = async () => (await world.runsOf(automationId)).map(({ status }) => status);
    while ((await states()).filter((status) => status === 'complete').length < deals.length) await pass(100);

    const runs = await world.runsOf(automationId);
    expect(runs).toHaveLength(deals.length);
    for (const [index, { id, customerId }] of deals.entries()) {
      const tasks = await world.ports.tasks.list({ ...listTasksQuery.parse({}), dealId: id });
      expect(tasks.items.map(({ title }) => title)).toEqual(['Offer']);
      const mails = (await world.ports.mails.list(listMailsQuery.parse({ limit: 200 }))).items;
      expect(mails.filter(({ to }) => to === email(index))).toHaveLength(1);
      expect((await world.ports.customers.find(customerId))!.tags.filter((tag) => tag === 'offered')).toHaveLength(1);
      const stays = await world.ports.stageEntries.ofDeal(id);
      expect(stays.map(({ stageId }) => stageId)).toEqual([pipeline.stages[0]!.id, stage.id, target.stages[0]!.id]);
    }
    // Calls may have come twice, but as the same call.
    for (const step of between) {
      expect(new Set(calls.filter((one) => one.step === step).map(({ id }) => id)).size).toBe(deals.length);
    }
    for (const run of runs) expect(run.steps.map(({ status }) => status)).toEqual(Array(9).fill('done'));
  });
}
