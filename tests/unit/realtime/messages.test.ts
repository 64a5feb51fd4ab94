import { expect, test } from 'vitest';
import { serverEvents } from '../../../src/lib/contracts/socket.ts';
import type { Task } from '../../../src/lib/contracts/task.ts';
import type { DomainEvent } from '../../../src/lib/domain/events.ts';
import { messagesOf } from '../../../src/server/realtime/messages.ts';
import { presentTask } from '../../../src/server/use-cases/tasks/present-task.ts';
import type { Records, TaskStore, UserStore } from '../../../src/server/ports/index.ts';
import { aPlan, aTask } from '../../support/records.ts';

const id = (letter: string) => letter.repeat(24);
const users = { findMany: () => Promise.resolve([]) } as Partial<UserStore> as UserStore;
const tasks = { titles: () => Promise.resolve(new Map()) } as Partial<TaskStore> as TaskStore;
const task = (given: Partial<Parameters<typeof aTask>[1]> = {}): Promise<Task> =>
  presentTask({ all: { tasks } as Records, users }, aTask(id('a'), { aiGenerated: aPlan(id('b'), id('c')), ...given }));

const messages = (event: DomainEvent) =>
  messagesOf({
    id: id('e'),
    sequence: 7,
    at: new Date('2026-11-26T09:00:00Z'),
    actor: { kind: 'system', id: null, name: '' },
    cause: null,
    quiet: false,
    event,
  });
const changed = async (given: Partial<Parameters<typeof aTask>[1]>, change: 'updated' | 'deleted' = 'updated') =>
  messages({ type: 'task.changed', change, task: await task(given), changed: [] });

test('a change of a task goes to its assignee and its followers, as the contract has it', async () => {
  const [update] = await changed({ assignedTo: id('d') });
  expect(update).toMatchObject({ name: 'task_update', sequence: 7, permission: 'tasks.read' });
  expect(update?.rooms).toEqual([`task:${id('a')}`, 'tasks', `user:${id('d')}`]);
  expect(serverEvents.task_update.parse(update?.payload)).toMatchObject({ id: 7, type: 'updated' });
});

test('admins hear of high and urgent tasks, not of those that are deleted', async () => {
  const names = async (...given: Parameters<typeof changed>) => (await changed(...given)).map(({ name }) => name);
  expect(await names({ priority: 'medium' })).toEqual(['task_update']);
  expect(await names({ priority: 'high' })).toEqual(['task_update', 'high_priority_task']);
  expect(await names({ priority: 'urgent' })).toEqual(['task_update', 'high_priority_task']);
  expect(await names({ priority: 'urgent' }, 'deleted')).toEqual(['task_update']);
  const [, alert] = await changed({ priority: 'urgent' });
  expect(alert).toMatchObject({ rooms: ['role:admin'] });
  expect(serverEvents.high_priority_task.safeParse(alert?.payload).success).toBe(true);
});

test('a notification goes to one member', () => {
  const event = {
    userId: id('d'),
    notificationId: id('e'),
    notificationType: 'task_assigned',
    title: 'A task',
    link: '/app/tasks',
  } as const;
  const [message] = messages({ type: 'notification', ...event });
  expect(message).toMatchObject({ rooms: [`user:${id('d')}`], permission: null });
  expect(serverEvents.notification.parse(message?.payload)).toMatchObject({ type: 'task_assigned', title: 'A task' });
});

test('what concerns only the server goes to nobody', () => {
  expect(messages({ type: 'session.ended', userId: id('d'), sessionHash: 'x' })).toEqual([]);
  expect(messages({ type: 'generation.requested', generationId: id('a'), taskId: id('b') })).toEqual([]);
});

test('a move goes to who follows the pipeline, and one to another pipeline to both', () => {
  const move = {
    type: 'deal.moved',
    dealId: id('a'),
    customerId: id('c'),
    pipelineId: id('1'),
    fromPipeline: id('1'),
    fromStage: id('2'),
    toStage: id('3'),
    entryId: id('4'),
    owners: [id('d')],
  } as const;
  const told = (event: DomainEvent) =>
    messages(event).map(({ name, rooms, owners, payload }) => {
      expect([name, owners]).toEqual(['pipeline_update', [id('d')]]);
      const { pipelineId, fromStage, toStage } = serverEvents.pipeline_update.parse(payload);
      expect(rooms).toEqual([`pipeline:${pipelineId}`]);
      return [pipelineId, fromStage, toStage];
    });
  expect(told({ ...move, owners: [id('d')] })).toEqual([[id('1'), id('2'), id('3')]]);
  expect(told({ ...move, owners: [id('d')], fromPipeline: id('9') })).toEqual([
    [id('9'), id('2'), null],
    [id('1'), null, id('3')],
  ]);
});
