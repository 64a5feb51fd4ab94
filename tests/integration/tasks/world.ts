import { createTaskRequest, type CreateTaskRequest } from '../../../src/lib/contracts/task.ts';
import type { MemberActor } from '../../../src/lib/domain/actor.ts';
import { nobodyLimited } from '../../../src/lib/domain/own-records.ts';
import { ProblemError } from '../../../src/lib/domain/errors.ts';
import type { StoredEvent } from '../../../src/lib/domain/events.ts';
import type { Context } from '../../../src/server/ports/index.ts';
import type { CustomerRecord, TaskRecord, UserRecord } from '../../../src/server/records/index.ts';
import { memberActor } from '../../../src/server/use-cases/auth/member-of-session.ts';
import { createTask } from '../../../src/server/use-cases/tasks/create-task.ts';
import { system, testPorts, type TestWorld } from '../../support/ports.ts';
import { aCustomer, aUser } from '../../support/records.ts';

export interface TaskWorld extends TestWorld {
  /** Who asks in these tests: an admin, a seller, and a member without any right. */
  as: Record<'admin' | 'seller' | 'nobody', Context & { actor: MemberActor }>;
  member(overrides?: Partial<UserRecord>): Promise<UserRecord>;
  customer(overrides?: Partial<CustomerRecord>): Promise<CustomerRecord>;
  /** A task without a plan, or with the one given, as the store has it. */
  task(input?: Partial<CreateTaskRequest>, plan?: TaskRecord['aiGenerated']): Promise<TaskRecord>;
  /** What was committed so far, in order. */
  events(): Promise<StoredEvent[]>;
}

export async function taskWorld(): Promise<TaskWorld> {
  const world = await testPorts();
  const { ports } = world;
  const member = async (overrides: Partial<UserRecord> = {}) => {
    const user = aUser(ports.ids.next(), overrides);
    await ports.commit({ actor: system, events: [], write: (tx) => ports.users.insert(user, tx) });
    return user;
  };
  const as = async (overrides: Partial<UserRecord>) => ({
    ports,
    actor: memberActor(await member(overrides), { sessionHash: 'session', limited: nobodyLimited }),
  });
  const admin = await as({ role: 'admin' });
  const seller = await as({ role: 'sales' });
  const someone = await as({});
  return {
    ...world,
    as: { admin, seller, nobody: { ports, actor: { ...someone.actor, permissions: new Set() } } },
    member,
    async customer(overrides = {}) {
      const customer = aCustomer(ports.ids.next(), {}, overrides);
      await ports.commit({ actor: system, events: [], write: (tx) => ports.customers.insert(customer, tx) });
      return customer;
    },
    async task(input = {}, plan = null) {
      const { task } = await createTask(admin, request({ generate: false, ...input }));
      const record = (await ports.tasks.find(task.id))!;
      if (!plan) return record;
      const planned: TaskRecord = { ...record, version: 2, aiGenerated: plan };
      await ports.commit({ actor: system, events: [], write: (tx) => ports.tasks.replace(planned, tx) });
      return planned;
    },
    async events() {
      while ((await ports.outbox.sequence(1000)) > 0);
      return ports.outbox.after(0, 1000);
    },
  };
}

/** A request as it leaves the parser. */
export const request = (input: Partial<CreateTaskRequest> = {}): CreateTaskRequest =>
  createTaskRequest.parse({ title: 'Win the Acme renewal', ...input });

/** What a promise was refused with: the code, the paths at fault, the conflicting paths. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ code: string; paths: string[]; conflicts: string[] }> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { errors = [], conflicts = [] } = error.options;
    return { code: error.code, paths: errors.map(({ path }) => path), conflicts };
  }
  throw new Error('It was not refused');
}
