import type { Doc } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Catalog, Collection, Index } from './catalog.ts';
import type { ChangeEvent, ChangeLog } from './changes.ts';
import type { Conflicts } from './conflicts.ts';
import type { Database } from './database.ts';
import type { Claim, Target } from './records.ts';
import type { MainView } from './view.ts';

/** How long a group of writes may hold up everything else, in milliseconds. */
const GROUP_TIME = 20;

interface Task {
  run: (unit: Unit) => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** One task's writes: all of them become durable together or none does. */
export class Unit implements Target {
  readonly view: MainView;
  readonly events: ChangeEvent[] = [];
  readonly undo: (() => void)[] = [];
  /** `{lsid, txnNumber}` when the writes are those of a multi-document transaction. */
  origin: Doc | undefined;
  readonly #conflicts: Conflicts;
  readonly #catalog: Catalog;

  constructor(view: MainView, conflicts: Conflicts, catalog: Catalog) {
    this.view = view;
    this.#conflicts = conflicts;
    this.#catalog = catalog;
  }

  claim(what: Claim): void {
    this.#conflicts.write(what);
  }

  multikey(collection: Collection, index: Index, path: string): void {
    index.multikey.add(path);
    this.#catalog.dirty.add(collection);
  }

  emit(event: ChangeEvent): void {
    this.events.push(event);
  }

  /** Undoes something in memory should the writes not become durable. */
  onRollback(undo: () => void): void {
    this.undo.push(undo);
  }
}

interface Outcome {
  task: Task;
  value?: unknown;
  error?: unknown;
  logged: boolean;
}

/**
 * The one writer. Tasks that arrive while the event loop turns, or while the group before is on its way to the disk, share
 * one SQLite transaction and one fsync (group commit); a task that throws is rolled back alone. Whoever waits is answered
 * once the commit is on disk.
 */
export class Writer {
  readonly view: MainView;
  readonly #database: Database;
  readonly #catalog: Catalog;
  readonly #changes: ChangeLog;
  readonly #conflicts: Conflicts;
  readonly #onFault: (error: Error) => void;
  #queue: Task[] = [];
  /** A group is to be written, or is not on disk yet. */
  #busy = false;
  #fault: MongoError | undefined;

  constructor(
    database: Database,
    view: MainView,
    catalog: Catalog,
    changes: ChangeLog,
    conflicts: Conflicts,
    onFault: (error: Error) => void,
  ) {
    this.#database = database;
    this.view = view;
    this.#catalog = catalog;
    this.#changes = changes;
    this.#conflicts = conflicts;
    this.#onFault = onFault;
  }

  /** Runs a synchronous task in the next group; resolves once it is on disk. */
  run<T>(task: (unit: Unit) => T): Promise<T> {
    if (this.#fault) return Promise.reject(this.#fault);
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run: task, resolve: resolve as (value: unknown) => void, reject });
      if (!this.#busy) this.#again();
    });
  }

  /** Resolves once everything handed in so far is done. */
  async idle(): Promise<void> {
    while (this.#busy) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  #again(): void {
    this.#busy = this.#queue.length > 0;
    if (this.#busy) setImmediate(() => void this.#flush());
  }

  async #flush(): Promise<void> {
    const done = this.#commit();
    if (!done) {
      this.#again();
      return;
    }
    try {
      await this.#database.disk.sync();
    } catch (error) {
      this.#fail(done, error);
      return;
    }
    this.#again();
    for (const { task, value, error } of done) {
      if (error === undefined) task.resolve(value);
      else task.reject(error);
    }
    if (done.some(({ logged }) => logged)) this.#changes.reached();
  }

  /** Runs a group of tasks in one transaction; answers what became of each, or undefined when none of it stands. */
  #commit(): Outcome[] | undefined {
    const tasks = this.#queue;
    const started = performance.now();
    const group: Task[] = [];
    const done: Outcome[] = [];
    const undo: (() => void)[] = [];
    try {
      this.#database.endReading();
      this.#database.main.exec('BEGIN IMMEDIATE');
      while (tasks.length > 0 && performance.now() - started < GROUP_TIME) {
        const task = tasks.shift() as Task;
        group.push(task);
        done.push(this.#runOne(task, undo));
      }
      this.#catalog.save();
      this.#database.main.exec('COMMIT');
    } catch (error) {
      this.#abandon(group, undo, error);
      return undefined;
    }
    this.#catalog.dirty.clear();
    this.#conflicts.commit++;
    return done;
  }

  #runOne(task: Task, undo: (() => void)[]): Outcome {
    const unit = new Unit(this.view, this.#conflicts, this.#catalog);
    this.#database.main.exec('SAVEPOINT task');
    try {
      const value = task.run(unit);
      this.#changes.append(unit.events, unit.origin);
      this.#database.main.exec('RELEASE task');
      undo.push(...unit.undo);
      return { task, value, logged: unit.events.length > 0 };
    } catch (error) {
      for (const step of unit.undo.reverse()) step();
      // SQLite itself may have ended the whole transaction (a full disk): then nothing of this group stands.
      if (!this.#database.main.isTransaction) throw error;
      this.#database.main.exec('ROLLBACK TO task; RELEASE task');
      return { task, error: isStorageFault(error) ? notDurable(error) : error, logged: false };
    }
  }

  /** Nothing of a group became durable; when not even its transaction could begin, the first in the queue is told. */
  #abandon(group: Task[], undo: (() => void)[], error: unknown): void {
    if (this.#database.main.isTransaction) this.#database.main.exec('ROLLBACK');
    this.#changes.rolledBack();
    for (const step of undo.reverse()) step();
    const failure = notDurable(error);
    for (const task of group) task.reject(failure);
    if (group.length === 0) this.#queue.shift()?.reject(failure);
  }

  /** A group is committed, but perhaps not on disk, and asking again would not tell: nothing is written any more. */
  #fail(group: Outcome[], error: unknown): void {
    const fault = notDurable(error);
    this.#fault = fault;
    this.#busy = false;
    for (const { task } of [...group, ...this.#queue.splice(0).map((task) => ({ task }))]) task.reject(fault);
    this.#onFault(fault);
  }
}

/** SQLite's result codes (the last byte of an extended one) for a file that cannot be written. */
const IO_ERROR = 10;
const FULL = 13;

function isStorageFault(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
  return code === IO_ERROR || code === FULL;
}

function notDurable(error: unknown): MongoError {
  const reason = error instanceof Error ? error.message : String(error);
  return new MongoError('OutOfDiskSpace', `the write could not be made durable: ${reason}`);
}
