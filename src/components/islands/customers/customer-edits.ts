import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError, api } from '../../../lib/client/api.ts';
import { OwnVersions } from '../../../lib/client/own-versions.ts';
import { toastFailure, toastUndo } from '../../../lib/client/toasts.ts';
import type { Customer, Note } from '../../../lib/contracts/customer.ts';
import { merged, nested, valueAt } from '../../customers/customer-fields.ts';

/** One value of a customer, changed by the person here. */
export interface Edit {
  /** Dotted, as in the contract. */
  path: string;
  label: string;
  value: unknown;
  /** What a value at this path means to people. */
  words(value: unknown): string;
  /** More that shows with it and is not sent: the owner's name with the owner's id. */
  shown?: object;
  /** It was typed into a field of its own: when refused it stays there. */
  typed?: boolean;
}

/** What was typed and refused: it stays in the field, with the reason. */
export interface Draft {
  text: string;
  error: string;
  /** The reason lies elsewhere than in the text: the same may be sent again. */
  repeatable: boolean;
  edit: Edit;
  base: number;
}

/**
 * A customer under edit. Edits show at once and are sent one after the other; a refusal keeps what was typed with the
 * reason, a conflict waits for a decision. Changes of others arrive through `adopt`.
 */
export class CustomerEdits implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #confirmed: Customer | null = null;
  #pending: Edit[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  readonly #own = new OwnVersions();
  readonly drafts = new Map<string, Draft>();
  conflict: { edit: Edit; current: Customer } | null = null;
  /** Deleted by someone, here or elsewhere. */
  gone = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** As the person should see it: what the server confirmed, with what is on its way. */
  get customer(): Customer {
    if (!this.#confirmed) throw new Error('no customer adopted yet');
    return this.#pending.reduce(
      (customer, { path, value, shown }) => merged(merged(customer, nested(path, value)), shown ?? {}),
      this.#confirmed,
    );
  }

  get version(): number {
    return this.#confirmed?.version ?? 0;
  }

  /** Takes in the server's state; older states are ignored. */
  adopt(customer: Customer): void {
    if (this.#confirmed && customer.version < this.#confirmed.version) return;
    this.#confirmed = customer;
    this.gone = customer.deletedAt !== null;
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
    for (const { edit, base } of [...this.drafts.values()]) void this.run(edit, base);
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
      const { customer } = await api.get<{ customer: Customer }>(`/customers/${this.#confirmed.id}`);
      this.adopt(customer);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not_found') this.#vanish();
    }
  }

  /** Adds a note; it shows when the server has it. Rejects with the server's reason. */
  async addNote(content: string): Promise<void> {
    const { note } = await api.post<{ note: Note }>(`/customers/${this.customer.id}/notes`, { content });
    const known = this.#confirmed;
    if (!known || known.notes.some(({ id }) => id === note.id)) return;
    this.#confirmed = { ...known, notes: [note, ...known.notes] };
    this.#host.requestUpdate();
  }

  async #send(edit: Edit, base: number, undoable: boolean): Promise<boolean> {
    const before = this.#confirmed;
    if (!before) return false;
    try {
      const patch = nested(edit.path, edit.value);
      const ifMatch = this.#own.after(base);
      const { customer } = await api.patch<{ customer: Customer }>(`/customers/${before.id}`, patch, { ifMatch });
      this.#own.add(customer.version);
      this.#drop(edit);
      this.adopt(customer);
      if (undoable) toastUndo(`${edit.label} changed.`, () => void this.run(inverse(edit, before), undefined, false));
      return true;
    } catch (error) {
      this.#drop(edit);
      this.#refused(edit, base, error);
      return false;
    }
  }

  #refused(edit: Edit, base: number, error: unknown) {
    const refusal = error instanceof ApiError ? error : null;
    const current = refusal?.code === 'conflict' ? (refusal.problem.current as Customer | undefined) : undefined;
    if (current) {
      this.conflict = { edit, current };
      this.adopt(current);
    } else if (refusal?.code === 'not_found') this.#vanish();
    else if (refusal && edit.typed) {
      const fault = refusal.fieldError(edit.path) ?? refusal.fieldErrors[0]?.message;
      const text = typeof edit.value === 'string' ? edit.value : '';
      this.drafts.set(edit.path, { text, error: fault ?? refusal.message, repeatable: !fault, edit, base });
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

const inverse = (edit: Edit, before: Customer): Edit => ({
  ...edit,
  value: valueAt(before, edit.path) ?? null,
  shown: edit.path === 'assignedTo' ? { assignee: before.assignee } : {},
});
