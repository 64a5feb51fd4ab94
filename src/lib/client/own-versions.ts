/** An edit of a record made from here. */
interface OwnEdit {
  /** The version it was based on. */
  from: number;
  /** The version it made. */
  to: number;
  /** Dotted, as in the contract; absent for an edit of no single field. */
  path?: string | undefined;
}

/** Versions of a record made by edits from here: someone who edits twice in a row is in no conflict with themselves. */
export class OwnVersions {
  readonly #made: OwnEdit[] = [];

  add(edit: OwnEdit): void {
    this.#made.push(edit);
  }

  /**
   * The version that a further edit at `path` is based on when the person saw `base` and everything done here. Others'
   * changes between are passed over where an own edit of the same field was let through: they were of other fields.
   */
  after(base: number, path?: string): number {
    const next = this.#made.find(
      (edit) => edit.from <= base && base < edit.to && (edit.to === edit.from + 1 || (path && edit.path === path)),
    );
    return next ? this.after(next.to, path) : base;
  }
}
