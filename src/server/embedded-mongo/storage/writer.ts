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

/**
 * The one writer. Tasks that arrive while the event loop turns share one SQLite transaction and one fsync (group commit);
 * a task that throws is rolled back alone. Whoever waits is answered after the commit.
 */
export class Writer {
  readonly view: MainView;
  readonly #database: Database;
  readonly #catalog: Catalog;
  readonly #changes: ChangeLog;
  readonly #conflicts: Conflicts;
  #queue: Task[] = [];
  #scheduled = false;

  constructor(database: Database, view: MainView, catalog: Catalog, changes: ChangeLog, conflicts: Conflicts) {
    this.#database = database;
    this.view = view;
    this.#catalog = catalog;
    this.#changes = changes;
    this.#conflicts = conflicts;
  }

  /** Runs a synchronous task in the next group; resolves once it is on disk. */
  run<T>(task: (unit: Unit) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run: task, resolve: resolve as (value: unknown) => void, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    });
  }

  /** Resolves once everything handed in so far is done. */
  async idle(): Promise<void> {
    while (this.#scheduled) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  #flush(): void {
    const tasks = this.#queue;
    const started = performance.now();
    const group: Task[] = [];
    const done: { task: Task; value?: unknown; error?: unknown }[] = [];
    const undo: (() => void)[] = [];
    let logged = false;
    try {
      this.#database.endReading();
      this.#database.main.exec('BEGIN IMMEDIATE');
      while (tasks.length > 0 && performance.now() - started < GROUP_TIME) {
        const task = tasks.shift() as Task;
        group.push(task);
        const outcome = this.#runOne(task, undo);
        done.push(outcome);
        logged ||= outcome.logged;
      }
      this.#catalog.save();
      this.#database.main.exec('COMMIT');
    } catch (error) {
      this.#abandon(group, undo, error);
      this.#again();
      return;
    }
    this.#catalog.dirty.clear();
    this.#conflicts.commit++;
    this.#again();
    for (const { task, value, error } of done) {
      if (error === undefined) task.resolve(value);
      else task.reject(error);
    }
    if (logged) this.#changes.notify();
  }

  #again(): void {
    this.#scheduled = this.#queue.length > 0;
    if (this.#scheduled) setImmediate(() => this.#flush());
  }

  #runOne(task: Task, undo: (() => void)[]): { task: Task; value?: unknown; error?: unknown; logged: boolean } {
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
