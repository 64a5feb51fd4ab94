import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError, api } from './api.ts';
import { merged, nested, valueAt } from './dotted-paths.ts';
import { OwnVersions } from './own-versions.ts';
import { toastFailure, toastUndo } from './toasts.ts';

/** What every record that is edited in place has. */
export interface Edited {
  id: string;
  version: number;
  deletedAt: string | null;
}

/** One value of a record, changed by the person here. */
export interface Edit {
  /** Dotted, as in the contract. */
  path: string;
  label: string;
  value: unknown;
  /** What a value at this path means to people. */
  words: (value: unknown) => string;
  /** Further values sent with it: a deal is lost with the reason. */
  also?: object;
  /** More that shows with it and is not sent: the owner's name with the owner's id. */
  shown?: object;
  /** What was typed into a field of its own: when refused it stays there. */
  typed?: string;
  /** What the person is told when it is saved; otherwise that the label changed. */
  said?: string;
}

/** What was typed and refused: it stays in the field, with the reason. */
export interface Draft {
  text: string;
  error: string;
  /** The reason lies elsewhere than in the text: the same may be sent again. */
  repeatable: boolean;
  /** Null when it could not even be sent. */
  edit: Edit | null;
  base: number;
}

/**
 * A record under edit. Edits show at once and are sent one after the other; a refusal keeps what was typed with the
 * reason, a conflict waits for a decision. Changes of others arrive through `adopt`.
 */
export class RecordEdits<Kept extends Edited> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #api: { path: string; name: string };
  #confirmed: Kept | null = null;
  #pending: Edit[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  readonly #own = new OwnVersions();
  readonly drafts = new Map<string, Draft>();
  conflict: { edit: Edit; current: Kept } | null = null;
  /** The field being edited, the version it is based on, and what it showed: others' changes must not overwrite typing. */
  editing: { path: string; base: number; shown: string } | null = null;
  /** Deleted by someone, here or elsewhere. */
  gone = false;

  /** `api` names the collection and the record in its answers: `/customers`, `customer`. */
  constructor(host: ReactiveControllerHost, api: { path: string; name: string }) {
    this.#host = host;
    this.#api = api;
    host.addController(this);
  }

  hostConnected() {}

  /** As the person should see it: what the server confirmed, with what is on its way. */
  get record(): Kept {
    if (!this.#confirmed) throw new Error('no record adopted yet');
    return this.#pending.reduce(
      (record, { path, value, also = {}, shown = {} }) =>
        merged(merged(record, merged(nested(path, value), also)), shown),
      this.#confirmed,
    );
  }

  get version(): number {
    return this.#confirmed?.version ?? 0;
  }

  /** Takes in the server's state; older states are ignored. */
  adopt(record: Kept): void {
    if (this.#confirmed && record.version < this.#confirmed.version) return;
    this.#confirmed = record;
    this.gone = record.deletedAt !== null;
    this.#host.requestUpdate();
  }

  /** Adds to the server's state what it answered besides edits. */
  amend(change: (record: Kept) => Kept): void {
    if (this.#confirmed) this.adopt(change(this.#confirmed));
  }

  /** A person enters a field that shows this text: what they type is based on the version they see now. */
  enter(path: string, shown: string): void {
    this.editing = { path, base: this.version, shown };
    this.#host.requestUpdate();
  }

  leave(): void {
    this.editing = null;
    this.#host.requestUpdate();
  }

  /** The version an edit at this path is based on. */
  baseOf(path: string): number {
    return this.editing?.path === path ? this.editing.base : this.version;
  }

  /** Keeps in the field what was typed and cannot be understood. */
  reject(path: string, text: string, error: string): void {
    this.drafts.set(path, { text, error, repeatable: false, edit: null, base: this.version });
    this.#host.requestUpdate();
  }

  /** Runs an edit made by someone who saw version `base`. Resolves to whether it was saved. */
  run(edit: Edit, base = this.version, undoable = true): Promise<boolean> {
    this.drafts.delete(edit.path);
    this.#pending = [...this.#pending, edit];
    this.#host.requestUpdate();
    const done = this.#queue.then(() => this.#send(edit, base, undoable));
    this.#queue = done;
    return done;
  }

  /** Forgets what was typed at a path and refused. */
  discard(path: string): void {
    this.drafts.delete(path);
    this.#host.requestUpdate();
  }

  /** Sends what was refused once more. */
  retry(): void {
    for (const { edit, base } of [...this.drafts.values()]) if (edit) void this.run(edit, base);
  }

  settle(keep: 'mine' | 'theirs'): void {
    const { conflict } = this;
    this.conflict = null;
    this.#host.requestUpdate();
    if (conflict && keep === 'mine') void this.run(conflict.edit, conflict.current.version);
  }

  async reload(): Promise<void> {
    if (!this.#confirmed) return;
    try {
      this.adopt(this.#read(await api.get(`${this.#api.path}/${this.#confirmed.id}`)));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not_found') this.#vanish();
    }
  }

  #read(answer: Record<string, Kept>): Kept {
    const record = answer[this.#api.name];
    if (!record) throw new Error(`The answer has no ${this.#api.name}`);
    return record;
  }

  async #send(edit: Edit, base: number, undoable: boolean): Promise<boolean> {
    const before = this.#confirmed;
    if (!before) return false;
    try {
      const patch = merged(nested(edit.path, edit.value), edit.also ?? {});
      const ifMatch = this.#own.after(base, edit.path);
      const record = this.#read(await api.patch(`${this.#api.path}/${before.id}`, patch, { ifMatch }));
      this.#own.add({ from: ifMatch, to: record.version, path: edit.path });
      this.#drop(edit);
      this.adopt(record);
      if (undoable)
        toastUndo(edit.said ?? `${edit.label} changed.`, () => void this.run(inverse(edit, before), undefined, false));
      return true;
    } catch (error) {
      this.#drop(edit);
      this.#refused(edit, base, error);
      return false;
    }
  }

  #refused(edit: Edit, base: number, error: unknown) {
    const refusal = error instanceof ApiError ? error : null;
    const current = refusal?.code === 'conflict' ? (refusal.problem.current as Kept | undefined) : undefined;
    if (current) {
      this.conflict = { edit, current };
      this.adopt(current);
    } else if (refusal?.code === 'not_found') this.#vanish();
    else if (refusal && edit.typed !== undefined) {
      const fault = refusal.fieldError(edit.path) ?? refusal.fieldErrors[0]?.message;
      this.drafts.set(edit.path, { text: edit.typed, error: fault ?? refusal.message, repeatable: !fault, edit, base });
    } else toastFailure(`${edit.label} not changed`, error);
    this.#host.requestUpdate();
  }

  #vanish() {
    this.gone = true;
    this.#host.requestUpdate();
  }

  #drop(edit: Edit) {
    this.#pending = this.#pending.filter((other) => other !== edit);
    this.#host.requestUpdate();
  }
}

/** The edit that puts back what was there before. */
const inverse = (edit: Edit, before: object): Edit => ({
  ...edit,
  value: valueAt(before, edit.path) ?? null,
  also: pick(before, edit.also),
  shown: pick(before, edit.shown),
});

const pick = (record: object, like: object = {}): object =>
  Object.fromEntries(Object.keys(like).map((name) => [name, (record as Record<string, unknown>)[name] ?? null]));
