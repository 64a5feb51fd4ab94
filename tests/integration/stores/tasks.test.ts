import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listTasksQuery, type ListTasksQuery } from '../../../src/lib/contracts/task.ts';
import { StaleRecordError, type TaskStore } from '../../../src/server/ports/index.ts';
import type { TaskRecord } from '../../../src/server/records/index.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aPlan, aTask } from '../../support/records.ts';
import { takeAll } from '../../support/take-all.ts';

let world: TestWorld;
let tasks: TaskStore;
beforeAll(async () => {
  world = await testPorts();
  tasks = world.ports.tasks;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.connection.collection('tasks').deleteMany({});
});

const id = () => world.ports.ids.next();
const query = (values: Record<string, string> = {}): ListTasksQuery => listTasksQuery.parse(values);
const save = (...records: TaskRecord[]) =>
  world.ports.commit({
    actor: system,
    events: [],
    async write(tx) {
      for (const record of records) await tasks.insert(record, tx);
    },
  });
const replace = (record: TaskRecord) =>
  world.ports.commit({ actor: system, events: [], write: (tx) => tasks.replace(record, tx) });
const titles = (records: TaskRecord[]) => records.map(({ title }) => title);

describe('one task', () => {
  test('comes back as it went in, plan and all', async () => {
    const [first, second] = [id(), id()];
    const plan = aPlan(first, second);
    const [subtask] = aPlan(id(), id()).subtasks;
    const milestones = [{ name: 'Read', description: '', subtaskId: subtask!.id, date: new Date(0), completed: false }];
    const removed = [{ subtask: subtask!, waiting: [{ id: second, dependencies: [first] }], milestones }];
    const task = aTask(id(), {
      aiGenerated: { ...plan, removed },
      customerId: id(),
      assignedTo: id(),
      createdBy: id(),
      dueDate: new Date('2026-12-15T16:00:00Z'),
      fieldVersions: { 'aiGenerated.subtasks': 1, title: 1 },
    });
    await save(task);
    expect(await tasks.find(task.id)).toEqual(task);
    expect(await tasks.findMany([task.id, id()])).toEqual([task]);
  });

  test('is null when there is none', async () => {
    expect(await tasks.find(id())).toBeNull();
  });

  test('keeps a plan without a timeline and empty lists', async () => {
    const plan = { ...aPlan(id(), id()), subtasks: [], timeline: null };
    const task = aTask(id(), { aiGenerated: plan });
    await save(task);
    expect(await tasks.find(task.id)).toEqual(task);
  });

  test('is replaced by its next version only', async () => {
    const task = aTask(id());
    await save(task);
    await replace({ ...task, version: 2, title: 'Second', fieldVersions: { title: 2 } });
    await expect(replace({ ...task, version: 2, title: 'Late' })).rejects.toThrow(StaleRecordError);
    await expect(replace({ ...task, id: id(), version: 2 })).rejects.toThrow(StaleRecordError);
    expect(await tasks.find(task.id)).toMatchObject({ version: 2, title: 'Second', fieldVersions: { title: 2 } });
  });

  test('lets one of many changes at the same time through', async () => {
    const task = aTask(id());
    await save(task);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => replace({ ...task, version: 2, title: `Writer ${index}` })),
    );
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(7);
    for (const { reason } of lost) expect(reason).toBeInstanceOf(StaleRecordError);
  });
});

describe('lists', () => {
  test('filter by every field', async () => {
    const [owner, customer, parent, creator] = [id(), id(), id(), id()];
    await save(
      aTask(id(), { title: 'mine', assignedTo: owner, priority: 'urgent', dueDate: new Date('2026-12-01T00:00:00Z') }),
      aTask(id(), { title: 'nobody’s', status: 'completed', customerId: customer, parentTask: parent }),
      aTask(id(), { title: 'gone', deletedAt: new Date(), createdBy: creator }),
      aTask(id(), {
        title: 'made',
        createdBy: creator,
        assignedTo: customer,
        status: 'in_progress',
        pipelineId: owner,
      }),
    );
    const found = async (values: Record<string, string>) => titles((await tasks.list(query(values))).items).sort();
    expect(await found({})).toEqual(['made', 'mine', 'nobody’s']);
    expect(await found({ deleted: 'true' })).toEqual(['gone']);
    expect(await found({ assignedTo: owner })).toEqual(['mine']);
    expect(await found({ assignedTo: 'nobody' })).toEqual(['nobody’s']);
    expect(await found({ status: 'completed,in_progress' })).toEqual(['made', 'nobody’s']);
    expect(await found({ priority: 'urgent,high' })).toEqual(['mine']);
    expect(await found({ customerId: customer })).toEqual(['nobody’s']);
    expect(await found({ parentTask: parent })).toEqual(['nobody’s']);
    expect(await found({ createdBy: creator })).toEqual(['made']);
    expect(await found({ pipelineId: owner })).toEqual(['made']);
    expect(await found({ dealId: owner })).toEqual([]);
    expect(await found({ dueBefore: '2026-12-02T00:00:00Z' })).toEqual(['mine']);
    expect(await found({ dueAfter: '2026-12-02T00:00:00Z' })).toEqual([]);
    expect(await found({ dueAfter: '2026-11-30T00:00:00Z', dueBefore: '2026-12-02T00:00:00Z' })).toEqual(['mine']);
    expect(await takeAll(await tasks.eachId(query({ createdBy: creator })))).toHaveLength(1);
    await expect(tasks.list(query({ assignedTo: 'me' }))).rejects.toThrow('Resolve `me`');
  });

  test('find the beginnings of words, whatever their case and accents', async () => {
    await save(
      aTask(id(), { title: 'Préparer l’Écran', description: 'for Zürich' }),
      aTask(id(), { title: '東京商事 renewal', description: '' }),
    );
    const found = async (q: string) => titles((await tasks.list(query({ q }))).items);
    expect(await found('ecr prep')).toEqual(['Préparer l’Écran']);
    expect(await found('ZURICH')).toEqual(['Préparer l’Écran']);
    expect(await found('商事')).toEqual(['東京商事 renewal']);
    expect(await found('ren')).toEqual(['東京商事 renewal']);
    expect(await found('ran')).toEqual([]);
    expect(await found('ecr renewal')).toEqual([]);
    expect(await found('!!!')).toEqual([]);
  });

  test.each([
    ['priority', ['low', 'medium', 'high', 'urgent']],
    ['-priority', ['urgent', 'high', 'medium', 'low']],
  ])('sort by %s as people rank it', async (sort, expected) => {
    const priorities = ['high', 'low', 'urgent', 'medium'] as const;
    await save(...priorities.map((priority) => aTask(id(), { title: priority, priority })));
    expect(titles((await tasks.list(query({ sort }))).items)).toEqual(expected);
  });

  test.each(['dueDate', '-dueDate'])('sort by %s with undated tasks last', async (sort) => {
    const dates = ['2026-12-03', null, '2026-12-01', null, '2026-12-02'];
    await save(...dates.map((due) => aTask(id(), { title: due ?? 'none', dueDate: due ? new Date(due) : null })));
    const dated = ['2026-12-01', '2026-12-02', '2026-12-03'];
    if (sort.startsWith('-')) dated.reverse();
    expect(titles((await tasks.list(query({ sort }))).items)).toEqual([...dated, 'none', 'none']);
  });

  const sorts = ['createdAt', 'updatedAt', 'dueDate', 'priority', 'title', 'status'].flatMap((s) => [s, `-${s}`]);
  test.each(sorts)('page by %s without losing or repeating any', async (sort) => {
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 9, minute));
    const records = Array.from({ length: 23 }, (_, index) =>
      aTask(id(), {
        title: `Task ${index % 4}`,
        priority: (['low', 'medium', 'high', 'urgent'] as const)[index % 4] ?? 'low',
        status: index % 3 === 0 ? 'completed' : 'pending',
        dueDate: index % 2 === 0 ? at(index % 6) : null,
        createdAt: at(index % 5),
        updatedAt: at(index % 7),
      }),
    );
    await save(...records);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await tasks.list(query({ sort, limit: '4', ...(cursor === null ? {} : { cursor }) }));
      expect(page.total).toBe(23);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null && seen.length < 100);
    expect(seen).toHaveLength(23);
    expect(new Set(seen).size).toBe(23);
    expect(seen).toEqual((await tasks.list(query({ sort, limit: '200' }))).items.map((item) => item.id));
  });

  test('go on after an item that is gone meanwhile', async () => {
    const records = ['a', 'b', 'c'].map((title) => aTask(id(), { title }));
    await save(...records);
    const first = await tasks.list(query({ sort: 'title', limit: '2' }));
    await replace({ ...(first.items[1] as TaskRecord), version: 2, deletedAt: new Date() });
    const second = await tasks.list(query({ sort: 'title', limit: '2', cursor: first.nextCursor ?? '' }));
    expect(titles(second.items)).toEqual(['c']);
  });

  test.each([
    ['garbage', 'garbage'],
    ['other JSON', Buffer.from('{"a":1}').toString('base64url')],
    ['an operator', Buffer.from('["title",{"$gt":""},"000000000000000000000001"]').toString('base64url')],
    ['another type', Buffer.from('["title",5,"000000000000000000000001"]').toString('base64url')],
    ['no id', Buffer.from('["title","a","x"]').toString('base64url')],
    ['another sort', Buffer.from('["-title","a","000000000000000000000001"]').toString('base64url')],
    ['a date beyond all', Buffer.from('["title",8640000000000001,"000000000000000000000001"]').toString('base64url')],
  ])('refuse %s for a cursor', async (_, cursor) => {
    await expect(tasks.list(query({ sort: 'title', cursor }))).rejects.toMatchObject({
      code: 'validation_failed',
      options: { errors: [expect.objectContaining({ path: 'cursor' })] },
    });
  });
});

describe('figures', () => {
  test('count by status, overdue and due today', async () => {
    const now = new Date('2026-11-26T12:00:00Z');
    await save(
      aTask(id(), { dueDate: new Date('2026-11-25T12:00:00Z') }),
      aTask(id(), { dueDate: new Date('2026-11-26T08:00:00Z'), status: 'in_progress' }),
      aTask(id(), { dueDate: new Date('2026-11-26T23:00:00Z') }),
      aTask(id(), { dueDate: new Date('2026-11-25T12:00:00Z'), status: 'completed' }),
      aTask(id(), { dueDate: new Date('2026-11-25T12:00:00Z'), deletedAt: now }),
    );
    expect(await tasks.stats(now)).toEqual({
      byStatus: { pending: 2, in_progress: 1, completed: 1, cancelled: 0 },
      overdue: 2,
      dueToday: 2,
    });
  });

  test('finished plans, newest first', async () => {
    const done = (title: string, day: number, rest: Partial<TaskRecord> = {}) =>
      aTask(id(), {
        title,
        status: 'completed',
        aiGenerated: aPlan(id(), id()),
        completedAt: new Date(2026, 10, day),
        ...rest,
      });
    await save(done('old', 1), done('new', 3), done('middle', 2), done('bare', 4, { aiGenerated: null }), aTask(id()));
    expect(titles(await tasks.finishedPlans(2))).toEqual(['new', 'middle']);
  });

  test('purge what was deleted long ago', async () => {
    const kept = aTask(id(), { title: 'kept', deletedAt: new Date('2026-11-20T00:00:00Z') });
    await save(kept, aTask(id(), { deletedAt: new Date('2026-10-01T00:00:00Z') }), aTask(id()));
    expect(await tasks.purgeDeleted(new Date('2026-11-01T00:00:00Z'))).toBe(1);
    expect(await tasks.find(kept.id)).not.toBeNull();
    expect((await tasks.list(query())).total).toBe(1);
  });
});
