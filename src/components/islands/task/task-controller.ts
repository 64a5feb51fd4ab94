import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError, api } from '../../../lib/client/api.ts';
import { OwnVersions } from '../../../lib/client/own-versions.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import type { Task } from '../../../lib/contracts/task.ts';
import type { Change } from './changes.ts';

/** An edit that met another person's edit of the same thing, waiting for a decision. */
export interface Conflict {
  change: Change;
  current: Task;
}

/** What was being done, within a sentence: names stay as they are written. */
const within = (doing: string): string => doing.charAt(0).toLowerCase() + doing.slice(1).replace(/\.$/, '');

/**
 * A task under edit. Edits show at once, are sent one after the other, and are taken back with an explanation when the
 * server refuses; changes of others arrive through `adopt`. Keeps what is needed to undo.
 */
export class TaskController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #confirmed: Task | null = null;
  #pending: Change[] = [];
  #undoable: Change[] = [];
  #queue: Promise<void> = Promise.resolve();
  readonly #own = new OwnVersions();
  conflict: Conflict | null = null;
  /** The task was deleted by someone, here or elsewhere. */
  gone = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** The task as the person should see it: what the server confirmed, with what is on its way. */
  get task(): Task {
    if (!this.#confirmed) throw new Error('no task adopted yet');
    return this.#pending.reduce((task, change) => change.apply(task), this.#confirmed);
  }

  /** The version edits begin from; fields remember it when they are entered. */
  get version(): number {
    return this.#confirmed?.version ?? 0;
  }

  get saving(): boolean {
    return this.#pending.length > 0;
  }

  get canUndo(): boolean {
    return this.#undoable.length > 0;
  }

  /** Takes in the server's state, from an answer or a socket event; older states are ignored. */
  adopt(task: Task): void {
    if (this.#confirmed && task.version < this.#confirmed.version) return;
    const prompt = this.#confirmed?.aiGenerated?.metadata.promptUsed ?? null;
    this.#confirmed = keepPrompt(task, prompt);
    this.gone = task.deletedAt !== null;
    this.#host.requestUpdate();
  }

  /**
   * Runs an edit. `base` is the version seen when the person began (default: the present one); `said` is shown with
   * an Undo button when it worked. Resolves to whether it was saved.
   */
  run(change: Change, { base, said, undoable = true }: RunOptions = {}): Promise<boolean> {
    this.#pending = [...this.#pending, change];
    this.#host.requestUpdate();
    const done = this.#queue.then(() => this.#send(change, base, said, undoable));
    this.#queue = done.then(() => undefined);
    return done;
  }

  /** Keeps the way back from something that was no edit of this page, and offers it. */
  offerUndo(inverse: Change, said: string): void {
    this.#undoable = [...this.#undoable.slice(-49), inverse];
    this.#host.requestUpdate();
    toastUndo(said, () => this.#undoThis(inverse));
  }

  undo(): void {
    const change = this.#undoable.pop();
    if (change) void this.run(change, { undoable: false });
  }

  /** Settles the conflict: keep what is there, or write one's own over it. */
  settle(keep: 'mine' | 'theirs'): void {
    const conflict = this.conflict;
    this.conflict = null;
    this.#host.requestUpdate();
    if (conflict && keep === 'mine')
      void this.run(conflict.change, { base: conflict.current.version, said: 'Yours is saved.' });
  }

  /** Reads the task anew, after events were missed. */
  async reload(): Promise<void> {
    if (!this.#confirmed) return;
    try {
      const { task } = await api.get<{ task: Task }>(`/tasks/${this.#confirmed.id}`);
      this.adopt(task);
    } catch (error) {
      // Unreachable: the socket's return reads anew.
      if (error instanceof ApiError && error.code === 'not_found') this.#vanish();
    }
  }

  async #send(change: Change, base: number | undefined, said: string | undefined, undoable: boolean): Promise<boolean> {
    const before = this.#confirmed;
    if (!before) return false;
    try {
      const from = this.#own.after(base ?? before.version);
      const after = await change.send(from);
      this.#own.add({ from, to: after.version });
      this.#drop(change);
      this.adopt(after);
      const inverse = undoable ? change.inverse?.(before, after) : undefined;
      if (inverse) this.#undoable = [...this.#undoable.slice(-49), inverse];
      if (said && inverse) toastUndo(said, () => this.#undoThis(inverse));
      return true;
    } catch (error) {
      this.#drop(change);
      this.#refused(change, error);
      return false;
    }
  }

  #undoThis(inverse: Change) {
    if (!this.#undoable.includes(inverse)) return;
    this.#undoable = this.#undoable.filter((other) => other !== inverse);
    void this.run(inverse, { undoable: false });
  }

  #refused(change: Change, error: unknown) {
    const current = error instanceof ApiError && error.code === 'conflict' ? (error.problem.current as Task) : null;
    if (current && change.theirs) this.conflict = { change, current };
    else toastFailure(`Not done: ${within(change.doing)}`, error);
    if (current) this.adopt(current);
    else if (error instanceof ApiError && error.code === 'not_found') this.#vanish();
    this.#host.requestUpdate();
  }

  #vanish() {
    this.gone = true;
    this.#host.requestUpdate();
  }

  #drop(change: Change) {
    this.#pending = this.#pending.filter((other) => other !== change);
    this.#host.requestUpdate();
  }
}

interface RunOptions {
  base?: number | undefined;
  said?: string;
  undoable?: boolean;
}

/** Events never carry the prompt; the one read with the page stays until a new plan replaces it. */
const keepPrompt = (task: Task, promptUsed: string | null): Task =>
  task.aiGenerated?.metadata.promptUsed === null && promptUsed
    ? { ...task, aiGenerated: { ...task.aiGenerated, metadata: { ...task.aiGenerated.metadata, promptUsed } } }
    : task;
